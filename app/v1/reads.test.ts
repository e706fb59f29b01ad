import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeSessionToken, sessionCookie } from '#lib/auth/session-token.ts';
import { startSession } from '#lib/auth/sessions.ts';
import { type Balance, balance } from '#lib/contracts/balance.ts';
import { health } from '#lib/contracts/health.ts';
import type { JobAccepted } from '#lib/contracts/image.ts';
import { type JobsPage, jobsPage } from '#lib/contracts/job.ts';
import { type Models, models, type Pricing, pricing } from '#lib/contracts/pricing.ts';
import type { FieldErrors, Problem } from '#lib/contracts/problem.ts';
import { type Profile, profile } from '#lib/contracts/profile.ts';
import { type ProofPage, proofPage, type SealedStatement, sealedStatement } from '#lib/contracts/proof.ts';
import { type StatementPage, statementPage } from '#lib/contracts/statement.ts';
import { now } from '#lib/core/clock.ts';
import { uuidv7 } from '#lib/core/ids.ts';
import { localFileStore } from '#lib/files/file-store.ts';
import { createFinishing } from '#lib/generation/finish.ts';
import { runJob } from '#lib/generation/run.ts';
import { signYesterday } from '#lib/ledger/heads.ts';
import { proofKeys } from '#lib/ledger/proof-keys.ts';
import { fromWire, toWire } from '#lib/money/credits.ts';
import { giveCredit } from '#lib/staff/grants.ts';
import { APP_URL, ApiApp, AUTH_SECRET } from '#lib/testing/api-app.ts';
import { eur } from '#lib/testing/books.ts';
import { Rejected } from '#lib/testing/canvas.ts';
import { sumUpDays } from '#lib/testing/job-days.ts';
import { operator } from '#lib/testing/operator.ts';
import { type PayingCustomer, payingCustomer } from '#lib/testing/paying-customer.ts';
import { TEST_SIGNING_KEY } from '#lib/testing/signing-key.ts';
import { GET as getHealth } from '../health/route.ts';
import { GET as getNothing, OPTIONS as optionsOfNothing } from './[[...path]]/route.ts';
import { POST as dismiss } from './account/notifications/dismiss/route.ts';
import { GET as getProfile } from './account/profile/route.ts';
import { GET as getBalance } from './balance/route.ts';
import { POST as generate } from './generate/image/route.ts';
import { GET as getJob } from './jobs/[id]/route.ts';
import { GET as getJobs } from './jobs/route.ts';
import { GET as getModels } from './models/route.ts';
import { GET as getPricing } from './pricing/route.ts';
import { GET as getProof } from './proof/route.ts';
import { GET as getStatement } from './statement/route.ts';

let app: ApiApp;
beforeAll(async () => {
  app = await ApiApp.open({ TRIAL_CREDIT_EUR: '0.75' });
});
afterAll(() => app.close());

const customer = (options: Partial<Parameters<typeof payingCustomer>[1]> = { credit: '10' }) =>
  payingCustomer(app.db.pool, { at: now(), ...options });

/** Gives credit as the operator does. */
const give = ({ customerId }: PayingCustomer, euros: string, reason = 'A gift') =>
  giveCredit(app.db.prisma, {
    ...{
      customerId,
      amountMicros: eur(euros),
      reason,
      internalNote: 'secret',
      author: 'operator',
      at: now(),
    },
  });

/** Asks for a picture and makes it, or not. */
async function ask(as: PayingCustomer, prompt: string, outcome: 'made' | 'refused' | 'pending' = 'made') {
  const { body } = await app.call<JobAccepted>(generate, {
    as,
    body: { prompt },
    headers: { Prefer: 'respond-async' },
  });
  if (outcome === 'pending') return body.job_id;
  app.maker.fails = outcome === 'refused' ? () => new Rejected('no') : undefined;
  const { db } = app;
  const workshop = { db, files: localFileStore(app.folder), finishing: createFinishing(db) };
  await runJob(
    {
      ...workshop,
      providers: { studio: app.maker },
      operator: operator(workshop.files),
      timeoutMs: 5_000,
      heartbeatMs: 60_000,
    },
    body.job_id,
    new AbortController().signal,
  );
  return body.job_id;
}

