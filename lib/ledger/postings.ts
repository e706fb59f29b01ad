import type { Uuid } from '#lib/core/ids.ts';
import { type Credits, credits } from '#lib/money/credits.ts';
import type { Sql } from './sql.ts';

/** A posting as it is read: one debit, one credit, an amount. */
export type Posting = {
  key: string;
  line: number;
  kind: string;
  debit: string;
  credit: string;
  amountMicros: Credits;
  lotId: Uuid | null;
};

/** The postings of a customer that were numbered after a version, in their order. */
export async function postingsAfter(sql: Sql, customerId: Uuid, version: bigint): Promise<Posting[]> {
  const rows = await sql<Omit<Posting, 'amountMicros'> & { amount: bigint }>(
    'ledger_postings_after',
    `SELECT key, line, kind, debit, credit, amount, lot_id AS "lotId" FROM ledger_posting
     WHERE customer_id = $1::uuid AND seq > $2::bigint ORDER BY seq`,
    [customerId, version.toString()],
  );
  return rows.map(({ amount, ...posting }) => ({ ...posting, amountMicros: credits(amount) }));
}
