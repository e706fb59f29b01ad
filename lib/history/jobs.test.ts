import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { now } from '#lib/core/clock.ts';
import { idsBeginningWith } from '#lib/core/ids.ts';
import { createAdmission } from '#lib/generation/admit.ts';
import { runJob } from '#lib/generation/run.ts';
import { type JobFilter, listJobs } from '#lib/generation/store.ts';
import { fromWire, sum, ZERO } from '#lib/money/credits.ts';
import { quote } from '#lib/pricing/quote.ts';
import { JobBench } from '#lib/testing/job-bench.ts';
import { anotherKey, type PayingCustomer, payingCustomer } from '#lib/testing/paying-customer.ts';
import { jobTotals, partsOfCost } from './jobs.ts';
import { jobsCsv } from './jobs-csv.ts';

const DAY_MS = 86_400_000;

let bench: JobBench;
beforeAll(async () => {
  bench = await JobBench.open();
});
afterAll(() => bench.close());

type Ask = { model?: string; isMade?: boolean; units?: bigint; prompt?: string };

async function ask(customer: PayingCustomer, { model = 'sketch', isMade = true, units, prompt }: Ask = {}) {
  const admission = createAdmission(bench.db, { maxInFlight: 1000, topUpUrl: '' });
  const { jobId } = await admission.admit({
    customerId: customer.customerId,
    apiKey: customer.apiKey,
    order: { prompt: prompt ?? 'a lighthouse', imageSize: '1K', aspectRatio: '1:1', strictness: 'normal' },
    quote: quote({ model, imageSize: '1K', aspectRatio: '1:1', needs: ['generate'] }),
    idempotencyKey: undefined,
  });
  const workshop = bench.workshop();
  if (units !== undefined) workshop.maker.units = units;
  if (isMade) await runJob(workshop, jobId, new AbortController().signal);
  return jobId;
}

async function fail(customer: PayingCustomer): Promise<void> {
  const jobId = await ask(customer, { isMade: false });
  const failure = { code: 'content_rejected', message: 'no', reason: 'rejected' } as const;
  await bench.workshop().finishing.finish({ jobId, customerId: customer.customerId, failure });
}

/** What a filter finds, added up job by job. */
async function addedUp(customerId: string, filter: JobFilter) {
  const rows = await listJobs(bench.db.pool, customerId, filter, { limit: 1000 });
  const isOpen = (row: (typeof rows)[number]) => row.costMicros === null;
  return {
    jobs: rows.length,
    failed: rows.filter(({ status }) => status === 'failed').length,
    costMicros: sum(rows.map(({ costMicros }) => costMicros ?? ZERO)),
    openHoldMicros: sum(rows.filter(isOpen).map(({ holdMicros }) => holdMicros)),
  };
}

async function csvOf(customerId: string, filter: JobFilter): Promise<string[][]> {
  const text = await new Response(jobsCsv(bench.db, customerId, filter)).text();
  const [, ...rows] = text.trim().split('\r\n');
  return rows.map((row) => row.split(','));
}

