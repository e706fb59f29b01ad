import type { Tx } from './transaction.ts';

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
