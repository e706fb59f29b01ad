import { afterAll, beforeAll, expect, test } from 'vitest';
import type { QuoteOnWire } from '#lib/contracts/quote.ts';
import { now } from '#lib/core/clock.ts';
import { ApiApp } from '#lib/testing/api-app.ts';
import { sessionCookieOf } from '#lib/testing/page-session.ts';
import { type PayingCustomer, payingCustomer } from '#lib/testing/paying-customer.ts';
import { POST as quoteOfApi } from '../../v1/quote/route.ts';
import { GET } from './route.ts';

let app: ApiApp;
let as: PayingCustomer;
let cookie: string;
beforeAll(async () => {
  app = await ApiApp.open();
  as = await payingCustomer(app.db.pool, { at: now(), credit: '10' });
  cookie = await sessionCookieOf(app.db, as.userId);
});
afterAll(() => app.close());

async function ask(query: Record<string, string>, headers: Record<string, string> = { cookie }) {
  const path = `/api/quote?${new URLSearchParams(query)}`;
  const response = await app.respond(GET, { path, headers });
  return { status: response.status, body: (await response.json()) as QuoteOnWire };
}

test.each([{ operation: 'remove-background' }, { model: 'studio-sketch', image_size: '2K' }])(
  'the page is told of %j what the API tells, with the lots',
  async (asked) => {
    const { status, body } = await ask(asked);
    expect(status).toBe(200);
    expect(body.lots).toHaveLength(1);
    const { body: ofApi } = await app.call<QuoteOnWire>(quoteOfApi, { as, body: asked });
    expect(body).toEqual(ofApi);
  },
);

test('asked without a session, or for what has no price, it is refused', async () => {
  expect((await ask({ operation: 'blur' }, {})).status).toBe(401);
  expect((await ask({ operation: 'sing' })).status).toBe(422);
  expect((await ask({ operation: 'blur', image_size: '2K' })).status).toBe(422);
  expect((await ask({ model: 'nobody', image_size: '1K' })).status).toBe(422);
});