describe('GET /v1/pricing', () => {
  test('is for everybody: models, twenty operations and the rules in force', async () => {
    const { status, body } = await app.call<Pricing>(getPricing);
    expect(status).toBe(200);
    expect(pricing.parse(body)).toEqual(body);
    expect(body.models.map(({ tier }) => tier)).toEqual(['budget', 'standard', 'premium']);
    expect(body.operations).toHaveLength(20);
    for (const { sizes } of body.models) {
      expect(sizes.map((size) => size.image_size)).toEqual(['1K', '2K', '4K']);
      for (const { price_eur, hold_eur } of sizes) {
        expect(fromWire(price_eur)).toBeGreaterThan(0n);
        expect(fromWire(hold_eur)).toBeGreaterThanOrEqual(fromWire(price_eur));
      }
    }
    expect(body.rules).toMatchObject({
      trial_credit_eur: '0.750000',
      minimum_top_up_eur: '5.000000',
      max_in_flight: 10,
      tiers: [
        { from_eur: '0.500000', below_eur: null, tiers: ['budget', 'standard', 'premium'] },
        { from_eur: '0.010000', below_eur: '0.500000', tiers: ['budget'], max_image_size: '2K' },
        { from_eur: '0.000000', below_eur: '0.010000', tiers: [], max_image_size: null },
      ],
    });
  });
});

describe('GET /v1/models', () => {
  test('says of each model and size what the balance allows, and why not', async () => {
    const as = await customer({});
    await give(as, '0.49');
    const { body } = await app.call<Models>(getModels, { as });
    expect(models.parse(body)).toEqual(body);
    const [sketch, scene] = body.models;
    expect(sketch).toMatchObject({ allowed: true, available: true, reason: null });
    expect(sketch!.sizes.map((size) => size.allowed)).toEqual([true, true, false]);
    expect(sketch!.sizes[2]!.reason!.error).toBe('credit_tier_restricted');
    expect(scene).toMatchObject({
      allowed: false,
      available: true,
      reason: { error: 'credit_tier_restricted' },
    });
  });

  test('without credit nothing is allowed and everything is available', async () => {
    const { body } = await app.call<Models>(getModels, { as: await customer({}) });
    for (const model of body.models) {
      expect(model).toMatchObject({
        allowed: false,
        available: true,
        reason: { error: 'credit_insufficient' },
      });
    }
  });
});

