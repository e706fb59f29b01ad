import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ImageResult, imageResult, type JobAccepted, jobAccepted } from '#lib/contracts/image.ts';
import { type Job, job as jobSchema } from '#lib/contracts/job.ts';
import { creditProblem, type Problem, problem } from '#lib/contracts/problem.ts';
import { now } from '#lib/core/clock.ts';
import { balanceAt } from '#lib/ledger/balance.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { toWire } from '#lib/money/credits.ts';
import { ApiApp, type Call } from '#lib/testing/api-app.ts';
import { Rejected } from '#lib/testing/canvas.ts';
import { type PayingCustomer, payingCustomer } from '#lib/testing/paying-customer.ts';
import { GET as getFile } from '../../../files/[...key]/route.ts';
import { generationDesk } from '../../generation-desk.ts';
import { GET as getJob } from '../../jobs/[id]/route.ts';
import { POST } from './route.ts';

let app: ApiApp;
beforeAll(async () => {
  app = await ApiApp.open({ MAX_IN_FLIGHT: '1000' });
});
afterAll(() => app.close());
beforeEach(() => {
  Object.assign(app.maker, { calls: [], delayMs: 0, units: 1000n, fails: undefined, bytes: undefined });
});
afterEach(() => app.stopWorking());

const customer = (options: Partial<Parameters<typeof payingCustomer>[1]> = { credit: '10' }) =>
  payingCustomer(app.db.pool, { at: now(), ...options });
const post = <Body = ImageResult>(as: PayingCustomer, body: unknown, call: Call = {}) =>
  app.call<Body>(POST, { as, body, path: '/v1/generate/image', ...call });
const lighthouse = { prompt: 'a lighthouse at dusk' };
const poll = (as: PayingCustomer, id: string) => app.call<Job>(getJob, { as, params: { id } });
const isOver = (as: PayingCustomer, id: string) =>
  expect.poll(async () => (await poll(as, id)).body.status, { timeout: 15_000 }).toBe('completed');
const available = async ({ customerId }: PayingCustomer) =>
  toWire((await balanceAt(onPool(app.db.pool), customerId, now()))!.availableMicros);

