import type { Uuid } from '#lib/core/ids.ts';
import type { Credits } from '#lib/money/credits.ts';
import type { Sql } from './sql.ts';

/** A balance that stands below a line, and the fact that took it there. */
export type Fall = { customerId: Uuid; seq: bigint; recordedAt: Date };

/**
 * The customers whose books changed since an instant, by id, a page at a time.
 *
 * @param options.since undefined: all
 * @param options.beyond the last one of the page before
 */
export async function customersChanged(
  sql: Sql,
  options: { since: Date | undefined; beyond: Uuid | undefined; limit: number },
): Promise<Uuid[]> {
  const rows = await sql<{ customer_id: Uuid }>(
    'ledger_changed',
    `SELECT customer_id FROM ledger_customer
     WHERE ($1::timestamptz IS NULL OR changed_at >= $1::timestamptz) AND ($2::uuid IS NULL OR customer_id > $2::uuid)
     ORDER BY customer_id LIMIT $3::integer`,
    [options.since?.toISOString() ?? null, options.beyond ?? null, options.limit],
  );
  return rows.map((row) => row.customer_id);
}

/**
 * Which charge or expiry took each balance below its line. The journal says so, whenever it is asked: the first one after
 * the last posting that left the balance at the line or above. So a fall has one name, and another only once the balance
 * has been up again.
 *
 * Looked at is what is available together with what open holds keep aside: a hold is not spent before it is charged.
 *
 * @param lines a customer may come with several
 * @returns in the order of `lines`; undefined where the balance is not below, or never was above, or fell otherwise
 */
export async function fallsBelow(
  sql: Sql,
  lines: readonly { customerId: Uuid; lineMicros: Credits }[],
): Promise<(Fall | undefined)[]> {
  const rows = await sql<{ number: number; customer_id: Uuid; seq: bigint; recorded_at: Date }>(
    'ledger_falls',
    `SELECT l.number::integer AS number, l.customer_id, f.seq, f.recorded_at
     FROM unnest($1::uuid[], $2::bigint[]) WITH ORDINALITY AS l (customer_id, line, number)
     JOIN ledger_customer c ON c.customer_id = l.customer_id AND c.credit - c.refund_reserved < l.line
     JOIN LATERAL (
       SELECT p.seq FROM ledger_posting p
       WHERE p.customer_id = l.customer_id AND p.available_after + p.held_after >= l.line
       ORDER BY p.seq DESC LIMIT 1
     ) above ON true
     JOIN LATERAL (
       SELECT p.seq, p.recorded_at FROM ledger_posting p
       WHERE p.customer_id = l.customer_id AND p.seq > above.seq AND p.kind IN ('charge', 'expire')
       ORDER BY p.seq LIMIT 1
     ) f ON true`,
    [lines.map(({ customerId }) => customerId), lines.map(({ lineMicros }) => lineMicros.toString())],
  );
  const falls = new Map(rows.map((row) => [row.number, row]));
  return lines.map(({ customerId }, index) => {
    const row = falls.get(index + 1);
    return row && { customerId, seq: row.seq, recordedAt: row.recorded_at };
  });
}
