import type { Uuid } from '#lib/core/ids.ts';
import { type Credits, credits } from '#lib/money/credits.ts';
import type { Sql } from './sql.ts';

/** What a line of the statement tells: a posting's kind, or the beginning or an end of a hold or a refund request. */
export type StatementKind =
  | 'top_up'
  | 'trial'
  | 'grant'
  | 'charge'
  | 'expire'
  | 'reinstate_expired'
  | 'refund'
  | 'claw_back'
  | 'claw_back_reversed'
  | 'offset'
  | 'offset_reversed'
  | 'write_off'
  | 'forfeit'
  | 'correction'
  | 'hold'
  | 'hold_settled'
  | 'hold_released'
  | 'refund_request'
  | 'refund_request_refunded'
  | 'refund_request_returned'
  | 'refund_request_superseded';

/**
 * One fact in a customer's line of time. The available balance runs through without a gap: what one line leaves
 * is what the next one finds.
 */
export type StatementLine = {
  /** The fact's number in these books: dense, in the order in which facts were recorded. */
  seq: bigint;
  kind: StatementKind;
  /** The signed change of the available balance. */
  changeMicros: Credits;
  /** The signed change of what is owed: a debt is beside the balance, and never part of it. */
  owedChangeMicros: Credits;
  /** The posted or kept-aside amount, without a sign. */
  amountMicros: Credits;
  availableBeforeMicros: Credits;
  availableAfterMicros: Credits;
  creditAfterMicros: Credits;
  heldAfterMicros: Credits;
  effectiveAt: Date;
  recordedAt: Date;
  cause: { type: string; id: Uuid };
  actor: string;
  lotId: Uuid | null;
  /** The entry's business key; null for the beginning or the end of a reservation, which post nothing. */
  key: string | null;
};

type Row = {
  seq: bigint;
  kind: StatementKind;
  change: bigint;
  owing: bigint;
  amount: bigint;
  available: bigint;
  credit: bigint;
  held: bigint;
  effective_at: Date;
  recorded_at: Date;
  cause_type: string;
  cause_id: Uuid;
  actor: string;
  lot_id: Uuid | null;
  key: string | null;
};

/** The signed change of the available balance that a posting makes. */
const CHANGE = `CASE WHEN credit = 'credit' THEN amount WHEN debit = 'credit' THEN -amount ELSE 0 END`;

/** The signed change of what is owed. */
const OWING = `CASE WHEN debit = 'owed' THEN amount WHEN credit = 'owed' THEN -amount ELSE 0 END`;

/** The postings; those of one kind where a condition says so. */
const postings = (condition = '') => `
  SELECT seq, kind, (${CHANGE})::bigint AS change, (${OWING})::bigint AS owing, amount, available_after AS available, credit_after AS credit,
    held_after AS held, effective_at, recorded_at, cause_type, cause_id, actor, lot_id, key
  FROM ledger_posting WHERE customer_id = $1::uuid AND seq < $2::bigint ${condition} ORDER BY seq DESC LIMIT $3::integer`;

/**
 * Each stream is read by its own index, newest first, and no further than the page needs. The end of a settled hold
 * is the fact before its first charge, so the charge leads to it; a release has a row of its own.
 */
