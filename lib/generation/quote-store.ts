import type { QuoteOnWire } from '#lib/contracts/quote.ts';
import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';

type Db = Pick<Database, 'pool'>;

/** How long a key is kept, as that of an order is. */
const KEY_LIFETIME_MS = 24 * 60 * 60_000;

/** A quote that was told to a request with a key. */
export type KeptQuote = { bodyHash: Uint8Array; quote: QuoteOnWire };
/** Whose key it is, and when it is asked for. */
export type QuoteKey = { customerId: Uuid; key: string; at: Date };

/** The quote that a key of a customer stands for, if there is one. */
export async function findQuote(
  { pool }: Db,
  { customerId, key, at }: QuoteKey,
): Promise<KeptQuote | undefined> {
  const { rows } = await pool.query<KeptQuote>({
    name: 'kept_quote_find',
    text: `SELECT body_hash AS "bodyHash", answer AS quote FROM kept_quote
      WHERE customer_id = $1 AND key = $2 AND created_at > $3::timestamptz`,
    values: [customerId, key, latestForgotten(at)],
  });
  return rows[0];
}

/** Keeps a quote under its key. @returns whether it is kept: where another came first, that one stays */
export async function keepQuote(
  { pool }: Db,
  { customerId, key, at }: QuoteKey,
  { bodyHash, quote }: KeptQuote,
): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'kept_quote_keep',
    text: `INSERT INTO kept_quote AS k (customer_id, key, body_hash, answer, created_at)
      VALUES ($1, $2, $3, $4::json, $5::timestamptz)
      ON CONFLICT (customer_id, key) DO UPDATE
        SET body_hash = excluded.body_hash, answer = excluded.answer, created_at = excluded.created_at
        WHERE k.created_at <= $6::timestamptz`,
    values: [customerId, key, bodyHash, JSON.stringify(quote), at.toISOString(), latestForgotten(at)],
  });
  return rowCount === 1;
}

/** Forgets quotes whose keys are not kept any more. */
export async function forgetQuotes({ pool }: Db, at: Date): Promise<void> {
  await pool.query('DELETE FROM kept_quote WHERE created_at <= $1::timestamptz', [latestForgotten(at)]);
}

function latestForgotten(at: Date): string {
  return new Date(at.getTime() - KEY_LIFETIME_MS).toISOString();
}
