import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bench } from './harness.ts';
import {
  completedTransaction,
  itemOf,
  missingFields,
  readyTransaction,
  refusal,
  startBench,
} from './harness.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());

const eventsOf = async (transactionId: string): Promise<string[]> => {
  const names: string[] = [];
  for await (const event of bench.paddle.events.list({ orderBy: 'id[ASC]', perPage: 200 })) {
    if ((event.data as { id: string }).id === transactionId) names.push(event.eventType);
  }
  return names;
};

describe('creating', () => {
  it('is draft until customer and address are known, then ready', async () => {
    const draft = await bench.paddle.transactions.create({
      items: [itemOf('2500')],
      customData: { purchaseId: 'p' },
    });
    expect(missingFields(draft)).toEqual([]);
    expect(draft).toMatchObject({
      status: 'draft',
      origin: 'api',
      collectionMode: 'automatic',
      payments: [],
    });
    expect(draft.customData).toEqual({ purchaseId: 'p' });
    expect(draft.details?.totals).toMatchObject({ tax: '0', total: '2500', fee: null, earnings: null });
    expect(draft.checkout?.url).toBe(`${bench.emulator.url}/pay?_ptxn=${draft.id}`);

    const { customer, address } = await readyTransaction(bench.paddle);
    const half = await bench.paddle.transactions.update(draft.id, { customerId: customer.id });
    expect(half.status).toBe('draft');
    const ready = await bench.paddle.transactions.update(draft.id, { addressId: address.id });
    expect(ready.status).toBe('ready');
    expect(ready.details?.totals).toMatchObject({
      subtotal: '2500',
      tax: '475',
      total: '2975',
      balance: '2975',
    });
    expect(ready.details?.lineItems[0]?.id).toBe(draft.details?.lineItems[0]?.id);
    expect(await eventsOf(draft.id)).toEqual([
      'transaction.created',
      'transaction.updated',
      'transaction.updated',
      'transaction.ready',
    ]);
  });

  it('points to the account’s payment link when it has one', async () => {
    const linked = await startBench({ checkoutUrl: 'https://shop.example/pay?from=mail' });
    const transaction = await linked.paddle.transactions.create({ items: [itemOf('2500')] });
    expect(transaction.checkout?.url).toBe(`https://shop.example/pay?from=mail&_ptxn=${transaction.id}`);
    await linked.close();
  });

  it('sells catalogue prices, with a price of its own for some countries', async () => {
    const product = await bench.paddle.products.create({ name: 'Pack', taxCategory: 'standard' });
    const price = await bench.paddle.prices.create({
      productId: product.id,
      description: 'Pack',
      taxMode: 'external',
      unitPrice: { amount: '1000', currencyCode: 'EUR' },
      unitPriceOverrides: [{ countryCodes: ['FI'], unitPrice: { amount: '800', currencyCode: 'EUR' } }],
    });
    const { customer } = await readyTransaction(bench.paddle);
    const home = await bench.paddle.addresses.create(customer.id, { countryCode: 'FI' });
    const transaction = await bench.paddle.transactions.create({
      items: [{ priceId: price.id, quantity: 3 }],
      customerId: customer.id,
      addressId: home.id,
    });
    expect(transaction.details?.totals).toMatchObject({ subtotal: '2400', tax: '612', total: '3012' });
  });

  it('charges no VAT to a business with a VAT number', async () => {
    const { customer, address } = await readyTransaction(bench.paddle);
    const business = await bench.paddle.businesses.create(customer.id, {
      name: 'X GmbH',
      taxIdentifier: 'DE123456789',
    });
    const transaction = await bench.paddle.transactions.create({
      items: [itemOf('2500')],
      customerId: customer.id,
      addressId: address.id,
      businessId: business.id,
    });
    expect(transaction.details?.totals).toMatchObject({ tax: '0', total: '2500' });
  });

  it.each([
    ['transaction_item_quantity_out_of_range', { items: [{ ...itemOf('2500'), quantity: 2 }] }],
    ['transaction_price_not_found', { items: [{ priceId: 'pri_missing', quantity: 1 }] }],
    ['transaction_customer_not_found', { items: [itemOf('2500')], customerId: 'ctm_missing' }],
    ['transaction_customer_is_required_with_address', { items: [itemOf('2500')], addressId: 'add_missing' }],
    [
      'transaction_billing_details_object_required',
      { items: [itemOf('2500')], collectionMode: 'manual' as const },
    ],
    ['transaction_discount_not_found', { items: [itemOf('2500')], discountId: 'dsc_missing' }],
    ['invalid_field', { items: [] }],
    ['invalid_field', { items: [itemOf('25.00')] }],
    ['invalid_field', { items: [itemOf('2500'), itemOf('2500', 'USD')] }],
  ])('refuses with %s', async (code, body) => {
    expect(await refusal(bench.paddle.transactions.create(body))).toBe(code);
  });

  it('refuses another customer’s address', async () => {
    const one = await readyTransaction(bench.paddle);
    const two = await readyTransaction(bench.paddle);
    const mixed = { items: [itemOf('2500')], customerId: one.customer.id, addressId: two.address.id };
    expect(await refusal(bench.paddle.transactions.create(mixed))).toBe('transaction_address_not_found');
  });

  it('refuses to sell for less than can be charged', async () => {
    expect(await refusal(readyTransaction(bench.paddle, '50'))).toBe(
      'transaction_balance_less_than_charge_limit',
    );
  });

  it('allows a quantity of up to 100 when the price says nothing', async () => {
    const { quantity: _range, ...price } = itemOf('100').price;
    const create = (quantity: number) => bench.paddle.transactions.create({ items: [{ quantity, price }] });
    expect((await create(100)).details?.totals?.subtotal).toBe('10000');
    expect(await refusal(create(101))).toBe('transaction_item_quantity_out_of_range');
  });
});

