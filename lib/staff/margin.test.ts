import { afterAll, beforeAll, expect, test } from 'vitest';
import { now } from '#lib/core/clock.ts';
import { monthOf } from '#lib/core/month.ts';
import { runJob } from '#lib/generation/run.ts';
import { post } from '#lib/ledger/post.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { trial } from '#lib/ledger/verbs.ts';
import { eur } from '#lib/testing/books.ts';
import { JobBench } from '#lib/testing/job-bench.ts';
import { leaveBroken } from '#lib/testing/postgres.ts';
import { marginOf } from './margin-store.ts';

leaveBroken(['each_trial_has_its_claim'], 'a trial is posted that nobody claimed');

let bench: JobBench;
beforeAll(async () => {
  bench = await JobBench.open();
});
afterAll(() => bench.close());

test('the month says what was charged, what of it nobody paid, and what the work cost beyond its hold', async () => {
  const never = new AbortController().signal;
  const customer = await bench.customer();
  // Promotional credit is drawn first: of the two charges it pays the first and a part of the second.
  await post(onPool(bench.db.pool), now(), [
    trial({ customerId: customer.customerId, amountMicros: eur('0.07'), at: now() }),
  ]);
  for (const units of [7_000n, 2_000n]) {
    const { jobId } = await bench.accepted('0.06', {}, customer);
    const workshop = bench.workshop();
    workshop.maker.units = units;
    await runJob(workshop, jobId, never);
  }
  const failing = bench.workshop();
  failing.maker.fails = () => new Error('no');
  await runJob(failing, (await bench.accepted('0.06', {}, customer)).jobId, never);

  const month = monthOf(now());
  expect(await marginOf(bench.db.pool, month)).toEqual([
    {
      ...{ kind: 'generation', subject: 'studio-sketch', jobs: 2n, free: 0n, overruns: 1n },
      ...{ chargedMicros: eur('0.08'), promotionalMicros: eur('0.07'), overrunMicros: eur('0.01') },
    },
  ]);
  expect(await marginOf(bench.db.pool, monthOf(month.from, -1))).toEqual([]);
});
