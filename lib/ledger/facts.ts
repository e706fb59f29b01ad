import type { Uuid } from '#lib/core/ids.ts';
import type { Line } from './chain.ts';
import type { Sql } from './sql.ts';

/** Which facts of a customer: those numbered after `after`, up to `upto`. */
export type Span = { customerId: Uuid; after: bigint; upto: bigint };

/**
 * No two instants have one text, and how a session writes dates does not matter: what has no such date (before our era,
 * infinite) is its seconds since 1970.
 */
const AT = (column: string) =>
  `CASE WHEN ${column} >= '0001-01-01Z' AND ${column} < '10000-01-01Z'
    THEN to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') ELSE extract(epoch FROM ${column})::text END`;

/** A day, in the same manner. */
export const dayText = (column: string) =>
  `CASE WHEN ${column} >= '0001-01-01' AND ${column} < '10000-01-01'
    THEN to_char(${column}, 'YYYY-MM-DD') ELSE extract(epoch FROM ${column})::text END`;

/**
 * Every fact in its canonical form, one line a number. A change of the expiry date is part of the fact that made it. The
 * time at which a forgotten hold would be released is left out: a living worker puts it off, and it decides nothing. Neither a hold
 * that somebody opened again, and so has no end, nor a span up to the last number there is keeps the other facts from being read.
 */
const FACTS = `
  WITH span AS (SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS s(customer_id, after, upto))
  SELECT f.customer_id, f.seq, to_json(CASE WHEN k.seq IS NULL THEN f.line ELSE f.line || ARRAY['clock', k.key,
    ${AT('k.previous_expiry')}, ${AT('k.expires_at')}, ${AT('k.recorded_at')}] END) AS line
  FROM (
    SELECT s.customer_id, p.seq, ARRAY['posting', p.key, p.line::text, p.kind, p.debit, p.credit,
      p.amount::text, p.lot_id::text, p.credit_before::text, p.credit_after::text, p.held_after::text,
      p.available_after::text, p.owed_after::text, ${AT('p.effective_at')}, ${AT('p.recorded_at')}, p.actor,
      p.cause_type, p.cause_id::text, encode(p.detail_digest, 'hex'), ${AT('p.expiry')}] AS line
    FROM span s JOIN ledger_posting p ON p.customer_id = s.customer_id AND p.seq > s.after AND p.seq <= s.upto
    UNION ALL
    SELECT s.customer_id, h.opened_seq, ARRAY['hold', h.id::text, h.amount::text, h.cause_type, h.budget_ref::text,
      ${dayText('h.budget_period')}, ${AT('h.opened_at')}, h.opened_credit::text,
      h.opened_held::text, h.opened_available::text]
    FROM span s JOIN ledger_hold h
      ON h.customer_id = s.customer_id AND h.opened_seq > s.after AND h.opened_seq <= s.upto
    UNION ALL
    SELECT s.customer_id, h.ended_seq, ARRAY['hold_end', h.id::text, h.state, h.charged::text, ${AT('h.ended_at')},
      h.ended_credit::text, h.ended_held::text, h.ended_available::text, NULL]
    FROM span s JOIN ledger_posting c ON c.customer_id = s.customer_id AND c.seq > s.after + 1
      AND c.seq <= least(s.upto, 9223372036854775806) + 1 AND c.kind = 'charge' AND c.line = 1
    JOIN ledger_hold h ON h.id = c.cause_id AND h.customer_id = c.customer_id AND h.ended_seq IS NOT NULL
    UNION ALL
    SELECT s.customer_id, r.seq, ARRAY['hold_end', h.id::text, h.state, h.charged::text, ${AT('h.ended_at')},
      h.ended_credit::text, h.ended_held::text, h.ended_available::text, r.reason]
    FROM span s JOIN ledger_release r ON r.customer_id = s.customer_id AND r.seq > s.after AND r.seq <= s.upto
    JOIN ledger_hold h ON h.id = r.hold_id AND h.customer_id = r.customer_id
    UNION ALL
    SELECT s.customer_id, q.opened_seq, ARRAY['request', q.id::text, q.lot_id::text, q.amount::text,
      ${AT('q.opened_at')}, q.opened_credit::text, q.opened_held::text, q.opened_available::text]
    FROM span s JOIN ledger_refund_request q
      ON q.customer_id = s.customer_id AND q.opened_seq > s.after AND q.opened_seq <= s.upto
    UNION ALL
    SELECT s.customer_id, q.ended_seq, ARRAY['request_end', q.id::text, q.state, ${AT('q.ended_at')},
      q.ended_credit::text, q.ended_held::text, q.ended_available::text]
    FROM span s JOIN ledger_refund_request q
      ON q.customer_id = s.customer_id AND q.ended_seq > s.after AND q.ended_seq <= s.upto
  ) f LEFT JOIN ledger_clock k ON k.customer_id = f.customer_id AND k.seq = f.seq
  ORDER BY f.customer_id, f.seq`;

/** Where each type of fact says when it was recorded. */
const RECORDED_AT = new Map([
  ['posting', 15],
  ['hold', 7],
  ['hold_end', 5],
  ['request', 5],
  ['request_end', 4],
]);

/** When a fact was recorded, as its line says it: times of our era compare as text. */
export function recordedAt(line: Line): string {
  return line[RECORDED_AT.get(line[1] ?? '') ?? -1] ?? '';
}

/** The facts of some spans, each customer's in their order. */
export async function factsOf(sql: Sql, spans: readonly Span[]): Promise<Map<Uuid, Line[]>> {
  const rows = await sql<{ customer_id: Uuid; seq: bigint; line: (string | null)[] }>('ledger_facts', FACTS, [
    spans.map(({ customerId }) => customerId),
    spans.map(({ after }) => after.toString()),
    spans.map(({ upto }) => upto.toString()),
  ]);
  const facts = new Map<Uuid, Line[]>(spans.map(({ customerId }) => [customerId, []]));
  for (const row of rows) facts.get(row.customer_id)?.push([row.seq.toString(), ...row.line]);
  return facts;
}