describe('paying', () => {
  it('captures, is paid without fee, and completes with fee, earnings and an invoice', async () => {
    const { transaction } = await readyTransaction(bench.paddle);
    const paid = await bench.emulator.control.pay(transaction.id);
    expect(paid).toMatchObject({ status: 'paid', invoice_number: null });
    expect(paid.details.totals).toMatchObject({ balance: '0', fee: null, earnings: null });
    expect(paid.details.payout_totals).toBeNull();
    expect(paid.billed_at).not.toBeNull();

    await bench.emulator.control.idle();
    const done = await bench.paddle.transactions.get(transaction.id);
    expect(missingFields(done)).toEqual([]);
    expect(done.status).toBe('completed');
    expect(done.invoiceNumber).toMatch(/^325-\d+$/);
    expect(done.details?.totals).toMatchObject({
      total: '2975',
      tax: '475',
      fee: '199',
      earnings: '2301',
      balance: '0',
    });
    expect(done.billedAt).toBe(paid.billed_at);
    const [payment] = done.payments;
    expect(payment).toMatchObject({ status: 'captured', amount: '2975', errorCode: null });
    expect(payment?.methodDetails?.card).toMatchObject({ type: 'visa', last4: '4242' });
    expect(Date.parse(payment!.capturedAt!)).toBeGreaterThanOrEqual(Date.parse(payment!.createdAt));
  });

  it('keeps what was charged when the customer moves afterwards', async () => {
    const { transaction, customer, address } = await readyTransaction(bench.paddle);
    await bench.emulator.control.pay(transaction.id);
    await bench.paddle.addresses.update(customer.id, address.id, { countryCode: 'US' });
    await bench.emulator.control.idle();
    expect((await bench.paddle.transactions.get(transaction.id)).details?.totals?.tax).toBe('475');
  });

  it('may be tried again after a decline, newest attempt first', async () => {
    const { transaction } = await readyTransaction(bench.paddle);
    const failed = await bench.emulator.control.pay(transaction.id, { card: '4000000000000002' });
    expect(failed.status).toBe('ready');
    expect(failed.payments[0]).toMatchObject({ status: 'error', error_code: 'declined', captured_at: null });
    await bench.emulator.control.decline(transaction.id, 'expired_card');
    await bench.emulator.control.pay(transaction.id);
    await bench.emulator.control.idle();
    const done = await bench.paddle.transactions.get(transaction.id);
    expect(done.payments.map((payment) => payment.errorCode ?? payment.status)).toEqual([
      'captured',
      'expired_card',
      'declined',
    ]);
    expect(await eventsOf(transaction.id)).toEqual([
      'transaction.created',
      'transaction.ready',
      'transaction.payment_failed',
      'transaction.payment_failed',
      'transaction.updated',
      'transaction.paid',
      'transaction.updated',
      'transaction.completed',
    ]);
  });

  it('asks for 3DS with the card that does, and fails when it is refused', async () => {
    const { transaction } = await readyTransaction(bench.paddle);
    const refused = await bench.emulator.control.pay(transaction.id, {
      card: '4000 0038 0000 0446',
      confirm: false,
    });
    expect(refused.payments[0]).toMatchObject({ status: 'error', error_code: 'authentication_failed' });
    const confirmed = await bench.emulator.control.pay(transaction.id, { card: '4000 0038 0000 0446' });
    expect(confirmed.status).toBe('paid');
  });

  it('takes no card that is no test card', async () => {
    const { transaction } = await readyTransaction(bench.paddle);
    const refused = await bench.emulator.control.pay(transaction.id, { card: '4111111111111111' });
    expect(refused.payments[0]).toMatchObject({ error_code: 'transaction_not_permitted' });
    expect(JSON.stringify(refused)).not.toContain('4111111111111111');
  });

  it('enters the buyer into a draft', async () => {
    const draft = await bench.paddle.transactions.create({ items: [itemOf('2500')] });
    const paid = await bench.emulator.control.pay(draft.id, {
      email: 'new@example.com',
      country: 'FI',
      postalCode: '00100',
    });
    expect(paid.details.totals).toMatchObject({ tax: '637', total: '3137' });
    const customer = await bench.paddle.customers.get(paid.customer_id!);
    expect(customer.email).toBe('new@example.com');
  });

  it('is refused before it is ready and after it is paid', async () => {
    const done = await completedTransaction(bench);
    await expect(bench.emulator.control.pay(done.id)).rejects.toThrow('transaction_immutable');
    await expect(bench.emulator.control.cancel(done.id)).rejects.toThrow('transaction_invalid_status_change');
    expect(await refusal(bench.paddle.transactions.update(done.id, { customData: { a: 1 } }))).toBe(
      'transaction_immutable',
    );
  });
});

