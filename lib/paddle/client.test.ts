import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { ApiError } from '@paddle/paddle-node-sdk';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cents } from '#lib/money/cents.ts';
import { type Emulator, startEmulator } from '../../emulators/paddle/src/start.ts';
import { callPaddle, PaddleCallError, type PaddleClient, paddleClient, toCustomerError } from './client.ts';
import { previewTopUp } from './preview.ts';

const API_KEY = 'pdl_sdbx_apikey_secret';
let emulator: Emulator;
let paddle: PaddleClient;

beforeAll(async () => {
  emulator = await startEmulator({ apiKey: API_KEY });
  paddle = paddleClient({ apiKey: API_KEY, environment: `${emulator.url}/` });
  return () => emulator.close();
});
beforeEach(() => emulator.control.clearSwitches());

const ask = (timeoutMs?: number) =>
  callPaddle(
    'create customer',
    () => paddle.customers.create({ email: `${crypto.randomUUID()}@example.com` }),
    timeoutMs,
  );
const failureOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(PaddleCallError);
  return { error: error as PaddleCallError, failure: (error as PaddleCallError).failure };
};

describe('what a failed call means', () => {
  test('refused: Paddle understood and did nothing', async () => {
    const { failure } = await failureOf(callPaddle('get', () => paddle.transactions.get('txn_none')));
    expect(failure).toEqual({ kind: 'refused', code: 'not_found', retryAfterSeconds: undefined });
  });

  test('refused for asking too often, with the time to wait', async () => {
    await emulator.control.setFaults([{ fault: 'rate_limited', retryAfterSeconds: 7, times: 1 }]);
    const { error, failure } = await failureOf(ask());
    expect(failure).toEqual({ kind: 'refused', code: 'too_many_requests', retryAfterSeconds: 7 });
    expect(toCustomerError(error)).toMatchObject({ code: 'unavailable', retryAfterSeconds: 7 });
  });

  test.each([
    ['a server error', 'internal_error', 'internal_error'],
    ['a page of HTML', 'bad_gateway_html', 'SyntaxError'],
    ['a connection that ends after the work was done', 'apply_then_drop', 'TypeError'],
  ] as const)('unknown: %s', async (_what, fault, code) => {
    await emulator.control.setFaults([{ fault, times: 1 }]);
    const { error, failure } = await failureOf(ask());
    expect(failure).toEqual({ kind: 'unknown', code });
    expect(toCustomerError(error)).toMatchObject({ code: 'unavailable' });
  });

  test('unknown: nobody listens', async () => {
    const away = paddleClient({ apiKey: API_KEY, environment: 'http://127.0.0.1:1' });
    const { failure } = await failureOf(callPaddle('get', () => away.transactions.get('txn_1')));
    expect(failure).toEqual({ kind: 'unknown', code: 'TypeError' });
  });

  test('unknown: no answer in time; the SDK alone would wait for ever', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const environment = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const client = paddleClient({ apiKey: API_KEY, environment });
    const startedMs = performance.now();
    const { failure } = await failureOf(callPaddle('get', () => client.transactions.get('txn_1'), 100));
    expect(failure).toEqual({ kind: 'unknown', code: 'TimeoutError' });
    expect(performance.now() - startedMs).toBeLessThan(5000);
    silent.closeAllConnections();
    await new Promise((resolve) => silent.close(resolve));
  });

  test("a wrong API key is not the customer's fault", async () => {
    const stranger = paddleClient({ apiKey: 'wrong', environment: emulator.url });
    const { error, failure } = await failureOf(callPaddle('get', () => stranger.transactions.get('txn_1')));
    expect(failure.kind).toBe('refused');
    expect(toCustomerError(error)).toMatchObject({ code: 'unavailable' });
  });
});

test('an error shows the API key to nobody', async () => {
  await emulator.control.setFaults([{ fault: 'internal_error', times: 1 }]);
  const { error } = await failureOf(ask());
  expect(error.cause).toBeInstanceOf(ApiError);
  expect(`${inspect(error, { depth: 20 })}${JSON.stringify(error)}`).not.toContain(API_KEY);
});

test('no environment is refused: the SDK would take it for production', () => {
  expect(() => paddleClient({ apiKey: API_KEY, environment: '' })).toThrow(/PADDLE_ENVIRONMENT/);
});

describe('the price before paying', () => {
  const at = new Date('2026-11-22T12:00:00Z');
  const preview = (amount: bigint, country: string, when = at) =>
    previewTopUp(paddle, { amountCents: cents(amount), country }, when);

  test('is what Paddle computes: VAT on top of the amount chosen', async () => {
    expect(await preview(2500n, 'DE')).toEqual({
      netCents: 2500n,
      taxCents: 475n,
      totalCents: 2975n,
      taxRate: '0.19',
    });
    expect(await preview(1999n, 'FI')).toMatchObject({ netCents: 1999n, taxCents: 510n, totalCents: 2509n });
    expect(await preview(2500n, 'US')).toMatchObject({ taxCents: 0n, totalCents: 2500n });
  });

  test('is asked for once in ten minutes, and again after them', async () => {
    await preview(700n, 'FR');
    await emulator.control.setFaults([{ fault: 'internal_error', pathPrefix: '/transactions/preview' }]);
    expect(await preview(700n, 'FR')).toMatchObject({ totalCents: 840n });
    await expect(preview(700n, 'FR', new Date(at.getTime() + 600_000))).rejects.toMatchObject({
      code: 'unavailable',
    });
    await expect(preview(701n, 'FR')).rejects.toMatchObject({ code: 'unavailable' });
  });
});
