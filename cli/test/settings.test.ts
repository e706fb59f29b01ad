import { describe, expect, test } from 'vitest';
import { isApiKey, withoutKeys } from '../src/config/api-key.ts';
import { configPath } from '../src/config/file.ts';
import { parseApiUrl, resolveSettings } from '../src/config/settings.ts';

const flags = { apiUrl: 'https://flag.example', apiKey: 'dpct_flag' };
const env = { DEPICTA_API_URL: 'https://environment.example', DEPICTA_API_KEY: 'dpct_environment' };
const file = { api_url: 'https://file.example', api_key: 'dpct_file' };

describe('a flag beats the environment, which beats the file, each setting for itself', () => {
  const cases: [string, Parameters<typeof resolveSettings>, string, string | undefined][] = [
    ['all three', [flags, env, file], 'https://flag.example/', 'dpct_flag'],
    ['no flag', [{}, env, file], 'https://environment.example/', 'dpct_environment'],
    ['only a file', [{}, {}, file], 'https://file.example/', 'dpct_file'],
    ['a mixture', [{ apiUrl: 'https://flag.example' }, {}, file], 'https://flag.example/', 'dpct_file'],
    [
      'empty values, which count as none',
      [{ apiUrl: '' }, { DEPICTA_API_URL: ' ', DEPICTA_API_KEY: '' }, file],
      'https://file.example/',
      'dpct_file',
    ],
    ['nothing', [{}, {}, {}], 'https://api.depicta.ai/', undefined],
  ];
  test.each(cases)('%s', (_what, given, url, key) => {
    const settings = resolveSettings(...given);
    expect(settings.apiUrl.href).toBe(url);
    expect(settings.apiKey?.value).toBe(key);
  });
});

test('says where each came from', () => {
  const { apiUrlSource, apiKey } = resolveSettings(
    { apiUrl: 'https://flag.example' },
    { DEPICTA_API_KEY: 'k' },
    file,
  );
  expect([apiUrlSource, apiKey?.source]).toEqual(['flag', 'environment']);
  expect(resolveSettings({}, {}, {}).apiUrlSource).toBe('default');
});

test('a key that no header can carry is refused, and not shown', () => {
  for (const key of ['dpct_two words', 'dpct_two\nlines', 'dpct_ümlaut']) {
    const attempt = () => resolveSettings({}, { DEPICTA_API_KEY: key }, {});
    expect(attempt).toThrow('The API key from the environment holds');
    expect(attempt).not.toThrow(key);
  }
});

test('white space around a key is not part of it', () => {
  expect(resolveSettings({ apiKey: ' dpct_x\n' }, {}, {}).apiKey?.value).toBe('dpct_x');
});

test.each([
  'https://api.example',
  'http://localhost:3000',
  'http://127.0.0.1:8080',
  'http://[::1]:3000',
  'http://app.localhost',
])('%s may be asked with a key', (url) => {
  expect(parseApiUrl(url).href).toContain(url);
});

test.each([
  ['http://api.example', 'in the clear'],
  ['http://localhost.example.com', 'in the clear'],
  ['http://127.0.0.1.example.com', 'in the clear'],
  ['ftp://api.example', 'begins with https://'],
  ['api.example', 'is not an address'],
  ['https://user:password@api.example', 'must not hold a password'],
])('%s may not: %s', (url, why) => {
  expect(() => parseApiUrl(url)).toThrow(why);
});

test('a closed network may be trusted on purpose', () => {
  expect(parseApiUrl('http://app:3000', { DEPICTA_ALLOW_HTTP: '1' }).host).toBe('app:3000');
});

test.each(['0', 'soon', '-1', '1e3', '99999'])('a request time limit of %s is refused', (text) => {
  expect(() => resolveSettings({}, { DEPICTA_REQUEST_TIMEOUT: text }, {})).toThrow('DEPICTA_REQUEST_TIMEOUT');
});

test('a request time limit is in seconds, 30 unless said otherwise', () => {
  expect(resolveSettings({}, {}, {}).requestTimeoutMs).toBe(30_000);
  expect(resolveSettings({}, { DEPICTA_REQUEST_TIMEOUT: '2.5' }, {}).requestTimeoutMs).toBe(2500);
});

test('the file is under XDG_CONFIG_HOME when that is absolute, else under ~/.config', () => {
  expect(configPath({ HOME: '/home/ada', XDG_CONFIG_HOME: '/x' })).toBe('/x/depicta/config.json');
  expect(configPath({ HOME: '/home/ada', XDG_CONFIG_HOME: 'x' })).toBe(
    '/home/ada/.config/depicta/config.json',
  );
  expect(configPath({ HOME: '/home/ada' })).toBe('/home/ada/.config/depicta/config.json');
});

test('a key is dpct_ and 43 letters or digits', () => {
  expect(isApiKey(`dpct_${'aB3'.repeat(14)}x`)).toBe(true);
  for (const text of [
    `dpct_${'a'.repeat(42)}`,
    `dpct_${'a'.repeat(44)}`,
    `dpct_${'a'.repeat(42)}-`,
    'a'.repeat(48),
  ]) {
    expect(isApiKey(text)).toBe(false);
  }
});

test('of a key in a text only the last four characters are left', () => {
  const key = `dpct_${'k'.repeat(39)}ab12`;
  expect(withoutKeys(`--api-key=${key} and "${key}"`)).toBe('--api-key=dpct_...ab12 and "dpct_...ab12"');
});
