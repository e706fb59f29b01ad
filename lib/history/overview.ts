import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { type JobRow, unfinishedJobs } from '#lib/generation/store.ts';
import { openHolds } from '#lib/ledger/holds.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { add, type Credits, sum } from '#lib/money/credits.ts';
import { type FeatureSpend, type KeySpend, spentByFeature, spentByKey } from './store.ts';

/** Work under way, with what it holds and when that would be released at the latest. */
export type OpenWork = { job: JobRow; heldMicros: Credits; releasedBy: Date };

/** The open holds of a customer, oldest first, each with its work. */
export async function openWork({ pool }: Pick<Database, 'pool'>, customerId: Uuid): Promise<OpenWork[]> {
  const jobs = await unfinishedJobs(pool, customerId);
  const holds = await openHolds(
    onPool(pool),
    customerId,
    jobs.map((job) => job.id),
  );
  return holds.flatMap((hold) => {
    const job = jobs.find(({ id }) => id === hold.id);
    return job === undefined ? [] : [{ job, heldMicros: hold.amountMicros, releasedBy: hold.expiresAt }];
  });
}

/** What was spent in some days of UTC, and on what: the features add up to it. */
export type Spend = { from: Date; to: Date; totalMicros: Credits; features: FeatureSpend[] };

/**
 * What a customer spent today, in seven and in thirty days, the present one included: charges by the time they were
 * made.
 */
export async function spend(
  { pool }: Pick<Database, 'pool'>,
  customerId: Uuid,
  at: Date,
): Promise<{ today: Spend; sevenDays: Spend; thirtyDays: Spend }> {
  const [today, sevenDays, thirtyDays] = await Promise.all(
    [0, 6, 29].map(async (daysAgo) => {
      const span = { from: beginningOfDay(at, daysAgo), to: beginningOfDay(at, -1) };
      const features = await spentByFeature(pool, customerId, span);
      return { ...span, features, totalMicros: sum(features.map(({ costMicros }) => costMicros)) };
    }),
  );
  return { today: today!, sevenDays: sevenDays!, thirtyDays: thirtyDays! };
}

/** What each API key has taken this month (UTC), open holds counted: what its cap is compared with. */
export async function spendByKeyThisMonth(
  { pool }: Pick<Database, 'pool'>,
  customerId: Uuid,
  at: Date,
): Promise<(KeySpend & { takenMicros: Credits })[]> {
  const since = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1));
  const spent = await spentByKey(pool, customerId, since);
  return spent.map((key) => ({ ...key, takenMicros: add(key.costMicros, key.openHoldMicros) }));
}

function beginningOfDay(at: Date, daysAgo: number): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() - daysAgo));
}
