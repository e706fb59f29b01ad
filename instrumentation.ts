/**
 * Runs once when a server process starts. A wrong setting stops it here, by name, before it answers anything. With
 * `WORKER=inline` the process also works off the queue.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { env } = await import('#lib/core/env.ts');
  try {
    env();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  }
  const { shutdown } = await import('#lib/http/shutdown.ts');
  const worker = env().WORKER === 'inline' ? await startInlineWorker() : undefined;
  const stop = async () => {
    shutdown().stopping.abort();
    await worker?.stop();
    shutdown().drained.abort();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
}

async function startInlineWorker() {
  const { database } = await import('#lib/db/client.ts');
  const { allWork } = await import('#lib/jobs/tasks.ts');
  const { startWorker } = await import('#lib/jobs/worker.ts');
  return startWorker(allWork(database()));
}
