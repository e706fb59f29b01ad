import { tasks as accountTasks, timetable as accountTimetable } from '#lib/auth/tasks.ts';
import { eraseClosed } from '#lib/closing/erase.ts';
import { now } from '#lib/core/clock.ts';
import { env } from '#lib/core/env.ts';
import type { Database } from '#lib/db/client.ts';
import { type FileStore, localFileStore } from '#lib/files/file-store.ts';
import { pictureReader } from '#lib/files/picture-at.ts';
import { removeAbandonedScratch } from '#lib/files/scratch.ts';
import { deleteExpiredUploads } from '#lib/files/uploads.ts';
import { createFinishing } from '#lib/generation/finish.ts';
import type { Operator } from '#lib/generation/port.ts';
import { createStudio } from '#lib/generation/providers/studio/studio.ts';
import { providersOn } from '#lib/generation/providers/switched-on.ts';
import { GENERATION_TIMEOUT_MS, HEARTBEAT_MS, type Workshop } from '#lib/generation/run.ts';
import {
  generationTasks,
  timetable as generationTimetable,
  housekeepingTasks,
} from '#lib/generation/tasks.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { keepSums } from '#lib/ledger/sums.ts';
import { tasks as mailTasks } from '#lib/mail/tasks.ts';
import { storedPaddleEvents } from '#lib/paddle/source.ts';
import { tasks as paymentTasks, timetable as paymentTimetable } from '#lib/paddle/tasks.ts';
import { operationsApart } from '#lib/processing/apart/apart.ts';
import { tasks as staffTasks, timetable as staffTimetable } from '#lib/staff/tasks.ts';
import type { Work } from './worker.ts';

/** All the work there is, of every module, with its implementations chosen. */
export function allWork(db: Database): Work {
  const files = localFileStore(env().FILES_DIR);
  const workshop: Workshop = {
    db,
    files,
    finishing: createFinishing(db),
    // A demonstration can ask for failures; elsewhere such words are words.
    providers: { studio: createStudio({ faults: env().DEPICTA_DEMO }), ...providersOn(env()) },
    operator: operatorOf(files),
    timeoutMs: GENERATION_TIMEOUT_MS,
    heartbeatMs: HEARTBEAT_MS,
  };
  return {
    db,
    generations: generationTasks(workshop),
    errands: {
      ...housekeepingTasks(workshop),
      delete_expired_uploads: async () => {
        await deleteExpiredUploads(db, files);
      },
      remove_abandoned_files: async () => {
        await files.removeAbandoned();
        await removeAbandonedScratch();
      },
      keep_sums: async () => {
        await keepSums(onPool(db.pool));
      },
      erase_closed: async () => {
        await eraseClosed({ db, files, sources: [storedPaddleEvents] }, now());
      },
      ...mailTasks,
      ...paymentTasks,
      ...accountTasks,
      ...staffTasks,
    },
    timetable: [
      { task: 'delete_expired_uploads', everyMinutes: 1, atStart: true },
      { task: 'remove_abandoned_files', everyMinutes: 60, atStart: true },
      { task: 'keep_sums', everyMinutes: 1, atStart: true },
      { task: 'erase_closed', everyMinutes: 10, atStart: true },
      ...generationTimetable,
      ...paymentTimetable,
      ...accountTimetable,
      ...staffTimetable,
    ],
  };
}

/** Who works on pictures: ours by their signed addresses, strangers' fetched with care. */
export function operatorOf(files: FileStore): Operator {
  const { APP_URL, FILES_SECRET } = env();
  const pictureAt = pictureReader(files, { appUrl: APP_URL, secret: FILES_SECRET });
  return { pictureAt, ...operationsApart() };
}
