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

type Row = Omit<Posting, 'amountMicros'> & { amount: bigint };

const POSTINGS = `
  SELECT key, line, kind, debit, credit, amount, lot_id AS "lotId" FROM ledger_posting WHERE customer_id = $1::uuid`;

/** The postings of a customer that were numbered after a version, in their order. */
export async function postingsAfter(sql: Sql, customerId: Uuid, version: bigint): Promise<Posting[]> {
  const text = `${POSTINGS} AND seq > $2::bigint ORDER BY seq`;
  const rows = await sql<Row>('ledger_postings_after', text, [customerId, version.toString()]);
  return rows.map(toPosting);
}

/** The postings of one entry, by its business key. */
export async function postingsOf(sql: Sql, customerId: Uuid, key: string): Promise<Posting[]> {
  const rows = await sql<Row>('ledger_postings_of', `${POSTINGS} AND key = $2 ORDER BY line`, [
    customerId,
    key,
  ]);
  return rows.map(toPosting);
}

function toPosting({ amount, ...posting }: Row): Posting {
  return { ...posting, amountMicros: credits(amount) };
}
