import type { Uuid } from '#lib/core/ids.ts';
import { type Credits, credits } from '#lib/money/credits.ts';
import type { Sql } from './sql.ts';

/** A lot by its customer and id; a top-up's lot has the id of its purchase. */
type LotId = { customerId: Uuid; lotId: Uuid };

/**
 * What of a purchase has gone back to whoever paid: refunded, or clawed back and not reversed. It counts what was clawed
 * back for this purchase, wherever it was taken; a lot's own `clawedBackMicros` counts what was taken from that lot.
 *
 * @returns undefined when there is no such lot
 */
export async function returnedOf(sql: Sql, { customerId, lotId }: LotId): Promise<Credits | undefined> {
  const [row] = await sql<{ returned: bigint }>(
    'ledger_returned',
    `SELECT ledger_returned(l) AS returned FROM ledger_lot l WHERE customer_id = $1::uuid AND id = $2::uuid`,
    [customerId, lotId],
  );
  return row && credits(row.returned);
}

/**
 * The expiry date that would stand if a top-up had gone back whole: what the customer's other credits make, or the
 * soonest date where that is sooner, and never later than now; a date beyond the top-up's own stays. Product rules,
 * section 6.
 *
 * @param soonestExpiresAt from `soonestExpiry`
 */
export async function expiryWithout(
  sql: Sql,
  { customerId, lotId }: LotId,
  soonestExpiresAt: Date,
): Promise<Date | null> {
  const [row] = await sql<{ expires_at: Date | null }>(
    'ledger_expiry_without',
    `SELECT ledger_expiry_without(c, $2::uuid, $3::timestamptz) AS expires_at
     FROM ledger_customer c WHERE customer_id = $1::uuid`,
    [customerId, lotId, soonestExpiresAt.toISOString()],
  );
  return row?.expires_at ?? null;
}
