import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { JobAccepted } from '#lib/contracts/image.ts';
import type { FieldErrors, Problem } from '#lib/contracts/problem.ts';
import { type QuoteOnWire, quote } from '#lib/contracts/quote.ts';
import { now } from '#lib/core/clock.ts';
import { uuidv7 } from '#lib/core/ids.ts';
import { createFinishing } from '#lib/generation/finish.ts';
import { forgetQuotes } from '#lib/generation/quote-store.ts';
import { balanceAt, lotsAt } from '#lib/ledger/balance.ts';
import { post } from '#lib/ledger/post.ts';
import { postingsAfter } from '#lib/ledger/postings.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { grant } from '#lib/ledger/verbs.ts';
import { toWire } from '#lib/money/credits.ts';
import { ApiApp } from '#lib/testing/api-app.ts';
import { eur } from '#lib/testing/books.ts';
import { type PayingCustomer, payingCustomer } from '#lib/testing/paying-customer.ts';
import { GET as getBalance } from '../balance/route.ts';
import { POST as generateImage } from '../generate/image/route.ts';
import { POST } from './route.ts';

let app: ApiApp;
beforeAll(async () => {
  app = await ApiApp.open({ MAX_IN_FLIGHT: '2' });
});
afterAll(() => app.close());

const customer = (options: Partial<Parameters<typeof payingCustomer>[1]> = { credit: '10' }) =>
  payingCustomer(app.db.pool, { at: now(), ...options });

async function ask(as: PayingCustomer, body: object): Promise<QuoteOnWire> {
  const answer = await app.call<QuoteOnWire>(POST, { as, body });
  expect(answer.status).toBe(200);
  expect(quote.parse(answer.body)).toEqual(answer.body);
  return answer.body;
}
const books = async ({ customerId }: PayingCustomer) => ({
  balance: await balanceAt(onPool(app.db.pool), customerId, now()),
  lots: await lotsAt(onPool(app.db.pool), customerId, now()),
});

test('what would be held, from which lots, and nothing is written', async () => {
  const as = await customer({ credit: '0.2' });
  const amountMicros = eur('0.1');
  const given = { customerId: as.customerId, grantId: uuidv7(), amountMicros, at: now() };
  const detailDigest = new Uint8Array(32);
  await post(onPool(app.db.pool), now(), [grant({ ...given, author: 'staff:test', detailDigest })]);
  const before = await books(as);
  const quoted = await ask(as, { model: 'sketch', image_size: '2K' });
  expect(quoted).toMatchObject({ model: 'studio-sketch', hold_eur: '0.020000', price_eur: '0.013000' });
  expect(quoted).toMatchObject({ allowed: true, refusal: null, balance_after_hold_eur: '0.280000' });
  const { asOf: _before, ...balanceBefore } = before.balance!;
  const after = await books(as);
  const { asOf: _after, ...balanceAfter } = after.balance!;
  expect({ ...balanceAfter, lots: after.lots }).toEqual({ ...balanceBefore, lots: before.lots });
  const { rows } = await app.db.pool.query('SELECT count(*)::int AS jobs FROM job WHERE customer_id = $1', [
    as.customerId,
  ]);
  expect(rows).toEqual([{ jobs: 0 }]);
});

test('a quote over two lots names both with the amounts that the charge then draws', async () => {
  const as = await customer({ credit: '0.3' });
  const detailDigest = new Uint8Array(32);
  const small = { customerId: as.customerId, grantId: uuidv7(), amountMicros: eur('0.3'), at: now() };
  await post(onPool(app.db.pool), now(), [grant({ ...small, author: 'staff:test', detailDigest })]);
  const quoted = await ask(as, { model: 'atelier', image_size: '4K' });
  expect(quoted.lots).toHaveLength(2);
  expect(quoted).toMatchObject({ hold_eur: '0.320000', balance_after_hold_eur: '0.280000' });

  const { version } = (await books(as)).balance!;
  const { customerId } = as;
  const body = { model: 'atelier', image_size: '4K', prompt: 'a ship' };
  const headers = { Prefer: 'respond-async' };
  const accepted = await app.call<JobAccepted>(generateImage, { as, body, headers });
  const picture = { width: 1, height: 1, format: 'png', sizeBytes: 1, sha256: '' } as const;
  const cost = { holdMicros: eur('0.32'), costMicros: eur('0.32') };
  await createFinishing(app.db).finish({ jobId: accepted.body.job_id, customerId, picture, ...cost });
  const charged = await postingsAfter(onPool(app.db.pool), customerId, version);
  expect(charged.map(({ lotId, amountMicros }) => ({ id: lotId, amount_eur: toWire(amountMicros) }))).toEqual(
    quoted.lots,
  );
});

