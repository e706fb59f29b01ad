import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ImageResult, JobAccepted } from '#lib/contracts/image.ts';
import { type Job, job as jobSchema, jobsPage } from '#lib/contracts/job.ts';
import { type OperationResult, operationResult } from '#lib/contracts/operations.ts';
import { type Problem, problem } from '#lib/contracts/problem.ts';
import { now } from '#lib/core/clock.ts';
import { balanceAt } from '#lib/ledger/balance.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { subtract, toWire } from '#lib/money/credits.ts';
import { priceBook } from '#lib/pricing/book.ts';
import { documented } from '#lib/processing/examples.ts';
import { ApiApp, type Call } from '#lib/testing/api-app.ts';
import { eur } from '#lib/testing/books.ts';
import { type PayingCustomer, payingCustomer } from '#lib/testing/paying-customer.ts';
import { TEST_TLS } from '#lib/testing/tls.ts';
import { GET as getFile } from '../../../files/[...key]/route.ts';
import { POST as generateImage } from '../../generate/image/route.ts';
import { GET as getJob } from '../../jobs/[id]/route.ts';
import { GET as listJobs } from '../../jobs/route.ts';
import { POST } from './route.ts';

let app: ApiApp;
let stranger: Server;
let picture: Buffer;
let asked: string[] = [];

beforeAll(async () => {
  app = await ApiApp.open({ MAX_IN_FLIGHT: '1000' });
  const ground = { create: { width: 600, height: 400, channels: 3 as const, background: '#dd8844' } };
  const spot = await sharp({ create: { width: 200, height: 150, channels: 3, background: '#102080' } })
    .png()
    .toBuffer();
  picture = await sharp(ground)
    .composite([{ input: spot }])
    .png()
    .toBuffer();
  stranger = createServer(TEST_TLS, (request, response) => {
    asked.push(request.url ?? '');
    response.end(request.url === '/text' ? 'no picture at all' : picture);
  });
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.2', resolve));
  const { port } = stranger.address() as AddressInfo;
  app.fetching = {
    isAllowed: (address) => address === '127.0.0.2',
    resolve: async (host) => (host === 'pictures.example' ? ['127.0.0.2'] : ['127.0.0.1']),
    ports: [String(port), ''],
    ca: TEST_TLS.cert,
  };
});
afterAll(async () => {
  stranger.closeAllConnections();
  stranger.close();
  await app.close();
});
afterEach(async () => {
  asked = [];
  await app.stopWorking();
});

const customer = (credit = '10') => payingCustomer(app.db.pool, { at: now(), credit });
const there = (path = 'a.png') =>
  `https://pictures.example:${(stranger.address() as AddressInfo).port}/${path}`;
const post = <Body = OperationResult>(
  as: PayingCustomer,
  operation: string,
  body: unknown,
  call: Call = {},
) => app.call<Body>(POST, { as, body, path: `/v1/process/${operation}`, params: { operation }, ...call });
const available = async ({ customerId }: PayingCustomer) =>
  (await balanceAt(onPool(app.db.pool), customerId, now()))!.availableMicros;
async function file(address: string): Promise<{ type: string | null; bytes: Uint8Array; status: number }> {
  const { pathname, search } = new URL(address);
  const key = pathname.split('/').slice(2);
  const response = await app.respond(getFile, { path: pathname + search, params: { key } });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, type: response.headers.get('Content-Type'), bytes };
}

