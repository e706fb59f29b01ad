import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { APICallError } from '@ai-sdk/provider';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FileStore } from '#lib/files/file-store.ts';
import { toWire } from '#lib/money/credits.ts';
import { Rejected } from '#lib/testing/canvas.ts';
import { JobBench } from '#lib/testing/job-bench.ts';
import { createFinishing } from './finish.ts';
import { fileKey, type Picture } from './pictures.ts';
import { ProviderFailedError } from './providers/errors.ts';
import { runJob } from './run.ts';
import { findJob, startJob } from './store.ts';

let bench: JobBench;
let workshop: ReturnType<JobBench['workshop']>;
beforeAll(async () => {
  bench = await JobBench.open();
});
beforeEach(() => {
  workshop = bench.workshop();
});
afterAll(() => bench.close());

const never = new AbortController().signal;
const unchanged = { available: '10.000000', held: '0.000000' };

test('example 1: held 0.06, charged the actual 0.045, and the picture is there in three formats', async () => {
  const job = await bench.accepted('0.06');
  expect(await bench.stands(job)).toMatchObject({
    status: 'pending',
    available: '9.940000',
    held: '0.060000',
  });
  workshop.maker.units = 4500n; // at 10 000 micro-euros a thousand
  await runJob(workshop, job.jobId, never);
  expect(await bench.stands(job)).toEqual({
    status: 'completed',
    cost: '0.045000',
    error: null,
    available: '9.955000',
    held: '0.000000',
  });
  const { picture, balanceMicros } = (await findJob(bench.db.pool, job.customer.customerId, job.jobId))!;
  expect(toWire(balanceMicros)).toBe('9.955000');
  for (const format of ['png', 'jpeg', 'webp'] as const) {
    const bytes = (await bench.files.read(fileKey(job.jobId, format)))!;
    expect(await sharp(bytes).metadata()).toMatchObject({ format, width: 64, height: 48 });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect((picture as Picture).formats[format]).toEqual({ sizeBytes: bytes.byteLength, sha256 });
  }
});

test.each([
  ['breaks', () => new Error('out of paint'), 'provider_failed'],
  ['refuses the prompt', () => new Rejected('no'), 'content_rejected'],
])('a provider that %s costs nothing: the hold is released and the job says why', async (_, fails, code) => {
  const job = await bench.accepted();
  workshop.maker.fails = fails;
  await runJob(workshop, job.jobId, never);
  expect(await bench.stands(job)).toEqual({ status: 'failed', cost: '0.000000', error: code, ...unchanged });
  expect(workshop.maker.calls).toHaveLength(1);
});

test('bytes that are no whole picture are not billed', async () => {
  for (const bytes of [new Uint8Array([1, 2, 3]), (await sharpPng()).subarray(0, 200)]) {
    const job = await bench.accepted();
    workshop.maker.bytes = bytes;
    await runJob(workshop, job.jobId, never);
    expect(await bench.stands(job)).toMatchObject({ status: 'failed', cost: '0.000000', ...unchanged });
  }
});

async function sharpPng(): Promise<Uint8Array> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 };
  return sharp({ create: { width: 64, height: 64, channels: 3, background: '#000', noise } })
    .png()
    .toBuffer();
}

test('an error that may pass is asked again, within a limit', async () => {
  const busy = (statusCode: number) =>
    new APICallError({ message: 'busy', url: 'https://x', requestBodyValues: {}, statusCode });
  const job = await bench.accepted();
  workshop.maker.fails = (call) => (call === 1 ? busy(503) : undefined);
  await runJob(workshop, job.jobId, never);
  expect(await bench.stands(job)).toMatchObject({ status: 'completed' });
  expect(workshop.maker.calls).toHaveLength(2);
});

test('a provider that says it may pass is asked three times and no more', async () => {
  const job = await bench.accepted();
  workshop.maker.fails = () => new ProviderFailedError('busy', { retryable: true });
  await runJob(workshop, job.jobId, never);
  expect(await bench.stands(job)).toMatchObject({ status: 'failed', error: 'provider_failed', ...unchanged });
  expect(workshop.maker.calls).toHaveLength(3);
});

