import { setTimeout as sleep } from 'node:timers/promises';
import { ProviderFailedError } from './errors.ts';

/** How a provider is spoken to. */
export type Line = {
  /** Its name, for errors. */
  name: string;
  baseUrl: string;
  /** Whether an order whose answer was lost may be sent again, because it carries a key that is billed once. */
  isRepeatable: boolean;
  /** Its hosts beside that of the base URL, as the end of their names: they, too, may be told our key. */
  ownDomain?: `.${string}`;
};

type Send = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

const SECRET_HEADERS = ['authorization', 'x-key', 'x-goog-api-key', 'idempotency-key'];
/** How often what was ordered is asked for before it is given up. */
const READS = 4;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
/** The most that an answer may weigh: a 4K PNG in base64 has room in it. */
const MOST_BYTES = 100_000_000;

/**
 * A `fetch` for one provider that never orders, and so never pays, twice without knowing it.
 *
 * An order (POST) is sent once. What the provider answers is told to the caller, who may order again after a refusal; an
 * answer that was lost ends in an error that nobody repeats, except on a repeatable line. Everything after the order (GET)
 * costs nothing and is asked for again, within limits, so that a hiccup does not lose what was paid for.
 *
 * Our key goes to the provider's own hosts only, never to where a picture happens to lie.
 */
export function transport(line: Line): Send {
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const isOwn = isOwnHost(url, line);
    if (!isOwn && url.protocol !== new URL(line.baseUrl).protocol && url.protocol !== 'https:')
      throw failed(line, 'names an address that is not safe to read');
    // A redirect would take the key along.
    const request: RequestInit = isOwn ? { ...init, redirect: 'error' } : withoutSecrets(init);
    return (init.method ?? 'GET') === 'GET'
      ? await read(url, request, line)
      : await order(url, request, line);
  };
}

async function order(url: URL, init: RequestInit, line: Line): Promise<Response> {
  if (line.isRepeatable) return await answered(url, init);
  let answer: Response;
  try {
    answer = await answered(url, init);
  } catch (error) {
    init.signal?.throwIfAborted();
    throw error instanceof ProviderFailedError
      ? error
      : failed(line, 'took an order, and its answer was lost');
  }
  if (leavesOpen(answer.status)) throw failed(line, `left an order open (${answer.status})`);
  return answer;
}

/** Whether an answer leaves open if the work was done. Only 503 says that it was not begun. */
function leavesOpen(status: number): boolean {
  return status === 408 || status === 409 || (status >= 500 && status !== 503);
}

/** What the SDK would take for a reason to order again. */
const PASSING = new Set([408, 409, 425, 429]);

async function read(url: URL, init: RequestInit, line: Line): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const answer = await answered(url, init).catch((error: unknown) => {
      init.signal?.throwIfAborted();
      if (error instanceof ProviderFailedError) throw error;
      return undefined;
    });
    if (answer !== undefined && answer.status < 500 && !PASSING.has(answer.status)) return answer;
    if (tries === READS) throw failed(line, 'did not hand out what was ordered');
    await sleep(pauseMs(answer, tries), undefined, init.signal ? { signal: init.signal } : {});
  }
}

/** The answer with its body at hand, so that a connection that drops does so here. */
async function answered(url: URL, init: RequestInit): Promise<Response> {
  const answer = await fetch(url, init);
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of answer.body ?? []) {
    bytes += part.byteLength;
    if (bytes > MOST_BYTES) throw new ProviderFailedError('The answer is too large.', { retryable: false });
    parts.push(part);
  }
  const { status, statusText, headers } = answer;
  return new Response(parts.length === 0 ? null : Buffer.concat(parts), { status, statusText, headers });
}

function pauseMs(answer: Response | undefined, tries: number): number {
  const seconds = Number(answer?.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds)
    ? Math.min(Math.max(seconds, 0) * 1000, LONGEST_PAUSE_MS)
    : FIRST_PAUSE_MS * 2 ** tries;
}

function isOwnHost(url: URL, { baseUrl, ownDomain }: Line): boolean {
  const base = new URL(baseUrl);
  if (url.origin === base.origin) return true;
  return ownDomain !== undefined && url.protocol === 'https:' && url.hostname.endsWith(ownDomain);
}

function withoutSecrets(init: RequestInit): RequestInit {
  const headers = new Headers(init.headers);
  for (const name of SECRET_HEADERS) headers.delete(name);
  return { ...init, headers };
}

function failed({ name }: Line, what: string): ProviderFailedError {
  return new ProviderFailedError(`${name} ${what}.`, { retryable: false });
}