describe('other states', () => {
  it('cancels what nobody paid, for good', async () => {
    const { transaction } = await readyTransaction(bench.paddle);
    expect(
      await refusal(
        bench.paddle.transactions.update(transaction.id, { status: 'canceled', customData: { a: 1 } }),
      ),
    ).toBe('transaction_cannot_be_modified_and_canceled');
    const canceled = await bench.paddle.transactions.update(transaction.id, { status: 'canceled' });
    expect(canceled.status).toBe('canceled');
    await expect(bench.emulator.control.pay(transaction.id)).rejects.toThrow('transaction_immutable');
    expect((await eventsOf(transaction.id)).at(-1)).toBe('transaction.canceled');
  });

  it('bills an invoice, lets it fall past due and takes its payment', async () => {
    const { customer, address } = await readyTransaction(bench.paddle);
    const invoice = await bench.paddle.transactions.create({
      items: [itemOf('2500')],
      customerId: customer.id,
      addressId: address.id,
      collectionMode: 'manual',
      billingDetails: { paymentTerms: { interval: 'day', frequency: 14 } } as never,
    });
    expect(missingFields(invoice)).toEqual([]);
    const billed = await bench.paddle.transactions.update(invoice.id, { status: 'billed' });
    expect(billed).toMatchObject({ status: 'billed', invoiceNumber: expect.stringMatching(/^325-/) });
    expect(await refusal(bench.paddle.transactions.update(invoice.id, { customData: { a: 1 } }))).toBe(
      'transaction_immutable',
    );
    expect((await bench.emulator.control.pastDue(invoice.id)).status).toBe('past_due');
    const paid = await bench.emulator.control.pay(invoice.id);
    expect(paid).toMatchObject({
      status: 'paid',
      invoice_number: billed.invoiceNumber,
      billed_at: billed.billedAt,
    });
    await expect(bench.emulator.control.pastDue(invoice.id)).rejects.toThrow(
      'transaction_invalid_status_change',
    );
  });

  it('includes related entities on request and filters lists', async () => {
    const done = await completedTransaction(bench);
    const full = await bench.paddle.transactions.get(done.id, {
      include: ['customer', 'address', 'adjustment', 'adjustments_totals', 'business', 'discount'],
    });
    expect(full.customer?.id).toBe(done.customerId);
    expect(full.address?.id).toBe(done.addressId);
    expect(full.adjustments).toEqual([]);
    expect(missingFields(full.adjustmentsTotals)).toEqual([]);

    const mine = await bench.paddle.transactions
      .list({ customerId: [done.customerId!], status: ['completed'] })
      .next();
    expect(mine.map((row) => row.id)).toEqual([done.id]);
    const later = await bench.paddle.transactions
      .list({ 'createdAt[GT]': done.createdAt, customerId: [done.customerId!] })
      .next();
    expect(later).toEqual([]);
    expect(await refusal(bench.paddle.transactions.list({ createdAt: 'yesterday' }).next())).toBe(
      'invalid_time_query_parameter',
    );
  });
});