describe('GET /v1/jobs', () => {
  test('pages through everything once, newest first, and stops', async () => {
    const as = await customer();
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) ids.push(await ask(as, `picture ${i}`, 'pending'));
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const path: string = `/v1/jobs?limit=2${cursor && `&cursor=${cursor}`}`;
      const { body } = await app.call<JobsPage>(getJobs, { as, path });
      expect(jobsPage.parse(body)).toEqual(body);
      seen.push(...body.data.map((job) => job.id));
      cursor = body.next_cursor;
    }
    expect(seen).toEqual(ids.toReversed());
  });

  test('filters by status, model, key and time', async () => {
    const as = await customer();
    const made = await ask(as, 'made');
    const refused = await ask(as, 'refused', 'refused');
    const pending = await ask(as, 'pending', 'pending');
    const list = async (query: string) => {
      const { body } = await app.call<JobsPage>(getJobs, { as, path: `/v1/jobs?${query}` });
      return body.data.map((job) => job.id);
    };
    expect(await list('status=completed')).toEqual([made]);
    expect(await list('status=failed&kind=generation')).toEqual([refused]);
    expect(await list('status=pending&model=sketch')).toEqual([pending]);
    expect(await list('model=atelier')).toEqual([]);
    expect(await list(`api_key=${as.apiKey.id}`)).toHaveLength(3);
    expect(await list(`api_key=${uuidv7()}`)).toEqual([]);
    expect(await list(`to=${new Date(now().getTime() - 60_000).toISOString()}`)).toEqual([]);
    expect(await list(`from=${now().toISOString().slice(0, 10)}`)).toHaveLength(3);
  });

  test.each([
    'limit=0',
    'limit=101',
    'status=done',
    'cursor=nonsense',
    'from=yesterday',
    'order=asc',
    'limit=1&limit=2',
    'model=%00',
    'from=0000-01-01',
    'from=0001-01-01T00:00:00%2B23:59',
    'to=9999-12-31T23:59:59-23:59',
  ])('names what is wrong with ?%s', async (query) => {
    const { status, body } = await app.call<Problem>(getJobs, {
      as: await customer(),
      path: `/v1/jobs?${query}`,
    });
    expect([status, body.error]).toEqual([422, 'validation_error']);
    expect(body.details).toMatchObject({ fields: [{ field: query.split('=')[0] }] });
  });

  test("somebody else's job, and one that never was, are not there", async () => {
    const [mine, theirs] = await Promise.all([customer(), customer()]);
    const id = await ask(theirs, 'secret', 'pending');
    for (const wrong of [id, uuidv7(), 'x']) {
      const { status, body } = await app.call<Problem>(getJob, { as: mine, params: { id: wrong } });
      expect([status, body.error]).toEqual([404, 'not_found']);
    }
  });

  test('a failed generation stands at 0.000000 with the hold that was released', async () => {
    const as = await customer();
    await ask(as, 'refused', 'refused');
    const { body } = await app.call<JobsPage>(getJobs, { as, path: '/v1/jobs' });
    expect(body.data).toMatchObject([
      { status: 'failed', cost_eur: '0.000000', hold_eur: '0.012000', error: { error: 'content_rejected' } },
    ]);
  });
});

