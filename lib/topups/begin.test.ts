import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { topUp } from '#lib/contracts/top-up.ts';
import { uuidv7 } from '#lib/core/ids.ts';
import { CURRENT_CONSENT } from '#lib/i18n/consent.ts';
import { cents } from '#lib/money/cents.ts';
import { paddleCheckout } from '#lib/paddle/checkout.ts';
import { previewForBusiness } from '#lib/paddle/preview.ts';
import { PaymentWorld } from '#lib/testing/payments.ts';
import { COUNTRY_CODES } from '../../emulators/paddle/src/tax/countries.ts';
import { abandonStale } from './abandon.ts';
import { beginTopUp, type Payer, paddleCustomerOf, resumeTopUp, type TopUpChoice } from './begin.ts';
import { COUNTRIES } from './countries.ts';
import { stateOf } from './purchase.ts';
import { purchaseOf, toTopUp } from './view.ts';

let world: PaymentWorld;
let payer: Payer;

beforeAll(async () => {
  world = await PaymentWorld.start();
  return () => world.close();
});

beforeEach(async () => {
  await world.emulator.control.clearSwitches();
  payer = await world.customer();
});

const choose = (over: Partial<TopUpChoice> = {}): TopUpChoice => ({
  requestToken: uuidv7(),
  amountCents: cents(2500n),
  country: 'DE',
  consentVersion: CURRENT_CONSENT,
  ...over,
});
const begin = (choice: TopUpChoice, who = payer, at = new Date()) =>
  beginTopUp(world.db.prisma, paddleCheckout(world.paddle), who, choice, at);
const purchasesOf = (who: Payer) =>
  world.db.prisma.purchase.findMany({ where: { customerId: who.customerId } });

/** Paddle's own view of what was made. */
async function atPaddle(path: string): Promise<Record<string, unknown>[]> {
  const response = await fetch(`${world.emulator.url}${path}`, { headers: { authorization: 'Bearer k' } });
  return ((await response.json()) as { data: Record<string, unknown>[] }).data;
}
const transactionsOf = async (who: Payer) => {
  const { paddleCustomerId } = await world.db.prisma.customer.findUniqueOrThrow({
    where: { id: who.customerId },
  });
  return atPaddle(`/transactions?customer_id=${paddleCustomerId}`);
};

