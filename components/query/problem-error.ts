/** Codes that never come from the server: the answer did not come, came too late, or made no sense. */
export type ClientErrorCode = 'unreachable' | 'timeout' | 'unexpected';

/** Our flat error body, as every endpoint answers it. */
export interface ProblemBody {
  error: string;
  message: string;
  details?: unknown;
  request_id?: string;
}

/** A request that did not succeed: the server's error, or that there was no usable answer. */
export class ProblemError extends Error {
  override name = 'ProblemError';
  /** The server's code (`credit_insufficient`, …) or one of `ClientErrorCode`. */
  readonly code: string;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  readonly details: unknown;
  readonly requestId: string | undefined;
  /** From `Retry-After`, when the server named a delay in seconds. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    body: ProblemBody,
    answer: { status: number; retryAfterSeconds?: number | undefined; cause?: unknown },
  ) {
    super(body.message, { cause: answer.cause });
    this.code = body.error;
    this.status = answer.status;
    this.details = body.details;
    this.requestId = body.request_id;
    this.retryAfterSeconds = answer.retryAfterSeconds;
  }
}

/** Whether asking again unchanged can help: no answer, a server's failure, or a limit that passes. */
export function mayRetry(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return false;
  return error.status === 0 || error.status >= 500;
}