const RESERVATIONS = {
  hold: `
    SELECT opened_seq AS seq, 'hold' AS kind, -amount AS change, 0::bigint AS owing, amount, opened_available AS available,
      opened_credit AS credit, opened_held AS held, opened_at AS effective_at, opened_at AS recorded_at, cause_type,
      id AS cause_id, 'customer' AS actor, NULL::uuid AS lot_id, NULL::text AS key
    FROM ledger_hold WHERE customer_id = $1::uuid AND opened_seq < $2::bigint
    ORDER BY opened_seq DESC LIMIT $3::integer`,
  hold_settled: `
    SELECT h.ended_seq AS seq, 'hold_settled' AS kind, h.amount AS change, 0::bigint AS owing, h.amount, h.ended_available AS available,
      h.ended_credit AS credit, h.ended_held AS held, h.ended_at AS effective_at, h.ended_at AS recorded_at,
      h.cause_type, h.id AS cause_id, 'system' AS actor, NULL::uuid AS lot_id, NULL::text AS key
    FROM (
      SELECT cause_id FROM ledger_posting
      WHERE customer_id = $1::uuid AND seq <= $2::bigint AND kind = 'charge' AND line = 1
      ORDER BY seq DESC LIMIT $3::integer
    ) charge JOIN ledger_hold h ON h.id = charge.cause_id AND h.customer_id IS NOT DISTINCT FROM $1::uuid
    ORDER BY h.ended_seq DESC`,
  hold_released: `
    SELECT r.seq, 'hold_released' AS kind, h.amount AS change, 0::bigint AS owing, h.amount, h.ended_available AS available,
      h.ended_credit AS credit, h.ended_held AS held, h.ended_at AS effective_at, h.ended_at AS recorded_at,
      h.cause_type, h.id AS cause_id, 'system' AS actor, NULL::uuid AS lot_id, NULL::text AS key
    FROM (
      SELECT seq, hold_id FROM ledger_release
      WHERE customer_id = $1::uuid AND seq < $2::bigint ORDER BY seq DESC LIMIT $3::integer
    ) r JOIN ledger_hold h ON h.id = r.hold_id AND h.customer_id IS NOT DISTINCT FROM $1::uuid
    ORDER BY r.seq DESC`,
  refund_request: `
    SELECT opened_seq AS seq, 'refund_request' AS kind, -amount AS change, 0::bigint AS owing, amount, opened_available AS available,
      opened_credit AS credit, opened_held AS held, opened_at AS effective_at, opened_at AS recorded_at,
      'purchase' AS cause_type, lot_id AS cause_id, 'customer' AS actor, lot_id, NULL::text AS key
    FROM ledger_refund_request WHERE customer_id = $1::uuid AND opened_seq < $2::bigint
    ORDER BY opened_seq DESC LIMIT $3::integer`,
};

/** The ends of refund requests; of one kind where a condition says so. */
const requestEnds = (condition = '') => `
  SELECT ended_seq AS seq, 'refund_request_' || state AS kind, amount AS change, 0::bigint AS owing, amount, ended_available AS available,
    ended_credit AS credit, ended_held AS held, ended_at AS effective_at, ended_at AS recorded_at,
    'purchase' AS cause_type, lot_id AS cause_id, 'system' AS actor, lot_id, NULL::text AS key
  FROM ledger_refund_request WHERE customer_id = $1::uuid AND ended_seq < $2::bigint ${condition}
  ORDER BY ended_seq DESC LIMIT $3::integer`;

const PAGE = `
  SELECT * FROM (${[postings(), ...Object.values(RESERVATIONS), requestEnds()].map((text) => `(${text})`).join(' UNION ALL ')}
  ) facts
  ORDER BY seq DESC LIMIT $3::integer`;

/** A page of the facts of one kind: the one stream that has them. */
function pageOfKind(kind: StatementKind): string {
  if (kind in RESERVATIONS) return RESERVATIONS[kind as keyof typeof RESERVATIONS];
  const end = /^refund_request_(\w+)$/.exec(kind)?.[1];
  return end === undefined ? postings(`AND kind = '${kind}'`) : requestEnds(`AND state = '${end}'`);
}

/**
 * A page of a customer's statement, newest first: every posting, and every reservation's beginning and end.
 *
 * @param options.before only facts with a lesser number; the last line's `seq` gives the next page
 * @param options.limit lines on the page
 * @param options.kind only facts of this kind
 */
export async function statementPage(
  sql: Sql,
  customerId: Uuid,
  options: { before?: bigint; limit: number; kind?: StatementKind | undefined },
): Promise<StatementLine[]> {
  const { before = 2n ** 62n, kind } = options;
  const rows = await sql<Row>(
    kind === undefined ? 'ledger_statement' : `ledger_statement_${kind}`,
    kind === undefined ? PAGE : pageOfKind(kind),
    [customerId, before.toString(), options.limit],
  );
  return rows.map((row) => ({
    seq: row.seq,
    kind: row.kind,
    changeMicros: credits(row.change),
    owedChangeMicros: credits(row.owing),
    amountMicros: credits(row.amount),
    availableBeforeMicros: credits(row.available - row.change),
    availableAfterMicros: credits(row.available),
    creditAfterMicros: credits(row.credit),
    heldAfterMicros: credits(row.held),
    effectiveAt: row.effective_at,
    recordedAt: row.recorded_at,
    cause: { type: row.cause_type, id: row.cause_id },
    actor: row.actor,
    lotId: row.lot_id,
    key: row.key,
  }));
}

