import { ApiError } from '@paddle/paddle-node-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bench } from './harness.ts';
import {
  API_KEY,
  ask,
  connect,
  itemOf,
  missingFields,
  readyTransaction,
  refusal,
  startBench,
} from './harness.ts';

const ID = /^[a-z]+_[0-9a-hjkmnp-tv-z]{26}$/;
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());

function get(path: string, headers: Record<string, string> = { authorization: `Bearer ${API_KEY}` }) {
  return fetch(`${bench.emulator.url}${path}`, { headers });
}

describe('authentication', () => {
  it.each([
    ['authentication_missing', {}],
    ['authentication_malformed', { authorization: API_KEY }],
    ['invalid_token', { authorization: 'Bearer another-key' }],
  ])('answers 403 %s', async (code, headers) => {
    const response = await get('/customers', headers as Record<string, string>);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({
      error: { type: 'request_error', code, documentation_url: expect.stringContaining(code) },
      meta: { request_id: response.headers.get('request-id') },
    });
  });

  it('accepts any key when none is set', async () => {
    const open = await startBench({ apiKey: null });
    await expect(connect(open.emulator.url, 'whatever').eventTypes.list()).resolves.not.toHaveLength(0);
    await open.close();
  });
});

describe('customers', () => {
  it('creates, gets, updates and finds by e-mail', async () => {
    const created = await bench.paddle.customers.create({
      email: 'Ada@example.com',
      name: 'Ada',
      customData: { accountId: 7 },
    });
    expect(created.id).toMatch(ID);
    expect(created.createdAt).toMatch(RFC_3339);
    expect(missingFields(created)).toEqual([]);
    expect(created).toMatchObject({
      email: 'Ada@example.com',
      status: 'active',
      customData: { accountId: 7 },
    });
    expect(await bench.paddle.customers.get(created.id)).toEqual(created);

    const changed = await bench.paddle.customers.update(created.id, { name: 'Ada L.', locale: 'de' });
    expect(changed).toMatchObject({ name: 'Ada L.', locale: 'de', email: 'Ada@example.com' });
    expect(changed.updatedAt > created.updatedAt).toBe(true);

    const found = await bench.paddle.customers.list({ email: ['ada@EXAMPLE.com'] }).next();
    expect(found.map((row) => row.id)).toEqual([created.id]);
  });

  it('refuses a second customer with the same e-mail address, naming the first', async () => {
    const first = await bench.paddle.customers.create({ email: 'twice@example.com' });
    const error = await bench.paddle.customers
      .create({ email: 'TWICE@example.com' })
      .catch((caught) => caught);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      code: 'customer_already_exists',
      detail: expect.stringContaining(first.id),
    });
    const response = await fetch(`${bench.emulator.url}/customers`, {
      method: 'POST',
      headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'twice@example.com' }),
    });
    expect(response.status).toBe(409);
  });

  it('names every wrong field', async () => {
    const error = await bench.paddle.customers
      .create({ email: 'not an address', locale: 5 as unknown as string })
      .catch((caught) => caught);
    expect(error).toMatchObject({
      code: 'invalid_field',
      errors: [
        { field: 'email', message: expect.any(String) },
        { field: 'locale', message: expect.any(String) },
      ],
    });
  });

  it('hides archived customers from lists that do not ask for them', async () => {
    const customer = await bench.paddle.customers.create({ email: 'gone@example.com' });
    await bench.paddle.customers.archive(customer.id);
    expect(await bench.paddle.customers.list({ email: ['gone@example.com'] }).next()).toEqual([]);
    expect(
      await bench.paddle.customers.list({ email: ['gone@example.com'], status: ['archived'] }).next(),
    ).toHaveLength(1);
  });

  it('hands out auth tokens and an empty credit balance', async () => {
    const customer = await bench.paddle.customers.create({ email: 'token@example.com' });
    expect(missingFields(await bench.paddle.customers.generateAuthToken(customer.id))).toEqual([]);
    expect(await bench.paddle.customers.getCreditBalance(customer.id)).toEqual([]);
  });

  it('answers 404 for one that does not exist', async () => {
    expect(await refusal(bench.paddle.customers.get('ctm_01h00000000000000000000000'))).toBe('not_found');
  });
});

