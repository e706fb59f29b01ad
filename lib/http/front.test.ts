import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { problem as problemSchema } from '#lib/contracts/problem.ts';
import { standBeforeNext } from './front.ts';
import { withKeptHeaders } from './kept-headers.ts';

let server: Server;
let port: number;
beforeAll(async () => {
  // As Next does: the server listens before anything of ours is loaded, and answers what no handler takes by itself.
  server = createServer((request, response) => {
    request.resume();
    response.statusCode = request.method === 'GET' ? 200 : 500;
    if (request.url === '/v1/statement') response.write('half');
    else if (request.url === '/v1/models') setTimeout(() => response.end('Later'), 50);
    else if (request.url === '/files/a') sendAsNext(response);
    else response.end(request.url?.startsWith('/echo') ? request.url : 'Next');
  });
  server.on('upgrade', (_request, socket: Socket) => socket.end());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
  standBeforeNext({ isDevelopment: false });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

type Sent = { status: number; headers: Headers; body: string };

/** Sends bytes as they are, and reads one answer. */
async function send(text: string): Promise<Sent> {
  const socket = connect(port, '127.0.0.1');
  socket.end(text);
  let answer = '';
  for await (const chunk of socket) answer += chunk;
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  const [line = '', ...fields] = head.split('\r\n');
  const headers = fields.map((field) => field.split(': ') as [string, string]);
  return { status: Number(line.split(' ')[1]), headers: new Headers(headers), body };
}
const ask = (method: string, path: string) =>
  send(`${method} ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);

function expectProblem({ status, headers, body }: Sent, expected: number, code: string): void {
  expect([status, JSON.parse(body || '{}')]).toEqual([expected, expect.objectContaining({ error: code })]);
  const read = problemSchema.parse(JSON.parse(body));
  expect(headers.get('X-Request-Id')).toBe(read.request_id);
  expect(headers.get('Content-Type')).toBe('application/json');
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(headers.get('Cache-Control')).toBe('no-store');
}

test.each(['FOO', 'TRACE', 'PROPFIND', 'QUERY'])(
  '%s, which no path takes, is refused like every other method, from the first connection on',
  async (method) => {
    const balance = await ask(method, '/v1/balance?as_of=x');
    expectProblem(balance, 405, 'method_not_allowed');
    expect(balance.headers.get('Allow')).toBe('GET, HEAD, OPTIONS');
    const crop = await ask(method, '/v1/process/crop');
    expectProblem(crop, 405, 'method_not_allowed');
    expect(crop.headers.get('Allow')).toBe('POST, OPTIONS');
    expectProblem(await ask(method, '/v1/jobs/a'), 405, 'method_not_allowed');
    for (const path of ['/v1', '/v1/nothing', '/v1/openapi-json', '/v1/jobs/a/b'])
      expectProblem(await ask(method, path), 404, 'not_found');
  },
);

test.each(['/v1/', '/v1/balance/', '/v1/balance/?as_of=x', '/v1//balance', '/v1/jobs/a/', '/v1\\balance'])(
  '%s is nobody’s address, and leads nowhere',
  async (path) => {
    for (const method of ['GET', 'POST', 'TRACE']) {
      const answer = await ask(method, path);
      expectProblem(answer, 404, 'not_found');
      expect(answer.headers.get('Location')).toBeNull();
    }
    expect(await ask('HEAD', path)).toMatchObject({ status: 404, body: '' });
  },
);

/** Passes on the headers of a handler's answer, but those that are the server's, which must tell the truth. */
function sendAsNext(response: ServerResponse): void {
  const { headers } = withKeptHeaders(
    new Response(null, { headers: { 'Content-Length': '4', 'Content-Encoding': 'gzip', ETag: '"a"' } }),
  );
  for (const [name, value] of headers)
    if (!/^content-(length|encoding)$/.test(name)) response.setHeader(name, [value]);
  response.write('fo');
  response.end('ur');
}

test('the length and the encoding of a body, which Next takes away, are sent under their names', async () => {
  const answer = await ask('GET', '/files/a');
  expect(answer.body).toBe('four');
  expect(Object.fromEntries(answer.headers)).toEqual({
    ...{ 'content-length': '4', 'content-encoding': 'gzip', etag: '"a"' },
    ...{ connection: 'close', date: expect.any(String) },
  });
});

test('everything else is left to Next', async () => {
  for (const path of ['/v1/balance', '/v1', '/v1beta/', '/overview/', '/', '/?next=/v1/'])
    expect(await ask('GET', path)).toMatchObject({ status: 200, body: 'Next' });
  expect(await ask('PATCH', '/v1/balance')).toMatchObject({ status: 500, body: 'Next' });
  expect(await ask('TRACE', '/overview')).toMatchObject({ status: 500, body: 'Next' });
});

test('a request may name the whole address, as to a proxy', async () => {
  expect((await ask('GET', 'http://elsewhere:1/echo?a=http://b/c')).body).toBe('/echo?a=http://b/c');
  expect((await ask('GET', 'HTTPS://elsewhere')).body).toBe('Next');
  expectProblem(await ask('GET', 'http://elsewhere/v1/balance/'), 404, 'not_found');
  for (const method of ['TRACE', 'FOO'])
    expectProblem(await ask(method, 'http://elsewhere/v1/balance?as_of=x'), 405, 'method_not_allowed');
});

test('what names no path is not well-formed for us', async () => {
  for (const method of ['GET', 'OPTIONS']) expectProblem(await ask(method, '*'), 400, 'bad_request');
  expectProblem(await ask('GET', 'ftp://elsewhere/v1'), 400, 'bad_request');
});

test('whoever would rather speak another protocol is answered in this one', async () => {
  const upgrade = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\n';
  const answer = await send(`GET /v1/balance HTTP/1.1\r\nHost: a\r\n${upgrade}\r\n`);
  expect(answer).toMatchObject({ status: 200, body: 'Next' });
});

test('what is no HTTP is told so, and adds nothing to an answer that has begun', async () => {
  expectProblem(await send('GET /v1/balance HTTP/1.1\r\nHost: a\r\nA b: c\r\n\r\n'), 400, 'bad_request');
  expectProblem(await send('FOO /overview HTTP/1.1\r\nHost: a\r\n\r\n'), 400, 'bad_request');
  expectProblem(await send('\u0000\u0001'), 400, 'bad_request');
  for (const method of ['F\u0000O', 'F'.repeat(20_000)])
    expectProblem(await ask(method, '/v1/balance'), 400, 'bad_request');
  const get = 'GET /v1/statement HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n';
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  socket.write(get);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
    if (answer.includes('half')) socket.write('zz\r\n');
  });
  await once(socket, 'close');
  expect(answer).toContain('200 OK');
  expect(answer).not.toContain('bad_request');
});

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`;

test('what is unreadable after a request is refused after the answer to that, and never instead of it', async () => {
  const [models, refusal, ...more] = await answersTo(`${get('/v1/models')}FOO /v1/balance HTTP/1.1\r\n\r\n`);
  expect(models).toMatch(/^200 OK[\s\S]*Later/);
  expect(refusal).toMatch(/^400 Bad Request[\s\S]*bad_request/);
  expect(more).toEqual([]);
});

test('what is unreadable after requests adds nothing to an answer that is half-way', async () => {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
    if (answer.endsWith('half\r\n')) socket.write(`${get('/v1/models')}\u0000`);
  });
  socket.write(get('/v1/statement'));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(answer).toMatch(/^HTTP\/1.1 200 OK[\s\S]*half\r\n$/);
  socket.destroy();
});

/** Sends bytes as they are, and reads what comes until the end. */
async function answersTo(text: string): Promise<string[]> {
  const socket = connect(port, '127.0.0.1');
  socket.write(text);
  let answers = '';
  for await (const chunk of socket) answers += chunk;
  return answers.split('HTTP/1.1 ').slice(1);
}
