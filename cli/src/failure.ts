/** What the command's exit tells a script: a promise of the public API, never to be renumbered. */
export const EXIT = {
  success: 0,
  general: 1,
  authentication: 2,
  insufficientCredit: 3,
  contentRejected: 4,
  rateLimited: 5,
  notSigned: 6,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

type FailureOptions = {
  exitCode?: ExitCode;
  /** What to do next, a line each. */
  advice?: readonly string[];
  requestId?: string | undefined;
  details?: unknown;
  cause?: unknown;
};

/** Something that stops the command, told to the person: what happened, what to do next, what to quote. */
export class Failure extends Error {
  override readonly name: string = 'Failure';
  /** A word for scripts, in the API's way: `auth_invalid`, `connection_lost`. */
  readonly code: string;
  readonly exitCode: ExitCode;
  readonly advice: readonly string[];
  readonly requestId: string | undefined;
  readonly details: unknown;

  constructor(code: string, message: string, options: FailureOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.exitCode = options.exitCode ?? EXIT.general;
    this.advice = options.advice ?? [];
    this.requestId = options.requestId;
    this.details = options.details;
  }

  /** The same failure with more to say about what to do next. */
  advising(...lines: readonly string[]): Failure {
    return new Failure(this.code, this.message, {
      exitCode: this.exitCode,
      advice: [...this.advice, ...lines],
      requestId: this.requestId,
      details: this.details,
      cause: this,
    });
  }
}

/** A mistake in what was typed: nothing was sent. */
export function usage(message: string, ...advice: readonly string[]): Failure {
  return new Failure('usage', message, { advice });
}

/** An answer that is not what the API promises. */
export function unexpected(message: string, requestId?: string, cause?: unknown): Failure {
  return new Failure('unexpected_answer', message, {
    advice: ['Check that the address is that of a Depicta API: depicta auth status'],
    requestId,
    cause,
  });
}
