import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { now } from '#lib/core/clock.ts';
import { signedUrl } from '#lib/files/signed-url.ts';
import { operationsApart } from '#lib/processing/apart/apart.ts';
import { type BenchJob, JobBench } from '#lib/testing/job-bench.ts';
import { orderOperation } from './order.ts';
import { runJob, type Workshop } from './run.ts';
import { findJob } from './store.ts';

// Operations that take long, done as in production: in processes of their own.

let bench: JobBench;
let workshop: Workshop;
let large: string;
const { process } = operationsApart();
const never = new AbortController().signal;

beforeAll(async () => {
  bench = await JobBench.open();
  const of = bench.workshop();
  workshop = { ...of, operator: { ...of.operator, process } };
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 40 };
  const create = { width: 2400, height: 2000, channels: 3 as const, background: '#000', noise };
  const key = 'uploads/ab/1/image.jpeg';
  await bench.files.write(key, await sharp({ create }).jpeg({ quality: 60 }).toBuffer());
  const access = { key, expiresAt: new Date(now().getTime() + 3_600_000) };
  large = signedUrl(access, { base: 'http://app.test', secret: 'unused' });
});
afterAll(() => bench.close());

/** A job that takes seconds. */
function ordered(): Promise<BenchJob> {
  const body = { input_image_url: large, format: 'avif' };
  const order = orderOperation('convert', body);
  return bench.accepted('0.001', order);
}

test('what takes too long ends with what can be done about it, at no cost', async () => {
  const job = await ordered();
  await runJob({ ...workshop, timeoutMs: 500 }, job.jobId, never);
  expect(await bench.stands(job)).toMatchObject({ status: 'failed', cost: '0.000000', held: '0.000000' });
  const { error } = (await findJob(bench.db.pool, job.customer.customerId, job.jobId))!;
  expect(error).toEqual({
    code: 'validation_error',
    message:
      'input_image_url takes longer than 0.5 seconds: make the picture smaller first. You were not charged.',
  });
});

test('a process that is told to stop leaves it to the next one, which does it', async () => {
  const job = await ordered();
  const stop = new AbortController();
  const running = runJob(workshop, job.jobId, stop.signal);
  await sleep(500);
  stop.abort(new Error('stopping'));
  await expect(running).rejects.toThrow('stopping');
  expect(await bench.stands(job)).toMatchObject({ status: 'processing', held: '0.001000' });
  await runJob({ ...workshop, timeoutMs: 120_000 }, job.jobId, never);
  expect(await bench.stands(job)).toMatchObject({ status: 'completed', cost: '0.001000' });
}, 120_000);
