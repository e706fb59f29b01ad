import { subscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { type IncomingMessage, Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { ENDPOINTS } from '#lib/contracts/openapi/endpoints.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { requestId as newRequestId } from '#lib/core/ids.ts';
import { log } from '#lib/core/log.ts';
import { sendKeptHeaders } from './kept-headers.ts';
import { allowOf } from './methods.ts';
import { paintFirst } from './paint-first.ts';
import { problem } from './problems.ts';
import { inert, securityHeaders } from './security-headers.ts';

/** The methods that Next brings to a route handler. Others it answers with an empty 400, and TRACE with a 500. */
const HANDLED = new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']);
const PATHS = ENDPOINTS.map(({ method, path }) => ({
  method: method.toUpperCase(),
  pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace('{id}', '[^/]+')}$`),
}));
const OF_THE_API = /^\/v1([/\\]|$)/;
/** What Next redirects to another address before it asks anybody. */
const MISSPELT = /\/$|\/\/|\\/;
/** Where a request names a whole address and not a path only (RFC 9112, 3.2.2). Next redirects it to that. */
const ORIGIN = /^https?:\/\/[^/?#]*\/?/i;

/**
 * Stands before Next in each HTTP server of this process, from its next connection on. Answers under `/v1` what Next would
 * answer without asking us, in the form of every error, with a request id; sends the headers that Next would take away; and has
 * a page painted before its scripts are fetched.
 *
 * @param options.isDevelopment Next speaks to its pages over web sockets then, and otherwise closes a connection that offers
 *   another protocol without an answer, as that of Java's HTTP client does
 */
export function standBeforeNext({ isDevelopment }: { isDevelopment: boolean }): void {
  const known = new WeakSet<Server>();
  subscribe('net.server.socket', (message) => {
    const { server } = (message as { socket: Socket & { server?: unknown } }).socket;
    if (!(server instanceof Server) || known.has(server)) return;
    known.add(server);
    if (!isDevelopment) server.removeAllListeners('upgrade');
    standBefore(server);
  });
}

function standBefore(server: Server): void {
  /** The answers that are still to come on a connection, in their order: requests may follow each other without a pause. */
  const toCome = new WeakMap<Duplex, Set<ServerResponse>>();
  const unreadable = new WeakSet<Duplex>();
  const others = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    request.url = request.url?.replace(ORIGIN, '/');
    const { socket, method = '', url = '' } = request;
    const responses = toCome.get(socket) ?? new Set();
    toCome.set(socket, responses.add(response));
    response.once('close', () => responses.delete(response));
    const refused = refusalOf({ method, url });
    sendKeptHeaders(response);
    if (refused === undefined) {
      for (const other of others) other.call(server, request, response);
      paintFirst(response);
    } else void refuse(refused, { method, url }, response);
  });
  server.on('clientError', async (error: ClientError, socket: Duplex) => {
    // Whatever comes after the first of it is unreadable as well.
    if (unreadable.has(socket)) return;
    unreadable.add(socket);
    const responses = [...(toCome.get(socket) ?? [])];
    // It is the rest of the last request, or comes after that.
    const own = responses.at(-1)?.req.complete === false ? responses.pop() : undefined;
    const line = own === undefined && responses.length === 0 ? lineOf(error) : NO_LINE;
    await Promise.all(responses.map((response) => response.closed || once(response, 'close')));
    // An answer that is half-way cannot be added to.
    if (socket.writable && !own?.headersSent) void refuseUnread(error, line, socket);
    else socket.destroy(error);
  });
}

/** Why a request cannot be brought to a handler of ours, or undefined where Next does that. */
function refusalOf({ method, url }: Line): DepictaError | undefined {
  const path = url.replace(/[?#].*/s, '');
  if (/^[^/]/.test(path)) return new DepictaError('bad_request', 'The request names no path.');
  if (!OF_THE_API.test(path)) return undefined;
  if (MISSPELT.test(path)) {
    const message = 'There is nothing at this address. A path has single slashes, and none at its end.';
    return new DepictaError('not_found', message);
  }
  if (HANDLED.has(method)) return undefined;
  const endpoint = PATHS.find(({ pattern }) => pattern.test(path));
  if (endpoint === undefined) return new DepictaError('not_found', 'There is nothing at this address.');
  const message = `${path} takes ${endpoint.method}, and not ${method}. The documentation lists all paths.`;
  return new DepictaError('method_not_allowed', message, { details: { allow: allowOf(endpoint.method) } });
}

type Line = { method: string; url: string };

async function refuse(error: DepictaError, line: Line, response: ServerResponse): Promise<void> {
  const { status, headers, body } = await answerTo(error, line);
  response.writeHead(status, headers).end(body);
}

type ClientError = Error & { code?: string; rawPacket?: Buffer };

const NO_LINE: Line = { method: '', url: '' };

/** How an unreadable request begins, where a packet begins with it and its method could be one. */
function lineOf({ rawPacket }: ClientError): Line {
  const [, method, url] = /^([\w-]{1,40}) (\S+) HTTP\//.exec(rawPacket?.toString('latin1') ?? '') ?? [];
  return method === undefined || url === undefined ? NO_LINE : { method, url: url.replace(ORIGIN, '/') };
}

/** A request that Node could not read, such as one with a method that nobody knows. */
async function refuseUnread({ code }: ClientError, line: Line, socket: Duplex): Promise<void> {
  const error =
    (code === 'HPE_INVALID_METHOD' ? refusalOf(line) : undefined) ??
    new DepictaError('bad_request', 'The request is not well-formed HTTP, or did not come in time.');
  const { status, headers, body } = await answerTo(error, line);
  const fields = Object.entries({ ...headers, Connection: 'close' }).map((field) => field.join(': '));
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...fields, '', body].join('\r\n'));
}

/** An answer as it is written, with the headers that Next gives to each of ours. */
async function answerTo(error: DepictaError, { method, url }: Line) {
  const requestId = newRequestId();
  const answer = problem(error, requestId);
  const body = await answer.text();
  log.info({ requestId, method, path: url.replace(/\?.*/s, ''), status: answer.status }, 'request');
  const headers: Record<string, string> = {
    ...Object.fromEntries([...securityHeaders, inert].map(({ key, value }) => [key, value])),
    ...Object.fromEntries(answer.headers),
    'Content-Length': Buffer.byteLength(body).toString(),
  };
  return { status: answer.status, headers, body };
}
