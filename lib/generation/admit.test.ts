import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CreditDetails } from '#lib/contracts/problem.ts';
import { now } from '#lib/core/clock.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { violationsOf } from '#lib/db/invariant.ts';
import { balanceAt } from '#lib/ledger/balance.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { toWire } from '#lib/money/credits.ts';
import { quote } from '#lib/pricing/quote.ts';
import { eur } from '#lib/testing/books.ts';
import { type PayingCustomer, payingCustomer } from '#lib/testing/paying-customer.ts';
import { type TestDatabase, testDatabase } from '#lib/testing/postgres.ts';
import { type Admission, type AdmissionRequest, createAdmission } from './admit.ts';
import { createFinishing } from './finish.ts';
import { generationInvariants } from './invariants.ts';

let given: TestDatabase;
let db: Database;
let admission: Admission;
const options = { maxInFlight: 10, topUpUrl: 'https://app.example/top-up' };

beforeAll(async () => {
  given = await testDatabase();
  db = connect(given.appUrl);
  admission = createAdmission(db, options);
});
afterAll(async () => {
  expect(await violationsOf(given.ownerPool, generationInvariants, now())).toEqual([]);
  await db.close();
});

const sketch = quote({ model: 'sketch', imageSize: '1K', aspectRatio: '1:1', needs: ['generate'] });

function ask(customer: PayingCustomer, change: Partial<AdmissionRequest> = {}): AdmissionRequest {
  return {
    customerId: customer.customerId,
    apiKey: customer.apiKey,
    order: { prompt: 'a lighthouse', imageSize: '1K', aspectRatio: '1:1', strictness: 'normal' },
    quote: sketch,
    idempotencyKey: undefined,
    ...change,
  } as AdmissionRequest;
}

/** A price of our own choosing, at the floor of a model's tier. */
const priced = (hold: string, floor = '0.01') => ({
  ...sketch,
  holdMicros: eur(hold),
  floorMicros: eur(floor),
});
const key = (name: string, body = 'a') => ({ key: name, bodyHash: Buffer.from(body.padEnd(32)) });
const available = async (customer: PayingCustomer) =>
  toWire((await balanceAt(onPool(db.pool), customer.customerId, now()))!.availableMicros);
const jobsOf = async (customer: PayingCustomer) =>
  (await db.pool.query('SELECT * FROM job WHERE customer_id = $1', [customer.customerId])).rows;
const queued = async (customer: PayingCustomer) =>
  (
    await given.ownerPool.query<{ priority: number }>(
      `SELECT q.priority FROM graphile_worker._private_jobs q JOIN job j ON j.id = (q.payload ->> 'jobId')::uuid
       WHERE j.customer_id = $1 ORDER BY q.priority`,
      [customer.customerId],
    )
  ).rows.map((row) => row.priority);

async function refusal(request: AdmissionRequest, by = admission): Promise<DepictaError> {
  const outcome = await by.admit(request).catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(DepictaError);
  return outcome as DepictaError;
}
const details = (error: DepictaError) => error.details as CreditDetails;

test('an accepted request has its hold, its job and its place in the queue', async () => {
  const customer = await payingCustomer(db.pool, { at: now(), credit: '10' });
  const admitted = await admission.admit(ask(customer, { quote: priced('0.06') }));
  expect(admitted).toMatchObject({ isRepeat: false, holdMicros: eur('0.06'), availableMicros: eur('9.94') });
  expect(await jobsOf(customer)).toMatchObject([
    {
      id: admitted.jobId,
      status: 'pending',
      subject: 'studio-sketch',
      hold_micros: 60_000n,
      balance_micros: 9_940_000n,
    },
  ]);
  expect(await queued(customer)).toEqual([1]);
});

describe.each([50, 200])('example 7: %i at once against 1.000000', (count) => {
  test.each([
    ['0.1', 10],
    ['0.2', 5],
  ])('of %s each: exactly %i are accepted', async (price, accepted) => {
    const customer = await payingCustomer(db.pool, { at: now(), credit: '1' });
    const patient = createAdmission(db, { ...options, maxInFlight: 1000 });
    const request = ask(customer, { quote: priced(price) });
    const outcomes = await Promise.allSettled(Array.from({ length: count }, () => patient.admit(request)));
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(count - accepted);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'credit_insufficient' });
    expect(await available(customer)).toBe('0.000000');
    expect(await jobsOf(customer)).toHaveLength(accepted);
    expect(await queued(customer)).toHaveLength(accepted);
  });
});

