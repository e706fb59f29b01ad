import { pause, pauseBeforeAttemptMs } from '../api/backoff.ts';
import { ConnectionLost } from '../api/connection-lost.ts';
import type { Deadline } from '../api/deadline.ts';
import { ApiProblem, exitCodeOf } from '../api/problem.ts';
import { type Connection, request } from '../api/request.ts';
import type { Job } from '../api/shapes.ts';
import { Failure, unexpected } from '../failure.ts';
import { formatAmount, isAmount } from '../terminal/amount.ts';
import { plainText } from '../terminal/plain-text.ts';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2_000;
/** About a minute without any answer. */
const LOST_IN_A_ROW = 11;

/**
 * Asks for a job until it has ended. Lost connections are waited out: the work goes on without us.
 *
 * @param options.pollUrl the address that the API named; used when it is the API's own
 * @param options.onStatus called with every state seen
 * @returns the completed job
 * @throws {Failure} when the job failed, when the deadline passed, or when the API refuses
 */
export async function follow(
  connection: Connection,
  jobId: string,
  options: { pollUrl?: string | undefined; deadline: Deadline; onStatus(job: Job): void },
): Promise<Job> {
  const path = pollPath(connection.apiUrl, jobId, options.pollUrl);
  let lost = 0;
  for (let round = 0; ; round += 1) {
    let pauseMs = Math.min(FIRST_PAUSE_MS * 1.5 ** round, LONGEST_PAUSE_MS);
    try {
      const job = (await request(connection, { path })).body as Job;
      lost = 0;
      options.onStatus(job);
      if (job.status === 'completed') return job;
      if (job.status === 'failed') throw failureOf(job);
      if (job.status !== 'pending' && job.status !== 'processing') {
        throw unexpected(`The API says that the job is "${plainText(job.status)}".`);
      }
    } catch (failure) {
      lost += 1;
      const canPass =
        failure instanceof ConnectionLost ||
        (failure instanceof ApiProblem && (failure.status === 429 || failure.status >= 500));
      if (!canPass || lost >= LOST_IN_A_ROW) throw failure;
      pauseMs = retryAfterMs(failure) ?? pauseBeforeAttemptMs(lost);
    }
    if (pauseMs > options.deadline.remainingMs()) {
      throw new Failure('timed_out', `The job has not ended within ${options.deadline.totalMs / 1000} s.`);
    }
    await pause(pauseMs);
  }
}

/** Why a job has failed. */
function failureOf(job: Job): Failure {
  const code = job.error?.error ?? 'job_failed';
  const held = isAmount(job.hold_eur)
    ? `, and the ${formatAmount(job.hold_eur, { precision: 'exact' })} held for it are available again`
    : '';
  return new Failure(code, plainText(job.error?.message) || 'The job failed.', {
    exitCode: exitCodeOf(code),
    advice: [
      ...(code === 'content_rejected' ? ['Change the prompt or the references.'] : []),
      `Nothing was charged${held}. Job ${job.id}.`,
    ],
    details: { job_id: job.id, cost_eur: job.cost_eur, balance_eur: job.balance_eur },
  });
}

function retryAfterMs(failure: unknown): number | undefined {
  return failure instanceof ApiProblem ? failure.retryAfterMs : undefined;
}

/** The key goes only to the API, so an address elsewhere is not followed. */
function pollPath(apiUrl: URL, jobId: string, pollUrl: string | undefined): string {
  const own = `/v1/jobs/${encodeURIComponent(jobId)}`;
  if (pollUrl === undefined || !URL.canParse(pollUrl, apiUrl)) return own;
  const url = new URL(pollUrl, apiUrl);
  return url.origin === apiUrl.origin ? url.href : own;
}
