import { request as send } from 'node:http';
import { expect, test } from '@playwright/test';
import { demo } from './demo.ts';

// What could carry a server action is refused before React decodes a byte of it, unless a live session comes with it.
// The bodies here are not valid: whoever tried to decode one would fail with something else than the wall's answer.

const MULTIPART = 'multipart/form-data; boundary=x';
const BODY = '--x\r\nContent-Disposition: form-data; name="1_$ACTION_REF_0"\r\n\r\n{"id":"x"}\r\n--x--\r\n';

type Sent = { status: number; headers: Record<string, string | string[] | undefined>; body: string };

/** A request exactly as written: no path is tidied, no header added. */
function raw(method: string, path: string, headers: Record<string, string>, body: string): Promise<Sent> {
  const { hostname, port } = new URL(demo().appUrl);
  return new Promise((resolve, reject) => {
    const request = send({ hostname, port, method, path, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

const length = { 'content-length': String(BODY.length) };

const pages = [
  '/',
  '/pricing',
  '/terms',
  '/sign-in',
  '/overview',
  '/settings',
  '/api',
  '/not-a-page',
  '/API/account/sign-in',
  '/api/../sign-in',
  '/v1/%2e%2e/settings',
  '/api%2F..%2Fsettings',
  '/_next/data/settings',
  '/settings.rsc',
  '/_next/static/nowhere.js',
  '/landing/nowhere',
  '/favicon.svg',
];

for (const path of pages) {
  test(`a stranger's action never gets into ${path}`, async () => {
    const attempts: [string, Record<string, string>][] = [
      ['POST', { 'next-action': 'x', 'content-type': 'text/plain;charset=UTF-8', ...length }],
      ['POST', { 'next-action': '', 'content-type': MULTIPART, ...length }],
      ['POST', { 'content-type': MULTIPART, ...length }],
      ['POST', { 'content-type': MULTIPART, 'transfer-encoding': 'chunked' }],
      ['POST', { 'transfer-encoding': 'chunked' }],
      ['POST', { 'content-type': 'application/x-www-form-urlencoded', ...length }],
      ['PUT', { 'content-type': MULTIPART, ...length }],
      ['POST', { 'next-action': 'x', ...length, cookie: 'depicta.session=made-up' }],
    ];
    for (const [method, headers] of attempts) {
      const answer = await raw(method, path, headers, BODY);
      expect(answer.status, `${method} ${JSON.stringify(headers)}`).toBe(401);
      expect(answer.body).toBe('Sign in first.');
    }
    const foreign = await raw(
      'POST',
      path,
      { 'content-type': MULTIPART, origin: 'https://evil.example' },
      BODY,
    );
    expect(foreign.status).toBe(403);
  });
}

test('what the wall lets pass is answered by route handlers, which decode no actions', async () => {
  const paths = ['/api/nothing-here', '/api/account/nothing', '/v1', '/v1/nothing-here', '/api/auth/_log'];
  for (const path of paths) {
    const answer = await raw('POST', path, { 'content-type': MULTIPART, ...length }, BODY);
    expect(answer.status, path).toBe(404);
    expect(JSON.parse(answer.body)).toMatchObject({ error: 'not_found' });
    expect(answer.headers['x-request-id'], path).toMatch(/^req_/);
  }
  for (const path of ['/health', '/files/x/y', '/api/live']) {
    const answer = await raw('POST', path, { 'content-type': MULTIPART, ...length }, BODY);
    expect(answer.status, path).toBe(405);
    if (path !== '/api/live')
      expect(JSON.parse(answer.body), path).toMatchObject({ error: 'method_not_allowed' });
  }
  const action = await raw('POST', '/v1/generate/image', { 'next-action': 'x', ...length }, BODY);
  expect(action.status).toBe(400);
  expect(JSON.parse(action.body)).toMatchObject({ error: 'bad_request' });
  expect(action.headers['x-request-id']).toBe(JSON.parse(action.body).request_id);
});

test('an address that cannot be decoded is refused in the form of every error', async () => {
  for (const path of ['/v1/jobs/%E0%A4%A', '/files/%ff', '/history/%', '/api/top-ups/%c3%28']) {
    for (const method of ['GET', 'POST']) {
      const answer = await raw(method, path, {}, '');
      expect([path, answer.status]).toEqual([path, 400]);
      expect(JSON.parse(answer.body)).toMatchObject({ error: 'bad_request' });
      expect(answer.headers['x-request-id']).toBe(JSON.parse(answer.body).request_id);
    }
  }
  expect((await raw('GET', '/v1/jobs/a%20b', {}, '')).status).toBe(401);
});

test('reading a page costs the wall nothing and works as before', async ({ request }) => {
  for (const path of ['/', '/pricing', '/sign-in']) expect((await request.get(path)).status()).toBe(200);
});