test('a picture of ours is processed, charged its price to the micro-euro, and there to be downloaded', async () => {
  await app.startWorking();
  const as = await customer();
  const generated = await app.call<ImageResult>(generateImage, {
    as,
    body: { prompt: 'a lighthouse' },
    path: '/v1/generate/image',
  });
  const before = await available(as);
  const { status, headers, body } = await post(as, 'resize', {
    input_image_url: generated.body.formats.png.url,
    width: 32,
  });
  expect(status).toBe(200);
  expect(operationResult.parse(body)).toEqual(body);
  expect(body).toMatchObject({
    operation: 'resize',
    width: 32,
    height: 24,
    content_type: 'image/png',
    cost_eur: '0.001000',
  });
  expect(headers.get('X-Depicta-Job-Id')).toBe(body.id);
  expect(body.balance_eur).toBe(toWire(subtract(before, eur('0.001'))));
  expect(toWire(await available(as))).toBe(body.balance_eur);
  expect(asked).toEqual([]);

  const { type, bytes } = await file(body.image_url);
  expect(type).toBe('image/png');
  expect(bytes.byteLength).toBe(body.size_bytes);
  expect((await sharp(bytes).metadata()).width).toBe(32);

  const job = (await app.call<Job>(getJob, { as, params: { id: body.id } })).body;
  expect(jobSchema.parse(job)).toEqual(job);
  expect(job).toMatchObject({ kind: 'operation', operation: 'resize', status: 'completed', result: body });
  const page = (await app.call(listJobs, { as, path: '/v1/jobs?kind=operation' })).body;
  expect(jobsPage.parse(page).data.map(({ id }) => id)).toEqual([body.id]);
});

test('every operation is done to a stranger’s picture for its flat price', { timeout: 60_000 }, async () => {
  await app.startWorking();
  const as = await customer();
  for (const { operation, parameters } of await documented()) {
    const before = await available(as);
    const addresses = {
      input_image_url: there(),
      ...(operation === 'overlay' && { overlay_image_url: there('b.png') }),
    };
    const { status, body } = await post(as, operation, { ...parameters, ...addresses });
    expect(status, `${operation}: ${JSON.stringify(body)}`).toBe(200);
    const price = priceBook.operations.find(({ id }) => id === operation)!.priceMicros;
    expect(body.cost_eur, operation).toBe(toWire(price));
    expect(toWire(await available(as))).toBe(toWire(subtract(before, price)));
    const { type, bytes } = await file(body.image_url);
    expect(type).toBe(body.content_type);
    const { width, height } = await sharp(bytes).metadata();
    expect([width, height]).toEqual([body.width, body.height]);
  }
  expect(asked).toHaveLength(21);
});

describe('what cannot be done costs nothing and names the field', () => {
  test('before anything is held', async () => {
    const as = await customer();
    const refused = async (operation: string, body: unknown) => {
      const answer = await post<Problem>(as, operation, body);
      expect(problem.parse(answer.body)).toEqual(answer.body);
      return { status: answer.status, ...answer.body };
    };
    const input = { input_image_url: there() };
    const unknown = { status: 404, error: 'not_found', details: { rule: 'operation_unknown' } };
    expect(await refused('teleport', input)).toMatchObject(unknown);
    expect(await refused('toString', input)).toMatchObject({ status: 404 });
    expect(await refused('crop', { ...input, x: -1, y: 0, width: 1 })).toMatchObject({
      status: 422,
      details: { fields: [{ field: 'x' }, { field: 'height' }] },
    });
    expect(await refused('resize', input)).toMatchObject({
      status: 422,
      message: /at least one of width, height/,
    });
    expect(await refused('flip', { direction: 'horizontal' })).toMatchObject({
      details: { fields: [{ field: 'input_image_url' }] },
    });
    expect(await refused('grayscale', { ...input, sigma: 1 })).toMatchObject({
      details: { fields: [{ field: 'sigma', message: 'is not known here' }] },
    });
    expect(await refused('blur', '{')).toMatchObject({ status: 400, error: 'bad_request' });
    expect(await available(as)).toBe(eur('10'));
    expect((await app.call<{ data: unknown[] }>(listJobs, { as, path: '/v1/jobs' })).body.data).toEqual([]);
  });

  test('after the picture was looked at', async () => {
    await app.startWorking();
    const as = await customer();
    for (const [operation, body, field] of [
      ['crop', { input_image_url: there(), x: 500, y: 0, width: 200, height: 10 }, 'width'],
      ['grayscale', { input_image_url: there('text') }, 'input_image_url'],
      ['grayscale', { input_image_url: 'https://internal.example/a.png' }, 'input_image_url'],
      ['grayscale', { input_image_url: 'http://pictures.example/a.png' }, 'input_image_url'],
      [
        'grayscale',
        { input_image_url: 'http://app.test/files/generations/ab/1/image.png?expires=1.000' },
        'input_image_url',
      ],
      [
        'overlay',
        { input_image_url: there(), overlay_image_url: 'https://127.0.0.1/a.png' },
        'overlay_image_url',
      ],
    ] as const) {
      const answer = await post<Problem>(as, operation, body);
      expect(answer.status).toBe(422);
      expect(answer.body).toMatchObject({
        error: 'validation_error',
        message: expect.stringMatching(new RegExp(`^${field} .*You were not charged\\.$`)),
        details: {
          fields: [{ field, message: expect.not.stringContaining('charged') }],
          cost_eur: '0.000000',
          balance_eur: '10.000000',
        },
      });
    }
    expect(await available(as)).toBe(eur('10'));
  });

  test('a picture whose hour is over is gone for operations too', async () => {
    await app.startWorking();
    const as = await customer();
    const { body } = await post(as, 'grayscale', { input_image_url: there() });
    await app.given.ownerPool.query('UPDATE job SET files_expire_at = now() WHERE id = $1', [body.id]);
    const url = new URL(body.image_url);
    url.searchParams.set('expires', (Date.now() / 1000 + 9_000).toFixed(3));
    const answer = await post<Problem>(as, 'grayscale', { input_image_url: url.href });
    expect(answer.status).toBe(422);
  });
});

