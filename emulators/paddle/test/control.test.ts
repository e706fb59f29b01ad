import { request } from 'node:http';
import { ApiError } from '@paddle/paddle-node-sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Bench } from './harness.ts';
import { itemOf, refusal, startBench } from './harness.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.emulator.control.clearSwitches());

/** Asks with headers that `fetch` would not let through. */
function statusFor(path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(`${bench.emulator.url}${path}`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('the control interface', () => {
  it('answers this machine without a key, but no other site and no name that resolves to it', async () => {
    expect(await statusFor('/_control/state', {})).toBe(200);
    expect(await statusFor('/_control/state', { origin: 'https://evil.example' })).toBe(403);
    expect(await statusFor('/_control/state', { host: 'evil.example' })).toBe(403);
    expect(await statusFor('/_control/state', { origin: bench.emulator.url })).toBe(200);
  });

  it('shows what there is', async () => {
    const draft = await bench.paddle.transactions.create({ items: [itemOf('2500')] });
    const response = await fetch(`${bench.emulator.url}/_control/overview`);
    const { data } = (await response.json()) as { data: Record<string, { id: string }[]> };
    expect(data.transactions?.[0]?.id).toBe(draft.id);
    expect(data.deliveries?.length).toBeGreaterThan(0);
  });

  it('finds the deliveries about a transaction', async () => {
    const draft = await bench.paddle.transactions.create({ items: [itemOf('2500')] });
    await bench.emulator.control.pay(draft.id);
    await bench.emulator.control.idle();
    const about = await bench.emulator.control.deliveries({ transactionId: draft.id });
    expect(about.map((row) => row.event_type)).toEqual([
      'transaction.created',
      'transaction.updated',
      'transaction.ready',
      'transaction.updated',
      'transaction.paid',
      'transaction.updated',
      'transaction.completed',
    ]);
  });

  it('replaces the destinations and publishes any event', async () => {
    const [made] = await bench.emulator.control.setDestinations([
      { url: bench.receiver.url, secret: 'pdl_ntfset_x' },
    ]);
    expect(made).toMatchObject({ destination: bench.receiver.url, endpoint_secret_key: 'pdl_ntfset_x' });
    const event = await bench.emulator.control.publish('subscription.created', { id: 'sub_1' });
    await bench.emulator.control.idle();
    expect(bench.receiver.received.at(-1)?.body).toMatchObject({
      event_id: event.event_id,
      event_type: 'subscription.created',
      data: { id: 'sub_1' },
    });
  });

  it('names what is wrong with a request', async () => {
    await expect(bench.emulator.control.setChaos([{ effect: 'explode' as 'drop' }])).rejects.toThrow(
      'rules[0].effect',
    );
    await expect(bench.emulator.control.pay('txn_unknown')).rejects.toThrow('404');
  });
});

describe('faults of the REST interface', () => {
  const create = (email: string): Promise<unknown> => bench.paddle.customers.create({ email });
  const count = async (email: string): Promise<number> =>
    (await bench.paddle.customers.list({ email: [email] }).next()).length;

  it('limits the rate and says when to come again', async () => {
    await bench.emulator.control.setFaults([{ fault: 'rate_limited', times: 1, retryAfterSeconds: 7 }]);
    const error = await create('limited@example.com').catch((caught) => caught);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ code: 'too_many_requests', retryAfter: 7 });
    expect(await count('limited@example.com')).toBe(0);
    await create('limited@example.com');
  });

  it('fails inside, and as a gateway whose page the SDK cannot read', async () => {
    await bench.emulator.control.setFaults([{ fault: 'internal_error', times: 1 }]);
    expect(await refusal(create('inside@example.com'))).toBe('internal_error');
    await bench.emulator.control.setFaults([{ fault: 'bad_gateway_html', times: 1 }]);
    await expect(create('gateway@example.com')).rejects.toBeInstanceOf(SyntaxError);
  });

  it('is slow', async () => {
    await bench.emulator.control.setFaults([{ fault: 'slow', delayMs: 150, times: 1 }]);
    const startedAt = performance.now();
    await create('slow@example.com');
    expect(performance.now() - startedAt).toBeGreaterThan(140);
  });

  it('applies a request and drops the connection instead of answering', async () => {
    await bench.emulator.control.setFaults([
      { fault: 'apply_then_drop', method: 'POST', pathPrefix: '/customers', times: 1 },
    ]);
    await expect(create('lost@example.com')).rejects.toBeInstanceOf(TypeError);
    expect(await count('lost@example.com')).toBe(1);
  });

  it('concerns only the requests it names', async () => {
    await bench.emulator.control.setFaults([
      { fault: 'internal_error', method: 'POST', pathPrefix: '/transactions' },
    ]);
    await create('unharmed@example.com');
    expect(await refusal(bench.paddle.transactions.create({ items: [itemOf('2500')] }))).toBe(
      'internal_error',
    );
  });
});

describe('the checkout’s own interface', () => {
  const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${bench.emulator.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  it('needs a client-side token for testing, and keeps other sites out', async () => {
    const { id } = await bench.paddle.transactions.create({ items: [itemOf('2500')] });
    const open = { token: 'test_abc-1', transaction_id: id };
    expect((await post('/checkout/sessions', open)).status).toBe(201);
    expect((await post('/checkout/sessions', { ...open, token: 'live_abc' })).status).toBe(403);
    expect((await post('/checkout/sessions', open, { origin: 'https://evil.example' })).status).toBe(403);
  });

  it('lets a browser decide about items and buyer only', async () => {
    const product = await bench.paddle.products.create({ name: 'Pack', taxCategory: 'standard' });
    const price = await bench.paddle.prices.create({
      productId: product.id,
      description: 'Pack',
      unitPrice: { amount: '1000', currencyCode: 'EUR' },
    });
    const session = await post('/checkout/sessions', {
      token: 'test_abc',
      items: [{ price_id: price.id, quantity: 2, price: itemOf('1').price }],
      status: 'billed',
      collection_mode: 'manual',
    });
    const { data } = (await session.json()) as { data: { event_data: { transaction_id: string } } };
    const transaction = await bench.paddle.transactions.get(data.event_data.transaction_id);
    expect(transaction).toMatchObject({ origin: 'web', status: 'draft', collectionMode: 'automatic' });
    expect(transaction.details?.totals?.subtotal).toBe('2000');
  });

  it('answers previews to any site', async () => {
    const response = await post(
      '/checkout-preview/transaction',
      {
        token: 'test_abc',
        items: [
          {
            quantity: 1,
            price: {
              description: 'x',
              unit_price: { amount: '2500', currency_code: 'EUR' },
              tax_mode: 'external',
              product: { name: 'x', tax_category: 'standard' },
            },
          },
        ],
        address: { country_code: 'DE' },
      },
      { origin: 'https://shop.example' },
    );
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const { data } = (await response.json()) as { data: { details: { totals: { total: string } } } };
    expect(data.details.totals.total).toBe('2975');
  });

  it('does not open what is paid', async () => {
    const { id } = await bench.paddle.transactions.create({ items: [itemOf('2500')] });
    await bench.emulator.control.pay(id);
    const response = await post('/checkout/sessions', { token: 'test_abc', transaction_id: id });
    expect(((await response.json()) as { error: { code: string } }).error.code).toBe('transaction_immutable');
  });
});
