import { env } from '#lib/core/env.ts';
import { log } from '#lib/core/log.ts';
import { database } from '#lib/db/client.ts';
import { standBeforeNext } from '#lib/http/front.ts';
import { beforeTheEnd, shutdown } from '#lib/http/shutdown.ts';
import { startSealing } from '#lib/jobs/sealing.ts';
import { allWork } from '#lib/jobs/tasks.ts';
import { type RunningWorker, startWorker } from '#lib/jobs/worker.ts';
import { proofKeys } from '#lib/ledger/proof-keys.ts';
import { checkConfiguredPaddle } from '#lib/paddle/configured.ts';

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
  standBeforeNext({ isDevelopment: env().NODE_ENV === 'development' });
  void checkPayments();
  const workers = env().WORKER === 'inline' ? await startWorking() : [];
  beforeTheEnd(() => stop(workers));
}

/** Says at start what would keep payments from working. It stops nothing: Paddle may be away for a minute. */
async function checkPayments(): Promise<void> {
  for (const { name, ok, detail } of await checkConfiguredPaddle())
    if (!ok) log.error({ check: name, detail }, 'payments may not work; docs/paddle.md says what to do');
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
