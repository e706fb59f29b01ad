import { afterAll, beforeAll, expect, test } from 'vitest';
import { GET as getBalance } from '#app/v1/balance/route.ts';
import { POST as quote } from '#app/v1/quote/route.ts';
import type { Problem } from '#lib/contracts/problem.ts';
import { now } from '#lib/core/clock.ts';
import { ApiApp } from '#lib/testing/api-app.ts';
import { anotherKey, payingCustomer } from '#lib/testing/paying-customer.ts';

let app: ApiApp;
beforeAll(async () => {
  app = await ApiApp.open({
    POSTS_PER_MINUTE: '5',
    GETS_PER_MINUTE: '7',
    CUSTOMER_POSTS_PER_MINUTE: '8',
    CUSTOMER_GETS_PER_MINUTE: '100',
  });
});
afterAll(() => app.close());

const customer = () => payingCustomer(app.db.pool, { at: now(), credit: '10' });
const body = { operation: 'blur' };

test('of parallel requests with one key exactly as many pass as the limit says', async () => {
  const as = await customer();
  const answers = await Promise.all(Array.from({ length: 12 }, () => app.call<Problem>(quote, { as, body })));
  const refused = answers.filter(({ status }) => status === 429);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
  expect(refused).toHaveLength(7);
  for (const { body: problem, headers } of refused) {
    expect(problem).toMatchObject({
      error: 'rate_limited',
      details: { limit: 'key', requests_per_minute: 5 },
    });
    expect(Number(headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(Number(headers.get('Retry-After'))).toBeLessThanOrEqual(60);
    expect(headers.get('RateLimit')).toMatch(/^"key";r=0;t=\d+, "customer";r=\d;t=\d+$/);
  }
  // Reading is counted by itself.
  expect((await app.call(getBalance, { as })).status).toBe(200);
});

test('every answer tells what is left, refusals of other kinds too', async () => {
  const as = await customer();
  const first = await app.call(getBalance, { as });
  expect(first.headers.get('RateLimit-Policy')).toBe('"key";q=7;w=60, "customer";q=100;w=60');
  expect(first.headers.get('RateLimit')).toBe('"key";r=6;t=60, "customer";r=99;t=60');
  const wrong = await app.call(getBalance, { as, path: '/v1/balance?as_of=nonsense' });
  expect(wrong.status).toBe(422);
  expect(wrong.headers.get('RateLimit')).toMatch(/^"key";r=5;/);
  const stranger = await app.call(getBalance, { headers: { Authorization: 'Bearer dpct_wrong' } });
  expect(stranger.status).toBe(401);
  expect(stranger.headers.has('RateLimit')).toBe(false);
});

test('the keys of one customer share the limit of the customer, and nobody shares it with others', async () => {
  const [as, other] = [await customer(), await customer()];
  const second = await anotherKey(app.db.pool, as, now());
  for (let i = 0; i < 5; i += 1) expect((await app.call(quote, { as, body })).status).toBe(200);
  for (let i = 0; i < 3; i += 1) expect((await app.call(quote, { as: second, body })).status).toBe(200);
  const refused = await app.call<Problem>(quote, { as: second, body });
  expect(refused.status).toBe(429);
  expect(refused.body.details).toEqual({ limit: 'customer', requests_per_minute: 8 });
  expect((await app.call(quote, { as: other, body })).status).toBe(200);
});
