import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type UploadResult, uploadResult } from '#lib/contracts/operations.ts';
import type { Problem } from '#lib/contracts/problem.ts';
import { now } from '#lib/core/clock.ts';
import { APP_URL, ApiApp } from '#lib/testing/api-app.ts';
import { sessionCookieOf } from '#lib/testing/page-session.ts';
import { type PayingCustomer, payingCustomer } from '#lib/testing/paying-customer.ts';
import { POST } from './route.ts';

let app: ApiApp;
let as: PayingCustomer;
let cookie: string;
let png: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  app = await ApiApp.open();
  as = await payingCustomer(app.db.pool, { at: now() });
  cookie = await sessionCookieOf(app.db, as.userId);
  const picture = sharp({ create: { width: 6, height: 4, channels: 3, background: '#c03020' } });
  png = new Uint8Array(await picture.png().toBuffer());
});
afterAll(() => app.close());

async function send(headers: Record<string, string>, bytes = png) {
  const body = new FormData();
  body.set('file', new Blob([bytes]), 'a picture.png');
  const request = new Request(`${APP_URL}/api/uploads`, { method: 'POST', headers, body });
  const response = await POST(request, { params: Promise.resolve({}) });
  return { status: response.status, body: (await response.json()) as UploadResult & Problem };
}
const page = { Origin: APP_URL };
const kept = async (customerId: string) => app.db.prisma.upload.count({ where: { customerId } });

test('a page of ours sends a picture with its session; sent again with its key it is one', async () => {
  const headers = { ...page, cookie, 'Idempotency-Key': 'one' };
  const { status, body } = await send(headers);
  expect(status).toBe(200);
  expect(uploadResult.parse(body)).toMatchObject({ width: 6, height: 4, format: 'png' });
  expect((await send(headers)).body).toEqual(body);
  expect(await kept(as.customerId)).toBe(1);
});

test('what another site sends with the session is refused before it is read, and so is what names no origin', async () => {
  for (const headers of [{ Origin: 'https://evil.example' }, { Origin: 'null' }, {}]) {
    const before = await kept(as.customerId);
    expect(await send({ ...headers, cookie })).toMatchObject({ status: 400, body: { error: 'bad_request' } });
    expect(await kept(as.customerId)).toBe(before);
  }
});

test('a visitor is refused, and a key opens it no more than it opens a page', async () => {
  const refused = { status: 401, body: { error: 'auth_invalid' } };
  expect(await send(page)).toMatchObject(refused);
  const ended = `${cookie.slice(0, -4)}AAAA`;
  expect(await send({ ...page, cookie: ended })).toMatchObject(refused);
  const Authorization = `Bearer ${as.apiKey.secret}`;
  expect(await send({ ...page, Authorization })).toMatchObject(refused);
});

test('who may not order may not send either, and is told why', async () => {
  const unverified = await payingCustomer(app.db.pool, { at: now(), emailVerified: false });
  const suspended = await payingCustomer(app.db.pool, { at: now(), status: 'suspended' });
  const codeFor = async ({ userId }: PayingCustomer) => {
    const { status, body } = await send({ ...page, cookie: await sessionCookieOf(app.db, userId) });
    return [status, body.error];
  };
  expect(await codeFor(unverified)).toEqual([403, 'auth_email_not_verified']);
  expect(await codeFor(suspended)).toEqual([403, 'account_suspended']);
});

test('what is no picture is refused by the name of its field', async () => {
  const text = new TextEncoder().encode('not a picture');
  expect(await send({ ...page, cookie }, text)).toMatchObject({
    status: 422,
    body: { details: { fields: [{ field: 'file' }] } },
  });
});