describe('credit', () => {
  test('an operation needs its price and a cent of balance, and no tier', async () => {
    await app.startWorking();
    const as = await customer('0.01');
    expect((await post(as, 'grayscale', { input_image_url: there() })).body.balance_eur).toBe('0.009000');
    const answer = await post<Problem>(as, 'grayscale', { input_image_url: there() });
    expect(answer).toMatchObject({ status: 402, body: { error: 'credit_insufficient' } });
    expect(asked).toHaveLength(1);
  });

  test('fifty requests with one key are one operation, one charge, one answer; another body is another request', async () => {
    await app.startWorking();
    const as = await customer();
    const headers = { 'Idempotency-Key': 'once' };
    const body = { input_image_url: there(), sigma: 3 };
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(as, 'blur', body, { headers })));
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
    expect(
      new Set(answers.map((answer) => createHash('sha256').update(JSON.stringify(answer.body)).digest('hex')))
        .size,
    ).toBe(1);
    expect(toWire(await available(as))).toBe('9.999000');
    expect(asked).toHaveLength(1);
    for (const [operation, changed] of [
      ['blur', { ...body, sigma: 4 }],
      ['sharpen', body],
    ] as const) {
      const other = await post<Problem>(as, operation, changed, { headers });
      expect(other).toMatchObject({ status: 422, body: { error: 'idempotency_mismatch' } });
    }
  });

  test('what is not waited for is told where it will be', async () => {
    const as = await customer();
    const accepted = await post<JobAccepted>(
      as,
      'tint',
      { input_image_url: there(), color: '#00ff00' },
      { headers: { Prefer: 'respond-async' } },
    );
    expect(accepted.status).toBe(202);
    expect(accepted.body).toMatchObject({
      operation: 'tint',
      status: 'pending',
      hold_eur: '0.001000',
      balance_eur: '9.999000',
    });
    expect(accepted.body).not.toHaveProperty('model');
    await app.startWorking();
    const poll = async () => (await app.call<Job>(getJob, { as, params: { id: accepted.body.job_id } })).body;
    await expect.poll(async () => (await poll()).status, { timeout: 15_000 }).toBe('completed');
    expect((await poll()).cost_eur).toBe('0.001000');
  });
});