describe('addresses and businesses', () => {
  it('belong to one customer', async () => {
    const customer = await bench.paddle.customers.create({ email: 'place@example.com' });
    const other = await bench.paddle.customers.create({ email: 'elsewhere@example.com' });
    const address = await bench.paddle.addresses.create(customer.id, {
      countryCode: 'FR',
      postalCode: '75001',
    });
    expect(missingFields(address)).toEqual([]);
    expect(await bench.paddle.addresses.get(customer.id, address.id)).toEqual(address);
    expect(await refusal(bench.paddle.addresses.get(other.id, address.id))).toBe('not_found');
    const moved = await bench.paddle.addresses.update(customer.id, address.id, { city: 'Paris' });
    expect(moved).toMatchObject({ city: 'Paris', postalCode: '75001' });
    expect(await bench.paddle.addresses.list(customer.id).next()).toHaveLength(1);

    const business = await bench.paddle.businesses.create(customer.id, {
      name: 'Lumière SARL',
      taxIdentifier: 'FR12345678901',
      contacts: [{ name: 'Ada', email: 'ada@example.com' }],
    });
    expect(missingFields(business)).toEqual([]);
    expect(await refusal(bench.paddle.businesses.get(other.id, business.id))).toBe('not_found');
    const renamed = await bench.paddle.businesses.update(customer.id, business.id, { name: 'Lumière SA' });
    expect(renamed).toMatchObject({ name: 'Lumière SA', taxIdentifier: 'FR12345678901' });
    expect(await bench.paddle.businesses.list(customer.id).next()).toHaveLength(1);
  });

  it('refuse a country that does not exist', async () => {
    const customer = await bench.paddle.customers.create({ email: 'nowhere@example.com' });
    expect(await refusal(bench.paddle.addresses.create(customer.id, { countryCode: 'QQ' as 'DE' }))).toBe(
      'invalid_field',
    );
  });
});

describe('products and prices', () => {
  it('create, get, update and list with what they belong to', async () => {
    const product = await bench.paddle.products.create({ name: 'Credit', taxCategory: 'standard' });
    expect(missingFields(product)).toEqual([]);
    const price = await bench.paddle.prices.create({
      productId: product.id,
      description: 'Monthly',
      unitPrice: { amount: '1000', currencyCode: 'EUR' },
      billingCycle: { interval: 'month', frequency: 1 },
      trialPeriod: { interval: 'day', frequency: 14 } as never,
    });
    expect(missingFields(price)).toEqual([]);
    expect(price).toMatchObject({ quantity: { minimum: 1, maximum: 100 }, taxMode: 'account_setting' });

    expect((await bench.paddle.prices.get(price.id, { include: ['product'] })).product?.id).toBe(product.id);
    expect((await bench.paddle.products.get(product.id, { include: ['prices'] })).prices).toHaveLength(1);
    expect((await bench.paddle.prices.update(price.id, { description: 'Each month' })).description).toBe(
      'Each month',
    );
    expect((await bench.paddle.products.update(product.id, { name: 'Credits' })).name).toBe('Credits');
    expect(await bench.paddle.prices.list({ productId: [product.id], recurring: true }).next()).toHaveLength(
      1,
    );
    expect(await bench.paddle.prices.list({ productId: [product.id], recurring: false }).next()).toEqual([]);
    expect(await bench.paddle.products.list({ id: [product.id] }).next()).toHaveLength(1);
  });

  it('keeps the prices of single transactions out of the catalogue', async () => {
    const { transaction } = await readyTransaction(bench.paddle);
    const priceId = transaction.items[0]!.price!.id;
    expect((await bench.paddle.prices.get(priceId)).type).toBe('custom');
    expect(await bench.paddle.prices.list({ id: [priceId] }).next()).toEqual([]);
    expect(await bench.paddle.prices.list({ id: [priceId], type: ['custom'] }).next()).toHaveLength(1);
  });
});

