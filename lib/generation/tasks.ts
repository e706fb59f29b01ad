import { now } from '#lib/core/clock.ts';
import { isUuid } from '#lib/core/ids.ts';
import { forgetQuotes } from './quote-store.ts';
import { bookExpiredCredit, deleteExpiredFiles, giveUpOverdueJobs } from './recover.ts';
import { runJob, type Workshop } from './run.ts';

/** What the queue tells a task beside its payload. */
type Helpers = { abortSignal: AbortSignal };

/** The slow tasks: making the picture of one job, drawn or processed. */
export function generationTasks(workshop: Workshop) {
  const run = async (payload: unknown, { abortSignal }: Helpers): Promise<void> => {
    const { jobId } = (payload ?? {}) as { jobId?: unknown };
    if (typeof jobId !== 'string' || !isUuid(jobId)) throw new TypeError('the task needs the id of a job');
    await runJob(workshop, jobId, abortSignal);
  };
  return { generate: run, process: run };
}

/** The quick ones: housekeeping of jobs, credit and files. */
export function housekeepingTasks(workshop: Workshop) {
  return {
    give_up_overdue_jobs: async (): Promise<void> => {
      await giveUpOverdueJobs(workshop.db, workshop.finishing);
    },
    book_expired_credit: async (): Promise<void> => {
      await bookExpiredCredit(workshop.db);
    },
    delete_expired_files: async (): Promise<void> => {
      await deleteExpiredFiles(workshop.db, workshop.files);
    },
    forget_quotes: async (): Promise<void> => {
      await forgetQuotes(workshop.db, now());
    },
  };
}

/** When the housekeeping runs. */
export const timetable = [
  { task: 'give_up_overdue_jobs', everyMinutes: 1, atStart: true },
  { task: 'book_expired_credit', everyMinutes: 1, atStart: true },
  { task: 'delete_expired_files', everyMinutes: 1, atStart: true },
  { task: 'forget_quotes', everyMinutes: 60, atStart: true },
] as const;