describe('beginning a top-up', () => {
  test('records the purchase with the consent, and makes a Paddle transaction for exactly that', async () => {
    const at = new Date();
    const begun = await begin(choose(), payer, at);
    expect(begun).toMatchObject({
      status: 'PENDING',
      amountCents: 2500n,
      country: 'DE',
      consentVersion: CURRENT_CONSENT,
      consentAt: at,
      taxCents: 475n,
      totalCents: 2975n,
    });
    const [made] = await transactionsOf(payer);
    expect(made).toMatchObject({
      id: begun.paddleTransactionId,
      status: 'ready',
      currency_code: 'EUR',
      collection_mode: 'automatic',
      custom_data: { purchase_id: begun.id },
      items: [
        {
          quantity: 1,
          price: {
            tax_mode: 'external',
            quantity: { minimum: 1, maximum: 1 },
            unit_price: { amount: '2500', currency_code: 'EUR' },
          },
        },
      ],
    });
    const row = await world.db.prisma.customer.findUniqueOrThrow({ where: { id: payer.customerId } });
    expect([row.country, row.paddleCustomerId]).toEqual(['DE', made!.customer_id]);
  });

  test.each([
    [500n, 'DE'],
    [100_000n, 'US'],
    [1234n, 'CH'],
  ])('of %i cents in %s', async (amount, country) => {
    const begun = await begin(choose({ amountCents: cents(amount), country }));
    expect(begun.paddleTransactionId).toMatch(/^txn_/);
  });

  test('by a business: the VAT moves to it, is so shown before, and its number is on the Paddle transaction', async () => {
    const business = { name: 'Ada & Co', vatNumber: 'DE123456789' };
    const paddleCustomerId = await paddleCustomerOf(world.db.prisma, paddleCheckout(world.paddle), payer);
    const price = await previewForBusiness(world.paddle, {
      ...{ amountCents: cents(2500n), country: 'DE', business, paddleCustomerId },
    });
    expect([price.taxCents, price.totalCents]).toEqual([0n, 2500n]);
    const choice = choose({ business });
    const begun = await begin(choice);
    expect([begun.taxCents, begun.totalCents, begun.vatNumber]).toEqual([0n, 2500n, 'DE123456789']);
    const businesses = await world.paddle.businesses.list(paddleCustomerId).next();
    expect(businesses.map(({ taxIdentifier, name }) => [taxIdentifier, name])).toEqual([
      ['DE123456789', 'Ada & Co'],
    ]);
    const [made] = await world.paddle.transactions.list({ id: [begun.paddleTransactionId!] }).next();
    expect(made!.businessId).toBe(businesses[0]!.id);
    // The same token without the number, or with another, is another choice.
    await expect(begin({ ...choice, business: undefined })).rejects.toMatchObject({
      code: 'idempotency_mismatch',
    });
    await world.emulator.control.pay(begun.paddleTransactionId!);
    await world.settle();
    expect((await world.purchase(begun)).status).toBe('PAID');
  });

  test.each<[string, Partial<TopUpChoice>, string]>([
    ['less than 5 euros', { amountCents: cents(499n) }, 'amount_eur'],
    ['more than 1000 euros', { amountCents: cents(100_001n) }, 'amount_eur'],
    ['nothing', { amountCents: cents(0n) }, 'amount_eur'],
    ['a country that does not exist', { country: 'XX' }, 'country'],
    ['a country that Paddle does not sell to', { country: 'KP' }, 'country'],
    ['no consent', { consentVersion: undefined }, 'consent'],
    ['consent to another text', { consentVersion: 'v0' }, 'consent'],
  ])('of %s is refused, and leaves nothing behind', async (_what, over, field) => {
    await expect(begin(choose(over))).rejects.toMatchObject({
      code: 'validation_error',
      details: { fields: [expect.objectContaining({ field })] },
    });
    expect(await purchasesOf(payer)).toEqual([]);
  });

  test('needs a verified address and an account in good standing', async () => {
    await expect(begin(choose(), { ...payer, emailVerified: false })).rejects.toMatchObject({
      code: 'auth_email_not_verified',
    });
    await expect(begin(choose(), { ...payer, customerStatus: 'suspended' })).rejects.toMatchObject({
      code: 'account_suspended',
    });
    expect(await purchasesOf(payer)).toEqual([]);
  });

  test('twice with one token, one after the other or at once, is one purchase and one checkout', async () => {
    const choice = choose();
    const made = await Promise.all([begin(choice), begin(choice), begin(choice)]);
    made.push(await begin(choice));
    expect(new Set(made.map(({ id, paddleTransactionId }) => `${id} ${paddleTransactionId}`)).size).toBe(1);
    expect(await purchasesOf(payer)).toHaveLength(1);
  });

  test('with a used token and another choice is refused', async () => {
    const choice = choose();
    await begin(choice);
    await expect(begin({ ...choice, amountCents: cents(5000n) })).rejects.toMatchObject({
      code: 'idempotency_mismatch',
    });
    await expect(begin({ ...choice, country: 'FR' })).rejects.toMatchObject({ code: 'idempotency_mismatch' });
    expect(await purchasesOf(payer)).toHaveLength(1);
  });

  test("with somebody else's token is a purchase of one's own", async () => {
    const choice = choose();
    const mine = await begin(choice);
    const theirs = await begin(choice, await world.customer());
    expect(theirs.id).not.toBe(mine.id);
  });

  test('ten times an hour, and no more; the hour moves on', async () => {
    const at = new Date();
    for (let i = 0; i < 10; i += 1) await begin(choose(), payer, new Date(at.getTime() + i * 1000));
    const after = new Date(at.getTime() + 60_000);
    await expect(begin(choose(), payer, after)).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfterSeconds: 3540,
    });
    await begin(choose(), payer, new Date(at.getTime() + 3_600_000));
  });

  test('parallel beginnings do not get past the limit', async () => {
    const results = await Promise.allSettled(Array.from({ length: 15 }, () => begin(choose())));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
  });
});

describe('when Paddle does not answer', () => {
  test.each(['internal_error', 'bad_gateway_html', 'rate_limited', 'apply_then_drop'] as const)(
    '%s: says so, and the same token goes on from there',
    async (fault) => {
      const choice = choose();
      await world.emulator.control.setFaults([
        { fault, method: 'POST', pathPrefix: '/transactions', times: 1 },
      ]);
      await expect(begin(choice)).rejects.toMatchObject({ code: 'unavailable' });
      const begun = await begin(choice);
      expect(begun.paddleTransactionId).toMatch(/^txn_/);
      expect(await purchasesOf(payer)).toHaveLength(1);
      // A draft whose answer got lost stays behind; it is bound to nothing and nobody can open it.
      const made = await transactionsOf(payer);
      expect(made).toHaveLength(fault === 'apply_then_drop' ? 2 : 1);
    },
  );

  test('the customer was made but the answer got lost: it is found, not made again', async () => {
    const choice = choose();
    await world.emulator.control.setFaults([
      { fault: 'apply_then_drop', method: 'POST', pathPrefix: '/customers', times: 1 },
    ]);
    await expect(begin(choice)).rejects.toMatchObject({ code: 'unavailable' });
    const begun = await begin(choice);
    const known = await atPaddle(`/customers?email=${encodeURIComponent(payer.email)}`);
    expect(known).toHaveLength(1);
    const [made] = await transactionsOf(payer);
    expect([made!.id, made!.customer_id]).toEqual([begun.paddleTransactionId, known[0]!.id]);
  });

  test('a customer who is archived at Paddle is taken up again', async () => {
    const { id } = await world.paddle.customers.create({ email: payer.email });
    await world.paddle.customers.update(id, { status: 'archived' });
    const begun = await begin(choose());
    expect(begun.paddleTransactionId).toMatch(/^txn_/);
    expect((await world.paddle.customers.get(id)).status).toBe('active');
  });

  test('a customer at Paddle who belongs to somebody else here is never shared', async () => {
    await begin(choose());
    const namesake = { ...(await world.customer()), email: payer.email };
    await expect(begin(choose(), namesake)).rejects.toMatchObject({ code: 'conflict' });
    const row = await world.db.prisma.customer.findUniqueOrThrow({ where: { id: namesake.customerId } });
    expect(row.paddleCustomerId).toBeNull();
  });

  test('an address in the same country is used again', async () => {
    await begin(choose());
    await begin(choose({ amountCents: cents(1000n) }));
    await begin(choose({ country: 'FR' }));
    const made = await transactionsOf(payer);
    const addresses = await atPaddle(`/customers/${made[0]!.customer_id}/addresses`);
    expect(addresses.map(({ country_code }) => country_code).sort()).toEqual(['DE', 'FR']);
  });
});