describe('lists', () => {
  it('page through with links that begin with the client’s own base URL, newest first', async () => {
    const made: string[] = [];
    for (let i = 0; i < 7; i += 1) {
      made.push((await bench.paddle.products.create({ name: `Page ${i}`, taxCategory: 'saas' })).id);
    }
    const list = bench.paddle.products.list({ taxCategory: ['saas'], perPage: 3 });
    const pages: number[] = [];
    const seen: string[] = [];
    while (list.hasMore) {
      const page = await list.next();
      pages.push(page.length);
      seen.push(...page.map((row) => row.id));
    }
    expect(pages).toEqual([3, 3, 1]);
    expect(seen).toEqual(made.toReversed());
    expect(list.estimatedTotal).toBe(7);

    const body = await ask(bench.emulator.url, '/products?tax_category=saas&per_page=2');
    expect(body.meta.pagination).toEqual({
      per_page: 2,
      next: `${bench.emulator.url}/products?tax_category=saas&per_page=2&after=${body.data[1]?.id}`,
      has_more: true,
      estimated_total: 7,
    });
  });

  it.each([
    ['/customers', 50, 200],
    ['/transactions', 30, 30],
    ['/adjustments', 10, 50],
    ['/events', 50, 200],
    ['/notifications', 50, 200],
  ])('%s answers %i a page and at most %i', async (path, standard, maximum) => {
    const perPage = async (query: string) =>
      (await ask(bench.emulator.url, `${path}${query}`)).meta.pagination.per_page;
    expect(await perPage('')).toBe(standard);
    expect(await perPage('?per_page=1000')).toBe(maximum);
  });

  it('goes on after a cursor in either direction', async () => {
    const ids = (await bench.paddle.products.list({ orderBy: 'id[ASC]' }).next()).map((row) => row.id);
    const rest = await bench.paddle.products.list({ orderBy: 'id[ASC]', after: ids[1]! }).next();
    expect(rest.map((row) => row.id)).toEqual(ids.slice(2));
    const before = await bench.paddle.products.list({ orderBy: 'id[DESC]', after: ids[1]! }).next();
    expect(before.map((row) => row.id)).toEqual([ids[0]]);
  });

  it('refuses an order that does not exist', async () => {
    expect(await refusal(bench.paddle.products.list({ orderBy: 'colour[ASC]' }).next())).toBe(
      'invalid_field',
    );
  });
});

describe('events', () => {
  it('lists every event in order, from a cursor on, by type, through the SDK’s own entities', async () => {
    const { transaction } = await readyTransaction(bench.paddle);
    await bench.emulator.control.pay(transaction.id);
    await bench.emulator.control.idle();
    const events = [];
    for await (const event of bench.paddle.events.list({ orderBy: 'id[ASC]', perPage: 10 }))
      events.push(event);
    const ids = events.map((event) => event.eventId);
    expect(ids).toEqual(ids.toSorted());
    expect(ids.every((id) => ID.test(id))).toBe(true);
    expect(events.flatMap((event) => missingFields(event))).toEqual([]);

    const last = await bench.paddle.events.list({ orderBy: 'id[ASC]', after: ids.at(-3)! }).next();
    expect(last.map((event) => event.eventId)).toEqual(ids.slice(-2));
    const completed = await bench.paddle.events.list({ eventType: ['transaction.completed'] }).next();
    expect(new Set(completed.map((event) => event.eventType))).toEqual(new Set(['transaction.completed']));
  });

  it('describes every type that it sends', async () => {
    const types = await bench.paddle.eventTypes.list();
    expect(types.flatMap((type) => missingFields(type))).toEqual([]);
    const { data } = await ask(bench.emulator.url, '/events?per_page=200');
    const sent = new Set(data.map((row) => row.event_type));
    expect([...sent].filter((name) => !types.some((type) => type.name === name))).toEqual([]);
  });
});