/** What the facts of a span did, by kind: how many there are, and the signed sums of what they changed. */
export type KindSum = {
  kind: StatementKind;
  facts: number;
  /** Of the available balance. */
  changeMicros: Credits;
  /** Of what is owed. */
  owedChangeMicros: Credits;
};

const SUMS = `
  SELECT kind, sum(facts)::bigint AS facts, sum(change)::bigint AS change, sum(${OWING})::bigint AS owing
  FROM ledger_sums($1::uuid, $2::bigint, $3::bigint) GROUP BY kind ORDER BY min(first_seq)`;

/**
 * The sums of a customer's facts numbered after `after`, up to `upto`: worked out from the amounts, not from the figures
 * that the facts left behind, so that the one proves the other. Of a long span most are added up already: `keepSums`.
 */
export async function sumsByKind(
  sql: Sql,
  customerId: Uuid,
  { after, upto }: { after: bigint; upto: bigint },
): Promise<KindSum[]> {
  const values = [customerId, after.toString(), upto.toString()];
  const rows = await sql<{ kind: StatementKind; facts: bigint; change: bigint; owing: bigint }>(
    'ledger_sums',
    SUMS,
    values,
  );
  return rows.map(({ kind, facts, change, owing }) => ({
    kind,
    facts: Number(facts),
    changeMicros: credits(change),
    owedChangeMicros: credits(owing),
  }));
}

/**
 * What each kind of entry but charges did to a customer's credit by the facts numbered after `after`, up to `upto`, in the
 * order in which each kind first came. Charges are many; what they come to is in the lots, which every charge names.
 */
export async function creditByKind(
  sql: Sql,
  customerId: Uuid,
  { after, upto }: { after: bigint; upto: bigint },
): Promise<Pick<KindSum, 'kind' | 'changeMicros'>[]> {
  const rows = await sql<{ kind: StatementKind; change: bigint }>(
    'ledger_credit_by_kind',
    `SELECT kind, sum(${CHANGE})::bigint AS change FROM ledger_posting
     WHERE customer_id = $1::uuid AND kind <> 'charge' AND seq > $2::bigint AND seq <= $3::bigint
     GROUP BY kind ORDER BY min(seq)`,
    [customerId, after.toString(), upto.toString()],
  );
  return rows.map(({ kind, change }) => ({ kind, changeMicros: credits(change) }));
}

/** An open hold: what is kept aside, for which work, and when it would be released at the latest. */
export type OpenHold = {
  id: Uuid;
  customerId: Uuid;
  causeType: string;
  amountMicros: Credits;
  expiresAt: Date;
};

/**
 * Holds past their time, oldest first, for the sweeper. The ids are time-ordered, so it walks them from a watermark.
 *
 * @param options.from an id at or before the oldest open hold
 */
export async function overdueHolds(
  sql: Sql,
  options: { from: Uuid; at: Date; limit: number },
): Promise<OpenHold[]> {
  const rows = await sql<{
    id: Uuid;
    customer_id: Uuid;
    cause_type: string;
    amount: bigint;
    expires_at: Date;
  }>(
    'ledger_overdue_holds',
    `SELECT id, customer_id, cause_type, amount, expires_at FROM ledger_hold
     WHERE state = 'open' AND expires_at <= $2::timestamptz AND id >= $1::uuid ORDER BY id LIMIT $3::integer`,
    [options.from, options.at.toISOString(), options.limit],
  );
  return rows.map((row) => ({
    id: row.id,
    customerId: row.customer_id,
    causeType: row.cause_type,
    amountMicros: credits(row.amount),
    expiresAt: row.expires_at,
  }));
}

/** Customers whose expiry is due and not booked yet, for the sweeper. */
export async function customersToExpire(sql: Sql, at: Date, limit: number): Promise<Uuid[]> {
  const rows = await sql<{ customer_id: Uuid }>(
    'ledger_to_expire',
    `SELECT customer_id FROM ledger_customer
     WHERE expires_at <= $1::timestamptz AND credit > held + refund_reserved ORDER BY expires_at LIMIT $2::integer`,
    [at.toISOString(), limit],
  );
  return rows.map((row) => row.customer_id);
}
