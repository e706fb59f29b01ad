import { expect, test } from 'vitest';
import { parse } from './env.ts';

const whole = {
  NODE_ENV: 'production',
  APP_URL: 'https://app.depicta.example',
  APP_DATABASE_URL: 'postgresql://depicta_app:secret@127.0.0.1/depicta',
  AUTH_SECRET: 'a'.repeat(32),
  FILES_SECRET: 'b'.repeat(32),
  SECOND_FACTOR_SECRET: 'c'.repeat(32),
  PROOF_SIGNING_KEY: 'MC4CAQAwBQYDK2VwBCIEIPa8fBCcEvNumfik45Yjc661RIomzRgM7LnJj6R2Pftk',
  FILES_DIR: '/var/lib/depicta',
  PADDLE_ENVIRONMENT: 'production',
  PADDLE_API_KEY: 'pdl_live_apikey',
  PADDLE_CLIENT_TOKEN: 'live_token',
  PADDLE_WEBHOOK_SECRETS: 'pdl_ntfset_one, pdl_ntfset_two',
  SMTP_URL: 'smtps://user:secret@smtp.example.com:465',
};

test('a whole set of settings is read, with the defaults of the product', () => {
  expect(parse(whole)).toMatchObject({
    PADDLE_WEBHOOK_SECRETS: ['pdl_ntfset_one', 'pdl_ntfset_two'],
    MAX_IN_FLIGHT: 10,
    TRIAL_CREDIT_EUR: '1.00',
    WORKER: 'inline',
    DEPICTA_DEMO: false,
  });
});

test.each(Object.keys(whole).filter((name) => name !== 'NODE_ENV'))(
  'without %s nothing starts, and it is named',
  (name) => {
    expect(() => parse({ ...whole, [name]: undefined })).toThrow(new RegExp(`${name} is missing`));
    expect(() => parse({ ...whole, [name]: '' })).toThrow(new RegExp(`${name} is missing`));
  },
);

test.each([
  ['AUTH_SECRET', 'short'],
  ['PROOF_SIGNING_KEY', 'bm8ga2V5'],
  ['APP_URL', 'app.depicta.example'],
  ['APP_DATABASE_URL', 'mysql://x'],
  ['SMTP_URL', 'smtp.example.com'],
  ['MAX_IN_FLIGHT', 'many'],
  ['TRIAL_CREDIT_EUR', '-1'],
  ['PADDLE_WEBHOOK_SECRETS', 'pdl_ntfset_one,'],
  ['WORKER', 'perhaps'],
])('%s=%s is refused by name, without showing the value', (name, value) => {
  const refusal = () => parse({ ...whole, [name]: value });
  expect(refusal).toThrow(new RegExp(`^  ${name} `, 'm'));
  expect(refusal).not.toThrow(new RegExp(`${value}$`, 'm'));
});

test.each([
  [{ CLOCK_FILE: '/tmp/clock.json' }, /CLOCK_FILE is refused in production/],
  [{ PADDLE_ENVIRONMENT: 'http://127.0.0.1:4010' }, /PADDLE_ENVIRONMENT names an emulator/],
  [{ PADDLE_SCRIPT_URL: 'http://127.0.0.1:4010/paddle.js' }, /PADDLE_SCRIPT_URL is for an emulator only/],
])('production refuses %j; a demo that says so may have it', (settings, message) => {
  expect(() => parse({ ...whole, ...settings })).toThrow(message);
  const demo = { ...whole, PADDLE_ENVIRONMENT: 'http://127.0.0.1:4010', DEPICTA_DEMO: '1', ...settings };
  expect(() => parse(demo)).not.toThrow();
});