describe('refusals', () => {
  test('example 3: below 0.50 a budget model at 2K is accepted, at 4K or another model is not', async () => {
    const customer = await payingCustomer(db.pool, { at: now() });
    await customer.books.grant(now(), '0.49');
    const at2K = quote({ model: 'sketch', imageSize: '2K', aspectRatio: '1:1', needs: ['generate'] });
    expect(at2K.holdMicros).toBe(eur('0.02'));
    await expect(admission.admit(ask(customer, { quote: at2K }))).resolves.toMatchObject({ isRepeat: false });
    for (const choice of [
      { model: 'sketch', imageSize: '4K' },
      { model: 'scene', imageSize: '1K' },
    ] as const) {
      const other = quote({ ...choice, aspectRatio: '1:1', needs: ['generate'] });
      const error = await refusal(ask(customer, { quote: other }));
      expect(error.code).toBe('credit_tier_restricted');
      expect(details(error)).toEqual({
        required_eur: '0.500000',
        available_eur: '0.470000',
        missing_eur: '0.030000',
        held_eur: '0.020000',
        owed_eur: '0.000000',
        allowed: { tiers: ['budget'], max_image_size: '2K' },
        top_up_url: options.topUpUrl,
      });
    }
  });

  test('example 4: 0.015 available for 0.020 lacks 0.005', async () => {
    const customer = await payingCustomer(db.pool, { at: now() });
    await customer.books.grant(now(), '0.015');
    const error = await refusal(ask(customer, { quote: priced('0.02') }));
    expect(error.code).toBe('credit_insufficient');
    expect(details(error)).toMatchObject({ required_eur: '0.020000', missing_eur: '0.005000' });
    expect(details(error).allowed).toEqual({ tiers: ['budget'], max_image_size: '2K' });
  });

  test('below 0.01 nothing is allowed, whatever the model', async () => {
    const customer = await payingCustomer(db.pool, { at: now() });
    await customer.books.grant(now(), '0.009999');
    const error = await refusal(ask(customer, { quote: priced('0.3', '0.5') }));
    expect(error.code).toBe('credit_insufficient');
    expect(details(error)).toMatchObject({ allowed: null, missing_eur: '0.290001' });
  });

  test('an operation of less than the floor says that the floor is what is missing', async () => {
    const customer = await payingCustomer(db.pool, { at: now() });
    await customer.books.grant(now(), '0.009');
    const error = await refusal(ask(customer, { quote: priced('0.001') }));
    expect(error.message).toContain(
      'Any order needs a balance of EUR 0.010000 and EUR 0.009000 is available',
    );
    expect(details(error)).toMatchObject({ required_eur: '0.010000', missing_eur: '0.001000' });
  });

  test('whoever owes orders nothing, whatever is available, and is told the debt with what is missing', async () => {
    const customer = await payingCustomer(db.pool, { at: now() });
    const { lotId } = await customer.books.topUp(now(), '5');
    const { jobId } = await admission.admit(ask(customer, { quote: priced('4') }));
    const { customerId } = customer;
    const picture = { width: 1, height: 1, format: 'png', sizeBytes: 1, sha256: '' } as const;
    const cost = { holdMicros: eur('4'), costMicros: eur('4') };
    await createFinishing(db).finish({ jobId, customerId, picture, ...cost });
    await customer.books.clawBack(now(), lotId, '5');
    await customer.books.grant(now(), '2');
    const error = await refusal(ask(customer, { quote: priced('0.02') }));
    expect(error.code).toBe('credit_insufficient');
    expect(error.message).toContain('EUR 4.000000 is owed');
    expect(details(error)).toMatchObject({
      ...{ required_eur: '0.020000', available_eur: '2.000000', owed_eur: '4.000000' },
      ...{ missing_eur: '4.000000', allowed: null },
    });
  });

  test('the eleventh in flight waits, and is told when to come back', async () => {
    const customer = await payingCustomer(db.pool, { at: now(), credit: '10' });
    for (let i = 0; i < 10; i += 1) await admission.admit(ask(customer));
    const error = await refusal(ask(customer));
    expect(error).toMatchObject({ code: 'rate_limited', retryAfterSeconds: expect.any(Number) });
    expect(await queued(customer)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test("the first of another customer stands before one customer's second", async () => {
    const [greedy, modest] = await Promise.all(
      [1, 2].map(() => payingCustomer(db.pool, { at: now(), credit: '10' })),
    );
    await Promise.all(Array.from({ length: 5 }, () => admission.admit(ask(greedy!))));
    await admission.admit(ask(modest!));
    expect(await queued(greedy!)).toEqual([1, 2, 3, 4, 5]);
    expect(await queued(modest!)).toEqual([1]);
  });

  test("a key's monthly cap counts what is held, and leaves the others' credit alone", async () => {
    const customer = await payingCustomer(db.pool, { at: now(), credit: '10', monthlyCap: '0.1' });
    const request = ask(customer, { quote: priced('0.06') });
    await admission.admit(request);
    const error = await refusal(request);
    expect(error.code).toBe('key_budget_exceeded');
    expect(details(error)).toMatchObject({
      required_eur: '0.060000',
      available_eur: '9.940000',
      missing_eur: '0.020000',
      api_key: { name: 'test', last4: customer.apiKey.last4, cap_eur: '0.100000', used_eur: '0.060000' },
    });
    expect(details(error).api_key!.resets_at).toMatch(/-01T00:00:00\.000Z$/);
    await expect(admission.admit({ ...request, apiKey: null })).resolves.toMatchObject({ isRepeat: false });
  });

  test('what is checked first is told first: credit, then the cap, then what is in flight', async () => {
    const customer = await payingCustomer(db.pool, { at: now(), credit: '1', monthlyCap: '0.5' });
    const one = createAdmission(db, { ...options, maxInFlight: 1 });
    await one.admit(ask(customer, { quote: priced('0.4') }));
    const codes: string[] = [];
    for (const hold of ['0.7', '0.2', '0.05']) {
      codes.push((await refusal(ask(customer, { quote: priced(hold) }), one)).code);
    }
    expect(codes).toEqual(['credit_insufficient', 'key_budget_exceeded', 'rate_limited']);
  });

  test('a refusal writes nothing', async () => {
    const customer = await payingCustomer(db.pool, { at: now() });
    const before = (await balanceAt(onPool(db.pool), customer.customerId, now()))!;
    await refusal(ask(customer, { idempotencyKey: key('kept?') }));
    expect(await jobsOf(customer)).toEqual([]);
    expect((await balanceAt(onPool(db.pool), customer.customerId, now()))!.version).toBe(before.version);
  });
});

describe('idempotency', () => {
  test('fifty at once with one key are one job, also from two processes', async () => {
    const customer = await payingCustomer(db.pool, { at: now(), credit: '10' });
    const request = ask(customer, { idempotencyKey: key('same') });
    const processes = [admission, createAdmission(db, options)];
    const admitted = await Promise.all(
      Array.from({ length: 50 }, (_, i) => processes[i % 2]!.admit(request)),
    );
    expect(new Set(admitted.map((one) => one.jobId)).size).toBe(1);
    expect(admitted.filter((one) => !one.isRepeat)).toHaveLength(1);
    expect(await available(customer)).toBe(toWire((eur('10') - sketch.holdMicros) as never));
  });

  test('the same key for something else is refused and changes nothing', async () => {
    const customer = await payingCustomer(db.pool, { at: now(), credit: '10' });
    await admission.admit(ask(customer, { idempotencyKey: key('one', 'a') }));
    const error = await refusal(ask(customer, { idempotencyKey: key('one', 'b') }));
    expect(error.code).toBe('idempotency_mismatch');
    expect(await jobsOf(customer)).toHaveLength(1);
  });

  test("a key is the customer's own: somebody else may use the same", async () => {
    const customers = await Promise.all(
      [1, 2].map(() => payingCustomer(db.pool, { at: now(), credit: '10' })),
    );
    for (const customer of customers) {
      const admitted = await admission.admit(ask(customer, { idempotencyKey: key('everybody') }));
      expect(admitted.isRepeat).toBe(false);
    }
  });

  test('a refused request does not keep its key: after a top-up it is accepted', async () => {
    const customer = await payingCustomer(db.pool, { at: now() });
    const request = ask(customer, { idempotencyKey: key('again') });
    expect((await refusal(request)).code).toBe('credit_insufficient');
    await customer.books.topUp(now(), '5');
    await expect(admission.admit(request)).resolves.toMatchObject({ isRepeat: false });
  });

  test('repeats and new requests go together in one batch', async () => {
    const customer = await payingCustomer(db.pool, { at: now(), credit: '10' });
    const first = await admission.admit(ask(customer, { idempotencyKey: key('k0') }));
    const outcomes = await Promise.allSettled([
      admission.admit(ask(customer)),
      admission.admit(ask(customer, { idempotencyKey: key('k0') })),
      admission.admit(ask(customer, { idempotencyKey: key('k0', 'other') })),
      admission.admit(ask(customer, { idempotencyKey: key('k1') })),
      admission.admit(ask(customer, { quote: priced('100') })),
    ]);
    expect(outcomes).toMatchObject([
      { value: { isRepeat: false } },
      { value: { isRepeat: true, jobId: first.jobId } },
      { reason: { code: 'idempotency_mismatch' } },
      { value: { isRepeat: false } },
      { reason: { code: 'credit_insufficient' } },
    ]);
  });

  test('after 24 hours a key is free again', async () => {
    const customer = await payingCustomer(db.pool, { at: now(), credit: '10' });
    const request = ask(customer, { idempotencyKey: key('old') });
    const first = await admission.admit(request);
    const age = (interval: string) =>
      db.pool.query(`UPDATE job SET created_at = created_at - interval '${interval}' WHERE id = $1`, [
        first.jobId,
      ]);
    await age('23 hours 59 minutes');
    expect(await admission.admit(request)).toEqual({ isRepeat: true, jobId: first.jobId });
    await age('1 minute');
    const second = await admission.admit(request);
    expect(second).toMatchObject({ isRepeat: false });
    expect(await admission.admit(request)).toEqual({ isRepeat: true, jobId: second.jobId });
  });
});
