import { DepictaError, invariant } from '#lib/core/errors.ts';
import { log } from '#lib/core/log.ts';
import type { Database } from '#lib/db/client.ts';
import { type Admission, type AdmissionRequest, type Admitted, subjectOf } from './admit.ts';
import { toFailure, type UnderWay } from './answer.ts';
import type { FinishedJobs } from './finished-store.ts';
import { findJob, type JobRow } from './store.ts';

/** What is needed to accept a generation and wait for it. */
export type GenerationDesk = {
  db: Pick<Database, 'pool'>;
  admission: Admission;
  finished: FinishedJobs;
  /** How long a request waits for its picture before it is told where to look. */
  waitMs: number;
};

/** Shorter than the silence that proxies bear: most cut after 60 seconds. What takes longer is fetched where the 202 says. */
export const WAIT_MS = 50_000;
/** After how many seconds it is worth looking for a picture that was not waited for. */
export const POLL_AFTER_SECONDS = 2;

/** How many requests with one key wait for one job in a process; the next is told at once that it is under way. */
const MOST_WAITING = 100;

/** A generation as it stands when the wait is over: its job is over, well or not, or still under way. */
type Standing = { isOver: true; job: JobRow } | { isOver: false; job: UnderWay };

/** The same with whether its request came before. */
export type Generated = Standing & { isRepeat: boolean };

/**
 * Accepts a generation or an operation and waits for its picture. When the waiting stops, for whatever reason, the work goes on.
 *
 * The same key and body again joins the wait, or finds what was recorded.
 *
 * @param options.wait false answers at once: the picture is fetched later
 * @param options.signal when the caller is gone
 * @throws {DepictaError} why it was not accepted; `content_rejected` or `provider_failed` when it came to nothing;
 *   `idempotency_in_progress` when it was joined and is not over after the wait
 */
export async function generate(
  desk: GenerationDesk,
  request: AdmissionRequest,
  options: { wait: boolean; signal: AbortSignal },
): Promise<Generated> {
  const admitted = await desk.admission.admit(request);
  const { isRepeat } = admitted;
  const standing = admitted.isRepeat
    ? await join(desk, request, admitted.jobId, options)
    : await begin(desk, request, admitted, options);
  if (standing.isOver && standing.job.status === 'failed') throw toFailure(standing.job, { isRepeat });
  return { ...standing, isRepeat };
}

/** The request is the first. */
async function begin(
  desk: GenerationDesk,
  request: AdmissionRequest,
  admitted: Extract<Admitted, { isRepeat: false }>,
  options: { wait: boolean; signal: AbortSignal },
): Promise<Standing> {
  const job: UnderWay = {
    id: admitted.jobId,
    status: 'pending',
    kind: 'model' in request.quote ? 'generation' : 'operation',
    subject: subjectOf(request.quote),
    holdMicros: admitted.holdMicros,
    balanceMicros: admitted.availableMicros,
  };
  const over = options.wait ? await outcome(desk, request.customerId, job.id, options.signal) : undefined;
  return over ?? { isOver: false, job };
}

/** The request came before. */
async function join(
  desk: GenerationDesk,
  { customerId }: AdmissionRequest,
  jobId: string,
  options: { wait: boolean; signal: AbortSignal },
): Promise<Standing> {
  const job = await find(desk, customerId, jobId);
  const over = whenOver(job);
  if (over !== undefined) return over;
  if (!options.wait) return { isOver: false, job };
  const generated =
    desk.finished.watching(jobId) < MOST_WAITING
      ? await outcome(desk, customerId, jobId, options.signal)
      : undefined;
  if (generated !== undefined) return generated;
  throw new DepictaError('idempotency_in_progress', 'The first request with this key is still under way.', {
    details: { job_id: jobId },
    retryAfterSeconds: POLL_AFTER_SECONDS,
  });
}

/**
 * Waits for the end of a job. A database that is away meanwhile ends no wait: the job was accepted, and whoever is told otherwise
 * orders it again.
 *
 * @returns undefined when it is not known to be over after the wait, or nobody waits any more
 */
async function outcome(
  desk: GenerationDesk,
  customerId: string,
  jobId: string,
  signal: AbortSignal,
): Promise<Standing | undefined> {
  const untilMs = performance.now() + desk.waitMs;
  const watch = desk.finished.watch(jobId);
  try {
    // The first look is after the first news: a job that was accepted just now is not over. The last is after the
    // wait: what ended the wait may have been the end of the work.
    for (let isWaiting = true; isWaiting; ) {
      isWaiting = await watch.mayBeOver({ untilMs, signal });
      const job = await find(desk, customerId, jobId).catch((error) => {
        log.warn({ err: error, jobId }, 'could not look whether a job is over');
        return undefined;
      });
      const over = job && whenOver(job);
      if (over !== undefined) return over;
    }
    return undefined;
  } finally {
    watch.stop();
  }
}

function whenOver(job: JobRow): Standing | undefined {
  return job.status === 'completed' || job.status === 'failed' ? { isOver: true, job } : undefined;
}

async function find(desk: GenerationDesk, customerId: string, jobId: string): Promise<JobRow> {
  const job = await findJob(desk.db.pool, customerId, jobId);
  invariant(job, `job ${jobId} was accepted and is not there`);
  return job;
}
