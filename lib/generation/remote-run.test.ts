import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { toWire } from '#lib/money/credits.ts';
import { priceBook } from '#lib/pricing/book.ts';
import { JobBench } from '#lib/testing/job-bench.ts';
import { type ProviderServer, providerServer, type Reply } from '#lib/testing/provider-server.ts';
import { order } from './order.ts';
import { providersOn } from './providers/switched-on.ts';
import { runJob } from './run.ts';
import { findJob } from './store.ts';

// A job from its order to its charge, with providers that are spoken to over HTTP.

vi.hoisted(() => {
  // Before anything is imported: the price book is chosen once.
  process.env.OPENAI_API_KEY = 'sk-one';
  process.env.BFL_API_KEY = 'bfl-two';
});

const never = new AbortController().signal;

let bench: JobBench;
let server: ProviderServer;
let png: Buffer;
beforeAll(async () => {
  bench = await JobBench.open();
  server = await providerServer();
  png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#246' } })
    .png()
    .toBuffer();
});
beforeEach(() => {
  server.seen = [];
});
afterAll(async () => {
  await server.close();
  await bench.close();
});

const workshop = () => ({
  ...bench.workshop(),
  timeoutMs: 20_000,
  providers: providersOn({
    OPENAI_API_KEY: 'sk-one',
    OPENAI_BASE_URL: `${server.url}/v1`,
    BFL_API_KEY: 'bfl-two',
    BFL_BASE_URL: `${server.url}/v1`,
  }) as ReturnType<JobBench['workshop']>['providers'],
});

function ordered(model: string) {
  const placed = order({ prompt: 'a house', model });
  return bench.accepted(toWire(placed.quote.holdMicros), placed);
}

const made = (bytes: Uint8Array, output_tokens = 439): Reply => ({
  json: {
    data: [{ b64_json: Buffer.from(bytes).toString('base64') }],
    usage: { input_tokens: 20, output_tokens, total_tokens: 20 + output_tokens },
  },
});

test('the hold is that of the book, the charge what the provider reported', async () => {
  server.reply = () => made(png);
  const job = await ordered('flare');
  expect(await bench.stands(job)).toMatchObject({ held: '0.093670', available: '9.906330' });
  await runJob(workshop(), job.jobId, never);
  // 20 x 5 + 439 x 30 millionths of a dollar.
  expect(await bench.stands(job)).toMatchObject({ status: 'completed', cost: '0.013270', held: '0.000000' });
  const { priceVersion } = (await findJob(bench.db.pool, job.customer.customerId, job.jobId))!;
  expect(priceVersion).toBe(priceBook.version);
  expect(priceVersion).toMatch(/\+bfl\+openai$/);
});

test('more than was held is ours', async () => {
  server.reply = () => made(png, 9_000);
  const job = await ordered('flare');
  await runJob(workshop(), job.jobId, never);
  expect(await bench.stands(job)).toMatchObject({ status: 'completed', cost: '0.093670' });
});

test('bytes that are no picture cost nothing', async () => {
  server.reply = () => made(Buffer.from('no picture'));
  const job = await ordered('flare');
  await runJob(workshop(), job.jobId, never);
  expect(await bench.stands(job)).toMatchObject({
    status: 'failed',
    error: 'provider_failed',
    cost: '0.000000',
  });
});

test('a refusal by moderation is told as one, and costs nothing', async () => {
  server.reply = () => ({ status: 400, json: { error: { message: 'no', code: 'moderation_blocked' } } });
  const job = await ordered('flare');
  await runJob(workshop(), job.jobId, never);
  expect(await bench.stands(job)).toMatchObject({
    status: 'failed',
    error: 'content_rejected',
    cost: '0.000000',
  });
});

test.each([
  ['flare', 'completed', 2],
  ['flux-2', 'failed', 1],
] as const)(
  '%s: a worker that is killed while it waits: %s after %s orders',
  async (model, status, orders) => {
    const job = await ordered(model);
    const stop = new AbortController();
    server.reply = () => ({ delayMs: 10_000 });
    const killed = runJob(workshop(), job.jobId, stop.signal);
    await vi.waitFor(() => expect(server.seen).toHaveLength(1));
    stop.abort(new Error('killed'));
    await expect(killed).rejects.toThrow('killed');
    server.reply = () => made(png);
    // After the time in which the first could still have brought it.
    const later = model === 'flare' ? {} : { timeoutMs: 1 };
    await runJob({ ...workshop(), ...later }, job.jobId, never);
    expect(await bench.stands(job)).toMatchObject({ status, held: '0.000000' });
    expect(server.seen).toHaveLength(orders);
    if (model === 'flare')
      expect(server.seen.map(({ headers }) => headers['idempotency-key'])).toEqual([job.jobId, job.jobId]);
  },
);
