import { connect } from '#lib/db/client.ts';
import { localFileStore } from '#lib/files/file-store.ts';
import { createFinishing } from '#lib/generation/finish.ts';
import { generationTasks } from '#lib/generation/tasks.ts';
import { startWorker } from '#lib/jobs/worker.ts';
import { canvas } from './canvas.ts';
import { operator } from './operator.ts';

// A worker in a process of its own, for tests that kill it: node worker-process.ts APP_URL FILES_DIR DELAY_MS
const [, , appUrl, filesDir, delayMs] = process.argv;
const db = connect(appUrl!);
const maker = Object.assign(canvas(), { delayMs: Number(delayMs) });
const files = localFileStore(filesDir!);
const workshop = {
  db,
  files,
  finishing: createFinishing(db),
  providers: { studio: maker },
  operator: operator(files),
  timeoutMs: 60_000,
  heartbeatMs: 60_000,
};
const worker = await startWorker({ db, generations: generationTasks(workshop), errands: {}, timetable: [] });
process.stdout.write('working\n');
process.once('SIGTERM', async () => {
  const stopped = worker.stop();
  process.stdout.write('stopping\n');
  await stopped;
  await db.close();
});
