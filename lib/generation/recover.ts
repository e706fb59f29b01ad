import { now } from '#lib/core/clock.ts';
import type { Uuid } from '#lib/core/ids.ts';
import { log } from '#lib/core/log.ts';
import type { Database } from '#lib/db/client.ts';
import type { FileStore } from '#lib/files/file-store.ts';
import { type ExpireItem, type Posted, post } from '#lib/ledger/post.ts';
import { onPool, type Sql } from '#lib/ledger/sql.ts';
import { customersToExpire, overdueHolds } from '#lib/ledger/statement.ts';
import { type Finishing, NOT_CHARGED } from './finish.ts';
import { filePrefix } from './pictures.ts';
import {
  endedJobs,
  eraseJobs,
  jobsWithExpiredFiles,
  markFilesDeleted,
  oldestUnfinishedJob,
} from './store.ts';

/** How much one round takes at a time; it goes on until nothing is left. */
const BATCH = 200;

/**
 * Gives up jobs whose hold is past its time: nobody is working on them any more. Each hold is released in the
 * transaction that marks its job as failed, and not at all if a living worker has put it off meanwhile.
 *
 * @returns how many were given up
 */
export async function giveUpOverdueJobs(
  { pool }: Pick<Database, 'pool'>,
  finishing: Finishing,
): Promise<number> {
  let givenUp = 0;
  for (;;) {
    const from = await oldestUnfinishedJob(pool);
    if (from === undefined) return givenUp;
    const overdue = await overdueHolds(onPool(pool), { from, at: now(), limit: BATCH });
    const finished = await Promise.all(
      overdue.map(({ id, customerId }) =>
        finishing.finish({
          jobId: id,
          customerId,
          failure: {
            code: 'provider_failed',
            message: `The picture was not made in time. ${NOT_CHARGED}`,
            reason: 'overdue',
          },
        }),
      ),
    );
    const done = finished.filter((job) => job.isDone).length;
    givenUp += done;
    if (done > 0) log.warn({ jobs: done }, 'gave up overdue jobs');
    if (overdue.length < BATCH || done === 0) return givenUp;
  }
}

/**
 * Books the expiry of credit whose date has passed. It was unspendable from that instant already; this makes it a
 * visible entry. Safe to run twice.
 *
 * @returns for how many customers
 */
export async function bookExpiredCredit({ pool }: Pick<Database, 'pool'>): Promise<number> {
  const sql = onPool(pool);
  let booked = 0;
  for (;;) {
    const at = now();
    const customers = await customersToExpire(sql, at, BATCH);
    const items = customers.map((customerId) => ({ op: 'expire' as const, customerId }));
    const posted = await post(sql, at, items).catch(() => oneByOne(sql, at, items));
    const expired = posted.filter(({ outcome }) => outcome === 'expired').length;
    booked += expired;
    if (customers.length < BATCH || expired === 0) return booked;
  }
}

/**
 * Deletes files whose hour is over, also those that an unfinished attempt left behind.
 *
 * @returns of how many jobs
 */
export async function deleteExpiredFiles(
  { pool }: Pick<Database, 'pool'>,
  files: FileStore,
): Promise<number> {
  let deleted = 0;
  for (;;) {
    const at = now();
    const jobs = await jobsWithExpiredFiles(pool, at, BATCH);
    for (const id of jobs) await files.removeAll(filePrefix(id));
    await markFilesDeleted(pool, jobs, at);
    deleted += jobs.length;
    if (jobs.length < BATCH) return deleted;
  }
}

/**
 * Erases the jobs of a customer who closed their account: files first, then words. May be done again, and goes on where it
 * was interrupted.
 *
 * @param onErased is told of each batch, for what else knows of these jobs
 */
export async function eraseJobsOf(
  { pool }: Pick<Database, 'pool'>,
  files: FileStore,
  customerId: Uuid,
  onErased: (ids: readonly Uuid[]) => Promise<void>,
): Promise<void> {
  let after: Uuid | undefined;
  for (;;) {
    const jobs = await endedJobs(pool, customerId, { after, limit: BATCH });
    for (const { id, hasFiles } of jobs) if (hasFiles) await files.removeAll(filePrefix(id));
    const ids = jobs.map(({ id }) => id);
    await eraseJobs(pool, ids, now());
    await onErased(ids);
    if (jobs.length < BATCH) return;
    after = ids.at(-1);
  }
}

/** The books of one customer may be at fault; those of the others are none the worse for it. */
async function oneByOne(sql: Sql, at: Date, items: readonly ExpireItem[]): Promise<Posted[]> {
  const posted: Posted[] = [];
  for (const item of items) {
    try {
      posted.push(...(await post(sql, at, [item])));
    } catch (error) {
      log.error({ customerId: item.customerId, err: error }, 'could not book an expiry');
    }
  }
  return posted;
}