describe('a picture that is waited for', () => {
  test('comes with its three files, its cost and what is left, and is there under its addresses', async () => {
    await app.startWorking();
    const as = await customer();
    const { status, headers, body } = await post(as, { ...lighthouse, model: 'scene', image_size: '2K' });
    expect(status).toBe(200);
    expect(imageResult.parse(body)).toEqual(body);
    expect(body).toMatchObject({ model: 'studio-scene', ai_generated: true });
    expect(headers.get('X-Depicta-Job-Id')).toBe(body.id);
    expect(headers.get('X-Request-Id')).toMatch(/^req_/);
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(body.balance_eur).toBe(await available(as));
    for (const format of ['png', 'jpeg', 'webp'] as const) {
      const url = new URL(body.formats[format].url);
      const key = url.pathname.split('/').slice(2);
      const response = await app.respond(getFile, { path: url.pathname + url.search, params: { key } });
      expect(response.headers.get('Content-Type')).toBe(`image/${format}`);
      expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
      const bytes = new Uint8Array(await response.arrayBuffer());
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(body.formats[format].hash);
      expect(bytes.byteLength).toBe(body.formats[format].size_bytes);
    }
    expect(body.image_hash).toBe(body.formats.png.hash);
  });

  test('is made of what was asked for', async () => {
    await app.startWorking();
    const as = await customer();
    await post(as, { prompt: 'of this', aspect_ratio: '21:9', strictness: 'liberal', model: null });
    expect(app.maker.calls).toMatchObject([
      {
        prompt: 'of this',
        aspectRatio: '21:9',
        providerOptions: { studio: { imageSize: '1K', strictness: 'liberal' } },
      },
    ]);
  });

  test('that fails is told as what it was, costs nothing and names its job', async () => {
    await app.startWorking();
    const as = await customer();
    for (const [error, code, status] of [
      [new Rejected('no'), 'content_rejected', 403],
      [new Error('no'), 'provider_failed', 502],
    ] as const) {
      app.maker.fails = () => error;
      const answer = await post<Problem>(as, lighthouse);
      expect(answer.status).toBe(status);
      expect(problem.parse(answer.body).error).toBe(code);
      const jobId = answer.headers.get('X-Depicta-Job-Id')!;
      expect(answer.body.details).toEqual({ job_id: jobId, cost_eur: '0.000000', balance_eur: '10.000000' });
      const { body } = await poll(as, jobId);
      expect(body).toMatchObject({
        status: 'failed',
        cost_eur: '0.000000',
        error: { error: code },
        result: null,
      });
    }
    expect(await available(as)).toBe('10.000000');
  });

  test('that failed is told the same to whoever repeats it with its key, as the answer of before', async () => {
    await app.startWorking();
    const as = await customer();
    for (const [error, status] of [
      [new Rejected('no'), 403],
      [new Error('no'), 502],
    ] as const) {
      app.maker.fails = () => error;
      const headers = { 'Idempotency-Key': `fails-${status}` };
      const [first, joined] = await Promise.all([1, 2].map(() => post<Problem>(as, lighthouse, { headers })));
      const later = await post<Problem>(as, lighthouse, { headers });
      const told = [first!, joined!, later].map((answer) => {
        const { request_id: _, ...recorded } = answer.body;
        return [answer.status, answer.headers.get('X-Depicta-Job-Id'), recorded];
      });
      expect(told[0]![0]).toBe(status);
      for (const each of told) expect(each).toEqual(told[0]);
      const replayed = [first!, joined!, later].map((answer) => answer.headers.get('Idempotent-Replayed'));
      expect(replayed.slice(0, 2).sort()).toEqual(['true', null].sort());
      expect(replayed[2]).toBe('true');
      expect((await post(as, lighthouse)).headers.get('Idempotent-Replayed')).toBeNull();
    }
    expect(await available(as)).toBe('10.000000');
  });

  test('is made all the same when the client goes away', async () => {
    await app.startWorking();
    const as = await customer();
    app.maker.delayMs = 300;
    const gone = new AbortController();
    const answer = post<JobAccepted>(as, lighthouse, { signal: gone.signal });
    await sleep(150);
    gone.abort();
    const { body } = await answer;
    await isOver(as, body.job_id);
    const { body: job } = await poll(as, body.job_id);
    expect((job.result as ImageResult).formats.png.url).toContain('signature=');
  });

  test('that takes longer than the wait is answered with where to look', async () => {
    const as = await customer();
    const desk = generationDesk();
    const { waitMs } = desk;
    desk.waitMs = 50;
    const { status, headers, body } = await post<JobAccepted>(as, lighthouse).finally(() => {
      desk.waitMs = waitMs;
    });
    expect(status).toBe(202);
    expect(jobAccepted.parse(body)).toEqual(body);
    expect(headers.get('Retry-After')).toMatch(/^\d+$/);
  });
});

test('a picture that is not waited for is accepted at once, held for, and polled to its end', async () => {
  const as = await customer();
  const { status, headers, body } = await post<JobAccepted>(as, lighthouse, {
    headers: { Prefer: 'wait=5, respond-async' },
  });
  expect(status).toBe(202);
  expect(headers.get('Preference-Applied')).toBe('respond-async');
  expect(body).toMatchObject({ status: 'pending', balance_eur: await available(as), hold_eur: '0.012000' });
  expect(body.poll_url).toBe(`http://app.test/v1/jobs/${body.job_id}`);
  expect((await poll(as, body.job_id)).body).toMatchObject({
    status: 'pending',
    cost_eur: null,
    result: null,
  });

  await app.startWorking();
  await expect
    .poll(async () => (await poll(as, body.job_id)).body.status, { timeout: 15_000 })
    .toBe('completed');
  const polled = await poll(as, body.job_id);
  expect(jobSchema.parse(polled.body)).toEqual(polled.body);
  expect(polled.body).toMatchObject({
    cost_eur: '0.010000',
    balance_eur: '9.990000',
    api_key: { id: as.apiKey.id, name: 'test', last4: as.apiKey.last4 },
  });
  expect(polled.body.result).toMatchObject({ id: body.job_id, balance_eur: '9.990000' });
});

