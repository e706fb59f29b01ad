import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImageResult } from '#lib/contracts/image.ts';
import { now } from '#lib/core/clock.ts';
import { download } from '#lib/files/download.ts';
import { expiryOf } from '#lib/ledger/expiry.ts';
import { post } from '#lib/ledger/post.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { statementPage } from '#lib/ledger/statement.ts';
import { JobBench } from '#lib/testing/job-bench.ts';
import { HOLD_LIFETIME_MS } from './admit.ts';
import { toResult } from './answer.ts';
import { fileKey } from './pictures.ts';
import { bookExpiredCredit, deleteExpiredFiles, giveUpOverdueJobs } from './recover.ts';
import { runJob } from './run.ts';
import { findJob } from './store.ts';

let bench: JobBench;
beforeAll(async () => {
  bench = await JobBench.open();
});
afterAll(() => bench.close());

const never = new AbortController().signal;
const given = { available: '10.000000', held: '0.000000' };
const addresses = { appUrl: 'https://app.example', filesSecret: 'a-secret-for-files-of-32-characters' };

test('a job that nobody works on is given up when its hold is overdue, and not before', async () => {
  const { finishing } = bench.workshop();
  const job = await bench.accepted();
  expect(await giveUpOverdueJobs(bench.db, finishing)).toBe(0);
  expect(await bench.stands(job)).toMatchObject({ status: 'pending', held: '0.060000' });
  await bench.clock.advance(HOLD_LIFETIME_MS + 1000);
  expect(await giveUpOverdueJobs(bench.db, finishing)).toBe(1);
  expect(await bench.stands(job)).toEqual({
    status: 'failed',
    cost: '0.000000',
    error: 'provider_failed',
    ...given,
  });
  expect(await giveUpOverdueJobs(bench.db, finishing)).toBe(0);
});

test('a job whose turn comes a day late is not begun, though nobody gave it up meanwhile', async () => {
  const workshop = bench.workshop();
  const job = await bench.accepted();
  await bench.clock.advance(86_400_000);
  await runJob(workshop, job.jobId, never);
  expect(workshop.maker.calls).toEqual([]);
  expect(await bench.stands(job)).toMatchObject({ status: 'failed', error: 'provider_failed', ...given });
});

test('a hold that a living worker has put off is not released, however late the sweeper looked', async () => {
  const { finishing } = bench.workshop();
  const job = await bench.accepted();
  const { customerId } = job.customer;
  await bench.clock.advance(HOLD_LIFETIME_MS + 1000);
  const expiresAt = new Date(now().getTime() + HOLD_LIFETIME_MS);
  await post(onPool(bench.db.pool), now(), [{ op: 'extend', customerId, holdId: job.jobId, expiresAt }]);
  const failure = { code: 'provider_failed', message: 'late', reason: 'overdue' } as const;
  const finished = await finishing.finish({ jobId: job.jobId, customerId, failure });
  expect(finished).toEqual({ status: 'pending', isDone: false });
  expect(await bench.stands(job)).toMatchObject({ status: 'pending', held: '0.060000' });
});

test('a picture that comes after its job was given up is delivered, free of charge', async () => {
  const workshop = bench.workshop();
  workshop.maker.delayMs = 1_000;
  const job = await bench.accepted();
  const running = runJob(workshop, job.jobId, never);
  await sleep(200);
  await bench.clock.advance(HOLD_LIFETIME_MS + 1000);
  await giveUpOverdueJobs(bench.db, workshop.finishing);
  expect(await bench.stands(job)).toMatchObject({ status: 'failed', ...given });
  await running;
  expect(await bench.stands(job)).toEqual({ status: 'completed', cost: '0.000000', error: null, ...given });
  const row = (await findJob(bench.db.pool, job.customer.customerId, job.jobId))!;
  const url = new URL((toResult(row, addresses) as ImageResult).formats.webp.url);
  const key = url.pathname.slice('/files/'.length);
  const options = { key, query: url.searchParams, method: 'GET', secret: addresses.filesSecret, at: now() };
  expect((await download(bench.files, options)).headers.get('Content-Type')).toBe('image/webp');
});

test('a picture that comes after another worker said that it failed changes nothing', async () => {
  const workshop = bench.workshop();
  workshop.maker.delayMs = 300;
  const job = await bench.accepted();
  const running = runJob(workshop, job.jobId, never);
  await sleep(100);
  const failure = { code: 'content_rejected', message: 'no', reason: 'rejected' } as const;
  await workshop.finishing.finish({ jobId: job.jobId, customerId: job.customer.customerId, failure });
  await running;
  expect(await bench.stands(job)).toMatchObject({ status: 'failed', error: 'content_rejected', ...given });
});

test('files are there for an hour, then the address answers gone and the bytes are deleted', async () => {
  const job = await bench.accepted();
  await runJob(bench.workshop(), job.jobId, never);
  const row = (await findJob(bench.db.pool, job.customer.customerId, job.jobId))!;
  const url = new URL((toResult(row, addresses) as ImageResult).formats.png.url);
  const ask = () =>
    download(bench.files, {
      key: url.pathname.slice('/files/'.length),
      query: url.searchParams,
      method: 'GET',
      secret: addresses.filesSecret,
      at: now(),
    });
  const path = join(bench.folder, fileKey(job.jobId, 'png'));

  await bench.clock.advance(3_590_000);
  expect((await ask()).status).toBe(200);
  await deleteExpiredFiles(bench.db, bench.files);
  expect(existsSync(path)).toBe(true);

  await bench.clock.advance(11_000);
  await expect(ask()).rejects.toMatchObject({ code: 'gone' });
  await deleteExpiredFiles(bench.db, bench.files);
  expect(existsSync(path)).toBe(false);
  expect(await deleteExpiredFiles(bench.db, bench.files)).toBe(0);
});

test('example 10: what a hold gives back after the date expires at once; the rest is booked by the sweep', async () => {
  const workshop = bench.workshop();
  workshop.maker.units = 4500n;
  const customer = await bench.customer();
  await bench.clock.advance(expiryOf(now()).getTime() - now().getTime() - 60_000);
  const job = await bench.accepted('0.06', {}, customer);
  const { customerId } = customer;
  await bench.clock.advance(61_000);
  expect(await bench.stands(job)).toMatchObject({ available: '0.000000', held: '0.060000' });
  expect(await bookExpiredCredit(bench.db)).toBeGreaterThan(0);
  await runJob(workshop, job.jobId, never);
  expect(await bench.stands(job)).toMatchObject({ status: 'completed', cost: '0.045000', held: '0.000000' });
  const lines = await statementPage(onPool(bench.db.pool), customerId, { limit: 10 });
  expect(lines.map(({ kind, changeMicros }) => [kind, changeMicros])).toEqual([
    ['expire', -15_000n],
    ['charge', -45_000n],
    ['hold_settled', 60_000n],
    ['expire', -9_940_000n],
    ['hold', -60_000n],
    ['top_up', 10_000_000n],
  ]);
  expect(await bookExpiredCredit(bench.db)).toBe(0);
});