describe('GET /v1/balance', () => {
  test('has what is available, held and valid, with lots that add up', async () => {
    const as = await customer();
    await give(as, '0.3');
    await ask(as, 'made');
    await ask(as, 'pending', 'pending');
    const { body } = await app.call<Balance>(getBalance, { as });
    expect(balance.parse(body)).toEqual(body);
    expect(body).toMatchObject({
      balance_eur: '10.278000',
      held_eur: '0.012000',
      owed_eur: '0.000000',
      tier: 'full',
    });
    const [granted, paid] = body.lots;
    expect(granted).toMatchObject({ source: 'grant', spent_eur: '0.010000', refundable_until: null });
    expect(paid).toMatchObject({ source: 'top_up', remaining_eur: '10.000000' });
    const kept = body.lots.map((lot) => fromWire(lot.remaining_eur)).reduce((a, b) => (a + b) as never);
    expect(kept).toBe((fromWire(body.balance_eur) + fromWire(body.held_eur)) as never);
    expect(body.valid_through! < body.expires_at!).toBe(true);
  });

  test.each(['0000-01-01', '9999-12-31T23:59:59-23:59', '1969-12-31T23:59:59Z'])(
    'as of %s is refused by name',
    async (asOf) => {
      const path = `/v1/balance?as_of=${asOf}`;
      const { status, body } = await app.call<Problem>(getBalance, { as: await customer(), path });
      expect([status, body.error]).toEqual([422, 'validation_error']);
      expect(body.details).toMatchObject({ fields: [{ field: 'as_of' }] });
    },
  );

  test.each([
    ['2026-11-22', '2026-11-22T00:00:00.000Z'],
    ['2026-11-22T12:34Z', '2026-11-22T12:34:00.000Z'],
    ['2026-11-22T00:10%2B01:00', '2026-11-21T23:10:00.000Z'],
    ['2026-11-22T12:34:56-05:30', '2026-11-22T18:04:56.000Z'],
    ['2026-11-22T12:34:56.789Z', '2026-11-22T12:34:56.789Z'],
  ])('as of %s is as of %s', async (asOf, instant) => {
    const { body } = await app.call<Balance>(getBalance, {
      as: await customer(),
      path: `/v1/balance?as_of=${asOf}`,
    });
    expect(body.as_of).toBe(instant);
  });

  test.each([
    '2026-11-22T12:34',
    '2026-11-22T12:34:56',
    '2026-02-30T12:00Z',
    '2026-11-22T24:00Z',
    '22.11.2026',
  ])('as of %s is refused with the forms that are taken', async (asOf) => {
    const path = `/v1/balance?as_of=${asOf}`;
    const { status, body } = await app.call<Problem>(getBalance, { as: await customer(), path });
    expect(status).toBe(422);
    expect(body.message).toContain(
      'as_of: must be a day, or a time with its offset from UTC, such as 2026-11-22, 2026-11-22T12:00Z or 2026-11-22T12:00:00+01:00',
    );
  });

  test('as of any instant: before the first credit, in between, and when it will have expired', async () => {
    const at = new Date('2026-03-01T12:00:00Z');
    const as = await customer({ at, credit: '10' });
    await as.books.spend(new Date('2026-04-01T12:00:00Z'), '4');
    await as.books.spend(new Date('2026-05-01T12:00:00Z'), '5.7');
    const on = async (day: string) => {
      const { body } = await app.call<Balance>(getBalance, { as, path: `/v1/balance?as_of=${day}` });
      return `${body.balance_eur} ${body.tier}`;
    };
    expect(await on('2026-02-01')).toBe('0.000000 none');
    expect(await on('2026-03-02')).toBe('10.000000 full');
    expect(await on('2026-04-02T00:00:00Z')).toBe('6.000000 full');
    expect(await on('2026-05-02')).toBe('0.300000 budget');
    expect(await on('2027-03-01T23:59:59Z')).toBe('0.300000 budget');
    expect(await on('2027-03-02')).toBe('0.000000 none');
    // The hold of this made-up spending belongs to no job.
    await app.given.ownerPool.query(
      `INSERT INTO job (id, customer_id, kind, subject, request, status, hold_micros, cost_micros, price_version,
         rate_micros, created_at, completed_at, result, files_deleted_at)
       SELECT id, customer_id, 'generation', 'studio-sketch', '{}', 'completed', amount, charged, 'test', 10000, opened_at,
         ended_at, '{}', ended_at FROM ledger_hold WHERE customer_id = $1`,
      [as.customerId],
    );
    await sumUpDays(app.given.ownerPool, as.customerId);
  });
});

describe('GET /v1/proof', () => {
  test('publishes the signed heads, newest first, with the keys to check them', async () => {
    const as = await customer();
    const keys = proofKeys(TEST_SIGNING_KEY);
    const day = (n: number) => new Date(now().getTime() + n * 86_400_000);
    for (const n of [-2, -1, 0]) await signYesterday(app.db.pool, keys, day(n));
    const { body } = await app.call<ProofPage>(getProof, { as, path: '/v1/proof?limit=2' });
    expect(proofPage.safeParse(body).error).toBeUndefined();
    expect(body.data).toHaveLength(2);
    expect(body.data[0]!.previous).toBe(body.data[1]!.head);
    expect(body.public_keys).toEqual([{ key_id: keys.keyId, public_key: keys.publicKey }]);
    const rest = await app.call<ProofPage>(getProof, { as, path: `/v1/proof?cursor=${body.next_cursor}` });
    expect(rest.body.data.map((head) => head.date)).toEqual([day(-3).toISOString().slice(0, 10)]);
  });

  test.each(['2026-13-45', '2026-02-30', '0000-01-01', '+010000-01-01', '2026-2-3', 'x'])(
    'a cursor of the day %s is none of this list',
    async (day) => {
      const cursor = Buffer.from(day).toString('base64url');
      const { status, body } = await app.call<Problem>(getProof, {
        ...{ as: await customer(), path: `/v1/proof?cursor=${cursor}` },
      });
      expect([status, body.error, body.details]).toMatchObject([
        422,
        'validation_error',
        { fields: [{ field: 'cursor' }] },
      ]);
    },
  );

  test('a statement with its proof is of the caller alone', async () => {
    const as = await customer();
    const { body } = await app.call<SealedStatement>(getStatement, { as, path: '/v1/statement?format=json' });
    expect(sealedStatement.safeParse(body).error).toBeUndefined();
    expect(body.customer).toBe(as.customerId);
  });
});

