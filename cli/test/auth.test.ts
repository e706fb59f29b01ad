import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { API_KEY, type DepictaApi, PROFILE, startDepicta } from './api/depicta.ts';
import { type Built, buildCli, write } from './built.ts';
import { hasTerminals, onTerminal } from './terminal.ts';

let built: Built;
let api: DepictaApi;
let path: string;

const OTHER_KEY = `dpct_${'z'.repeat(39)}yz89`;

beforeAll(async () => {
  built = await buildCli();
  path = join(built.home, '.config', 'depicta', 'config.json');
});
afterAll(() => built.remove());
beforeEach(async () => {
  api = await startDepicta();
  rmSync(dirname(path), { recursive: true, force: true });
});
afterEach(() => api.close());

const config = () => JSON.parse(readFileSync(path, 'utf8'));
const mode = (file: string) => (statSync(file).mode & 0o777).toString(8);
function saveConfig(content: unknown, bits = 0o600): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  chmodSync(path, bits);
}

describe('auth login', () => {
  test('reads the key from stdin, checks it with the API, and keeps it where only its owner reads', async () => {
    const { code, stdout, stderr } = await built.run(['auth', 'login', '--api-url', api.url], {
      stdin: `${API_KEY}\n`,
    });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'ada@example.com\n', stderr: '' });
    expect(config()).toEqual({ api_key: API_KEY, api_url: `${api.url}/` });
    expect([mode(path), mode(dirname(path))]).toEqual(['600', '700']);

    const { stdout: figure } = await built.run(['balance']);
    expect(figure).toBe('9.955000\n');
  });

  test('keeps what else the file says, and replaces the key', async () => {
    saveConfig({ api_key: 'broken key', theme: 'dark' });
    await built.run(['auth', 'login', '--api-url', api.url], { stdin: API_KEY });
    expect(config()).toEqual({ api_key: API_KEY, api_url: `${api.url}/`, theme: 'dark' });
  });

  test('keeps nothing that the API does not know', async () => {
    const { code, stdout, stderr } = await built.run(['auth', 'login', '--api-url', api.url], {
      stdin: OTHER_KEY,
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Error: Unknown key');
    expect(() => config()).toThrow('ENOENT');
  });

  test.each([
    ['', 'No key was given.'],
    ['not-a-key', 'That is no API key'],
    [`${API_KEY}x`, 'That is no API key'],
  ])('refuses %j without asking the API', async (stdin, complaint) => {
    const { code, stderr } = await built.run(['auth', 'login', '--api-url', api.url], { stdin });
    expect(code).toBe(2);
    expect(stderr).toContain(complaint);
    expect(api.asked).toEqual([]);
  });

  test('takes no key as an argument, and does not echo one', async () => {
    for (const args of [[API_KEY], [`--api-key=${API_KEY}`], ['--api-key', API_KEY]]) {
      const { code, stdout, stderr } = await built.run(['auth', 'login', ...args, '--api-url', api.url]);
      expect(code).toBe(1);
      expect(stdout + stderr).not.toContain(API_KEY);
    }
    expect(api.asked).toEqual([]);
  });

  test.skipIf(!hasTerminals)('on a terminal asks for the key and shows nothing of it', async () => {
    const terminal = onTerminal(built, ['auth', 'login', '--api-url', api.url]);
    await terminal.untilShown(`API key (from ${api.url}/api-keys): `);
    terminal.type(`${API_KEY}\r`);
    const { code, screen } = await terminal.ended;
    expect(code).toBe(0);
    expect(screen).toContain('Signed in as ada@example.com with the key ending in ab12.');
    expect(screen).not.toContain('kkkk');
    expect(config().api_key).toBe(API_KEY);
  });

  test.skipIf(!hasTerminals)('Ctrl-C at the question changes nothing', async () => {
    const terminal = onTerminal(built, ['auth', 'login', '--api-url', api.url]);
    await terminal.untilShown('API key (from ');
    terminal.type('\u0003');
    const { code, screen } = await terminal.ended;
    expect(code).toBe(130);
    expect(screen).toContain('Nothing was changed.');
    expect(() => config()).toThrow('ENOENT');
  });
});

