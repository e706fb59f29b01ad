import type { Job } from '#lib/contracts/job.ts';
import { env } from '#lib/core/env.ts';
import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { type Addresses, toJob } from '#lib/generation/answer.ts';
import { findJob, type JobFilter, listJobs, sumJobs } from '#lib/generation/store.ts';
import type { Credits } from '#lib/money/credits.ts';
import { findModel } from '#lib/pricing/quote.ts';
import { availableNow } from './balance.ts';

/**
 * A customer's jobs as the API shows them, newest first.
 *
 * @param page.before only jobs before this one
 * @param page.limit ask for one more than is shown to learn whether there is more
 */
export async function jobs(
  db: Pick<Database, 'pool'>,
  customerId: Uuid,
  filter: JobFilter,
  page: { before?: Uuid | undefined; limit: number },
  at: Date,
): Promise<Job[]> {
  const rows = await listJobs(db.pool, customerId, byModelId(filter), page);
  const availableMicros = await availableNow(db, customerId, at);
  return rows.map((row) => toJob(row, availableMicros, addresses()));
}

/** One job of a customer; undefined when it is not theirs or not there. */
export async function job(
  db: Pick<Database, 'pool'>,
  customerId: Uuid,
  id: Uuid,
  at: Date,
): Promise<Job | undefined> {
  const row = await findJob(db.pool, customerId, id);
  return row && toJob(row, await availableNow(db, customerId, at), addresses());
}

/** What a filter of the history finds, summed up over all its pages. */
export type JobTotals = { jobs: number; failed: number; costMicros: Credits; openHoldMicros: Credits };

/** The totals of what a filter finds. */
export async function jobTotals(
  { pool }: Pick<Database, 'pool'>,
  customerId: Uuid,
  filter: JobFilter,
): Promise<JobTotals> {
  return sumJobs(pool, customerId, byModelId(filter));
}

/** Jobs keep the model's id; people may ask by its alias. */
function byModelId(filter: JobFilter): JobFilter {
  if (filter.model === undefined) return filter;
  return { ...filter, model: findModel(filter.model)?.id ?? filter.model };
}

function addresses(): Addresses {
  const { APP_URL, FILES_SECRET } = env();
  return { appUrl: APP_URL, filesSecret: FILES_SECRET };
}
