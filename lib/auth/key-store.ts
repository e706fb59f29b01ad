import type { Uuid } from '#lib/core/ids.ts';
import type { CustomerStatus } from '#lib/customers/may-order.ts';
import type { Database } from '#lib/db/client.ts';
import type { Tx } from '#lib/db/transaction.ts';
import { type Counter, countTries, outcomes, type Taken } from './rate-limit-store.ts';

type Prisma = Database['prisma'] | Tx;

/** An API key and whose it is. */
export type KeyRow = {
  id: Uuid;
  name: string;
  last4: string;
  monthly_cap_micros: bigint | null;
  last_used_at: Date | null;
  customer_id: Uuid;
  customer_status: CustomerStatus;
  email_verified: boolean;
};

/** What a use of a key is counted at: the counter of the key's own id or of its customer's, which follows the prefix. */
export type UseCounter = Omit<Counter, 'key'> & { of: 'key' | 'customer'; prefix: string };

/**
 * Finds a key and counts its use. One statement: it is asked on every request of the API. Revoked keys are not found, and
 * nothing is counted for a key that is not.
 *
 * @returns what became of each counter as well, in their order
 */
export async function findLiveKey(
  pool: Database['pool'],
  options: { hash: Uint8Array; counters: readonly UseCounter[]; at: Date },
): Promise<{ key: KeyRow; taken: Taken[] } | undefined> {
  const { hash, counters, at } = options;
  const { rows } = await pool.query<KeyRow & { counter: string | null; used: number; resets_at: Date }>({
    name: 'live_api_key',
    text: `
      WITH found AS MATERIALIZED (
        SELECT k.id, k.name, k.last4, k.monthly_cap_micros, k.last_used_at, k.customer_id,
          c.status AS customer_status, EXISTS (
            SELECT FROM user_account u WHERE u.customer_id = k.customer_id AND u.email_verified_at IS NOT NULL
          ) AS email_verified
        FROM api_key k JOIN customer c ON c.id = k.customer_id
        WHERE k.hash = $1 AND k.revoked_at IS NULL AND c.status <> 'closed'),
      counter AS MATERIALIZED (
        SELECT prefix || CASE of WHEN 'key' THEN id ELSE customer_id END AS key, times, seconds
        FROM found CROSS JOIN unnest($3::text[], $4::text[], $5::integer[], $6::integer[]) AS c (of, prefix, times, seconds)),
      taken AS (${countTries('counter', '$2')})
      SELECT f.*, t.key AS counter, t.used, t.resets_at FROM found f LEFT JOIN taken t ON true`,
    values: [
      ...[hash, at.toISOString()],
      counters.map(({ of }) => of),
      counters.map(({ prefix }) => prefix),
      counters.map(({ times }) => times),
      counters.map(({ windowSeconds }) => windowSeconds),
    ],
  });
  const [key] = rows;
  if (key === undefined) return undefined;
  const subjects = { key: key.id, customer: key.customer_id };
  const keyed = counters.map((each) => ({ ...each, key: `${each.prefix}${subjects[each.of]}` }));
  const counted = rows.flatMap((row) => (row.counter === null ? [] : [{ ...row, key: row.counter }]));
  return { key, taken: outcomes(keyed, counted) };
}

/**
 * Notes that a key was used, unless it was noted lately. Of parallel requests one writes and none waits: whoever finds
 * the row taken leaves it.
 */
export async function touchKey(
  pool: Database['pool'],
  options: { id: Uuid; usedBefore: Date; at: Date },
): Promise<void> {
  await pool.query({
    name: 'touch_api_key',
    text: `
      UPDATE api_key SET last_used_at = $3::timestamptz WHERE id = (
        SELECT id FROM api_key WHERE id = $1::uuid AND (last_used_at IS NULL OR last_used_at < $2::timestamptz)
        FOR UPDATE SKIP LOCKED)`,
    values: [options.id, options.usedBefore.toISOString(), options.at.toISOString()],
  });
}

export async function insertKey(
  prisma: Prisma,
  key: {
    id: Uuid;
    customerId: Uuid;
    name: string;
    hash: Uint8Array<ArrayBuffer>;
    last4: string;
    monthlyCapMicros: bigint | null;
    createdAt: Date;
  },
): Promise<void> {
  await prisma.apiKey.create({ data: key });
}

/** A key as its owner sees it. */
export type OwnKey = {
  id: Uuid;
  name: string;
  last4: string;
  monthlyCapMicros: bigint | null;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

/** Newest first, revoked ones included: the history names them. */
export async function findKeys(prisma: Prisma, customerId: Uuid): Promise<OwnKey[]> {
  return prisma.apiKey.findMany({
    where: { customerId },
    omit: { hash: true, customerId: true },
    orderBy: { createdAt: 'desc' },
  });
}

export async function countLiveKeys(prisma: Prisma, customerId: Uuid): Promise<number> {
  return prisma.apiKey.count({ where: { customerId, revokedAt: null } });
}

/** @returns false when there is no such key of this customer, or it is revoked already */
export async function markRevoked(
  prisma: Prisma,
  options: { customerId: Uuid; id: Uuid; at: Date },
): Promise<boolean> {
  const { count } = await prisma.apiKey.updateMany({
    where: { id: options.id, customerId: options.customerId, revokedAt: null },
    data: { revokedAt: options.at },
  });
  return count === 1;
}