describe('what is refused', () => {
  test.each([
    ['no JSON', '{"prompt": ', 400, 'bad_request', []],
    ['no object', '[]', 422, 'validation_error', ['body']],
    ['no prompt', {}, 422, 'validation_error', ['prompt']],
    ['an empty prompt', { prompt: ' \n' }, 422, 'validation_error', ['prompt']],
    ['a prompt that is too long', { prompt: 'x'.repeat(4001) }, 422, 'validation_error', ['prompt']],
    ['a prompt with a zero byte', { prompt: 'a\0b' }, 422, 'validation_error', ['prompt']],
    ['a prompt that is half a character', { prompt: 'a\ud800b' }, 422, 'validation_error', ['prompt']],
    [
      'several wrong fields',
      { prompt: 7, image_size: '8K', aspect_ratio: '7:1', strictness: 'none', seed: 1 },
      422,
      'validation_error',
      ['aspect_ratio', 'image_size', 'prompt', 'seed', 'strictness'],
    ],
    [
      'a reference that is no https address',
      { ...lighthouse, reference_images: [{ url: 'http://x.example/a.png' }] },
      422,
      'validation_error',
      ['reference_images.0.url'],
    ],
    ['an unknown model', { ...lighthouse, model: 'flux' }, 422, 'validation_error', ['model']],
  ])('%s', async (_, body, status, code, fields) => {
    const as = await customer();
    const answer = await post<Problem>(as, body);
    expect([answer.status, answer.body.error]).toEqual([status, code]);
    expect(answer.body.request_id).toBe(answer.headers.get('X-Request-Id'));
    const named = (answer.body.details as { fields?: { field: string }[] } | null)?.fields;
    if (fields !== null) expect((named ?? []).map(({ field }) => field).sort()).toEqual(fields);
  });

  test.each([
    ['no address', [{}], 'reference_images.0.url', 'is missing'],
    ['no https', [{ url: 'x' }], 'reference_images.0.url', 'must be an https URL'],
    [
      'too long',
      [{ url: `https://x.example/${'a'.repeat(2000)}` }],
      'reference_images.0.url',
      'must be at most 2000 characters',
    ],
    ['six', Array(6).fill({ url: 'https://x.example/a' }), 'reference_images', 'must have at most 5 entries'],
  ])('references are told once what is wrong with them: %s', async (_, references, field, message) => {
    const answer = await post<Problem>(await customer(), { ...lighthouse, reference_images: references });
    expect(answer.body.details).toEqual({ fields: [{ field, message }] });
  });

  test('a body that is too large', async () => {
    const answer = await post<Problem>(await customer(), { prompt: 'x'.repeat(1_100_000) });
    expect([answer.status, answer.body.error]).toEqual([413, 'payload_too_large']);
  });

  test('nobody, and a wrong key, before the body is looked at', async () => {
    const nobody = await app.call<Problem>(POST, { body: '{' });
    expect([nobody.status, nobody.body.error]).toEqual([401, 'auth_invalid']);
    const as = await customer();
    const other = { ...as, apiKey: { ...as.apiKey, secret: `dpct_${'x'.repeat(43)}` } };
    expect((await post<Problem>(other, '{')).status).toBe(401);
  });

  test('who may not order: suspended, or not verified, after the body and before the credit', async () => {
    const suspended = await customer({ status: 'suspended' });
    expect((await post<Problem>(suspended, {})).body.error).toBe('validation_error');
    expect((await post<Problem>(suspended, { ...lighthouse, model: 'none' })).status).toBe(422);
    expect((await post<Problem>(suspended, lighthouse)).body.error).toBe('account_suspended');
    const unverified = await customer({ emailVerified: false });
    const answer = await post<Problem>(unverified, lighthouse);
    expect([answer.status, answer.body.error]).toEqual([403, 'auth_email_not_verified']);
  });

  test('too little credit, with everything the caller needs to know', async () => {
    const as = await customer({});
    await as.books.grant(now(), '0.49');
    const answer = await post<Problem>(as, { ...lighthouse, model: 'sketch', image_size: '4K' });
    expect([answer.status, answer.body.error]).toEqual([402, 'credit_tier_restricted']);
    expect(creditProblem.parse(answer.body).details).toEqual({
      required_eur: '0.500000',
      available_eur: '0.490000',
      missing_eur: '0.010000',
      held_eur: '0.000000',
      owed_eur: '0.000000',
      allowed: { tiers: ['budget'], max_image_size: '2K' },
      top_up_url: 'http://app.test/top-up',
    });
  });
});

