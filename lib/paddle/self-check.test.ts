import { beforeAll, expect, test } from 'vitest';
import { PaymentWorld } from '#lib/testing/payments.ts';
import { paddleClient } from './client.ts';
import { NEEDED_EVENTS } from './events.ts';
import { checkPaddle, type PaddleSettings, webhookUrlOf } from './self-check.ts';

let world: PaymentWorld;

beforeAll(async () => {
  world = await PaymentWorld.start();
  return () => world.close();
});

const SECRET = 'pdl_ntfset_01jd0000000000000000000000_testing';
const settings = (over: Partial<PaddleSettings> = {}): PaddleSettings => ({
  environment: world.emulator.url,
  apiKey: 'test-key',
  clientToken: 'test_x',
  webhookSecrets: [SECRET],
  webhookUrl: world.webhookUrl,
  missingFacts: [],
  ...over,
});
const wrong = async (over: Partial<PaddleSettings> = {}, paddle = world.paddle) =>
  (await checkPaddle(paddle, settings(over), world.now)).filter(({ ok }) => !ok).map(({ name }) => name);

test('settings with which payments work break no check', async () => {
  await world.begin(await world.customer(), 1000n);
  expect(await wrong()).toEqual([]);
});

test('each thing that would keep payments from working is named', async () => {
  expect(await wrong({ webhookUrl: webhookUrlOf('https://elsewhere.example') })).toEqual([
    'webhook_destination',
  ]);
  expect(await wrong({ webhookSecrets: ['pdl_ntfset_another'] })).toEqual(['webhook_secret']);
  const [destination] = await world.paddle.notificationSettings.list();
  const subscribedEvents = NEEDED_EVENTS.filter((event) => event !== 'adjustment.updated');
  await world.paddle.notificationSettings.update(destination!.id, {
    subscribedEvents: subscribedEvents as never,
  });
  const checks = await checkPaddle(world.paddle, settings(), world.now);
  expect(checks.find(({ name }) => name === 'subscribed_events')).toMatchObject({
    ok: false,
    detail: 'Not subscribed: adjustment.updated. Tick them at the destination.',
  });
  await world.goOnline();
});

test.each([
  ['production', 'pdl_sdbx_apikey_x', 'live_x', 'PADDLE_API_KEY'],
  ['production', 'pdl_live_apikey_x', 'test_x', 'PADDLE_CLIENT_TOKEN'],
  ['sandbox', 'pdl_live_apikey_x', 'live_x', 'PADDLE_API_KEY, PADDLE_CLIENT_TOKEN'],
])(
  'keys of another environment than %s are named, never shown',
  async (environment, apiKey, clientToken, named) => {
    // The emulator stands in for the account: only the form of the keys is looked at.
    const [check] = await checkPaddle(
      world.paddle,
      settings({ environment, apiKey, clientToken, webhookUrl: 'https://x.example/' }),
      world.now,
    );
    expect(check).toMatchObject({ name: 'keys_match_environment', ok: false });
    expect(check!.detail).toContain(named);
    expect(check!.detail).not.toContain('apikey_x');
  },
);

test('what the legal pages lack is named, and fails where money is taken', async () => {
  const lacking = { missingFacts: ['OPERATOR_NAME', 'OPERATOR_LAW'] };
  const found = async (over: Partial<PaddleSettings>) =>
    (await checkPaddle(world.paddle, settings(over), world.now)).find(({ name }) => name === 'legal_pages');
  expect(await found({ ...lacking, environment: 'production' })).toMatchObject({
    ok: false,
    detail: expect.stringContaining('Not set: OPERATOR_NAME, OPERATOR_LAW.'),
  });
  expect(await found(lacking)).toMatchObject({ ok: true, detail: expect.stringContaining('OPERATOR_NAME') });
  expect(await found({ environment: 'production' })).toMatchObject({ ok: true });
});

test('a Paddle that does not answer is said to be away, and nothing is thrown', async () => {
  const away = paddleClient({ apiKey: 'test-key', environment: 'http://127.0.0.1:9' });
  expect(await wrong({}, away)).toEqual(['paddle_answers']);
});
