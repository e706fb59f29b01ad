import type { Uuid } from '#lib/core/ids.ts';
import { type Credits, credits, max, subtract, sum, ZERO } from '#lib/money/credits.ts';
import { isValidAt } from './expiry.ts';
import { LOT_PARTS } from './lot-parts.ts';
import type { Sql } from './sql.ts';

/** Where a lot came from. */
type LotSource = 'top_up' | 'trial' | 'grant';

/** One lot with what has become of it: original = the sum of the other parts. */
export type Lot = {
  id: Uuid;
  source: LotSource;
  effectiveAt: Date;
  recordedAt: Date;
  cause: { type: string; id: Uuid };
  originalMicros: Credits;
  remainingMicros: Credits;
  reservedMicros: Credits;
  spentMicros: Credits;
  refundedMicros: Credits;
  clawedBackMicros: Credits;
  expiredMicros: Credits;
  debtPaidMicros: Credits;
};

/** What a customer has at an instant. available = credit - held - refund reserved, and nothing once expired. */
export type Balance = {
  asOf: Date;
  /** From the stored row, rather than from the journal up to an earlier version. */
  isLive: boolean;
  creditMicros: Credits;
  heldMicros: Credits;
  refundReservedMicros: Credits;
  owedMicros: Credits;
  availableMicros: Credits;
  /** What has expired by then and is not booked yet: no longer credit. */
  dueMicros: Credits;
  expiresAt: Date | null;
  version: bigint;
};

type CustomerRow = {
  credit: bigint;
  held: bigint;
  refund_reserved: bigint;
  owed: bigint;
  version: bigint;
  expires_at: Date | null;
  changed_at: Date;
};

const CUSTOMER = `
  SELECT credit, held, refund_reserved, owed, version, expires_at, changed_at
  FROM ledger_customer WHERE customer_id = $1::uuid`;

/**
 * What a customer has now: the stored row. A clock that is behind the one which wrote it last counts as having reached
 * that instant, as it does when something is posted.
 *
 * @returns undefined where there are no books for this customer
 */
export async function balanceNow(sql: Sql, customerId: Uuid, now: Date): Promise<Balance | undefined> {
  const [row] = await sql<CustomerRow>('ledger_customer', CUSTOMER, [customerId]);
  if (row === undefined) return undefined;
  return toBalance(row, now < row.changed_at ? row.changed_at : now, true);
}

/**
 * What a customer had or will have at any instant. From the last change on it is the stored row: nothing new happens,
 * open holds stay held, and nothing is available from the expiry date on. Before it, what was recorded by then.
 *
 * @returns undefined where there are no books for this customer
 */
export async function balanceAt(sql: Sql, customerId: Uuid, at: Date): Promise<Balance | undefined> {
  const [row] = await sql<CustomerRow>('ledger_customer', CUSTOMER, [customerId]);
  if (row === undefined) return undefined;
  if (at >= row.changed_at) return toBalance(row, at, true);
  const version = await versionAt(sql, customerId, at);
  return toBalance(await pastRow(sql, customerId, version), at, false);
}

/** The number of the last fact that was recorded by an instant; 0 before the first. */
export async function versionAt(sql: Sql, customerId: Uuid, at: Date): Promise<bigint> {
  const [row] = await sql<{ version: bigint }>(
    'ledger_version_at',
    'SELECT ledger_version_at($1::uuid, $2::timestamptz) AS version',
    [customerId, at.toISOString()],
  );
  return row?.version ?? 0n;
}

/** The version of the books, which grows with every change: what a watcher compares. */
export async function versionsOf(sql: Sql, customerIds: readonly Uuid[]): Promise<Map<Uuid, bigint>> {
  const rows = await sql<{ customer_id: Uuid; version: bigint }>(
    'ledger_versions',
    'SELECT customer_id, version FROM ledger_customer WHERE customer_id = ANY ($1::uuid[])',
    [[...customerIds]],
  );
  return new Map(rows.map((row) => [row.customer_id, row.version]));
}

/**
 * The expiry predicate, applied to a row of the books: credit past its date is unspendable from that instant,
 * whether or not the sweeper has booked it, and then only what is held or reserved is left.
 */
function toBalance(row: Omit<CustomerRow, 'changed_at'>, at: Date, isLive: boolean): Balance {
  const kept = row.held + row.refund_reserved;
  const credit = isValidAt(row.expires_at, at) ? row.credit : kept;
  return {
    asOf: at,
    isLive,
    creditMicros: credits(credit),
    heldMicros: credits(row.held),
    refundReservedMicros: credits(row.refund_reserved),
    owedMicros: credits(row.owed),
    availableMicros: credits(credit - kept),
    dueMicros: credits(row.credit - credit),
    expiresAt: row.expires_at,
    version: row.version,
  };
}

