import type { Job } from '#lib/contracts/job.ts';
import { env } from '#lib/core/env.ts';
import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { type Addresses, toJob } from '#lib/generation/answer.ts';
import { findJob, type JobFilter, listJobs } from '#lib/generation/store.ts';
import { type CostPart, costParts, type JobTotals, sumJobs } from '#lib/generation/totals-store.ts';
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

/** The totals of what a filter finds. */
export async function jobTotals(
  { pool }: Pick<Database, 'pool'>,
  customerId: Uuid,
  filter: JobFilter,
): Promise<JobTotals> {
  return sumJobs(pool, customerId, byModelId(filter));
}

/**
 * Opens the cost of what a filter finds one level further: into models and operations, of one of them into months, of one
 * month into days. The parts add up to it.
 *
 * @returns nothing where the jobs themselves are the parts
 */
export async function partsOfCost(
  { pool }: Pick<Database, 'pool'>,
  customerId: Uuid,
  filter: JobFilter,
): Promise<{ by: 'subject' | 'month' | 'day'; parts: CostPart[] } | undefined> {
  if (filter.ids !== undefined) return undefined;
  for (const by of ['subject', 'month', 'day'] as const) {
    const parts = await costParts(pool, customerId, byModelId(filter), by);
    if (parts.length > 1) return { by, parts };
  }
  return undefined;
}

/** Jobs keep the model's id; people may ask by its alias. */
export function byModelId(filter: JobFilter): JobFilter {
  if (filter.model === undefined) return filter;
  return { ...filter, model: findModel(filter.model)?.id ?? filter.model };
}

function addresses(): Addresses {
  const { APP_URL, FILES_SECRET } = env();
  return { appUrl: APP_URL, filesSecret: FILES_SECRET };
}