describe('taking up a purchase again', () => {
  const resume = (purchaseId: string, who = payer) =>
    resumeTopUp(world.db.prisma, paddleCheckout(world.paddle), who, purchaseId);

  test('gives the same checkout', async () => {
    const begun = await begin(choose());
    expect(await resume(begun.id)).toEqual(begun);
  });

  test('makes the checkout that could not be made at first', async () => {
    await world.emulator.control.setFaults([
      { fault: 'internal_error', method: 'POST', pathPrefix: '/transactions', times: 1 },
    ]);
    await expect(begin(choose())).rejects.toMatchObject({ code: 'unavailable' });
    const [row] = await purchasesOf(payer);
    expect((await resume(row!.id)).paddleTransactionId).toMatch(/^txn_/);
  });

  test("is refused for somebody else's, for none at all, and once it is paid", async () => {
    const begun = await begin(choose());
    const other = await world.customer();
    await expect(resume(begun.id, other)).rejects.toMatchObject({ code: 'not_found' });
    await expect(resume(uuidv7())).rejects.toMatchObject({ code: 'not_found' });
    await world.emulator.control.pay(begun.paddleTransactionId!);
    await world.settle();
    await expect(resume(begun.id)).rejects.toMatchObject({ code: 'conflict', details: { state: 'paid' } });
  });

  test('what nobody paid for a day is given up, and credited all the same should it be paid', async () => {
    const begun = await begin(choose());
    await abandonStale(world.db.prisma, new Date(Date.now() + 86_000_000));
    expect(stateOf(await world.purchase(begun))).toBe('open');
    await abandonStale(world.db.prisma, new Date(Date.now() + 86_500_000));
    expect(stateOf(await world.purchase(begun))).toBe('abandoned');
    await world.emulator.control.pay(begun.paddleTransactionId!);
    await world.settle();
    expect(stateOf(await world.purchase(begun))).toBe('paid');
    await abandonStale(world.db.prisma, new Date(Date.now() + 86_500_000));
    expect(stateOf(await world.purchase(begun))).toBe('paid');
  });
});

describe('a purchase as the page sees it', () => {
  test('has the form of the contract, before and after it is paid', async () => {
    const begun = await begin(choose());
    const at = new Date();
    const open = topUp.parse(await toTopUp(world.db, begun, at));
    expect(open).toMatchObject({
      state: 'open',
      net_eur: '25.000000',
      tax_eur: '4.750000',
      total_eur: '29.750000',
      balance_eur: '0.000000',
      paid_at: null,
      valid_through: null,
    });
    await world.emulator.control.pay(begun.paddleTransactionId!);
    await world.settle();
    const paid = topUp.parse(await toTopUp(world.db, await world.purchase(begun), new Date()));
    expect(paid).toMatchObject({
      state: 'paid',
      balance_eur: '25.000000',
      receipt_number: expect.any(String),
    });
    expect(paid.valid_through).toBe(new Date(Date.parse(paid.expires_at!) - 1).toISOString().slice(0, 10));
  });

  test("is not found when it is somebody else's, or no id at all", async () => {
    const { id } = await begin(choose());
    const { customerId } = await world.customer();
    await expect(purchaseOf(world.db.prisma, { customerId, id })).rejects.toMatchObject({
      code: 'not_found',
    });
    for (const bad of ['', 'x', `${id}'`, uuidv7()])
      await expect(
        purchaseOf(world.db.prisma, { customerId: payer.customerId, id: bad }),
      ).rejects.toMatchObject({ code: 'not_found' });
    expect((await purchaseOf(world.db.prisma, { customerId: payer.customerId, id })).id).toBe(id);
  });
});

test('the countries on offer are those that Paddle sells to', () => {
  expect([...COUNTRIES].sort()).toEqual([...COUNTRY_CODES].sort());
});
