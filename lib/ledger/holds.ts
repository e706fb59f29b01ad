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

/** The hold that has been open for longest. @param from an id at or before it: ids are time-ordered */
export async function oldestOpenHold(
  sql: Sql,
  from: Uuid,
): Promise<{ id: Uuid; customerId: Uuid; openedAt: Date } | undefined> {
  const [row] = await sql<{ id: Uuid; customerId: Uuid; openedAt: Date }>(
    'ledger_oldest_open_hold',
    `SELECT id, customer_id AS "customerId", opened_at AS "openedAt" FROM ledger_hold
     WHERE id >= $1::uuid AND state = 'open' ORDER BY id LIMIT 1`,
    [from],
  );
  return row;
}
