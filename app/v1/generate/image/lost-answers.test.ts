import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ImageResult } from '#lib/contracts/image.ts';
import type { Job } from '#lib/contracts/job.ts';
import { now } from '#lib/core/clock.ts';
import type { GenerationDesk } from '#lib/generation/generate.ts';
import { postingsAfter } from '#lib/ledger/postings.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { ApiApp } from '#lib/testing/api-app.ts';
import { type PayingCustomer, payingCustomer } from '#lib/testing/paying-customer.ts';
import { GET as getJob } from '../../jobs/[id]/route.ts';
import { POST } from './route.ts';

// A process that dies after an order was accepted and before its answer was sent, and the same order sent again to the next one.

const shared = globalThis as { depictaGenerationDesk?: GenerationDesk };
const orphaned: GenerationDesk[] = [];
let app: ApiApp;
beforeAll(async () => {
  app = await ApiApp.open();
});
afterAll(async () => {
  for (const desk of orphaned) await desk.finished.close();
  await app.close();
});
beforeEach(() => app.stopWorking());

const customer = () => payingCustomer(app.db.pool, { at: now(), credit: '10' });
const order = (as: PayingCustomer, signal?: AbortSignal) => ({
  ...{ as, body: { prompt: 'a lighthouse', model: 'sketch' } },
  headers: { 'Idempotency-Key': 'once' },
  ...(signal && { signal }),
});

/** What a restart does: nobody here waits any more, and the next request opens everything anew. */
function restart(): void {
  if (shared.depictaGenerationDesk !== undefined) orphaned.push(shared.depictaGenerationDesk);
  delete shared.depictaGenerationDesk;
}

/** Sends the order and loses the answer once it was accepted. @returns the job */
async function accepted(as: PayingCustomer): Promise<string> {
  const gone = new AbortController();
  const lost = app.respond(POST, order(as, gone.signal)).catch(() => undefined);
  await expect.poll(() => jobsOf(as)).toHaveLength(1);
  gone.abort();
  restart();
  await lost;
  return (await jobsOf(as))[0]!;
}

async function jobsOf({ customerId }: PayingCustomer): Promise<string[]> {
  const text = 'SELECT id FROM job WHERE customer_id = $1';
  return (await app.db.pool.query<{ id: string }>(text, [customerId])).rows.map(({ id }) => id);
}

/** That there was one job, one hold and one charge. */
async function expectOnce(as: PayingCustomer): Promise<void> {
  expect(await jobsOf(as)).toHaveLength(1);
  const { rows } = await app.db.pool.query('SELECT FROM ledger_hold WHERE customer_id = $1', [as.customerId]);
  expect(rows).toHaveLength(1);
  const postings = await postingsAfter(onPool(app.db.pool), as.customerId, 0n);
  expect(postings.filter(({ kind }) => kind === 'charge')).toHaveLength(1);
}

test('sent again while the work is still to be done, it waits for that work', async () => {
  const as = await customer();
  const jobId = await accepted(as);
  const again = app.call<ImageResult>(POST, order(as));
  await app.startWorking();
  const { status, body } = await again;
  expect([status, body.id]).toEqual([200, jobId]);
  await expectOnce(as);
});

test('sent again when the work is done, it is answered with what was recorded, each time the same', async () => {
  const as = await customer();
  const jobId = await accepted(as);
  await app.startWorking();
  const job = () => app.call<Job>(getJob, { as, params: { id: jobId } });
  await expect.poll(async () => (await job()).body.status).toBe('completed');
  const first = await app.call<ImageResult>(POST, order(as));
  restart();
  const second = await app.call<ImageResult>(POST, order(as));
  expect([first.status, second.status]).toEqual([200, 200]);
  expect(second.body).toEqual(first.body);
  expect(first.body).toEqual((await job()).body.result);
  expect(first.headers.get('X-Depicta-Job-Id')).toBe(jobId);
  await expectOnce(as);
});

test('fifty at once over two processes are one order, and all of them are answered with it', async () => {
  const as = await customer();
  const half = () => Array.from({ length: 25 }, () => app.call<ImageResult>(POST, order(as)));
  const first = half();
  // The handlers above have their desk by now, or will have the next one: both stand beside each other.
  await expect.poll(() => shared.depictaGenerationDesk).toBeDefined();
  restart();
  const second = half();
  await app.startWorking();
  const answers = await Promise.all([...first, ...second]);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  await expectOnce(as);
});