describe('GET /v1/account/profile', () => {
  test('tells who it is, what there is, and of credit that was given until that is dismissed', async () => {
    const as = await customer();
    await give(as, '2', 'Sorry for the outage');
    const { body } = await app.call<Profile>(getProfile, { as });
    expect(profile.parse(body)).toEqual(body);
    expect(body.user).toMatchObject({
      id: as.userId,
      email_verified: true,
      balance_eur: '12.000000',
      held_eur: '0.000000',
      free_trial_pending_eur: '0.000000',
      pending_credit_notice: { kind: 'grant', amount_eur: '2.000000', reason: 'Sorry for the outage' },
    });
    expect(JSON.stringify(body)).not.toContain('secret');
    const dismissed = await app.call<Profile>(dismiss, { as, method: 'POST' });
    expect(dismissed.body.user.pending_credit_notice).toBeNull();
    expect((await app.call<Profile>(getProfile, { as })).body.user.pending_credit_notice).toBeNull();
  });

  test('shows the trial that verifying the address would bring', async () => {
    const { body } = await app.call<Profile>(getProfile, { as: await customer({ emailVerified: false }) });
    expect(body.user).toMatchObject({ email_verified: false, free_trial_pending_eur: '0.750000' });
  });
});

describe('GET /v1/statement', () => {
  async function told(as: PayingCustomer, query = '') {
    const { body } = await app.call<StatementPage>(getStatement, { as, path: `/v1/statement?${query}` });
    expect(statementPage.parse(body)).toEqual(body);
    return body;
  }

  test('lists every posting and hold with its cause, and runs through without a gap', async () => {
    const as = await customer();
    const made = await ask(as, 'a lighthouse');
    const refused = await ask(as, 'a forbidden thing', 'refused');
    const { data, next_cursor } = await told(as);
    expect(next_cursor).toBeNull();
    expect(data.map((row) => [row.kind, row.amount_eur, row.balance_after_eur])).toEqual([
      ['hold_released', '0.012000', '9.990000'],
      ['hold', '-0.012000', '9.978000'],
      ['charge', '-0.010000', '9.990000'],
      ['hold_settled', '0.012000', '10.000000'],
      ['hold', '-0.012000', '9.988000'],
      ['top_up', '10.000000', '10.000000'],
    ]);
    expect(data[0]).toMatchObject({
      cause: { type: 'generation', id: refused, label: 'a forbidden thing' },
      reason: 'content_rejected',
    });
    expect(data[2]).toMatchObject({
      cause: { id: made, label: 'a lighthouse' },
      lots: [{ amount_eur: '0.010000' }],
    });
    for (const [i, row] of data.entries()) {
      expect(row.balance_before_eur).toBe(data[i + 1]?.balance_after_eur ?? '0.000000');
      const after = fromWire(row.balance_before_eur) + fromWire(row.amount_eur);
      expect(row.balance_after_eur).toBe(toWire(after as never));
    }
  });

  test('pages, and keeps to a span of time', async () => {
    const as = await customer();
    await ask(as, 'one');
    await ask(as, 'two');
    const all = (await told(as)).data.map((row) => row.id);
    const first = await told(as, 'limit=3');
    const second = await told(as, `limit=100&cursor=${first.next_cursor}`);
    expect([...first.data, ...second.data].map((row) => row.id)).toEqual(all);
    const middle = (await told(as, 'limit=1')).data[0]!.recorded_at;
    const before = (await told(as, `to=${middle}`)).data.map((row) => row.id);
    const since = (await told(as, `from=${middle}`)).data.map((row) => row.id);
    expect([...since, ...before]).toEqual(all);
    expect(since.length).toBeGreaterThan(0);
    expect(before.length).toBeGreaterThan(0);
  });

  test('comes whole as CSV, and no prompt becomes a formula', async () => {
    const as = await customer();
    await ask(as, '=HYPERLINK("https://x.example","a, b")');
    const response = await app.call<string>(getStatement, { as, path: '/v1/statement?format=csv' });
    expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    const lines = response.body.split('\r\n');
    expect(lines[0]).toMatch(/^id,kind,effective_at/);
    expect(lines).toHaveLength(1 + 4 + 1);
    expect(lines[1]).toContain(`"'=HYPERLINK(""https://x.example"",""a, b"")"`);
    expect(lines[1]).toContain('-0.010000');
  });
});

