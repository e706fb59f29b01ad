import type { QuoteOnWire } from '#lib/contracts/quote.ts';
import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { findQuote, type KeptQuote, keepQuote } from './quote-store.ts';
import { keyMismatch } from './refusal.ts';

/**
 * Tells a quote, to the same key and body the same one for a day. What would be refused keeps no key, as a refused order keeps
 * none: after a top-up it is not told again.
 *
 * @param asked.idempotencyKey without one nothing is kept
 * @param tell works the quote out
 * @throws {DepictaError} `idempotency_mismatch` when the key came with another body
 */
export async function quoteOnce(
  db: Pick<Database, 'pool'>,
  asked: { customerId: Uuid; idempotencyKey: { key: string; bodyHash: Uint8Array } | undefined; at: Date },
  tell: () => Promise<QuoteOnWire>,
): Promise<{ quote: QuoteOnWire; isRepeat: boolean }> {
  const { idempotencyKey, ...whose } = asked;
  if (idempotencyKey === undefined) return { quote: await tell(), isRepeat: false };
  const { key, bodyHash } = idempotencyKey;
  const before = await findQuote(db, { ...whose, key });
  if (before !== undefined) return repeated(before, bodyHash);
  const quote = await tell();
  if (!quote.allowed || (await keepQuote(db, { ...whose, key }, { bodyHash, quote })))
    return { quote, isRepeat: false };
  // Another with this key was quicker.
  const first = await findQuote(db, { ...whose, key });
  return first === undefined ? { quote, isRepeat: false } : repeated(first, bodyHash);
}

function repeated(kept: KeptQuote, bodyHash: Uint8Array): { quote: QuoteOnWire; isRepeat: boolean } {
  if (Buffer.compare(kept.bodyHash, bodyHash) === 0) return { quote: kept.quote, isRepeat: true };
  throw keyMismatch();
}
