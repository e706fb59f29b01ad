import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Account } from '../account/account.ts';
import { applyFault } from './faults.ts';
import { Problem } from './problem.ts';
import type { Answer, Call, Route } from './router.ts';
import { createRouter } from './router.ts';

const LARGEST_BODY_BYTES = 1024 * 1024;

/** A group of routes that share who may call them. */
export type Area = {
  /** Whether a path belongs to this area; the first area that says so answers. */
  owns(path: string): boolean;
  routes: readonly Route[];
  /** Refuses a request before anything else is done. @throws Problem */
  guard(account: Account, request: IncomingMessage): void;
  /** Whether the switched-on REST faults apply. */
  faulty: boolean;
  /** Headers on every answer. */
  headers: Readonly<Record<string, string>>;
};

/** Makes the HTTP server over the areas; it does not listen yet. */
export function createHttpServer(account: Account, areas: readonly Area[]): Server {
  const routed = areas.map((area) => ({ area, find: createRouter(area.routes) }));
  const server = createServer((request, response) => {
    const requestId = randomUUID();
    respond(request, response, requestId).catch((error: unknown) => {
      if (!(error instanceof Problem)) console.error(`${request.method} ${request.url} failed:`, error);
      send(response, requestId, problemAnswer(error, requestId), {});
    });
  });
  server.keepAliveTimeout = 65_000;
  return server;

  async function respond(
    request: IncomingMessage,
    response: ServerResponse,
    requestId: string,
  ): Promise<void> {
    const method = request.method ?? 'GET';
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`);
    const found = routed.find(({ area }) => area.owns(url.pathname));
    if (found === undefined) throw new Problem('invalid_url');
    const { area, find } = found;
    for (const [name, value] of Object.entries(area.headers)) response.setHeader(name, value);
    if (method === 'OPTIONS' && 'access-control-allow-origin' in area.headers) {
      return send(response, requestId, { kind: 'empty', status: 204 }, {});
    }
    area.guard(account, request);
    const fault = area.faulty ? await applyFault(account, method, url.pathname) : null;
    if (fault?.answer != null) return send(response, requestId, fault.answer, {});
    const match = find(method, url.pathname);
    if (match.handler === null) throw new Problem(match.pathKnown ? 'method_not_allowed' : 'invalid_url');
    const call: Call = {
      account,
      params: match.params,
      query: url.searchParams,
      body: await readBody(request),
      baseUrl: url.origin,
      path: url.pathname,
      request,
    };
    const answer = await match.handler(call);
    if (fault?.dropAfter === true) {
      response.socket?.destroy();
      return;
    }
    send(response, requestId, answer, {});
  }
}

function problemAnswer(error: unknown, requestId: string): Answer {
  const problem = error instanceof Problem ? error : new Problem('internal_error');
  return {
    kind: 'raw',
    status: problem.status,
    body: JSON.stringify(problem.toBody(requestId)),
    headers: { 'content-type': 'application/json', ...problem.headers },
  };
}

function send(
  response: ServerResponse,
  requestId: string,
  answer: Answer,
  headers: Record<string, string>,
): void {
  if (response.headersSent || response.destroyed) return;
  response.setHeader('request-id', requestId);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (answer.kind === 'empty') {
    response.writeHead(answer.status).end();
    return;
  }
  if (answer.kind === 'raw') {
    response.writeHead(answer.status, answer.headers).end(answer.body);
    return;
  }
  const meta = {
    request_id: requestId,
    ...(answer.pagination === undefined ? {} : { pagination: answer.pagination }),
  };
  response
    .writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers })
    .end(JSON.stringify({ data: answer.data, meta }));
}

/** @throws Problem for a body that is too large or no JSON */
async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY_BYTES) throw new Problem('request_body_too_large');
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new Problem('invalid_json');
  }
}
