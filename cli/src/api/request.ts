import manifest from '../../package.json' with { type: 'json' };
import { EXIT, Failure, unexpected } from '../failure.ts';
import { ConnectionLost } from './connection-lost.ts';
import { isProblem, problemFrom } from './problem.ts';

/** Where requests go, and as whom. */
export type Connection = { apiUrl: URL; apiKey: string | undefined; requestTimeoutMs: number };

export type Ask = {
  method?: 'GET' | 'POST';
  /** Path under the API's address, or an absolute address of the same origin. */
  path: string;
  query?: Readonly<Record<string, string | undefined>>;
  body?: unknown;
  /** Sent as multipart/form-data, in place of a body. */
  form?: FormData;
  /** Called with the number of bytes each time some of the form were sent. */
  onSent?: (bytes: number) => void;
  headers?: Readonly<Record<string, string>>;
  /** Called as soon as the answer begins, even when its body is then lost. */
  onHeaders?: (headers: Headers) => void;
};

/** An answer that was not refused: 200 to 299, its body parsed. */
export type Answer = { status: number; headers: Headers; body: unknown };

const USER_AGENT = `depicta-cli/${manifest.version} (node ${process.versions.node}; ${process.platform})`;

/**
 * Asks the API once.
 *
 * @throws {ConnectionLost} when there is no answer, or none that our API gave
 * @throws {Failure} the API's refusal
 */
export async function request(connection: Connection, ask: Ask): Promise<Answer> {
  const { response, url } = await open(connection, ask, AbortSignal.timeout(connection.requestTimeoutMs));
  const text = await response.text().catch((cause: unknown) => {
    throw new ConnectionLost(`The answer of ${url.host} broke off.`, { wasSent: true, cause });
  });
  const requestId = response.headers.get('x-request-id') ?? undefined;
  const body = parse(text);
  if (response.ok) {
    // A proxy that cut the answer may have made it look whole.
    if (body === undefined) {
      throw looksLikeJson(response)
        ? new ConnectionLost(`The answer of ${url.host} broke off.`, { wasSent: true, requestId })
        : unexpected(`${url.origin} answered ${response.status}, but not with JSON.`, requestId);
    }
    return { status: response.status, headers: response.headers, body };
  }
  if (isProblem(body)) throw problemFrom(response, body, connection.apiUrl);
  throw withoutProblem(response, url, requestId);
}

/**
 * Asks for something that is passed on as it comes, such as a CSV file. Only its beginning has a time limit.
 *
 * @throws {Failure} as `request`, and in the middle of the stream when the connection is lost
 */
export async function* stream(connection: Connection, ask: Ask): AsyncGenerator<Uint8Array> {
  const beginning = new AbortController();
  const late = () => beginning.abort(new DOMException('The answer did not begin in time', 'TimeoutError'));
  const timer = setTimeout(late, connection.requestTimeoutMs);
  const { response, url } = await open(connection, ask, beginning.signal).finally(() => clearTimeout(timer));
  if (!response.ok || response.body === null) {
    const body = parse(await response.text().catch(() => ''));
    if (isProblem(body)) throw problemFrom(response, body, connection.apiUrl);
    throw withoutProblem(response, url, response.headers.get('x-request-id') ?? undefined);
  }
  try {
    for await (const chunk of response.body) yield chunk;
  } catch (cause) {
    throw new ConnectionLost(`The answer of ${url.host} broke off: what came is not the whole.`, {
      wasSent: true,
      cause,
    });
  }
}

async function open(
  connection: Connection,
  ask: Ask,
  signal: AbortSignal,
): Promise<{ response: Response; url: URL }> {
  const url = addressOf(connection.apiUrl, ask);
  const headers = new Headers({ accept: 'application/json', 'user-agent': USER_AGENT, ...ask.headers });
  if (connection.apiKey !== undefined) headers.set('authorization', `Bearer ${connection.apiKey}`);
  if (ask.body !== undefined) headers.set('content-type', 'application/json');
  let response: Response;
  try {
    response = await fetch(url, {
      method: ask.method ?? 'GET',
      headers,
      ...bodyOf(ask, headers),
      // Following one would send the key, and for a POST the order, to wherever it points.
      redirect: 'manual',
      signal,
    });
  } catch (cause) {
    throw ConnectionLost.from(cause, url, connection.requestTimeoutMs);
  }
  ask.onHeaders?.(response.headers);
  if (response.status >= 300 && response.status < 400) {
    const target = response.headers.get('location') ?? 'nowhere';
    throw new Failure(
      'redirected',
      `${url.origin} sends us on to ${target}, and a key is not sent after it.`,
      {
        advice: ['Set DEPICTA_API_URL, or --api-url, to the address of the API itself.'],
      },
    );
  }
  return { response, url };
}

/** A form is sent as a stream, whose pieces are counted as they leave. */
function bodyOf(
  { form, body, onSent }: Ask,
  headers: Headers,
): { body: ReadableStream | string | null; duplex?: 'half' } {
  if (form === undefined) return { body: body === undefined ? null : JSON.stringify(body) };
  const encoded = new Response(form);
  headers.set('content-type', encoded.headers.get('content-type')!);
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, onward) {
      onward.enqueue(piece);
      onSent?.(piece.byteLength);
    },
  });
  return { body: encoded.body!.pipeThrough(counted), duplex: 'half' };
}

function addressOf(apiUrl: URL, { path, query = {} }: Ask): URL {
  // An API below a path, such as https://example.com/depicta, keeps that path.
  const base = apiUrl.href.endsWith('/') ? apiUrl.href : `${apiUrl.href}/`;
  const url = new URL(path.startsWith('/') ? `.${path}` : path, base);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url;
}

/** A refusal that is not in our API's form: something between us and it gave it. */
function withoutProblem(response: Response, url: URL, requestId: string | undefined): Failure {
  const { status } = response;
  if (status >= 500 || status === 408) {
    return new ConnectionLost(`${url.host} answered ${status}, without saying why.`, {
      wasSent: true,
      requestId,
    });
  }
  const exitCode = { 401: EXIT.authentication, 402: EXIT.insufficientCredit, 429: EXIT.rateLimited }[status];
  return new Failure('unexpected_answer', `${url.origin} answered ${status}, not in the API's form.`, {
    exitCode: exitCode ?? EXIT.general,
    advice: ['Check that the address is that of a Depicta API: depicta auth status'],
    requestId,
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function looksLikeJson(response: Response): boolean {
  return /\bjson\b/.test(response.headers.get('content-type') ?? '');
}
