import { Pool } from 'pg';
import type { Tx } from './transaction.ts';

/** Of each process: one listens for each of its three crews, the others are for taking and ending tasks. */
const QUEUE_POOL_SIZE = 6;

/**
 * A pool for the queue's own statements, to the same database. It cannot share ours: the queue writes the ids of tasks
 * into JSON, which knows no bigint, and a task that fails would never be tried again.
 */
export function queuePool(pool: Pool): Pool {
  const { types: _bigints, ...options } = pool.options as typeof pool.options & { types?: unknown };
  const queue = new Pool({ ...options, max: QUEUE_POOL_SIZE });
  // As with ours: what breaks is replaced, and told to whoever uses it.
  queue.on('error', () => {});
  queue.on('connect', (client) => client.on('error', () => {}));
  return queue;
}

/** How a task is queued. */
export type TaskOptions = {
  /** A second task with this key replaces the first while that one waits. */
  jobKey?: string;
  runAt?: Date;
  maxAttempts?: number;
  /** Tasks of one queue run one after the other. */
  queueName?: string;
};

/**
 * Queues a task inside the caller's database transaction: it exists exactly when the transaction commits, so that
 * money and what follows from it cannot part.
 *
 * @param task a name of the task list in `lib/jobs`
 * @param payload ids only: no secret and no personal data goes through the queue
 */
export async function enqueue(
  tx: Tx,
  task: string,
  payload: Record<string, string | number | null>,
  options: TaskOptions = {},
): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 AS queued FROM graphile_worker.add_job(
      identifier => ${task}::text,
      payload => ${JSON.stringify(payload)}::json,
      queue_name => ${options.queueName ?? null}::text,
      run_at => ${options.runAt?.toISOString() ?? null}::timestamptz,
      max_attempts => ${options.maxAttempts ?? 25}::integer,
      job_key => ${options.jobKey ?? null}::text)`;
}