describe('a customer with jobs of many kinds on many days', () => {
  let customer: PayingCustomer;
  let other: PayingCustomer;
  let first: Date;
  let ids: string[];
  beforeAll(async () => {
    // Noon, so that no job here crosses midnight by itself.
    await bench.clock.advance(DAY_MS / 2 - (now().getTime() % DAY_MS) + DAY_MS);
    const noon = now().getTime();
    first = new Date(noon - (noon % DAY_MS));
    customer = await payingCustomer(bench.db.pool, { at: now(), credit: '50' });
    other = await anotherKey(bench.db.pool, customer, now());
    ids = [await ask(customer), await ask(customer, { model: 'scene' }), await ask(other)];
    await fail(customer);
    await bench.clock.advance(DAY_MS);
    ids.push(await ask(other, { units: 700n }), await ask(customer, { model: 'scene', units: 333n }));
    await bench.clock.advance(40 * DAY_MS);
    ids.push(await ask(customer), await ask(customer, { isMade: false }));
    await fail(other);
    // Accepted on one day, charged on the next.
    const late = await ask(customer, { isMade: false });
    await bench.clock.advance(0.6 * DAY_MS);
    await runJob(bench.workshop(), late, new AbortController().signal);
    ids.push(late);
  });

  const day = (n: number) => new Date(first.getTime() + n * DAY_MS);
  const filters: [string, () => JobFilter][] = [
    ['everything', () => ({})],
    ['a status', () => ({ status: 'completed' })],
    ['what failed', () => ({ status: 'failed' })],
    ['what is under way', () => ({ status: 'pending' })],
    ['a model', () => ({ model: 'studio-scene' })],
    ['a kind', () => ({ kind: 'generation' })],
    ['operations, of which there are none', () => ({ kind: 'operation' })],
    ['a key', () => ({ apiKeyId: other.apiKey.id })],
    ['days of the request', () => ({ from: day(0), to: day(2) })],
    ['a day of the request', () => ({ from: day(41), to: day(42) })],
    ['days of the charge', () => ({ from: day(42), to: day(43), datesOf: 'charge' })],
    ['from a day of the charge on', () => ({ from: day(1), datesOf: 'charge' })],
    ['all of it', () => ({ status: 'completed', model: 'studio-scene', from: day(1), to: day(2) })],
    ['an id', () => ({ ids: idsBeginningWith(ids[1]!) })],
    ['the beginning of an id', () => ({ ids: idsBeginningWith(ids[1]!.slice(0, 9)) })],
    ['somebody else’s id', () => ({ ids: idsBeginningWith('019ac0de-0000-7000-8000-000000000001') })],
  ];

  test.each(filters)('the total of %s is the sum of its jobs, and of its CSV', async (_name, filter) => {
    const { customerId } = customer;
    const totals = await jobTotals(bench.db, customerId, filter());
    expect(totals).toEqual(await addedUp(customerId, filter()));
    const csv = await csvOf(customerId, filter());
    expect(csv).toHaveLength(totals.jobs);
    expect(sum(csv.map((row) => (row[10] === '' ? ZERO : fromWire(row[10]!))))).toBe(totals.costMicros);
  });

  test.each(filters)('the cost of %s opens into parts that add up to it', async (_name, filter) => {
    const found = await partsOfCost(bench.db, customer.customerId, filter());
    if (found === undefined) return;
    const { costMicros } = await addedUp(customer.customerId, filter());
    expect(sum(found.parts.map((part) => part.costMicros))).toBe(costMicros);
  });

  test('the cost opens into models, one model’s into months, one month’s into days', async () => {
    const { customerId } = customer;
    const all = await partsOfCost(bench.db, customerId, {});
    expect([all?.by, all?.parts.map((part) => 'subject' in part && part.subject).sort()]).toEqual([
      'subject',
      ['studio-scene', 'studio-sketch'],
    ]);
    expect((await partsOfCost(bench.db, customerId, { model: 'sketch' }))?.by).toBe('month');
    const scenes = await partsOfCost(bench.db, customerId, { model: 'scene' });
    expect(scenes?.parts.length).toBe(2);
    expect(await partsOfCost(bench.db, customerId, { model: 'scene', from: day(0), to: day(1) })).toBe(
      undefined,
    );
  });

  test('a job is found by its id and by the beginning of it, and by nobody else', async () => {
    const found = async (customerId: string, text: string) =>
      (await listJobs(bench.db.pool, customerId, { ids: idsBeginningWith(text) }, { limit: 5 })).map(
        ({ id }) => id,
      );
    expect(await found(customer.customerId, ids[2]!)).toEqual([ids[2]]);
    expect(await found(customer.customerId, ids[2]!.toUpperCase().replaceAll('-', ''))).toEqual([ids[2]]);
    expect(await found(customer.customerId, ids[2]!.slice(0, 18))).toContain(ids[2]);
    const stranger = await payingCustomer(bench.db.pool, { at: now() });
    expect(await found(stranger.customerId, ids[2]!)).toEqual([]);
  });
});

test('a file of jobs is one record a line, and nothing in it is a formula', async () => {
  const customer = await payingCustomer(bench.db.pool, { at: now(), credit: '10' });
  await ask(customer, { prompt: '=HYPERLINK(1)\r\n+a' });
  const text = await new Response(jobsCsv(bench.db, customer.customerId, {})).text();
  expect(text.trim().split(/[\r\n]+/)).toHaveLength(2);
  expect(text).toContain(",'=HYPERLINK(1) +a,");
});

test('the app’s role cannot write the days', async () => {
  await expect(bench.db.pool.query('UPDATE job_day SET jobs = 0')).rejects.toThrow('permission denied');
});
