import { ApiError, type Environment, LogLevel, Paddle } from '@paddle/paddle-node-sdk';
import { DepictaError } from '#lib/core/errors.ts';
import { log } from '#lib/core/log.ts';

/**
 * Paddle's own SDK. Never log it nor put it into an error: as JSON it shows the API key.
 */
export type PaddleClient = Paddle;

/** Paddle answers in well under a second; a customer waits no longer than this. */
const TIMEOUT_MS = 10_000;

/**
 * Makes Paddle's SDK for an environment. No call leaves without `callPaddle`: the SDK itself waits for ever.
 *
 * @param options.environment `sandbox`, `production`, or the URL of an emulator, which the SDK takes as it is;
 *   `lib/core/env.ts` decides where an emulator is allowed
 */
export function paddleClient(options: { apiKey: string; environment: string }): PaddleClient {
  // Without an environment the SDK would talk to production.
  if (options.environment === '') throw new Error('PADDLE_ENVIRONMENT is missing');
  return new Paddle(options.apiKey, {
    environment: options.environment.replace(/\/+$/, '') as Environment,
    logLevel: LogLevel.none,
  });
}

/** Refusals of how often or as whom we ask, not of what is asked: the same may be accepted later. */
const TEMPORARY = /^(too_many_requests|forbidden|invalid_token|authentication_)/;

/** Whether Paddle's code of a refusal says nothing about what was asked. */
export function isTemporary(code: string): boolean {
  return TEMPORARY.test(code);
}

/** How a call to Paddle failed. */
export type PaddleFailure =
  /** Paddle refused: nothing was done. */
  | { kind: 'refused'; code: string; retryAfterSeconds: number | undefined }
  /** No answer, or none that says: it may have been done or not. */
  | { kind: 'unknown'; code: string };

/** A call to Paddle that failed, with what is known about it. */
export class PaddleCallError extends Error {
  override name = 'PaddleCallError';
  readonly failure: PaddleFailure;

  constructor(what: string, failure: PaddleFailure, cause: unknown) {
    super(`Paddle: ${what}: ${failure.kind} (${failure.code})`, { cause });
    this.failure = failure;
  }
}

/**
 * Makes one call to Paddle, with a time-out.
 *
 * @param what the call in words, for the log
 * @throws {PaddleCallError} which says whether it was refused or the outcome is unknown
 */
export async function callPaddle<Answer>(
  what: string,
  call: () => Promise<Answer>,
  timeoutMs: number = TIMEOUT_MS,
): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeoutError()), timeoutMs);
  });
  try {
    return await Promise.race([call(), timeout]);
  } catch (error) {
    const failure = classify(error);
    log.warn({ call: what, ...failure }, 'Paddle call failed');
    throw new PaddleCallError(what, failure, error);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * What a failed call means. Only Paddle's own refusal of the request says that nothing was done; a server error, a page
 * of HTML, a broken connection and a time-out say nothing.
 */
function classify(error: unknown): PaddleFailure {
  if (error instanceof ApiError) {
    const { code, retryAfter } = error;
    return error.type === 'request_error'
      ? { kind: 'refused', code, retryAfterSeconds: retryAfter ?? undefined }
      : { kind: 'unknown', code };
  }
  return { kind: 'unknown', code: error instanceof Error ? error.name : 'Error' };
}

/**
 * What a customer is told when a call failed. Nothing is ever charged before they pay in the checkout.
 *
 * @param error as `callPaddle` threw it; anything else is handed back as it is
 */
export function toCustomerError(error: unknown): unknown {
  if (!(error instanceof PaddleCallError)) return error;
  const { failure } = error;
  if (failure.kind === 'refused' && !isTemporary(failure.code))
    return new DepictaError('conflict', 'Our payment provider did not accept this. Nothing was charged.', {
      details: { rule: 'payment_refused', provider_code: failure.code },
      cause: error,
    });
  return new DepictaError(
    'unavailable',
    'Our payment provider does not answer. Nothing was charged; try again.',
    {
      details: { rule: 'payment_provider_away' },
      retryAfterSeconds: (failure.kind === 'refused' ? failure.retryAfterSeconds : undefined) ?? 5,
      cause: error,
    },
  );
}

class TimeoutError extends Error {
  override name = 'TimeoutError';
}