const refusals: [string, Parameters<typeof customer>[0], object][] = [
  ['credit_insufficient', { credit: '0.01' }, { model: 'sketch' }],
  ['credit_tier_restricted', { credit: '0.4' }, { model: 'atelier' }],
  ['key_budget_exceeded', { credit: '10', monthlyCap: '0.01' }, { model: 'scene' }],
  ['auth_email_not_verified', { credit: '10', emailVerified: false }, { model: 'sketch' }],
];
test.each(refusals)('%s is foretold as it would be answered', async (code, options, choice) => {
  const as = await customer(options);
  const quoted = await ask(as, choice);
  const body = { ...choice, prompt: 'a ship' };
  const refused = await app.call<Problem>(generateImage, { as, body });
  expect(quoted).toMatchObject({ allowed: false, lots: [], refusal: { error: code } });
  const { request_id: _, ...foretold } = quoted.refusal!;
  const { request_id: __, ...answered } = refused.body;
  expect(foretold).toEqual(answered);
  const { balance } = await books(as);
  expect(quoted.balance_after_hold_eur).toBe(toWire(balance!.availableMicros));
});

test('too much in flight is foretold too', async () => {
  const as = await customer();
  const headers = { Prefer: 'respond-async' };
  for (const prompt of ['a ship', 'a car']) await app.call(generateImage, { as, body: { prompt }, headers });
  expect((await ask(as, { operation: 'blur' })).refusal).toMatchObject({ error: 'rate_limited' });
});

test('left out, the model is the cheapest; an operation has its price', async () => {
  const as = await customer();
  expect(await ask(as, {})).toMatchObject({ model: 'studio-sketch', hold_eur: '0.012000' });
  expect(await ask(as, { prompt: 'a ship', image_size: '4K' })).toMatchObject({ hold_eur: '0.060000' });
  const price = { price_eur: '0.005000', hold_eur: '0.005000' };
  expect(await ask(as, { operation: 'remove-background' })).toMatchObject({
    operation: 'remove-background',
    ...price,
  });
});

test.each([
  [{ model: 'nobody' }, 'model'],
  [{ operation: 'sing' }, 'operation'],
  [{ operation: 'blur', image_size: '2K' }, 'operation'],
  [{ prompt: ' ' }, 'prompt'],
  [{ sigma: 2 }, 'sigma'],
])('%j is refused by the name of its field', async (body, field) => {
  const answer = await app.call<Problem>(POST, { as: await customer(), body });
  expect(answer.status).toBe(422);
  expect((answer.body.details as FieldErrors).fields.map((each) => each.field)).toEqual([field]);
});