describe('notification settings', () => {
  it('create destinations with their own secrets, list, get, update and delete them', async () => {
    const made = await bench.paddle.notificationSettings.create({
      description: 'Second',
      destination: 'https://example.com/webhooks',
      subscribedEvents: ['transaction.completed'],
      type: 'url',
      trafficSource: 'simulation',
    });
    expect(missingFields(made)).toEqual([]);
    expect(made.endpointSecretKey).toMatch(/^pdl_ntfset_[0-9a-z]{26}_.{32}$/);
    expect(made.subscribedEvents.map((type) => type.name)).toEqual(['transaction.completed']);
    expect(await bench.paddle.notificationSettings.get(made.id)).toEqual(made);
    expect(await bench.paddle.notificationSettings.list()).toHaveLength(2);
    const off = await bench.paddle.notificationSettings.update(made.id, { active: false });
    expect(off.active).toBe(false);
    await bench.paddle.notificationSettings.delete(made.id);
    expect(await refusal(bench.paddle.notificationSettings.get(made.id))).toBe('not_found');
  });

  it('refuses a destination that is no URL', async () => {
    const bad = {
      description: 'x',
      destination: 'nowhere',
      subscribedEvents: ['transaction.paid'],
      type: 'url',
    } as const;
    expect(
      await refusal(
        bench.paddle.notificationSettings.create({ ...bad, subscribedEvents: ['transaction.paid'] }),
      ),
    ).toBe('url_notification_setting_incorrect');
  });
});

describe('what is no endpoint', () => {
  it('answers 404 invalid_url, 405 method_not_allowed and 400 invalid_json', async () => {
    const { url } = bench.emulator;
    expect(await ask(url, '/nothing-here')).toMatchObject({ status: 404, error: { code: 'invalid_url' } });
    const wrong = await ask(url, '/events', { method: 'DELETE' });
    expect(wrong).toMatchObject({ status: 405, error: { code: 'method_not_allowed' } });
    const broken = await ask(url, '/customers', { method: 'POST', body: '{' });
    expect(broken).toMatchObject({ status: 400, error: { code: 'invalid_json' } });
  });
});

describe('previews', () => {
  it('computes a non-catalogue item for an address without storing anything', async () => {
    const before = (await bench.paddle.prices.list({ type: ['custom', 'standard'], perPage: 200 }).next())
      .length;
    const preview = await bench.paddle.transactions.preview({
      items: [itemOf('2500')],
      address: { countryCode: 'DE', postalCode: '10115' },
      currencyCode: 'EUR',
    });
    expect(missingFields(preview)).toEqual([]);
    expect(preview.details.totals).toMatchObject({
      subtotal: '2500',
      tax: '475',
      total: '2975',
      grandTotal: '2975',
    });
    expect(preview.details.lineItems[0]).toMatchObject({ priceId: null, taxRate: '0.19' });
    expect(preview.address).toEqual({ countryCode: 'DE', postalCode: '10115' });
    expect(
      await bench.paddle.prices.list({ type: ['custom', 'standard'], perPage: 200 }).next(),
    ).toHaveLength(before);
  });

  it('leaves items out of the totals when asked to', async () => {
    const preview = await bench.paddle.transactions.preview({
      items: [itemOf('2500'), { ...itemOf('1000'), includeInTotals: false }],
      address: { countryCode: 'DE' },
    });
    expect(preview.details.totals?.total).toBe('2975');
    expect(preview.details.lineItems).toHaveLength(2);
  });

  it('formats catalogue prices for a place', async () => {
    const product = await bench.paddle.products.create({ name: 'Pack', taxCategory: 'standard' });
    const price = await bench.paddle.prices.create({
      productId: product.id,
      description: 'Pack',
      taxMode: 'internal',
      unitPrice: { amount: '1190', currencyCode: 'EUR' },
    });
    const preview = await bench.paddle.pricingPreview.preview({
      items: [{ priceId: price.id, quantity: 2 }],
      address: { countryCode: 'DE' },
    });
    expect(missingFields(preview)).toEqual([]);
    expect(preview.details.lineItems[0]).toMatchObject({
      totals: { subtotal: '2000', tax: '380', total: '2380' },
      formattedTotals: { subtotal: '€20.00', tax: '€3.80', total: '€23.80' },
    });
  });
});
