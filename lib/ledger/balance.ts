import type { Uuid } from '#lib/core/ids.ts';
import { type Credits, credits, subtract, sum, ZERO } from '#lib/money/credits.ts';
import { isValidAt } from './expiry.ts';
import type { Sql } from './sql.ts';

/** Where a lot came from. */
export type LotSource = 'top_up' | 'trial' | 'grant';

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
  creditMicros: Credits;
  heldMicros: Credits;
  refundReservedMicros: Credits;
  owedMicros: Credits;
  availableMicros: Credits;
  openHolds: number;
  expiresAt: Date | null;
  version: bigint;
};

type CustomerRow = {
  credit: bigint;
  held: bigint;
  refund_reserved: bigint;
  owed: bigint;
  open_holds: number;
  version: bigint;
  expires_at: Date | null;
  changed_at: Date;
};

const CUSTOMER = `
  SELECT credit, held, refund_reserved, owed, open_holds, version, expires_at, changed_at
  FROM ledger_customer WHERE customer_id = $1::uuid`;

/**
 * What a customer has at an instant. From the present on it is the stored row: nothing new happens, open holds stay
 * held, and nothing is available from the expiry date on. Before the last change it is what was recorded by then.
 *
 * @returns undefined where there are no books for this customer, or were none yet
 */
export async function balanceAt(sql: Sql, customerId: Uuid, at: Date): Promise<Balance | undefined> {
  const [row] = await sql<CustomerRow>('ledger_customer', CUSTOMER, [customerId]);
  if (row === undefined) return undefined;
  return toBalance(at < row.changed_at ? await pastRow(sql, customerId, at) : row, at);
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
function toBalance(row: CustomerRow, at: Date): Balance {
  const kept = row.held + row.refund_reserved;
  const credit = isValidAt(row.expires_at, at) ? row.credit : kept;
  return {
    asOf: at,
    creditMicros: credits(credit),
    heldMicros: credits(row.held),
    refundReservedMicros: credits(row.refund_reserved),
    owedMicros: credits(row.owed),
    availableMicros: credits(credit - kept),
    openHolds: row.open_holds,
    expiresAt: row.expires_at,
    version: row.version,
  };
}

/** The books as they stood: the figures that the last fact recorded by then left behind. */
async function pastRow(sql: Sql, customerId: Uuid, at: Date): Promise<CustomerRow> {
  const [row] = await sql<CustomerRow>(
    'ledger_past',
    `WITH v AS (SELECT ledger_version_at($1::uuid, $2::timestamptz) AS seq)
     SELECT coalesce(f.credit, 0)::bigint AS credit, coalesce(f.held, 0)::bigint AS held,
       coalesce(f.credit - f.held - f.available, 0)::bigint AS refund_reserved, v.seq AS version,
       coalesce((SELECT p.owed_after FROM ledger_posting p WHERE p.customer_id = $1::uuid AND p.seq <= v.seq
         ORDER BY p.seq DESC LIMIT 1), 0)::bigint AS owed,
       (SELECT count(*) FROM ledger_hold h WHERE h.customer_id = $1::uuid AND h.opened_seq <= v.seq
         AND (h.ended_seq IS NULL OR h.ended_seq > v.seq))::integer AS open_holds,
       (SELECT k.expires_at FROM ledger_clock k WHERE k.customer_id = $1::uuid AND k.seq <= v.seq
         ORDER BY k.seq DESC LIMIT 1) AS expires_at,
       $2::timestamptz AS changed_at
     FROM v LEFT JOIN LATERAL (
       (SELECT p.seq, p.credit_after AS credit, p.held_after AS held, p.available_after AS available
         FROM ledger_posting p WHERE p.customer_id = $1::uuid AND p.seq <= v.seq ORDER BY p.seq DESC LIMIT 1)
       UNION ALL
       (SELECT h.opened_seq, h.opened_credit, h.opened_held, h.opened_available
         FROM ledger_hold h WHERE h.customer_id = $1::uuid AND h.opened_seq <= v.seq ORDER BY h.opened_seq DESC LIMIT 1)
       UNION ALL
       (SELECT r.seq, h.ended_credit, h.ended_held, h.ended_available
         FROM ledger_release r JOIN ledger_hold h ON h.customer_id = r.customer_id AND h.id = r.hold_id
         WHERE r.customer_id = $1::uuid AND r.seq <= v.seq ORDER BY r.seq DESC LIMIT 1)
       ORDER BY seq DESC LIMIT 1
     ) f ON true`,
    [customerId, at.toISOString()],
  );
  return row!;
}

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
 * A customer's lots at an instant, in burn order, used-up ones included. Where the expiry date has passed, what
 * stood unspent counts as expired, booked or not: the newest lots keep what is held or reserved.
 */
export async function lotsAt(sql: Sql, customerId: Uuid, at: Date): Promise<Lot[]> {
  const balance = await balanceAt(sql, customerId, at);
  if (balance === undefined) return [];
  const [live] = await sql<{ version: bigint }>(
    'ledger_version',
    'SELECT version FROM ledger_customer WHERE customer_id = $1::uuid',
    [customerId],
  );
  const rows =
    live?.version === balance.version
      ? await sql<LotRow>('ledger_lots', `${LOT_COLUMNS} WHERE customer_id = $1::uuid ${BURN_ORDER}`, [
          customerId,
        ])
      : await sql<LotRow>('ledger_past_lots', PAST_LOTS, [customerId, balance.version.toString()]);
  const lots = rows.map(toLot);
  const stored = sum(lots.map((lot) => lot.remainingMicros));
  return expireInBurnOrder(lots, subtract(stored, balance.creditMicros));
}

const LOT_COLUMNS = `
  SELECT id, source, effective_at, recorded_at, cause_type, cause_id, original, remaining, reserved, spent, refunded,
    clawed_back, expired, debt_paid
  FROM ledger_lot`;
const BURN_ORDER = 'ORDER BY burn_rank, effective_at, opened_seq';

/** Lots as they stood after a version: what the postings up to it did to each. */
const PAST_LOTS = `
  SELECT l.id, l.source, l.effective_at, l.recorded_at, l.cause_type, l.cause_id, l.original, 0::bigint AS reserved,
    l.original - m.spent - m.refunded - m.clawed_back - m.expired - m.debt_paid AS remaining,
    m.spent, m.refunded, m.clawed_back, m.expired, m.debt_paid
  FROM ledger_lot l CROSS JOIN LATERAL (
    SELECT
      coalesce(sum(amount) FILTER (WHERE kind = 'charge'), 0)::bigint AS spent,
      coalesce(sum(amount) FILTER (WHERE kind = 'refund'), 0)::bigint AS refunded,
      coalesce(sum(amount) FILTER (WHERE kind = 'claw_back' AND debit = 'credit'), 0)::bigint AS clawed_back,
      (coalesce(sum(amount) FILTER (WHERE kind = 'expire'), 0)
        - coalesce(sum(amount) FILTER (WHERE kind = 'reinstate_expired'), 0))::bigint AS expired,
      coalesce(sum(amount) FILTER (WHERE kind = 'offset' OR (kind = 'top_up' AND credit = 'owed')), 0)::bigint
        AS debt_paid
    FROM ledger_posting p WHERE p.customer_id = l.customer_id AND p.lot_id = l.id AND p.seq <= $2::bigint
  ) m
  WHERE l.customer_id = $1::uuid AND l.opened_seq <= $2::bigint
  ORDER BY l.burn_rank, l.effective_at, l.opened_seq`;

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