test('a provider that hangs is given up after the time-out, without a charge', async () => {
  const job = await bench.accepted();
  workshop.maker.delayMs = 60_000;
  await runJob({ ...workshop, timeoutMs: 50 }, job.jobId, never);
  expect(await bench.stands(job)).toMatchObject({ status: 'failed', error: 'provider_failed', ...unchanged });
});

test('what work costs beyond its hold is ours: the customer pays the hold', async () => {
  const job = await bench.accepted('0.06');
  workshop.maker.units = 7000n;
  await runJob(workshop, job.jobId, never);
  expect(await bench.stands(job)).toMatchObject({
    cost: '0.060000',
    available: '9.940000',
    held: '0.000000',
  });
  const { rows } = await bench.db.pool.query('SELECT overrun_micros FROM job WHERE id = $1', [job.jobId]);
  expect(rows).toEqual([{ overrun_micros: 10_000n }]);
});

test('what was ordered by an older price book is charged by it, whatever the price is when it is made', async () => {
  const job = await bench.accepted('0.06');
  // As the process that took it on knew the prices: a book in which the work costs half.
  await bench.given.ownerPool.query('UPDATE job SET rate_micros = rate_micros / 2 WHERE id = $1', [
    job.jobId,
  ]);
  workshop.maker.units = 3_000n;
  await runJob(workshop, job.jobId, never);
  expect(await bench.stands(job)).toMatchObject({ status: 'completed', cost: '0.015000' });
});

test('done twice, one after the other or at once, it is charged once', async () => {
  const job = await bench.accepted('0.06');
  // Long enough for both to be at it together on a busy machine.
  workshop.maker.delayMs = 1_000;
  const other = { ...workshop, finishing: createFinishing(bench.db) };
  await Promise.all([workshop, other].map((shop) => runJob(shop, job.jobId, never)));
  await runJob(workshop, job.jobId, never);
  expect(workshop.maker.calls).toHaveLength(2);
  expect(await bench.stands(job)).toMatchObject({
    status: 'completed',
    cost: '0.010000',
    available: '9.990000',
  });
});

test('a process that is told to stop leaves the job to the next one', async () => {
  const job = await bench.accepted();
  workshop.maker.delayMs = 5_000;
  const stop = new AbortController();
  const running = runJob(workshop, job.jobId, stop.signal);
  await sleep(100);
  stop.abort(new Error('stopping'));
  await expect(running).rejects.toThrow('stopping');
  expect(await bench.stands(job)).toMatchObject({ status: 'processing', held: '0.060000' });
  workshop.maker.delayMs = 0;
  await runJob(workshop, job.jobId, never);
  expect(await bench.stands(job)).toMatchObject({ status: 'completed', held: '0.000000' });
});

test('a full disk fails the attempt and not the job', async () => {
  const job = await bench.accepted();
  const full = Object.assign(new Error('ENOSPC'), { syscall: 'write', code: 'ENOSPC' });
  const broken: FileStore = { ...bench.files, write: () => Promise.reject(full) };
  await expect(runJob({ ...workshop, files: broken }, job.jobId, never)).rejects.toThrow('ENOSPC');
  expect(await bench.stands(job)).toMatchObject({ status: 'processing', held: '0.060000' });
});

