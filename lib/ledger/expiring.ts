import type { Uuid } from '#lib/core/ids.ts';
import type { Sql } from './sql.ts';

/** A customer whose credit has a date that comes near. */
export type Expiring = { customerId: Uuid; expiresAt: Date };

/**
 * Customers with available credit whose date lies within a span, soonest first, a page at a time.
 *
 * @param options.after dates at or before this have come
 * @param options.until dates after this are far away
 * @param options.beyond the last one of the page before
 */
export async function customersExpiring(
  sql: Sql,
  options: { after: Date; until: Date; beyond?: Expiring | undefined; limit: number },
): Promise<Expiring[]> {
  const rows = await sql<{ customer_id: Uuid; expires_at: Date }>(
    'ledger_expiring',
    `SELECT customer_id, expires_at FROM ledger_customer
     WHERE expires_at > $1::timestamptz AND expires_at <= $2::timestamptz AND credit > held + refund_reserved
       AND (expires_at, customer_id) > ($3::timestamptz, $4::uuid)
     ORDER BY expires_at, customer_id LIMIT $5::integer`,
    [
      options.after.toISOString(),
      options.until.toISOString(),
      (options.beyond?.expiresAt ?? options.after).toISOString(),
      options.beyond?.customerId ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
      options.limit,
    ],
  );
  return rows.map((row) => ({ customerId: row.customer_id, expiresAt: row.expires_at }));
}
