import type { Failure } from '../failure.ts';
import { pause, pauseBeforeAttemptMs } from './backoff.ts';
import { ConnectionLost } from './connection-lost.ts';
import type { Deadline } from './deadline.ts';
import { ApiProblem } from './problem.ts';

/** How long to go on asking. */
export type Patience = {
  /** Whether to wait where the API says "later" (429). */
  wait: boolean;
  deadline: Deadline;
  /** A word on what is being waited for. */
  onWait(text: string): void;
};

const ATTEMPTS = 6;

/**
 * Asks until there is an answer: again where an answer was lost or the service is away, at most six times. For requests
 * with an idempotency key, so that all attempts are one request.
 *
 * @param once asks, each time with the same key
 * @param whenOpen what to say more when it ends without knowing whether the request was accepted
 * @throws {Failure} the API's refusal, or the connection that stayed lost
 */
export async function persist<Result>(
  once: () => Promise<Result>,
  { wait, deadline, onWait }: Patience,
  whenOpen: (failure: Failure) => Failure = (failure) => failure,
): Promise<Result> {
  // Once an answer was lost we do not know whether the work runs: then giving up early could lose an image.
  let mayHaveBeenAccepted = false;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once();
    } catch (failure) {
      const next = whatNext(failure, attempt, { wait, mayHaveBeenAccepted });
      mayHaveBeenAccepted ||= next.mayHaveBeenAccepted;
      if (next.pauseMs === undefined || next.pauseMs > deadline.remainingMs()) {
        throw mayHaveBeenAccepted && leavesOpen(failure) ? whenOpen(failure) : failure;
      }
      onWait(next.why);
      await pause(next.pauseMs);
    }
  }
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
        // It is being done: only the deadline ends this wait.
        return { pauseMs, mayHaveBeenAccepted: true, why: 'It is under way already' };
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

function leavesOpen(failure: unknown): failure is Failure {
  return (
    failure instanceof ConnectionLost || (failure instanceof ApiProblem && LEAVES_OPEN.has(failure.code))
  );
}
