import type { Account } from './account.ts';
import type { JobRow } from './state.ts';

/** How long the scheduler sleeps at most, in milliseconds: it then notices a clock that was moved. */
const LONGEST_SLEEP_MS = 5000;

/** Does stored jobs when they are due. */
export type Scheduler = {
  /** Says that a job was added. */
  wake(): void;
  stop(): void;
};

/** What each kind of job does to its subject. A job whose subject is gone does nothing. */
export type JobHandlers = Readonly<Record<JobRow['kind'], (account: Account, subjectId: string) => void>>;

/** Makes the scheduler of an account; jobs that became due while the emulator was down are done at once. */
export function createScheduler(account: Account, handlers: JobHandlers): Scheduler {
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  function wake(): void {
    if (stopped) return;
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const nowMs = account.clock.now().getTime();
    const nextMs = account.state.jobs
      .all()
      .reduce((least, job) => Math.min(least, job.due_ms), Number.POSITIVE_INFINITY);
    if (nextMs === Number.POSITIVE_INFINITY) return;
    timer = setTimeout(run, Math.min(Math.max(nextMs - nowMs, 0), LONGEST_SLEEP_MS));
    timer.unref();
  }

  function run(): void {
    const nowMs = account.clock.now().getTime();
    const due = account.state.jobs.filter((job) => job.due_ms <= nowMs).sort((a, b) => a.due_ms - b.due_ms);
    for (const job of due) {
      // Removed first: a job that throws must not be done again and again.
      account.state.jobs.delete(job.id);
      try {
        handlers[job.kind](account, job.subject_id);
      } catch (error) {
        console.error(`Job ${job.kind} for ${job.subject_id} failed:`, error);
      }
    }
    wake();
  }

  return {
    wake,
    stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
