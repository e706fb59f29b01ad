import { EXIT, type ExitCode, Failure } from '../failure.ts';
import { adviceFor } from './advice.ts';
import type { Problem } from './shapes.ts';

/** A refusal in the API's own words. */
export class ApiProblem extends Failure {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly retryAfterMs: number | undefined;

  constructor(
    problem: Problem,
    options: {
      status: number;
      retryAfterMs: number | undefined;
      requestId: string | undefined;
      advice: string[];
    },
  ) {
    super(problem.error, problem.message, {
      exitCode: exitCodeOf(problem.error, options.status),
      advice: options.advice,
      requestId: options.requestId,
      details: problem.details,
    });
    this.status = options.status;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** The refusal in an answer. */
export function problemFrom(
  response: { status: number; headers: Headers },
  problem: Problem,
  apiUrl: URL,
): ApiProblem {
  const retryAfterMs = retryAfterOf(response.headers);
  return new ApiProblem(problem, {
    status: response.status,
    retryAfterMs,
    requestId: problem.request_id ?? response.headers.get('x-request-id') ?? undefined,
    advice: adviceFor(problem, { apiUrl, retryAfterMs }),
  });
}

/** Whether a body is the API's flat error. */
export function isProblem(body: unknown): body is Problem {
  if (typeof body !== 'object' || body === null) return false;
  const { error, message } = body as Record<string, unknown>;
  return typeof error === 'string' && typeof message === 'string';
}

/**
 * The exit code for a refusal.
 *
 * @param status the answer's, or nothing where a job carries the error
 */
export function exitCodeOf(code: string, status?: number): ExitCode {
  if (status === 402) return EXIT.insufficientCredit;
  if (status === 401) return EXIT.authentication;
  if (status === 429) return EXIT.rateLimited;
  switch (code) {
    case 'auth_invalid':
    case 'auth_email_not_verified':
      return EXIT.authentication;
    case 'credit_insufficient':
    case 'credit_tier_restricted':
    case 'key_budget_exceeded':
      return EXIT.insufficientCredit;
    case 'content_rejected':
      return EXIT.contentRejected;
    case 'rate_limited':
      return EXIT.rateLimited;
    default:
      return EXIT.general;
  }
}

/** `Retry-After` in seconds or as a date (RFC 9110, section 10.2.3). */
function retryAfterOf(headers: Headers): number | undefined {
  const text = headers.get('retry-after');
  if (text === null) return undefined;
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}
