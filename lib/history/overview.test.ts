import { afterAll, beforeAll, expect, test } from 'vitest';
import { now } from '#lib/core/clock.ts';
import { createAdmission } from '#lib/generation/admit.ts';
import { runJob } from '#lib/generation/run.ts';
import { listJobs } from '#lib/generation/store.ts';
import { sum, toWire } from '#lib/money/credits.ts';
import { quote } from '#lib/pricing/quote.ts';
import { eur } from '#lib/testing/books.ts';
import { JobBench } from '#lib/testing/job-bench.ts';
import { type PayingCustomer, payingCustomer } from '#lib/testing/paying-customer.ts';
import { explainBalance } from './explain.ts';
import { jobTotals } from './jobs.ts';
import { openWork, spend, spendByKeyThisMonth } from './overview.ts';

let bench: JobBench;
beforeAll(async () => {
  bench = await JobBench.open();
});
afterAll(() => bench.close());

async function ask(customer: PayingCustomer, isMade = true): Promise<string> {
  const admission = createAdmission(bench.db, { maxInFlight: 10, topUpUrl: '' });
  const { jobId } = await admission.admit({
    customerId: customer.customerId,
    apiKey: customer.apiKey,
    order: { prompt: 'a lighthouse', imageSize: '1K', aspectRatio: '1:1', strictness: 'normal' },
    quote: quote({ model: 'sketch', imageSize: '1K', aspectRatio: '1:1', needs: ['generate'] }),
    idempotencyKey: undefined,
  });
  if (isMade) await runJob(bench.workshop(), jobId, new AbortController().signal);
  return jobId;
}

/** What can be explained must be explained, to the micro-euro. */
async function explained(customer: PayingCustomer) {
  const sums = await explainBalance(bench.db, customer.customerId, { now: now() });
  expect(sums.unexplainedMicros).toBe(0n);
  expect(sum(sums.lines.map((line) => line.changeMicros))).toBe(sums.creditMicros);
  expect(sums.creditMicros - sums.heldMicros - sums.refundReservedMicros).toBe(sums.availableMicros);
  return Object.fromEntries(sums.lines.map((line) => [line.kind, toWire(line.changeMicros)]));
}

test('a balance opens into its sum, expired credit counted whether or not it was booked', async () => {
  const customer = await payingCustomer(bench.db.pool, { at: now(), credit: '10' });
  await customer.books.grant(now(), '2');
  await ask(customer);
  await ask(customer, false);
  expect(await explained(customer)).toEqual({ top_up: '10.000000', grant: '2.000000', charge: '-0.010000' });

  await bench.clock.advance(400 * 86_400_000);
  const due = { top_up: '10.000000', grant: '2.000000', charge: '-0.010000', expire: '-11.978000' };
  expect(await explained(customer)).toEqual(due);
  await customer.books.expire(now());
  expect(await explained(customer)).toEqual(due);
});

test('a customer without credit has nothing to explain', async () => {
  const customer = await payingCustomer(bench.db.pool, { at: now() });
  expect(await explained(customer)).toEqual({});
});

test('open holds stand with their work, their amount and when they end at the latest', async () => {
  const customer = await payingCustomer(bench.db.pool, { at: now(), credit: '10' });
  await ask(customer);
  const [first, second] = [await ask(customer, false), await ask(customer, false)];
  const open = await openWork(bench.db, customer.customerId);
  expect(open.map(({ job }) => job.id)).toEqual([first, second]);
  for (const { heldMicros, releasedBy, job } of open) {
    expect(heldMicros).toBe(job.holdMicros);
    expect(releasedBy.getTime()).toBeGreaterThan(now().getTime());
  }
});

test('the spending of a time, of a key and of the history are the same money', async () => {
  const customer = await payingCustomer(bench.db.pool, { at: now(), credit: '10' });
  const { customerId, apiKey } = customer;
  await ask(customer);
  await bench.clock.advance(86_400_000);
  await ask(customer);
  await bench.clock.advance(8 * 86_400_000);
  await ask(customer);
  await ask(customer, false);
  const spent = await spend(bench.db, customerId, now());
  expect([spent.today, spent.sevenDays, spent.thirtyDays].map(({ totalMicros }) => totalMicros)).toEqual(
    ['0.01', '0.01', '0.03'].map(eur),
  );
  expect(spent.thirtyDays.features).toEqual([
    { kind: 'generation', subject: 'studio-sketch', charges: 3, costMicros: eur('0.03') },
  ]);
  const totals = await jobTotals(bench.db, customerId, {});
  expect(totals).toEqual({ jobs: 4, failed: 0, costMicros: eur('0.03'), openHoldMicros: eur('0.012') });
  const rows = await listJobs(bench.db.pool, customerId, {}, { limit: 10 });
  expect(sum(rows.flatMap((row) => (row.costMicros === null ? [] : [row.costMicros])))).toBe(
    totals.costMicros,
  );
  expect((await explained(customer)).charge).toBe('-0.030000');

  const byKey = await spendByKeyThisMonth(bench.db, customerId, now());
  const { rows: budgets } = await bench.given.ownerPool.query<{ committed: string }>(
    'SELECT committed FROM ledger_budget WHERE ref = $1 ORDER BY period DESC LIMIT 1',
    [apiKey.id],
  );
  expect(byKey).toMatchObject([{ apiKeyId: apiKey.id }]);
  expect(byKey[0]!.takenMicros.toString()).toBe(budgets[0]!.committed);
});