describe.each([50, 200])('example 7 over HTTP: %i requests at once against 1.000000', (count) => {
  test('exactly as many are accepted as the credit holds', async () => {
    const as = await customer({});
    await as.books.grant(now(), '1');
    const body = { ...lighthouse, model: 'sketch', image_size: '2K' };
    const headers = { Prefer: 'respond-async' };
    const answers = await Promise.all(
      Array.from({ length: count }, () => post<Problem>(as, body, { headers })),
    );
    const accepted = answers.filter((answer) => answer.status === 202);
    const refused = answers.filter((answer) => answer.status === 402);
    expect(accepted).toHaveLength(50); // of 0.020000 each
    expect(refused).toHaveLength(count - 50);
    for (const { body } of refused) {
      expect(body).toMatchObject({ error: 'credit_insufficient', details: { available_eur: '0.000000' } });
    }
    expect(await available(as)).toBe('0.000000');
  });
});

describe('the same Idempotency-Key', () => {
  const keyed = (key: string, more: Record<string, string> = {}) => ({
    headers: { 'Idempotency-Key': key, ...more },
  });

  test('fifty at once are one picture and one charge, and all get the same answer', async () => {
    await app.startWorking();
    const as = await customer();
    app.maker.delayMs = 100;
    const body = { prompt: 'one of fifty' };
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(as, body, keyed('k'))));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(app.maker.calls.filter((call) => call.prompt === body.prompt)).toHaveLength(1);
    expect(await available(as)).toBe('9.990000');
    const later = await post(as, body, keyed('k'));
    expect(later.body).toEqual(answers[0]!.body);
  });

  test('with another body is another request: refused', async () => {
    const as = await customer();
    await post(as, lighthouse, keyed('k', { Prefer: 'respond-async' }));
    const answer = await post<Problem>(as, { prompt: 'a harbour' }, keyed('k'));
    expect([answer.status, answer.body.error]).toEqual([422, 'idempotency_mismatch']);
  });

  test('neither the order of fields nor a field that is null makes another body', async () => {
    const as = await customer();
    const async = { Prefer: 'respond-async' };
    const first = await post<JobAccepted>(as, { prompt: 'x', image_size: '1K' }, keyed('k', async));
    const second = await post<JobAccepted>(as, { image_size: '1K', prompt: 'x' }, keyed('k', async));
    expect([second.status, second.body]).toEqual([202, first.body]);
    const third = await post<JobAccepted>(
      as,
      { prompt: 'x', image_size: '1K', model: null },
      keyed('k', async),
    );
    expect([third.status, third.body]).toEqual([202, first.body]);
  });

  test('while the work takes longer than the wait: told that it is in progress, and which job it is', async () => {
    const as = await customer();
    const first = await post<JobAccepted>(as, lighthouse, keyed('k', { Prefer: 'respond-async' }));
    const desk = generationDesk();
    const { waitMs } = desk;
    desk.waitMs = 50;
    const answer = await post<Problem>(as, lighthouse, keyed('k')).finally(() => {
      desk.waitMs = waitMs;
    });
    expect([answer.status, answer.body.error]).toEqual([409, 'idempotency_in_progress']);
    expect(answer.body.details).toEqual({ job_id: first.body.job_id });
    expect(answer.headers.get('X-Depicta-Job-Id')).toBe(first.body.job_id);
  });

  test('a 402 is not kept: after a top-up the same request is accepted', async () => {
    const as = await customer({});
    expect((await post<Problem>(as, lighthouse, keyed('k'))).status).toBe(402);
    await as.books.topUp(now(), '5');
    expect((await post(as, lighthouse, keyed('k', { Prefer: 'respond-async' }))).status).toBe(202);
  });

  test('that is no key is named', async () => {
    const answer = await post<Problem>(await customer(), lighthouse, keyed('two words'));
    expect(answer.body.details).toMatchObject({ fields: [{ field: 'Idempotency-Key' }] });
  });
});