describe('auth status', () => {
  test('says who is signed in, by which key from where, and never the key', async () => {
    const env = { DEPICTA_API_URL: api.url, DEPICTA_API_KEY: API_KEY };
    const { code, stdout, stderr } = await built.run(['auth', 'status', '--json'], { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      signed_in: true,
      api_url: `${api.url}/`,
      key: { last4: 'ab12', source: 'environment' },
      user: PROFILE.user,
    });
    expect(stdout).not.toContain(API_KEY);
    expect((await built.run(['auth', 'status'], { env })).stdout).toBe('ada@example.com\n');
  });

  test('ends with 2 when nobody is', async () => {
    const { code, stderr } = await built.run(['auth', 'status'], { env: { DEPICTA_API_URL: api.url } });
    expect(code).toBe(2);
    expect(stderr).toContain(`Make a key at ${api.url}/api-keys`);
  });

  test('ends with 2 when the key is not valid', async () => {
    const env = { DEPICTA_API_URL: api.url, DEPICTA_API_KEY: OTHER_KEY };
    expect((await built.run(['auth', 'status'], { env })).code).toBe(2);
  });
});

describe('auth logout', () => {
  test('forgets the key and keeps the rest', async () => {
    saveConfig({ api_key: API_KEY, api_url: api.url });
    expect((await built.run(['auth', 'logout'])).code).toBe(0);
    expect(config()).toEqual({ api_url: api.url });
    expect(mode(path)).toBe('600');
    expect((await built.run(['balance'])).code).toBe(2);
  });

  test('without a key is no error', async () => {
    const { code, stdout } = await built.run(['auth', 'logout', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ signed_in: false, removed: false });
  });
});

describe('where the key comes from', () => {
  const asked = () => api.asked.at(-1)?.headers.authorization;

  test('a flag beats the environment, which beats the file', async () => {
    saveConfig({ api_key: 'dpct_file', api_url: api.url });
    const file = write(built, 'key.txt', 'dpct_flag\n');
    await built.run(['balance']);
    expect(asked()).toBe('Bearer dpct_file');
    await built.run(['balance'], { env: { DEPICTA_API_KEY: 'dpct_environment' } });
    expect(asked()).toBe('Bearer dpct_environment');
    await built.run(['balance', '--api-key-file', file], { env: { DEPICTA_API_KEY: 'dpct_environment' } });
    expect(asked()).toBe('Bearer dpct_flag');
  });

  test('XDG_CONFIG_HOME moves the file', async () => {
    const base = join(built.folder, 'xdg');
    await built.run(['auth', 'login', '--api-url', api.url], {
      stdin: API_KEY,
      env: { XDG_CONFIG_HOME: base },
    });
    expect(JSON.parse(readFileSync(join(base, 'depicta', 'config.json'), 'utf8')).api_key).toBe(API_KEY);
    expect(() => config()).toThrow('ENOENT');
  });

  test.each([0o644, 0o640, 0o602])(
    'a file that others can open (%o) is refused, with what to do',
    async (bits) => {
      saveConfig({ api_key: API_KEY, api_url: api.url }, bits);
      const { code, stderr } = await built.run(['balance']);
      expect(code).toBe(2);
      expect(stderr).toContain(`chmod 600 ${path}`);
      expect(api.asked).toEqual([]);
    },
  );

  test('a file that is not needed is not looked at', async () => {
    saveConfig('not JSON', 0o644);
    const env = { DEPICTA_API_URL: api.url, DEPICTA_API_KEY: API_KEY };
    expect((await built.run(['balance'], { env })).stdout).toBe('9.955000\n');
  });

  test('a broken file is named', async () => {
    saveConfig('{"api_key": ');
    const { code, stderr } = await built.run(['balance']);
    expect(code).toBe(1);
    expect(stderr).toContain(`${path} cannot be used: it is not JSON.`);
  });
});

test('a key goes neither in the clear to another machine, nor after a redirect', async () => {
  const env = { DEPICTA_API_KEY: API_KEY };
  const clear = await built.run(['balance', '--api-url', 'http://api.example.com'], { env });
  expect(clear.stderr).toContain('your API key would travel in the clear');
  expect(clear.code).toBe(1);

  api.next('GET /v1/balance', (_work, response) => {
    response.writeHead(307, { location: `${api.url}/elsewhere` }).end();
  });
  const redirected = await built.run(['balance', '--api-url', api.url], { env });
  expect(redirected.code).toBe(1);
  expect(redirected.stderr).toContain('sends us on to');
  expect(api.askedAt('GET /elsewhere')).toEqual([]);
});
