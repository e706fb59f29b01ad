import { database } from '#lib/db/client.ts';
import { startWorker } from '#lib/jobs/worker.ts';
import { workToKill } from './work.ts';

// A worker in a process of its own, beside the app; its settings are the app's.
await startWorker(workToKill(database()));
process.stdout.write('working\n');
