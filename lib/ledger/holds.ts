import type { Uuid } from '#lib/core/ids.ts';
import { credits } from '#lib/money/credits.ts';
import type { Sql } from './sql.ts';
import type { OpenHold } from './statement.ts';

/** Those of a customer's holds that are open, by their ids, in the order they were opened. */
export async function openHolds(sql: Sql, customerId: Uuid, ids: readonly Uuid[]): Promise<OpenHold[]> {
  const rows = await sql<{ id: Uuid; cause_type: string; amount: bigint; expires_at: Date }>(
    'ledger_open_holds',
    `SELECT id, cause_type, amount, expires_at FROM ledger_hold
     WHERE id = ANY ($2::uuid[]) AND customer_id = $1::uuid AND state = 'open' ORDER BY opened_seq`,
    [customerId, [...ids]],
  );
  return rows.map((row) => ({
    id: row.id,
    customerId,
    causeType: row.cause_type,
    amountMicros: credits(row.amount),
    expiresAt: row.expires_at,
  }));
}
