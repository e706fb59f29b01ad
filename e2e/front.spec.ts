import { connect } from 'node:net';
import { expect, test } from '@playwright/test';
import type { ImageResult } from '#lib/contracts/image.ts';
import { demo } from './demo.ts';
import { customerWithKey } from './ops.ts';

// What stands before Next (lib/http/front.ts), in the production build: requests that Next would answer by itself.

type Sent = { status: number; headers: Headers; body: string };

/** Sends a request as it is written, and reads its one answer. */
async function raw(method: string, path: string, more = 'Connection: close'): Promise<Sent> {
  const { hostname, port } = new URL(demo().appUrl);
  const socket = connect(Number(port), hostname);
  socket.write(`${method} ${path} HTTP/1.1\r\nHost: ${hostname}\r\n${more}\r\n\r\n`);
  let answer = '';
  for await (const chunk of socket) answer += chunk;
  const [head = '', ...body] = answer.split('\r\n\r\n');
  const [line = '', ...fields] = head.split('\r\n');
  const headers = fields.map((field) => field.split(': ') as [string, string]);
  return { status: Number(line.split(' ')[1]), headers: new Headers(headers), body: body.join('') };
}

test('whatever comes under /v1 is answered in the form of every error', async () => {
  const asked: [method: string, path: string, status: number, error: string][] = [
    ['TRACE', '/v1/balance', 405, 'method_not_allowed'],
    ['PROPFIND', '/v1/balance', 405, 'method_not_allowed'],
    ['FOO', '/v1/balance', 405, 'method_not_allowed'],
    ['TRACE', '/v1/nothing', 404, 'not_found'],
    ['GET', '/v1/balance/', 404, 'not_found'],
    ['POST', '/v1/quote/', 404, 'not_found'],
    ['GET', '/v1//balance', 404, 'not_found'],
    ['PATCH', '/v1/balance', 405, 'method_not_allowed'],
  ];
  for (const [method, path, status, error] of asked) {
    const answer = await raw(method, path);
    expect([method, path, answer.status]).toEqual([method, path, status]);
    const body = JSON.parse(answer.body.replace(/^[0-9a-f]+\r\n|\r\n0$/g, ''));
    expect(Object.keys(body)).toEqual(['error', 'message', 'details', 'request_id']);
    expect(body).toMatchObject({ error, request_id: answer.headers.get('X-Request-Id') });
    expect(answer.headers.get('Allow')).toBe(status === 405 ? 'GET, HEAD, OPTIONS' : null);
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
  }
  expect((await raw('GET', '/pricing/')).status).toBe(308);
});

test('a whole address is taken for its path, and an offer of another protocol is not', async () => {
  expect((await raw('GET', 'http://elsewhere/v1/pricing')).status).toBe(200);
  expect((await raw('TRACE', 'http://elsewhere/v1/pricing')).status).toBe(405);
  expect((await raw('OPTIONS', '*')).status).toBe(400);
  expect((await raw('GET', '/v1/pricing', 'Connection: Upgrade, close\r\nUpgrade: h2c')).status).toBe(200);
});

test('a file tells its length, is sent in parts, and says where it has no such part', async ({ request }) => {
  const { apiKey } = await customerWithKey('in-parts');
  const made = await request.post('/v1/generate/image', {
    headers: { Authorization: `Bearer ${apiKey}` },
    data: { prompt: 'a ship' },
  });
  const { url, size_bytes: length } = ((await made.json()) as ImageResult).formats.png;
  const whole = await request.get(url);
  expect(whole.headers()).toMatchObject({ 'content-length': `${length}`, 'accept-ranges': 'bytes' });
  expect(whole.headers()).not.toHaveProperty('transfer-encoding');
  expect((await request.head(url)).headers()).toMatchObject({ 'content-length': `${length}` });

  const part = await request.get(url, { headers: { Range: 'bytes=100-' } });
  expect(part.status()).toBe(206);
  expect(part.headers()).toMatchObject({
    'content-length': `${length - 100}`,
    'content-range': `bytes 100-${length - 1}/${length}`,
  });
  expect((await part.body()).equals((await whole.body()).subarray(100))).toBe(true);
  const beyond = await request.get(url, { headers: { Range: `bytes=${length}-` } });
  expect([beyond.status(), beyond.headers()['content-range']]).toEqual([416, `bytes */${length}`]);
});

test('the document of the API comes compressed to whoever takes that', async ({ request }) => {
  for (const path of ['/v1/openapi.json', '/v1/openapi.yaml']) {
    const sent = async (encoding: string) => {
      const answer = await request.get(path, { headers: { 'Accept-Encoding': encoding } });
      const { 'content-encoding': how, 'content-length': length } = answer.headers();
      return { how, bytes: Number(length), text: await answer.text() };
    };
    const plain = await sent('identity');
    const packed = await sent('gzip, br');
    expect([plain.how, packed.how, packed.text === plain.text]).toEqual([undefined, 'gzip', true]);
    expect(plain.bytes).toBe(Buffer.byteLength(plain.text));
    expect(packed.bytes).toBeLessThan(plain.bytes / 4);
  }
});

test('a page asks for its scripts once it is painted, or has waited for that long enough', async ({
  page,
}) => {
  for (const path of ['/', '/sign-in', '/pricing']) {
    await page.goto(path, { waitUntil: 'networkidle' });
    const { painted, asked } = await page.evaluate(() => ({
      painted: performance.getEntriesByName('first-paint')[0]!.startTime,
      asked: (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
        .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
        .map(({ startTime }) => startTime),
    }));
    expect(asked.length, path).toBeGreaterThan(5);
    expect(Math.min(...asked), path).toBeGreaterThanOrEqual(Math.min(painted, 300));
  }
});
