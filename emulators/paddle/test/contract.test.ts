import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createAreas } from '../src/areas.ts';
import type { Bench } from './harness.ts';
import { API_KEY, startBench } from './harness.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());

/** Every endpoint of the REST interface, as `METHOD /path/:id`. */
const endpoints = createAreas()
  .at(-1)!
  .routes.map(({ method, path }) => ({
    name: `${method} ${path}`,
    method,
    pattern: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`),
  }));

/** The SDK knows no method for it; it is asked over HTTP. */
const WITHOUT_SDK = 'GET /ips';

it('answers every endpoint that exists to the unmodified SDK, which builds its entities from every answer', async () => {
  const { paddle, emulator } = bench;
  const asked = new Set<string>();
  const real = globalThis.fetch;
  const spy = vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    const url = new URL(String(input instanceof Request ? input.url : input));
    const method = init?.method ?? 'GET';
    const hit = endpoints.find((each) => each.method === method && each.pattern.test(url.pathname));
    if (url.origin === emulator.url && hit !== undefined) asked.add(hit.name);
    return real(input, init);
  });
  try {
    await emulator.control.setApproval({ mode: 'immediate' });

    const customer = await paddle.customers.create({ email: 'ada@example.com', name: 'Ada' });
    expect((await paddle.customers.get(customer.id)).email).toBe('ada@example.com');
    expect((await paddle.customers.update(customer.id, { name: 'Ada L.' })).name).toBe('Ada L.');
    expect((await paddle.customers.list({ email: ['ada@example.com'] }).next())[0]!.id).toBe(customer.id);
    expect(await paddle.customers.getCreditBalance(customer.id)).toEqual([]);
    expect((await paddle.customers.generateAuthToken(customer.id)).customerAuthToken).toMatch(/^pca_/);

    const address = await paddle.addresses.create(customer.id, { countryCode: 'DE', postalCode: '10115' });
    expect((await paddle.addresses.get(customer.id, address.id)).countryCode).toBe('DE');
    expect((await paddle.addresses.update(customer.id, address.id, { city: 'Berlin' })).city).toBe('Berlin');
    expect(await paddle.addresses.list(customer.id).next()).toHaveLength(1);

    const business = await paddle.businesses.create(customer.id, { name: 'Ada & Co' });
    expect((await paddle.businesses.get(customer.id, business.id)).name).toBe('Ada & Co');
    const renamed = await paddle.businesses.update(customer.id, business.id, { companyNumber: 'HRB 1' });
    expect(renamed.companyNumber).toBe('HRB 1');
    expect(await paddle.businesses.list(customer.id).next()).toHaveLength(1);

    const product = await paddle.products.create({ name: 'Credit', taxCategory: 'standard' });
    expect((await paddle.products.get(product.id)).name).toBe('Credit');
    expect((await paddle.products.update(product.id, { description: 'x' })).description).toBe('x');
    expect(await paddle.products.list().next()).toHaveLength(1);
    const unitPrice = { amount: '2500', currencyCode: 'EUR' } as const;
    const price = await paddle.prices.create({
      productId: product.id,
      description: 'Twenty-five',
      unitPrice,
    });
    expect((await paddle.prices.get(price.id)).unitPrice.amount).toBe('2500');
    expect((await paddle.prices.update(price.id, { name: '25' })).name).toBe('25');
    expect(await paddle.prices.list().next()).toHaveLength(1);
    const items = [{ priceId: price.id, quantity: 1 }];
    expect((await paddle.pricingPreview.preview({ items })).details.lineItems).toHaveLength(1);

    const place = { address: { countryCode: 'DE', postalCode: '10115' } } as const;
    expect((await paddle.transactions.preview({ items, ...place })).details.totals.tax).toMatch(/^\d+$/);
    const parties = { customerId: customer.id, addressId: address.id };
    const made = await paddle.transactions.create({ items, ...parties });
    const changed = await paddle.transactions.update(made.id, { customData: { a: '1' } });
    expect(changed.customData).toEqual({ a: '1' });
    await emulator.control.pay(made.id);
    await emulator.control.idle();
    expect((await paddle.transactions.get(made.id)).status).toBe('completed');
    expect((await paddle.transactions.list({ id: [made.id] }).next())[0]!.details!.totals!.fee).toMatch(
      /^\d+$/,
    );
    expect((await paddle.transactions.getInvoicePDF(made.id)).url).toContain('http');

    const refund = await paddle.adjustments.create({
      ...{ action: 'refund', type: 'full', reason: 'x', transactionId: made.id },
    });
    expect((await paddle.adjustments.list({ transactionId: [made.id] }).next())[0]!.id).toBe(refund.id);
    await emulator.control.idle();
    expect((await paddle.adjustments.getCreditNotePDF(refund.id)).url).toContain('http');

    expect((await paddle.events.list().next()).length).toBeGreaterThan(10);
    expect((await paddle.eventTypes.list()).length).toBeGreaterThan(10);
    const subscribedEvents = ['transaction.completed'] as never;
    const destination = await paddle.notificationSettings.create({
      ...{ description: 'x', type: 'url', destination: 'http://127.0.0.1:9/', subscribedEvents },
    });
    expect((await paddle.notificationSettings.get(destination.id)).active).toBe(true);
    await paddle.notificationSettings.update(destination.id, { active: false });
    expect((await paddle.notificationSettings.list()).length).toBe(2);
    await paddle.notificationSettings.delete(destination.id);

    const [notification] = await paddle.notifications.list({ status: ['delivered'] }).next();
    expect((await paddle.notifications.get(notification!.id)).status).toBe('delivered');
    expect((await paddle.notifications.getLogs(notification!.id).next())[0]!.responseCode).toBe(200);
    expect((await paddle.notifications.replay(notification!.id)).notificationId).toMatch(/^ntf_/);

    const ips = await fetch(`${emulator.url}/ips`, { headers: { authorization: `Bearer ${API_KEY}` } });
    expect(ips.status).toBe(200);
    expect(asked).toContain(WITHOUT_SDK);
    expect(endpoints.map(({ name }) => name).filter((name) => !asked.has(name))).toEqual([]);
  } finally {
    spy.mockRestore();
  }
});