/** What a customer's facts up to a version left behind, as it was recorded: an expiry counts from its entry on. */
export async function recordedAt(
  sql: Sql,
  customerId: Uuid,
  version: bigint,
): Promise<{
  creditMicros: Credits;
  heldMicros: Credits;
  refundReservedMicros: Credits;
  availableMicros: Credits;
}> {
  const row = await pastRow(sql, customerId, version);
  return {
    creditMicros: credits(row.credit),
    heldMicros: credits(row.held),
    refundReservedMicros: credits(row.refund_reserved),
    availableMicros: credits(row.credit - row.held - row.refund_reserved),
  };
}

/**
 * A query of the books as they stood: the figures that the last fact up to a version left behind.
 *
 * @param customer an expression for the customer's id
 * @param upto an expression for the version
 */
export function pastFigures(customer: string, upto: string): string {
  return `SELECT coalesce(f.credit, 0)::bigint AS credit, coalesce(f.held, 0)::bigint AS held,
       coalesce(f.credit - f.held - f.available, 0)::bigint AS refund_reserved,
       coalesce((SELECT p.owed_after FROM ledger_posting p WHERE p.customer_id = ${customer} AND p.seq <= ${upto}
         ORDER BY p.seq DESC LIMIT 1), 0)::bigint AS owed,
       (SELECT k.expires_at FROM ledger_clock k WHERE k.customer_id = ${customer} AND k.seq <= ${upto}
         ORDER BY k.seq DESC LIMIT 1) AS expires_at
     FROM (SELECT 1) one LEFT JOIN LATERAL (
       (SELECT p.seq, p.credit_after AS credit, p.held_after AS held, p.available_after AS available
         FROM ledger_posting p WHERE p.customer_id = ${customer} AND p.seq <= ${upto} ORDER BY p.seq DESC LIMIT 1)
       UNION ALL
       (SELECT h.opened_seq, h.opened_credit, h.opened_held, h.opened_available
         FROM ledger_hold h WHERE h.customer_id = ${customer} AND h.opened_seq <= ${upto}
         ORDER BY h.opened_seq DESC LIMIT 1)
       UNION ALL
       (SELECT r.seq, h.ended_credit, h.ended_held, h.ended_available
         FROM (SELECT seq, hold_id FROM ledger_release WHERE customer_id = ${customer} AND seq <= ${upto}
           ORDER BY seq DESC LIMIT 1) r
         JOIN ledger_hold h ON h.id = r.hold_id AND h.customer_id IS NOT DISTINCT FROM ${customer})
       UNION ALL
       (SELECT q.opened_seq, q.opened_credit, q.opened_held, q.opened_available
         FROM ledger_refund_request q WHERE q.customer_id = ${customer} AND q.opened_seq <= ${upto}
         ORDER BY q.opened_seq DESC LIMIT 1)
       UNION ALL
       (SELECT q.ended_seq, q.ended_credit, q.ended_held, q.ended_available
         FROM ledger_refund_request q WHERE q.customer_id = ${customer} AND q.ended_seq <= ${upto}
         ORDER BY q.ended_seq DESC LIMIT 1)
       ORDER BY seq DESC LIMIT 1
     ) f ON true`;
}

/** The books as they stood: the figures that the last fact up to a version left behind. */
async function pastRow(
  sql: Sql,
  customerId: Uuid,
  version: bigint,
): Promise<Omit<CustomerRow, 'changed_at'>> {
  const [row] = await sql<Omit<CustomerRow, 'changed_at' | 'version'>>('ledger_past', PAST, [
    customerId,
    version.toString(),
  ]);
  return { ...row!, version };
}

const PAST = pastFigures('$1::uuid', '$2::bigint');

type LotRow = {
  id: Uuid;
  source: LotSource;
  effective_at: Date;
  recorded_at: Date;
  cause_type: string;
  cause_id: Uuid;
  original: bigint;
  remaining: bigint;
  reserved: bigint;
  spent: bigint;
  refunded: bigint;
  clawed_back: bigint;
  expired: bigint;
  debt_paid: bigint;
};

/**
 * The lots behind a balance, in burn order, used-up ones included. Where the expiry date has passed, what stood unspent
 * counts as expired, booked or not: the newest lots keep what is held or reserved.
 *
 * @param balance from the same snapshot, so that the lots add up to its credit
 */
