import { env } from '#lib/core/env.ts';
import { database } from '#lib/db/client.ts';
import { shutdown } from '#lib/http/shutdown.ts';
import { allWork } from '#lib/jobs/tasks.ts';
import { type RunningWorker, startWorker } from '#lib/jobs/worker.ts';

/**
 * Begins the life of a server process. A wrong setting ends it here, by name, before it answers anything. With
 * `WORKER=inline` the process also works off the queue, and lets go of it when it is told to stop.
 */
export async function start(): Promise<void> {
  try {
    env();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  }
  const worker = env().WORKER === 'inline' ? await startWorker(allWork(database())) : undefined;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(worker));
}

async function stop(worker: RunningWorker | undefined): Promise<void> {
  shutdown().stopping.abort();
  await worker?.stop();
  shutdown().drained.abort();
}
