import { env } from '#lib/core/env.ts';
import { database } from '#lib/db/client.ts';
import { shutdown } from '#lib/http/shutdown.ts';
import { startSealing } from '#lib/jobs/sealing.ts';
import { allWork } from '#lib/jobs/tasks.ts';
import { type RunningWorker, startWorker } from '#lib/jobs/worker.ts';
import { proofKeys } from '#lib/ledger/proof-keys.ts';

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
  const workers = env().WORKER === 'inline' ? await startWorking() : [];
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(workers));
}

async function startWorking(): Promise<RunningWorker[]> {
  const db = database();
  const keys = proofKeys(env().PROOF_SIGNING_KEY);
  return [await startWorker(allWork(db)), startSealing(db, keys)];
}

async function stop(workers: readonly RunningWorker[]): Promise<void> {
  shutdown().stopping.abort();
  await Promise.all(workers.map((worker) => worker.stop()));
  shutdown().drained.abort();
}