export async function lotsOf(sql: Sql, customerId: Uuid, balance: Balance): Promise<Lot[]> {
  const rows = balance.isLive
    ? await sql<LotRow>('ledger_lots', `${LOT_COLUMNS} WHERE customer_id = $1::uuid ${BURN_ORDER}`, [
        customerId,
      ])
    : await sql<LotRow>('ledger_past_lots', PAST_LOTS, [customerId, balance.version.toString()]);
  const lots = rows.map(toLot);
  if (isValidAt(balance.expiresAt, balance.asOf)) return lots;
  const stored = sum(lots.map((lot) => lot.remainingMicros));
  return expireInBurnOrder(lots, max(subtract(stored, balance.creditMicros), ZERO));
}

/** The lots at any instant; inside a snapshot where others write meanwhile. */
export async function lotsAt(sql: Sql, customerId: Uuid, at: Date): Promise<Lot[]> {
  const balance = await balanceAt(sql, customerId, at);
  return balance === undefined ? [] : lotsOf(sql, customerId, balance);
}

const LOT_COLUMNS = `
  SELECT id, source, effective_at, recorded_at, cause_type, cause_id, original, remaining, reserved, spent, refunded,
    clawed_back, expired, debt_paid
  FROM ledger_lot`;
const BURN_ORDER = 'ORDER BY burn_rank, effective_at, opened_seq';

/**
 * Lots as they stood after a version: what the postings up to it did to each (as `ledger_book` says), and what the
 * requests open then kept aside.
 */
const PAST_LOTS = `
  SELECT l.id, l.source, l.effective_at, l.recorded_at, l.cause_type, l.cause_id, m.original,
    coalesce(q.reserved, 0)::bigint AS reserved,
    m.original - m.spent - m.refunded - m.clawed_back - m.expired - m.debt_paid AS remaining,
    m.spent, m.refunded, m.clawed_back, m.expired, m.debt_paid
  FROM ledger_lot l
  JOIN (
    SELECT lot_id, ${LOT_PARTS}
    FROM ledger_sums($1::uuid, 0, $2::bigint) WHERE lot_id IS NOT NULL GROUP BY lot_id
  ) m ON m.lot_id = l.id
  LEFT JOIN (
    SELECT lot_id, sum(amount) AS reserved FROM ledger_refund_request
    WHERE customer_id = $1::uuid AND opened_seq <= $2::bigint AND (ended_seq IS NULL OR ended_seq > $2::bigint)
    GROUP BY lot_id
  ) q ON q.lot_id = l.id
  WHERE l.customer_id = $1::uuid
  ${BURN_ORDER}`;

function toLot(row: LotRow): Lot {
  return {
    id: row.id,
    source: row.source,
    effectiveAt: row.effective_at,
    recordedAt: row.recorded_at,
    cause: { type: row.cause_type, id: row.cause_id },
    originalMicros: credits(row.original),
    remainingMicros: credits(row.remaining),
    reservedMicros: credits(row.reserved),
    spentMicros: credits(row.spent),
    refundedMicros: credits(row.refunded),
    clawedBackMicros: credits(row.clawed_back),
    expiredMicros: credits(row.expired),
    debtPaidMicros: credits(row.debt_paid),
  };
}

/** A change of an expiry date: when it was recorded, from which date to which, and the key of the entry that made it. */
export type ClockChange = { recordedAt: Date; previous: Date | null; expiresAt: Date; key: string };

/** How an expiry date came about, newest first, up to the facts that a balance is made of. */
export async function clockOf(sql: Sql, customerId: Uuid, balance: Balance): Promise<ClockChange[]> {
  const rows = await sql<{ recorded_at: Date; previous_expiry: Date | null; expires_at: Date; key: string }>(
    'ledger_clock',
    `SELECT recorded_at, previous_expiry, expires_at, key FROM ledger_clock
     WHERE customer_id = $1::uuid AND seq <= $2::bigint ORDER BY seq DESC`,
    [customerId, balance.version.toString()],
  );
  return rows.map((row) => ({
    recordedAt: row.recorded_at,
    previous: row.previous_expiry,
    expiresAt: row.expires_at,
    key: row.key,
  }));
}

function expireInBurnOrder(lots: readonly Lot[], due: Credits): Lot[] {
  let left: bigint = due;
  return lots.map((lot) => {
    const free = lot.remainingMicros - lot.reservedMicros;
    const taken = left < free ? left : free;
    left -= taken;
    if (taken === ZERO) return lot;
    return {
      ...lot,
      remainingMicros: credits(lot.remainingMicros - taken),
      expiredMicros: credits(lot.expiredMicros + taken),
    };
  });
}
