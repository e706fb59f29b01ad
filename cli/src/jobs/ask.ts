import { pause, pauseBeforeAttemptMs } from '../api/backoff.ts';
import { ConnectionLost } from '../api/connection-lost.ts';
import { ApiProblem } from '../api/problem.ts';
import { type Answer, type Connection, request } from '../api/request.ts';
import type { GenerationResult, OperationResult } from '../api/shapes.ts';
import { unexpected } from '../failure.ts';
import type { Deadline } from './deadline.ts';

/** Paid work to ask for: where, what, and the key that makes asking twice the same as asking once. */
export type Order = {
  path: string;
  body: unknown;
  idempotencyKey: string;
  /** What else to change in the command that is repeated with the key, a line each. */
  alsoRepeat?: readonly string[];
};

/** The API has taken the work on. */
export type Accepted = {
  jobId: string;
  pollUrl: string | undefined;
  /** There at once when the answer is that of work already done. */
  result: GenerationResult | OperationResult | undefined;
};

export type Watch = {
  /** The job's id, as soon as it is known. */
  onJob(jobId: string): void;
  /** A word on what is being waited for. */
  onWait(text: string): void;
};

const ATTEMPTS = 6;

/**
 * Asks for paid work, once as far as the customer's credit is concerned: whatever happens to an answer, the next
 * attempt carries the same idempotency key, so it joins the work that was accepted or starts it. The API answers at
 * once (`respond-async`), which leaves nothing waiting inside a proxy.
 *
 * @param options.wait whether to wait where the API says "later" (429)
 * @throws {Failure} the API's refusal, or the connection that stayed lost, then with the key to ask again with
 */
export async function ask(
  connection: Connection,
  order: Order,
  watch: Watch,
  options: { wait: boolean; deadline: Deadline },
): Promise<Accepted> {
  // Once an answer was lost we do not know whether the work runs: then giving up early could lose an image.
  let mayHaveBeenAccepted = false;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await askOnce(connection, order, watch);
    } catch (failure) {
      const next = whatNext(failure, attempt, { ...options, mayHaveBeenAccepted });
      mayHaveBeenAccepted ||= next.mayHaveBeenAccepted;
      if (next.pauseMs === undefined || next.pauseMs > options.deadline.remainingMs()) {
        throw mayHaveBeenAccepted ? withKey(failure, order) : failure;
      }
      watch.onWait(next.why);
      await pause(next.pauseMs);
    }
  }
}

async function askOnce(connection: Connection, order: Order, watch: Watch): Promise<Accepted> {
  const answer = await request(connection, {
    method: 'POST',
    path: order.path,
    body: order.body,
    headers: { 'idempotency-key': order.idempotencyKey, prefer: 'respond-async' },
    onHeaders(headers) {
      const jobId = headers.get('x-depicta-job-id');
      if (jobId) watch.onJob(jobId);
    },
  });
  const accepted = acceptedFrom(answer);
  watch.onJob(accepted.jobId);
  return accepted;
}

function acceptedFrom({ status, headers, body }: Answer): Accepted {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const jobId = headers.get('x-depicta-job-id') || fields.job_id || fields.id;
  if (typeof jobId !== 'string') {
    throw unexpected('The API accepted the work without naming its job.', headers.get('x-request-id') ?? '');
  }
  return {
    jobId,
    pollUrl: typeof fields.poll_url === 'string' ? fields.poll_url : undefined,
    result: status === 202 ? undefined : (body as GenerationResult | OperationResult),
  };
}

type Next = { pauseMs: number | undefined; mayHaveBeenAccepted: boolean; why: string };

function whatNext(
  failure: unknown,
  attempt: number,
  { wait, mayHaveBeenAccepted }: { wait: boolean; mayHaveBeenAccepted: boolean },
): Next {
  const backoffMs = pauseBeforeAttemptMs(attempt);
  const bounded = attempt < ATTEMPTS ? backoffMs : undefined;
  if (failure instanceof ConnectionLost) {
    const uncertain = failure.wasSent || mayHaveBeenAccepted;
    return {
      pauseMs: uncertain ? bounded : undefined,
      mayHaveBeenAccepted: failure.wasSent,
      why: 'Connection lost, asking again with the same key',
    };
  }
  if (failure instanceof ApiProblem) {
    const pauseMs = failure.retryAfterMs ?? backoffMs;
    switch (failure.code) {
      case 'idempotency_in_progress':
        // It is being made: only the deadline ends this wait.
        return { pauseMs, mayHaveBeenAccepted: true, why: 'The image is being made' };
      case 'unavailable':
        // It may have gone away after taking the work on.
        return {
          pauseMs: bounded === undefined ? undefined : pauseMs,
          mayHaveBeenAccepted: true,
          why: 'The service is away for a moment, asking again',
        };
      case 'rate_limited':
        return {
          pauseMs: wait || mayHaveBeenAccepted ? pauseMs : undefined,
          mayHaveBeenAccepted: false,
          why: `Too many requests, asking again in ${Math.ceil(pauseMs / 1000)} s`,
        };
    }
    // It failed without saying at which point.
    return { pauseMs: undefined, mayHaveBeenAccepted: failure.code === 'internal_error', why: '' };
  }
  return { pauseMs: undefined, mayHaveBeenAccepted: false, why: '' };
}

/** Refusals that say nothing about what became of an earlier attempt with the same key. */
const LEAVES_OPEN = new Set([
  'auth_invalid',
  'rate_limited',
  'idempotency_in_progress',
  'internal_error',
  'unavailable',
]);

function withKey(failure: unknown, { idempotencyKey, alsoRepeat = [] }: Order): unknown {
  const isOpen =
    failure instanceof ConnectionLost || (failure instanceof ApiProblem && LEAVES_OPEN.has(failure.code));
  if (!isOpen) return failure;
  return failure.advising(...adviceWithKey(idempotencyKey), ...alsoRepeat);
}

/** How to find out what became of a request whose answer was lost. */
export function adviceWithKey(idempotencyKey: string): string[] {
  return [
    'The request may have been accepted. To get its image without paying twice, repeat the command with:',
    `  --idempotency-key ${idempotencyKey}`,
  ];
}
