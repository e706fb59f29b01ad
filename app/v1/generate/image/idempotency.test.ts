import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ImageResult } from '#lib/contracts/image.ts';
import { now } from '#lib/core/clock.ts';
import type { GenerationDesk } from '#lib/generation/generate.ts';
import { statementPage } from '#lib/ledger/statement.ts';
import { ApiApp } from '#lib/testing/api-app.ts';
import { type PayingCustomer, payingCustomer } from '#lib/testing/paying-customer.ts';
import { generationDesk } from '../../generation-desk.ts';
import { POST } from './route.ts';

// One key in two processes at the very same moment. Chance hardly ever brings that about: here both are made to wait
// for the customer's lock, so that neither can have seen what the other is about to write.

const HALF = 25;
const desks: GenerationDesk[] = [];
let app: ApiApp;
beforeAll(async () => {
  app = await ApiApp.open();
});
afterAll(async () => {
  await app.close();
  for (const desk of desks) await desk.finished.close();
});

/** The desk of another process: the requests that follow go there. */
function nextProcess() {
  const shared = globalThis as { depictaGenerationDesk?: GenerationDesk };
  delete shared.depictaGenerationDesk;
  const desk = generationDesk();
  desks.push(desk);
  return vi.spyOn(desk.admission, 'admit');
}

/** Keeps everybody from the customer's books. @returns what lets them on */
async function lock({ customerId }: PayingCustomer): Promise<() => Promise<void>> {
  const client = await app.given.ownerPool.connect();
  await client.query('BEGIN');
  await client.query('SELECT FROM ledger_customer WHERE customer_id = $1 FOR UPDATE', [customerId]);
  return async () => {
    await client.query('COMMIT');
    client.release();
  };
}

async function waitingForALock(): Promise<number> {
  const { rows } = await app.given.ownerPool.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows.length;
}

test('fifty with one key, admitted by two processes at the same moment, are one job, one hold and one charge', async () => {
  const as = await payingCustomer(app.db.pool, { at: now(), credit: '10' });
  const letOn = await lock(as);
  const answers: Promise<{ status: number; headers: Headers; body: ImageResult }>[] = [];
  for (const waiting of [1, 2]) {
    const admit = nextProcess();
    const ask = { as, body: { prompt: 'a lighthouse' }, headers: { 'Idempotency-Key': 'one' } };
    for (let i = 0; i < HALF; i += 1) answers.push(app.call<ImageResult>(POST, ask));
    await expect.poll(() => admit.mock.calls.length).toBe(HALF);
    await expect.poll(waitingForALock).toBe(waiting);
  }
  await letOn();
  await app.startWorking();
  const answered = await Promise.all(answers);
  const replayed = answered.filter(({ headers }) => headers.get('Idempotent-Replayed') === 'true');
  expect(replayed).toHaveLength(2 * HALF - 1);
  expect(new Set(answered.map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set(answered.map(({ body }) => JSON.stringify(body))).size).toBe(1);

  const { rows } = await app.db.pool.query('SELECT id FROM job WHERE customer_id = $1', [as.customerId]);
  expect(rows).toEqual([{ id: answered[0]!.body.id }]);
  const lines = await statementPage(as.books.sql, as.customerId, { limit: 100 });
  expect(lines.map(({ kind }) => kind).reverse()).toEqual(['top_up', 'hold', 'hold_settled', 'charge']);
});
