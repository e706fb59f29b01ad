import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { POST as upload } from '#app/api/uploads/route.ts';
import { POST as processByApi } from '#app/v1/process/[operation]/route.ts';
import type { UploadResult } from '#lib/contracts/operations.ts';
import { now } from '#lib/core/clock.ts';
import { job as findJob } from '#lib/history/jobs.ts';
import { balanceNow } from '#lib/ledger/balance.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { toWire } from '#lib/money/credits.ts';
import { APP_URL, ApiApp } from '#lib/testing/api-app.ts';
import { sessionCookieOf } from '#lib/testing/page-session.ts';
import { type PayingCustomer, payingCustomer } from '#lib/testing/paying-customer.ts';
import { orderFromPage, processingForm } from './order.ts';

let app: ApiApp;
beforeAll(async () => {
  app = await ApiApp.open();
});
afterAll(() => app.close());
afterEach(() => app.stopWorking());

const customer = (options: Partial<Parameters<typeof payingCustomer>[1]> = { credit: '10' }) =>
  payingCustomer(app.db.pool, { at: now(), ...options });
const viewerOf = ({ customerId }: PayingCustomer) =>
  ({ customerId, emailVerified: true, customerStatus: 'active' }) as const;

async function pictureOf({ userId }: PayingCustomer): Promise<string> {
  const picture = sharp({ create: { width: 60, height: 40, channels: 3, background: '#c03020' } });
  const body = new FormData();
  body.set('file', new Blob([new Uint8Array(await picture.png().toBuffer())]), 'a.png');
  const headers = { Origin: APP_URL, cookie: await sessionCookieOf(app.db, userId) };
  const request = new Request(`${APP_URL}/api/uploads`, { method: 'POST', headers, body });
  const response = await upload(request, { params: Promise.resolve({}) });
  return ((await response.json()) as UploadResult).url;
}

async function formFor(as: PayingCustomer, rest: object = { operation: 'blur', request: { sigma: 2 } }) {
  const form = processingForm.parse({ requestToken: crypto.randomUUID(), request: {}, ...rest });
  return { ...form, request: { input_image_url: await pictureOf(as), ...form.request } };
}

const books = async ({ customerId }: PayingCustomer) => {
  const { availableMicros, heldMicros } = (await balanceNow(onPool(app.db.pool), customerId, now()))!;
  return { available: toWire(availableMicros), held: toWire(heldMicros) };
};
const jobsOf = async ({ customerId }: PayingCustomer) => {
  const text = 'SELECT count(*)::int AS jobs FROM job WHERE customer_id = $1';
  return (await app.db.pool.query(text, [customerId])).rows[0].jobs as number;
};
const end = ({ customerId }: PayingCustomer, id: string) =>
  vi.waitFor(
    async () => {
      const found = await findJob(app.db, customerId, id, now());
      expect(found?.cost_eur).not.toBeNull();
      return found!;
    },
    { timeout: 20_000 },
  );

test('an operation from the page is held at its price and charged exactly that', async () => {
  const as = await customer();
  const accepted = await orderFromPage(viewerOf(as), await formFor(as));
  expect(accepted).toMatchObject({ operation: 'blur', hold_eur: '0.001000', balance_eur: '9.999000' });
  expect(await books(as)).toEqual({ available: '9.999000', held: '0.001000' });
  await app.startWorking();
  expect(await end(as, accepted.job_id)).toMatchObject({
    status: 'completed',
    api_key: null,
    cost_eur: '0.001000',
    balance_eur: '9.999000',
    result: { width: 60, height: 40 },
  });
  expect(await books(as)).toEqual({ available: '9.999000', held: '0.000000' });
});

test('pressed twenty times at once, and again after it is done, it is one job and one charge', async () => {
  const as = await customer();
  const form = await formFor(as);
  const press = () => orderFromPage(viewerOf(as), form);
  const answers = await Promise.all(Array.from({ length: 20 }, press));
  expect(new Set(answers.map(({ job_id }) => job_id)).size).toBe(1);
  await app.startWorking();
  await end(as, answers[0]!.job_id);
  expect((await press()).job_id).toBe(answers[0]!.job_id);
  expect(await jobsOf(as)).toBe(1);
  expect(await books(as)).toEqual({ available: '9.999000', held: '0.000000' });
});

test('the same token for something else is refused, and holds nothing more', async () => {
  const as = await customer();
  const form = await formFor(as);
  await orderFromPage(viewerOf(as), form);
  const other = { ...form, request: { ...form.request, sigma: 3 } };
  await expect(orderFromPage(viewerOf(as), other)).rejects.toMatchObject({ code: 'idempotency_mismatch' });
  expect(await books(as)).toEqual({ available: '9.999000', held: '0.001000' });
});

test('what is refused leaves nothing behind: a wrong parameter, too little credit, who may not order', async () => {
  const rich = await customer();
  const wrong = await formFor(rich, { operation: 'blur', request: { sigma: 0 } });
  await expect(orderFromPage(viewerOf(rich), wrong)).rejects.toMatchObject({
    code: 'validation_error',
    details: { fields: [{ field: 'sigma' }] },
  });
  const fine = await formFor(rich);
  await expect(orderFromPage({ ...viewerOf(rich), customerStatus: 'suspended' }, fine)).rejects.toMatchObject(
    { code: 'account_suspended' },
  );
  await expect(orderFromPage({ ...viewerOf(rich), emailVerified: false }, fine)).rejects.toMatchObject({
    code: 'auth_email_not_verified',
  });
  expect([await books(rich), await jobsOf(rich)]).toEqual([{ available: '10.000000', held: '0.000000' }, 0]);

  const poor = await customer({ credit: '0.01' });
  const cutOut = await formFor(poor, { operation: 'remove-background' });
  await orderFromPage(viewerOf(poor), cutOut);
  const again = { ...cutOut, requestToken: crypto.randomUUID() };
  await expect(orderFromPage(viewerOf(poor), again)).rejects.toMatchObject({
    code: 'credit_insufficient',
    details: { available_eur: '0.005000' },
  });
  expect(await jobsOf(poor)).toBe(1);
});

test('what the worker finds wrong costs nothing, and names the parameter', async () => {
  const as = await customer();
  const crop = { operation: 'crop', request: { x: 50, y: 0, width: 40, height: 10 } };
  const { job_id } = await orderFromPage(viewerOf(as), await formFor(as, crop));
  await app.startWorking();
  expect(await end(as, job_id)).toMatchObject({
    status: 'failed',
    cost_eur: '0.000000',
    error: { error: 'validation_error', message: expect.stringMatching(/^width .* You were not charged\.$/) },
  });
  expect(await books(as)).toEqual({ available: '10.000000', held: '0.000000' });
});

test('the page’s tokens and the API’s keys do not meet', async () => {
  const as = await customer();
  const form = await formFor(as);
  await orderFromPage(viewerOf(as), form);
  const headers = { 'Idempotency-Key': form.requestToken, Prefer: 'respond-async' };
  const { status } = await app.call(processByApi, {
    as,
    headers,
    params: { operation: 'blur' },
    body: { ...form.request, sigma: 9 },
  });
  expect(status).toBe(202);
});
