import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ImageResult, JobAccepted } from '#lib/contracts/image.ts';
import { now } from '#lib/core/clock.ts';
import { ApiApp } from '#lib/testing/api-app.ts';
import { type PayingCustomer, payingCustomer } from '#lib/testing/paying-customer.ts';
import { generationDesk } from '../../generation-desk.ts';
import { POST } from './route.ts';

// A database that goes away after an order was accepted: nobody may be told that it was not, or they order it twice.

let app: ApiApp;
let name: string;
beforeAll(async () => {
  app = await ApiApp.open();
  name = new URL(app.given.ownerUrl).pathname.slice(1);
  // The test's own pools are cut off as well, and need not mind.
  for (const pool of [app.given.pool, app.given.ownerPool]) pool.on('error', () => {});
});
afterEach(async () => {
  await app.stopWorking();
  generationDesk().waitMs = 50_000;
});
afterAll(() => app.close());

/** Cuts everybody off the database and lets nobody in. @returns what lets them in again */
async function cut(): Promise<() => Promise<void>> {
  const elsewhere = new URL(app.given.ownerUrl);
  elsewhere.pathname = '/postgres';
  const client = new Client({ connectionString: elsewhere.href });
  await client.connect();
  const allow = (isAllowed: boolean) => client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS ${isAllowed}`);
  await allow(false);
  await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
  return async () => {
    await allow(true);
    await client.end();
  };
}

const jobsOf = async ({ customerId }: PayingCustomer) =>
  (await app.given.ownerPool.query('SELECT id FROM job WHERE customer_id = $1', [customerId])).rows;

async function ordered() {
  const as = await payingCustomer(app.db.pool, { at: now(), credit: '10' });
  const answer = app.call<ImageResult & JobAccepted>(POST, {
    as,
    body: { prompt: 'a lighthouse', model: 'sketch' },
  });
  await expect.poll(() => jobsOf(as)).toHaveLength(1);
  return { answer, mend: await cut() };
}

test('who waits goes on waiting while it is away, and gets the picture', async () => {
  const { answer, mend } = await ordered();
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  await mend();
  await app.startWorking();
  const { status, body } = await answer;
  expect([status, body.cost_eur]).toEqual([200, '0.010000']);
});

test('who has waited long enough is told where to look, though it is away still', async () => {
  generationDesk().waitMs = 3_000;
  const { answer, mend } = await ordered();
  const { status, headers, body } = await answer;
  await mend();
  expect(status).toBe(202);
  expect(headers.get('X-Depicta-Job-Id')).toBe(body.job_id);
});