test('with a key the same quote is told again, whatever has become of the balance; another body is refused', async () => {
  const as = await customer({ credit: '1' });
  const headers = { 'Idempotency-Key': 'quote' };
  const first = await app.call<QuoteOnWire>(POST, {
    as,
    headers,
    body: { model: 'sketch', image_size: '2K' },
  });
  expect(first.headers.get('Idempotent-Replayed')).toBeNull();
  await app.call(generateImage, {
    ...{ as, body: { prompt: 'a ship' }, headers: { Prefer: 'respond-async', ...headers } },
  });
  // The order of fields makes no other request, nor does a field that says nothing.
  const body = { prompt: null, image_size: '2K', model: 'sketch' };
  const again = await app.call<QuoteOnWire>(POST, { as, headers, body });
  expect(again.status).toBe(200);
  expect(again.headers.get('Idempotent-Replayed')).toBe('true');
  expect(JSON.stringify(again.body)).toBe(JSON.stringify(first.body));
  expect((await ask(as, body)).balance_after_hold_eur).not.toBe(first.body.balance_after_hold_eur);

  const other = await app.call<Problem>(POST, { as, headers, body: { model: 'sketch' } });
  expect([other.status, other.body.error]).toEqual([422, 'idempotency_mismatch']);
  const another = await app.call(POST, { as: await customer(), headers, body: { model: 'sketch' } });
  expect([another.status, another.headers.get('Idempotent-Replayed')]).toEqual([200, null]);
  const malformed = await app.call<Problem>(POST, { as, headers: { 'Idempotency-Key': 'a b' }, body });
  expect([malformed.status, malformed.body.error]).toEqual([422, 'validation_error']);
});

test('a quote that tells of a refusal keeps no key, and one of yesterday is forgotten', async () => {
  const as = await customer({ credit: '0.01' });
  const asked = { as, headers: { 'Idempotency-Key': 'quote' }, body: { model: 'sketch' } };
  expect((await app.call(POST, asked)).body).toMatchObject({ allowed: false });
  const given = { customerId: as.customerId, grantId: uuidv7(), amountMicros: eur('1'), at: now() };
  const detailDigest = new Uint8Array(32);
  await post(onPool(app.db.pool), now(), [grant({ ...given, author: 'staff:test', detailDigest })]);
  const replayed = async () => {
    const { body, headers } = await app.call(POST, asked);
    expect(body).toMatchObject({ allowed: true });
    return headers.get('Idempotent-Replayed');
  };
  expect([await replayed(), await replayed()]).toEqual([null, 'true']);
  await app.db.pool.query(
    `UPDATE kept_quote SET created_at = created_at - interval '24 hours' WHERE customer_id = $1`,
    [as.customerId],
  );
  expect([await replayed(), await replayed()]).toEqual([null, 'true']);
  const kept = async () =>
    (await app.db.pool.query('SELECT FROM kept_quote WHERE customer_id = $1', [as.customerId])).rowCount;
  await forgetQuotes(app.db, new Date(now().getTime() + 86_000_000));
  expect(await kept()).toBe(1);
  await forgetQuotes(app.db, new Date(now().getTime() + 86_400_000));
  expect(await kept()).toBe(0);
});

test('of many at once with one key all are told the same quote, and one is told it first', async () => {
  const as = await customer();
  const headers = { 'Idempotency-Key': 'quote' };
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => app.call(POST, { as, headers, body: { model: 'sketch' } })),
  );
  expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1);
  const first = answers.filter((answer) => answer.headers.get('Idempotent-Replayed') === null);
  expect(first).toHaveLength(1);
});

test('many quotes of one customer, who is busy, keep nobody else waiting', async () => {
  const as = await customer();
  const other = await customer();
  const busy = await app.given.ownerPool.connect();
  await busy.query('BEGIN');
  await busy.query('SELECT FROM ledger_customer WHERE customer_id = $1 FOR UPDATE', [as.customerId]);
  const quotes = Array.from({ length: 20 }, () => app.call(POST, { as, body: { model: 'sketch' } }));
  await vi.waitFor(
    async () => {
      const { rows } = await app.given.ownerPool.query('SELECT FROM pg_locks WHERE NOT granted');
      expect(rows.length).toBeGreaterThan(0);
    },
    { timeout: 10_000 },
  );
  // Answered while the others wait: with as many connections as the pool has, they would have them all.
  expect((await app.call(getBalance, { as: other, method: 'GET' })).status).toBe(200);
  expect(app.db.pool.waitingCount).toBe(0);
  await busy.query('COMMIT');
  busy.release();
  // The first have waited for the lock for as long as one may, if this machine was slow.
  for (const { status } of await Promise.all(quotes)) expect([200, 503]).toContain(status);
});
