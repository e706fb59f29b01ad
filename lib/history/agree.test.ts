import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { now } from '#lib/core/clock.ts';
import { runJob } from '#lib/generation/run.ts';
import { listJobs } from '#lib/generation/store.ts';
import { chargedIn } from '#lib/ledger/span.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { statementPage } from '#lib/ledger/statement.ts';
import { sum } from '#lib/money/credits.ts';
import { JobBench } from '#lib/testing/job-bench.ts';
import { jobTotals } from './jobs.ts';
import { spentByFeature } from './store.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const never = new AbortController().signal;
let bench: JobBench;
beforeAll(async () => {
  bench = await JobBench.open();
});
afterAll(() => bench.close());

const startOfDay = (ms: number) => ms - (ms % DAY_MS);

test('over any days of any jobs the chart, the history and the usage in the books are the same money', async () => {
  const { pool } = bench.db;
  const customer = await bench.customer();
  const { customerId } = customer;
  const first = startOfDay(now().getTime());
  // Jobs that begin and end on one day and on two, that fail, that wait beyond all patience, and some that are never begun.
  const lives = fc.sample(
    fc.record({
      waits: fc.constantFrom(0, 0, HOUR_MS, 11 * HOUR_MS, 60 * HOUR_MS),
      fails: fc.constantFrom(false, false, false, true),
      isBegun: fc.constantFrom(true, true, true, true, false),
      units: fc.integer({ min: 100, max: 1_000 }),
      pause: fc.constantFrom(0, 2 * HOUR_MS, 17 * HOUR_MS, 50 * HOUR_MS),
    }),
    { numRuns: 40, seed: 20_261_130 },
  );
  let open = 0;
  for (const { waits, fails, isBegun, units, pause } of lives) {
    if (!isBegun && open === 5) continue;
    const job = await bench.accepted('0.06', {}, customer);
    if (waits > 0) await bench.clock.advance(waits);
    const workshop = bench.workshop();
    Object.assign(workshop.maker, { units: BigInt(units), fails: fails ? () => new Error('no') : undefined });
    if (isBegun) await runJob(workshop, job.jobId, never);
    else open += 1;
    if (pause > 0) await bench.clock.advance(pause);
  }
  const last = startOfDay(now().getTime()) + DAY_MS;

  const lines = await statementPage(onPool(pool), customerId, { limit: 10_000, kind: 'charge' });
  const days = (last - first) / DAY_MS;
  expect(days).toBeGreaterThan(10);
  expect(lines.length).toBeGreaterThan(10);
  const day = fc.integer({ min: 0, max: days });
  let met = 0;
  for (const [a, b] of fc.sample(fc.tuple(day, day), { numRuns: 60, seed: 20_261_130 })) {
    const span = {
      from: new Date(first + Math.min(a, b) * DAY_MS),
      to: new Date(first + Math.max(a, b) * DAY_MS),
    };
    const within = lines.filter(({ recordedAt }) => recordedAt >= span.from && recordedAt < span.to);
    const usage = -sum(within.map(({ changeMicros }) => changeMicros));
    if (usage > 0n) met += 1;
    const chart = await spentByFeature(pool, customerId, span);
    const filter = { ...span, datesOf: 'charge' as const };
    const totals = await jobTotals(bench.db, customerId, filter);
    const listed = await listJobs(pool, customerId, filter, { limit: 1_000 });
    expect({
      chart: sum(chart.map(({ costMicros }) => costMicros)),
      charges: chart.reduce((all, { charges }) => all + charges, 0),
      books: await chargedIn(onPool(pool), customerId, span),
    }).toEqual({ chart: usage, charges: within.length, books: usage });
    expect(totals.costMicros).toBe(usage);
    expect(sum(listed.map(({ costMicros }) => costMicros!))).toBe(usage);
  }
  expect(met).toBeGreaterThan(20);
}, 300_000);