describe('who asks', () => {
  test('the session cookie reads and does not write', async () => {
    const as = await customer();
    const sessionId = await startSession(app.db.prisma, { userId: as.userId, userAgent: 'test', at: now() });
    const token = await encodeSessionToken({ userId: as.userId, sessionId }, AUTH_SECRET);
    const headers = { Cookie: `${sessionCookie(APP_URL).name}=${token}` };
    const { body } = await app.call<Balance>(getBalance, { headers });
    expect(body.balance_eur).toBe('10.000000');
    const refused = await app.call<Problem>(generate, { headers, body: { prompt: 'x' } });
    expect([refused.status, refused.body.error]).toEqual([401, 'auth_invalid']);
    await app.db.prisma.session.update({ where: { id: sessionId }, data: { endedAt: now() } });
    expect((await app.call(getBalance, { headers })).status).toBe(401);
  });

  test('nobody: 401 in the flat form, with a challenge', async () => {
    for (const handler of [getBalance, getJobs, getJob, getModels, getProfile, getStatement]) {
      const { status, headers, body } = await app.call<Problem>(handler);
      expect(status).toBe(401);
      expect(headers.get('WWW-Authenticate')).toContain('Bearer');
      expect(Object.keys(body).sort()).toEqual(['details', 'error', 'message', 'request_id']);
    }
  });
});

test('an address that does not exist answers in the flat form too, whatever is asked of it', async () => {
  for (const [method, handler] of [
    ['GET', getNothing],
    ['OPTIONS', optionsOfNothing],
  ] as const) {
    const { status, body } = await app.call<Problem>(handler, { method, path: '/v1/nothing' });
    expect([status, body.error, body.request_id.startsWith('req_')]).toEqual([404, 'not_found', true]);
  }
});

test('what is wrong is told in plain words, and what would be passed over is refused', async () => {
  const as = await payingCustomer(app.db.pool, { at: now(), credit: '1' });
  const wrong = async (path: string) =>
    ((await app.call<Problem>(getStatement, { as, path })).body.details as FieldErrors).fields;
  expect(await wrong('/v1/statement?format=xml')).toEqual([
    { field: 'format', message: 'must be one of json, csv' },
  ]);
  expect(await wrong('/v1/statement?format=json&from=2026-11-01')).toEqual([
    { field: 'format', message: 'json is the whole: leave out from, to, kind, cursor' },
  ]);
  expect(await wrong('/v1/statement?format=csv&cursor=x')).toEqual([
    { field: 'format', message: 'csv is the whole: leave out cursor' },
  ]);
  const key = await app.call<Problem>(getJobs, { as, path: '/v1/jobs?api_key=laptop' });
  expect(key.body.message).toContain('api_key: must be an id, such as');
});

test('GET /health is well while the database and the queue are there', async () => {
  const { status, body } = await app.call(getHealth);
  expect(status).toBe(200);
  expect(health.parse(body)).toEqual({
    status: 'ok',
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    checks: { database: 'ok', queue: 'ok' },
  });
  await app.given.ownerPool.query('ALTER TABLE graphile_worker._private_jobs RENAME TO gone');
  const ill = await app.call(getHealth);
  expect([ill.status, ill.body]).toMatchObject([503, { checks: { database: 'ok', queue: 'failed' } }]);
  await app.given.ownerPool.query('ALTER TABLE graphile_worker.gone RENAME TO _private_jobs');
});
