import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Balance } from '#lib/contracts/balance.ts';
import type { ImageResult } from '#lib/contracts/image.ts';
import type { Job } from '#lib/contracts/job.ts';
import type { CreditDetails, Problem } from '#lib/contracts/problem.ts';
import type { StatementPage } from '#lib/contracts/statement.ts';
import { now } from '#lib/core/clock.ts';
import { ApiApp } from '#lib/testing/api-app.ts';
import { Rejected } from '#lib/testing/canvas.ts';
import { type PayingCustomer, payingCustomer } from '#lib/testing/paying-customer.ts';
import { GET as getFile } from '../files/[...key]/route.ts';
import { GET as getBalance } from './balance/route.ts';
import { POST as generate } from './generate/image/route.ts';
import { GET as getJob } from './jobs/[id]/route.ts';
import { GET as getStatement } from './statement/route.ts';

// What hurts users of comparable products (docs/pains.md), where it is the API that keeps it away.

let app: ApiApp;
beforeAll(async () => {
  app = await ApiApp.open();
});
afterAll(() => app.close());
beforeEach(async () => {
  app.maker.fails = undefined;
  app.maker.bytes = undefined;
  await app.stopWorking();
});

const customer = (credit: string) => payingCustomer(app.db.pool, { at: now(), credit });
const ask = <Body>(as: PayingCustomer, headers: Record<string, string> = {}) =>
  app.call<Body>(generate, { as, body: { prompt: 'a lighthouse', model: 'atelier' }, headers });
const balanceOf = async (as: PayingCustomer) => (await app.call<Balance>(getBalance, { as })).body;
async function rowsOf(as: PayingCustomer, kind: string) {
  const { body } = await app.call<StatementPage>(getStatement, { as, path: '/v1/statement?limit=100' });
  return body.data.filter((row) => row.kind === kind);
}

test('pain 4: the gate opens with the top-up: the very next request is accepted, with the key that was refused before', async () => {
  const as = await customer('0.05');
  await app.startWorking();
  for (let times = 0; times < 3; times += 1) {
    const refused = await ask<Problem>(as, { 'Idempotency-Key': 'mine' });
    expect([refused.status, refused.body.error]).toEqual([402, 'credit_tier_restricted']);
    expect(refused.body.details as CreditDetails).toMatchObject({ available_eur: '0.050000' });
  }
  await as.books.topUp(now(), '5');
  const accepted = await ask<ImageResult>(as, { 'Idempotency-Key': 'mine' });
  expect(accepted.status).toBe(200);
  expect((await balanceOf(as)).balance_eur).toBe(accepted.body.balance_eur);
});

test('pain 11: a client that repeats its request, waiting or not, early or late, is billed once', async () => {
  const as = await customer('5');
  const key = { 'Idempotency-Key': 'again' };
  const first = await ask<{ job_id: string }>(as, { ...key, Prefer: 'respond-async' });
  const second = await ask<{ job_id: string }>(as, { ...key, Prefer: 'respond-async' });
  expect([first.status, second.status]).toEqual([202, 202]);
  expect(second.body.job_id).toBe(first.body.job_id);
  const waiting = [ask<ImageResult>(as, key), ask<ImageResult>(as, key)];
  await app.startWorking();
  const early = await Promise.all(waiting);
  const late = await ask<ImageResult>(as, key);
  for (const { status, body } of [...early, late])
    expect([status, body.id, body]).toEqual([200, first.body.job_id, late.body]);
  const [charge, ...more] = await rowsOf(as, 'charge');
  expect(more).toEqual([]);
  expect(charge!.amount_eur).toBe(`-${late.body.cost_eur}`);
  const other = { prompt: 'another', model: 'atelier' };
  const mismatch = await app.call<Problem>(generate, { as, body: other, headers: key });
  expect([mismatch.status, mismatch.body.error]).toEqual([422, 'idempotency_mismatch']);
  expect(await rowsOf(as, 'hold')).toHaveLength(1);
});

test('pain 12: a failure neither looks charged nor is: what is held is shown apart, and comes back whole', async () => {
  const as = await customer('5');
  const failures = [() => new Rejected('no'), () => new Error('out of paint')];
  for (const [i, failure] of failures.entries()) {
    const { body } = await ask<{ job_id: string }>(as, { Prefer: 'respond-async' });
    expect(await balanceOf(as)).toMatchObject({ balance_eur: '4.920000', held_eur: '0.080000' });
    app.maker.fails = failure;
    await app.startWorking();
    const job = () => app.call<Job>(getJob, { as, params: { id: body.job_id } });
    await expect.poll(async () => (await job()).body.status).toBe('failed');
    expect((await job()).body).toMatchObject({ cost_eur: '0.000000', balance_eur: '5.000000' });
    expect((await job()).body.error?.message).toContain('You were not charged');
    expect(await balanceOf(as)).toMatchObject({ balance_eur: '5.000000', held_eur: '0.000000' });
    expect(await rowsOf(as, 'charge')).toEqual([]);
    expect(await rowsOf(as, 'hold_released')).toHaveLength(i + 1);
    await app.stopWorking();
  }
});

test('pain 12: billed is only what can be downloaded, byte for byte', async () => {
  const as = await customer('5');
  await app.startWorking();
  app.maker.bytes = new Uint8Array([1, 2, 3]);
  const damaged = await ask<Problem>(as);
  expect([damaged.status, damaged.body.error]).toEqual([502, 'provider_failed']);
  expect(await balanceOf(as)).toMatchObject({ balance_eur: '5.000000', held_eur: '0.000000' });
  app.maker.bytes = undefined;
  const { body } = await ask<ImageResult>(as);
  for (const { url, size_bytes: sizeBytes } of Object.values(body.formats)) {
    const { pathname, search } = new URL(url);
    const params = { key: pathname.split('/').slice(2) };
    const file = await app.respond(getFile, { path: pathname + search, params });
    expect([file.status, (await file.arrayBuffer()).byteLength]).toEqual([200, sizeBytes]);
  }
  const [charge] = await rowsOf(as, 'charge');
  expect(charge!.amount_eur).toBe(`-${body.cost_eur}`);
});