describe('a provider that would bill a job again', () => {
  beforeEach(() => {
    workshop.maker.isRepeatable = false;
  });

  test('is asked for it once in its life, and the customer pays nothing for what was lost', async () => {
    const job = await bench.accepted();
    workshop.maker.delayMs = 5_000;
    const stop = new AbortController();
    const running = runJob(workshop, job.jobId, stop.signal);
    await vi.waitFor(() => expect(workshop.maker.calls).toHaveLength(1));
    stop.abort(new Error('killed'));
    await expect(running).rejects.toThrow('killed');
    // At first nobody knows that it was killed.
    await expect(runJob(workshop, job.jobId, never)).rejects.toThrow('may be on its way');
    expect(await bench.stands(job)).toMatchObject({ status: 'processing', held: '0.060000' });
    await runJob({ ...workshop, timeoutMs: 1 }, job.jobId, never);
    expect(workshop.maker.calls).toHaveLength(1);
    expect(await bench.stands(job)).toMatchObject({
      status: 'failed',
      error: 'provider_failed',
      ...unchanged,
    });
  });

  test('delivers to whoever waits for it, also beside one who was told to begin anew', async () => {
    const job = await bench.accepted('0.06');
    workshop.maker.delayMs = 1_000;
    const running = runJob(workshop, job.jobId, never);
    await vi.waitFor(() => expect(workshop.maker.calls).toHaveLength(1));
    await expect(runJob(workshop, job.jobId, never)).rejects.toThrow('may be on its way');
    await running;
    expect(workshop.maker.calls).toHaveLength(1);
    expect(await bench.stands(job)).toMatchObject({ status: 'completed', cost: '0.010000' });
  });

  test('is asked by the next where the first ended before it asked', async () => {
    const job = await bench.accepted();
    await startJob(bench.db.pool, job.jobId, new Date());
    await runJob(workshop, job.jobId, never);
    expect(workshop.maker.calls).toHaveLength(1);
    expect(await bench.stands(job)).toMatchObject({ status: 'completed' });
  });

  test('and refused is told as refusing by the next, too, when its end had to wait', async () => {
    const job = await bench.accepted();
    workshop.maker.fails = () => new Rejected('no');
    const away = { finish: () => Promise.reject(new Error('away')) };
    await expect(runJob({ ...workshop, finishing: away }, job.jobId, never)).rejects.toThrow('away');
    await runJob(workshop, job.jobId, never);
    expect(workshop.maker.calls).toHaveLength(1);
    expect(await bench.stands(job)).toMatchObject({ status: 'failed', error: 'content_rejected' });
  });
});

test('a picture that is there, and whose end had to wait for a lock, is booked and not made again', async () => {
  const job = await bench.accepted('0.06');
  workshop.maker.isRepeatable = false;
  workshop.maker.units = 4500n;
  const customer = await bench.given.ownerPool.connect();
  await customer.query('BEGIN');
  await customer.query('SELECT FROM ledger_customer WHERE customer_id = $1 FOR UPDATE', [
    job.customer.customerId,
  ]);
  await expect(runJob(workshop, job.jobId, never)).rejects.toMatchObject({ code: 'unavailable' });
  expect(workshop.maker.calls).toHaveLength(1);
  await customer.query('COMMIT');
  customer.release();
  expect(await bench.stands(job)).toMatchObject({ status: 'processing', held: '0.060000' });
  // Even after as many tries as a job has: what is there is delivered.
  await bench.db.pool.query('UPDATE job SET attempts = 5 WHERE id = $1', [job.jobId]);
  await runJob(workshop, job.jobId, never);
  expect(workshop.maker.calls).toHaveLength(1);
  expect(await bench.stands(job)).toMatchObject({ status: 'completed', cost: '0.045000', held: '0.000000' });
});

test('a provider is told the job, however often it is asked', async () => {
  const job = await bench.accepted();
  workshop.maker.fails = (call) =>
    call === 1 ? new ProviderFailedError('busy', { retryable: true }) : undefined;
  await runJob(workshop, job.jobId, never);
  const told = workshop.maker.calls.map(({ providerOptions }) => providerOptions.studio?.jobId);
  expect(told).toEqual([job.jobId, job.jobId]);
});

test('a job that keeps killing its workers is given up', async () => {
  const job = await bench.accepted();
  await bench.db.pool.query('UPDATE job SET attempts = 5 WHERE id = $1', [job.jobId]);
  await runJob(workshop, job.jobId, never);
  expect(await bench.stands(job)).toMatchObject({ status: 'failed', error: 'provider_failed', ...unchanged });
  expect(workshop.maker.calls).toHaveLength(0);
});

test('a living worker puts its hold off', async () => {
  const job = await bench.accepted();
  const expiry = async () =>
    (
      await bench.db.pool.query<{ expires_at: Date }>('SELECT expires_at FROM ledger_hold WHERE id = $1', [
        job.jobId,
      ])
    ).rows[0]!.expires_at;
  const before = await expiry();
  workshop.maker.delayMs = 300;
  await runJob({ ...workshop, heartbeatMs: 50 }, job.jobId, never);
  expect((await expiry()).getTime()).toBeGreaterThan(before.getTime() + 100);
});
