import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeSessionToken, sessionCookie } from '#lib/auth/session-token.ts';
import { startSession } from '#lib/auth/sessions.ts';
import { now } from '#lib/core/clock.ts';
import type { Uuid } from '#lib/core/ids.ts';
import { newCustomer, newStaff, passFactorOf } from '#lib/testing/accounts.ts';
import { APP_URL, ApiApp, AUTH_SECRET } from '#lib/testing/api-app.ts';
import { payingCustomer } from '#lib/testing/paying-customer.ts';
import { GET } from './route.ts';

let app: ApiApp;
beforeAll(async () => {
  app = await ApiApp.open();
});
afterAll(() => app.close());

/** The cookie of somebody who has signed in. @param staff who have passed their second factor as well */
async function cookieOf({ userId }: { userId: Uuid }, staff = false): Promise<Record<string, string>> {
  const sessionId = await startSession(app.db.prisma, { userId, userAgent: 'Test/1.0', at: now() });
  if (staff) await passFactorOf(app.db, { userId, sessionId }, now());
  const token = await encodeSessionToken({ userId, sessionId }, AUTH_SECRET);
  return { cookie: `${sessionCookie(APP_URL).name}=${token}` };
}

test('whoever is signed in gets their own data as a file that nobody caches', async () => {
  const person = await newCustomer(app.db, now());
  const answer = await app.respond(GET, { headers: await cookieOf(person) });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('Cache-Control')).toBe('no-store');
  expect(answer.headers.get('Content-Disposition')).toMatch(
    /^attachment; filename="depicta-export-[\d-]+\.json"$/,
  );
  expect(await answer.json()).toMatchObject({
    profile: { email: person.email, customer_id: person.customerId },
  });
});

test('a visitor is asked to sign in; staff and API keys find nothing', async () => {
  expect((await app.respond(GET)).status).toBe(401);
  const staff = await cookieOf(await newStaff(app.db, now()), true);
  expect((await app.respond(GET, { headers: staff })).status).toBe(404);
  const customer = await payingCustomer(app.given.pool, { at: now() });
  expect((await app.respond(GET, { as: customer })).status).toBe(404);
});

test('the seventh export within an hour has to wait', async () => {
  const headers = await cookieOf(await newCustomer(app.db, now()));
  const statuses: number[] = [];
  for (let i = 0; i < 7; i += 1) {
    const answer = await app.respond(GET, { headers });
    await answer.text();
    statuses.push(answer.status);
  }
  expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429]);
});
