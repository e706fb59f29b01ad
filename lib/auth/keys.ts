import { DepictaError } from '#lib/core/errors.ts';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { lockCustomer } from '#lib/db/lock-customer.ts';
import { transaction } from '#lib/db/transaction.ts';
import { type Credits, credits } from '#lib/money/credits.ts';
import { newApiKey } from './api-key.ts';
import { countLiveKeys, findKeys, insertKey, markRevoked } from './key-store.ts';

/** Enough for every machine of a customer; a bound so that a runaway script cannot make millions. */
const MAX_LIVE_KEYS = 100;

/** A key as its owner sees it in the list. */
export type ApiKeySummary = {
  id: Uuid;
  name: string;
  last4: string;
  monthlyCapMicros: Credits | null;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

/**
 * Makes a key for a customer.
 *
 * @param options.monthlyCapMicros how much may be spent with it in a calendar month (UTC); null: no cap of its own
 * @returns the key's text, which is kept nowhere: whoever asked is the only one who ever has it
 * @throws {DepictaError} `conflict` when the customer has a hundred already
 */
export async function createApiKey(
  prisma: Database['prisma'],
  options: { customerId: Uuid; name: string; monthlyCapMicros: Credits | null; at: Date },
): Promise<{ id: Uuid; text: string; last4: string }> {
  const { customerId, name, monthlyCapMicros, at } = options;
  const id = uuidv7(at);
  const { text, hash, last4 } = newApiKey();
  await transaction(prisma, async (tx) => {
    await lockCustomer(tx, customerId);
    if ((await countLiveKeys(tx, customerId)) >= MAX_LIVE_KEYS)
      throw new DepictaError('conflict', `An account has at most ${MAX_LIVE_KEYS} keys. Revoke one first.`, {
        details: { rule: 'keys_full', most: MAX_LIVE_KEYS },
      });
    await insertKey(tx, { id, customerId, name, hash, last4, monthlyCapMicros, createdAt: at });
  });
  return { id, text, last4 };
}

/** A customer's keys, newest first, revoked ones included. */
export async function listApiKeys(prisma: Database['prisma'], customerId: Uuid): Promise<ApiKeySummary[]> {
  const keys = await findKeys(prisma, customerId);
  return keys.map(({ monthlyCapMicros, ...key }) => ({
    ...key,
    monthlyCapMicros: monthlyCapMicros === null ? null : credits(monthlyCapMicros),
  }));
}

/**
 * Ends a key for ever; the next request with it is refused.
 *
 * @throws {DepictaError} `not_found` when this customer has no such live key
 */
export async function revokeApiKey(
  prisma: Database['prisma'],
  options: { customerId: Uuid; id: Uuid; at: Date },
): Promise<void> {
  if (!(await markRevoked(prisma, options))) throw new DepictaError('not_found', 'There is no such key.');
}
