/**
 * The closed list of what can go wrong towards a caller. `lib/http/problems.ts` maps each to a status; a code
 * without a row there does not compile.
 */
export type ErrorCode =
  | 'bad_request'
  | 'auth_invalid'
  | 'credit_insufficient'
  | 'credit_tier_restricted'
  | 'key_budget_exceeded'
  | 'auth_email_not_verified'
  | 'account_suspended'
  | 'content_rejected'
  | 'not_found'
  | 'gone'
  | 'method_not_allowed'
  | 'conflict'
  | 'idempotency_in_progress'
  | 'idempotency_mismatch'
  | 'payload_too_large'
  | 'validation_error'
  | 'model_not_capable'
  | 'rate_limited'
  | 'internal_error'
  | 'provider_failed'
  | 'unavailable';

/** Facts that go with an error: JSON values only, safe to show to the caller. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

const REFUSAL = Symbol.for('depicta.refusal');

/**
 * An expected refusal: its code and message are shown to the caller as they are.
 *
 * The bundler may make several copies of this module, and what one copy throws, another answers. So `instanceof` asks
 * for a mark that all copies share; for a subclass it stays the ordinary question.
 */
export class DepictaError extends Error {
  static override readonly [Symbol.hasInstance] = isInstance;

  readonly code: ErrorCode;
  readonly details: ErrorDetails | undefined;
  readonly retryAfterSeconds: number | undefined;
  /** Whether it is the recorded answer to a request that came before. */
  readonly isReplay: boolean;

  constructor(
    code: ErrorCode,
    message: string,
    options: {
      details?: ErrorDetails;
      retryAfterSeconds?: number;
      isReplay?: boolean;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'DepictaError';
    this.code = code;
    this.details = options.details;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.isReplay = options.isReplay ?? false;
  }

  /** The mark: on the prototype, so that it is neither logged nor sent. */
  get [REFUSAL](): true {
    return true;
  }
}

function isInstance(this: unknown, value: unknown): boolean {
  if (this !== DepictaError) return Function.prototype[Symbol.hasInstance].call(this, value);
  return typeof value === 'object' && value !== null && REFUSAL in value;
}

/** Something that must never be false was false: a bug of ours, never the caller's fault. */
export class InvariantError extends Error {
  override name = 'InvariantError';
}

/** @throws {InvariantError} when the condition does not hold */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}
