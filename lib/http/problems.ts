import type { Problem } from '#lib/contracts/problem.ts';
import { DepictaError, type ErrorCode } from '#lib/core/errors.ts';
import { log } from '#lib/core/log.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { inWords } from '#lib/i18n/problem-words.ts';

/** The one map from what went wrong to its status. A new code does not compile without its row. */
const STATUS: Readonly<Record<ErrorCode, number>> = {
  bad_request: 400,
  auth_invalid: 401,
  credit_insufficient: 402,
  credit_tier_restricted: 402,
  key_budget_exceeded: 402,
  auth_email_not_verified: 403,
  account_suspended: 403,
  content_rejected: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  idempotency_in_progress: 409,
  gone: 410,
  payload_too_large: 413,
  validation_error: 422,
  model_not_capable: 422,
  idempotency_mismatch: 422,
  rate_limited: 429,
  internal_error: 500,
  provider_failed: 502,
  unavailable: 503,
};

/**
 * SQLSTATEs and socket errors that say the database is away, full, or busy with others (a lock that did not come free, a
 * statement that took too long, a transaction undone because of them), not that we made a mistake.
 */
const DATABASE_AWAY =
  /^(08...|40001|40P01|53300|55P03|57014|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;
const NO_CONNECTION_FREE = /timeout exceeded when trying to connect|Connection terminated/;

/**
 * The answer to anything thrown. What we did not expect is logged with where it came from, and told to nobody.
 *
 * @param requestId is in the answer, its header and the log
 * @param locale of the person who reads it on a page; without it the error speaks for itself, in English
 */
export function problem(thrown: unknown, requestId: string, locale?: Locale): Response {
  const error = expected(thrown);
  if (error !== thrown) log.error({ requestId, code: error.code, ...traceOf(thrown) }, 'request failed');
  const body = { ...toProblem(error, requestId), ...(locale !== undefined && inWords(error, locale)) };
  const headers = new Headers({ 'Cache-Control': 'no-store', 'X-Request-Id': requestId });
  if (error.code === 'auth_invalid') headers.set('WWW-Authenticate', 'Bearer realm="Depicta"');
  if (error.retryAfterSeconds !== undefined) headers.set('Retry-After', error.retryAfterSeconds.toString());
  if (error.isReplay) headers.set('Idempotent-Replayed', 'true');
  const { job_id: jobId, allow } = error.details ?? {};
  if (typeof allow === 'string') headers.set('Allow', allow);
  if (typeof jobId === 'string') headers.set('X-Depicta-Job-Id', jobId);
  return Response.json(body, { status: STATUS[error.code], headers });
}

/** A refusal as it stands on the wire. */
export function toProblem(error: DepictaError, requestId: string): Problem {
  return { error: error.code, message: error.message, details: error.details ?? null, request_id: requestId };
}

/** What is logged of it, field by field: a database's error may quote the row, and so a customer's words. */
function traceOf(thrown: unknown): Record<string, unknown> {
  const { name, code, message, stack } = (thrown ?? {}) as Partial<NodeJS.ErrnoException>;
  return { error: name, errorCode: code, reason: message ?? String(thrown), stack };
}

function expected(thrown: unknown): DepictaError {
  if (thrown instanceof DepictaError) return thrown;
  const { code, message } = (thrown ?? {}) as { code?: unknown; message?: unknown };
  if (DATABASE_AWAY.test(String(code)) || NO_CONNECTION_FREE.test(String(message))) {
    return new DepictaError('unavailable', 'The service is busy. Try again in a few seconds.', {
      retryAfterSeconds: 2,
    });
  }
  return new DepictaError('internal_error', 'Something went wrong on our side. Nothing was charged for it.');
}
