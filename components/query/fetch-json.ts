import { type ProblemBody, ProblemError } from './problem-error.ts';

export interface FetchJsonOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
  /** The caller's own reason to stop, such as React Query's. */
  signal?: AbortSignal | undefined;
  timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 20_000;

/**
 * Asks our own server and reads JSON. `Answer` is the shape that the endpoint's contract promises.
 *
 * @param path on our own origin, such as `/v1/balance`
 * @throws {ProblemError} for every answer that is not a success, and when none came
 * @throws {DOMException} `AbortError`, when the caller's own signal stopped it
 */
export async function fetchJson<Answer>(path: string, options: FetchJsonOptions = {}): Promise<Answer> {
  const { method = 'GET', body, headers, signal, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(path, {
      method,
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    if (response.ok) return await readSuccess<Answer>(response);
    throw await readProblem(response);
  } catch (error) {
    if (error instanceof ProblemError || signal?.aborted === true) throw error;
    const code = timeout.aborted ? 'timeout' : 'unreachable';
    throw new ProblemError({ error: code, message: code }, { status: 0, cause: error });
  }
}

async function readSuccess<Answer>(response: Response): Promise<Answer> {
  if (response.status === 204) return undefined as Answer;
  const text = await response.text();
  try {
    return JSON.parse(text) as Answer;
  } catch (cause) {
    throw unexpected(response, cause);
  }
}

async function readProblem(response: Response): Promise<ProblemError> {
  const body: unknown = await response.json().catch(() => undefined);
  if (!isProblem(body)) return unexpected(response);
  const retryAfter = response.headers.get('retry-after') ?? '';
  return new ProblemError(body, {
    status: response.status,
    retryAfterSeconds: /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : undefined,
  });
}

/** A page of a proxy, an empty body: an answer that is not one of ours. Its request id, if any, is in the header. */
function unexpected(response: Response, cause?: unknown): ProblemError {
  const requestId = response.headers.get('x-request-id');
  return new ProblemError(
    {
      error: 'unexpected',
      message: 'unexpected',
      ...(requestId !== null && { request_id: requestId }),
    },
    { status: response.status, cause },
  );
}

function isProblem(body: unknown): body is ProblemBody {
  if (typeof body !== 'object' || body === null) return false;
  const { error, message, request_id } = body as Record<string, unknown>;
  return (
    typeof error === 'string' &&
    typeof message === 'string' &&
    (request_id === undefined || typeof request_id === 'string')
  );
}
