import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server has been asked, in order. */
export type Asked = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: unknown;
};

export type Reply = { status: number; headers?: Record<string, string>; body: unknown };

/** Does what the API would do, without answering yet. */
type Work = () => Reply;

/** Answers in the place of the API, once. It may let the work be done first, and then lose the answer. */
export type Fault = (work: Work, response: ServerResponse, request: IncomingMessage) => void | Promise<void>;

export type TestServer = {
  url: string;
  asked: Asked[];
  /** What was asked at one route, such as `POST /v1/generate/image`. */
  askedAt(route: string): Asked[];
  /** Puts the next requests at a route into the hands of faults, one each, in order. */
  next(route: string, ...faults: Fault[]): void;
  /** Waits until a route was asked so many times. */
  untilAsked(route: string, times?: number): Promise<void>;
  close(): Promise<void>;
};

/**
 * A real HTTP server on a free port.
 *
 * @param work the API: what it answers to what it was asked
 */
export async function startServer(work: (asked: Asked, url: string) => Reply): Promise<TestServer> {
  const asked: Asked[] = [];
  const faults = new Map<string, Fault[]>();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', address());
    const one: Asked = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body: await bodyOf(request),
    };
    asked.push(one);
    const answer = () => work(one, address());
    const fault = faults.get(routeOf(one))?.shift();
    if (fault === undefined) send(response, answer());
    else await fault(answer, response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const askedAt = (route: string) => asked.filter((one) => routeOf(one) === route);

  return {
    url: address(),
    asked,
    askedAt,
    next(route, ...more) {
      faults.set(route, [...(faults.get(route) ?? []), ...more]);
    },
    async untilAsked(route, times = 1) {
      const startedMs = performance.now();
      while (askedAt(route).length < times) {
        if (performance.now() - startedMs > 15_000) throw new Error(`Nobody asked ${route} ${times} times`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers in the API's way. */
export function send(response: ServerResponse, { status, headers = {}, body }: Reply): void {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  response.writeHead(status, {
    ...(isRaw ? {} : { 'content-type': 'application/json' }),
    'x-request-id': 'req_test',
    ...headers,
  });
  response.end(isRaw ? body : JSON.stringify(body));
}

/** Does the work, and cuts the line instead of answering. */
export const loseTheAnswer: Fault = (work, response) => {
  work();
  response.destroy();
};

/** Does the work, sends its head and half of its body, and cuts the line. */
export const breakOff: Fault = (work, response) => {
  const { status, headers, body } = work();
  const bytes = body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    ...headers,
    'content-type': 'application/json',
    'content-length': bytes.length,
  });
  response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
};

/** The work is not done, and the line is cut. */
export const cutBeforeWork: Fault = (_work, response) => {
  response.destroy();
};

/** Does the work, but a proxy answers in its own words. */
export function proxyAnswers(status: number): Fault {
  return (work, response) => {
    work();
    send(response, { status, headers: { 'content-type': 'text/html' }, body: '<h1>Bad gateway</h1>' });
  };
}

/** Refuses with an error of the API; nothing is done. */
export function refuse(
  status: number,
  error: string,
  { message = `Refused: ${error}`, details = null, headers = {} }: RefuseOptions = {},
): Fault {
  return (_work, response) =>
    send(response, { status, headers, body: { error, message, details, request_id: 'req_refused' } });
}

type RefuseOptions = { message?: string; details?: unknown; headers?: Record<string, string> };

function routeOf({ method, path }: Asked): string {
  return `${method} ${path}`;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += chunk;
  if (request.headers['content-type']?.startsWith('multipart/')) return text;
  return text === '' ? undefined : JSON.parse(text);
}
