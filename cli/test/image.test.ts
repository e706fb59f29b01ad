import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { API_KEY, type DepictaApi, JOB_ID, PICTURES, startDepicta } from './api/depicta.ts';
import { refuse, send } from './api/server.ts';
import { type Built, buildCli, write } from './built.ts';

let built: Built;
let api: DepictaApi;

beforeAll(async () => {
  built = await buildCli();
});
afterAll(() => built.remove());
beforeEach(async () => {
  api = await startDepicta();
});
afterEach(() => api.close());

const ASK = 'POST /v1/generate/image';
const env = () => ({ DEPICTA_API_URL: api.url, DEPICTA_API_KEY: API_KEY });
const image = (args: string[], stdin?: string) =>
  built.run(['image', ...args], { env: env(), ...(stdin === undefined ? {} : { stdin }) });
const saved = (name: string) => readFileSync(join(built.folder, name));

test('a pipe gets the path of the file and nothing else', async () => {
  const { code, stdout, stderr } = await image(['A lighthouse, at dusk!']);
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'a-lighthouse-at-dusk.png\n', stderr: '' });
  expect(saved('a-lighthouse-at-dusk.png')).toEqual(PICTURES.png);
});

test('--json gives the whole answer and the path', async () => {
  const { code, stdout } = await image(['json', '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    id: JOB_ID,
    ai_generated: true,
    cost_eur: '0.045000',
    balance_eur: '9.955000',
    path: 'json.png',
  });
});

test('asks once, asynchronously, with a fresh idempotency key and what was typed', async () => {
  const { code } = await image([
    'a red door',
    ...['--model', 'sketch', '--size', '16:9', '--image-size', '2K', '--output', 'door.webp'],
    ...['--reference', 'https://example.com:8443/cup.jpg:"the cup: blue"'],
    ...['--reference', 'https://example.com/plain.jpg', '--reference', 'https://example.com/a.png:a hat'],
  ]);
  expect(code).toBe(0);
  expect(saved('door.webp')).toEqual(PICTURES.webp);
  const [asked, ...more] = api.askedAt(ASK);
  expect(more).toEqual([]);
  expect(asked?.headers).toMatchObject({
    authorization: `Bearer ${API_KEY}`,
    prefer: 'respond-async',
    'idempotency-key': expect.stringMatching(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    ),
    'user-agent': expect.stringMatching(/^depicta-cli\/\d/),
  });
  expect(asked?.body).toEqual({
    prompt: 'a red door',
    model: 'sketch',
    aspect_ratio: '16:9',
    image_size: '2K',
    reference_images: [
      { url: 'https://example.com:8443/cup.jpg', description: 'the cup: blue' },
      { url: 'https://example.com/plain.jpg' },
      { url: 'https://example.com/a.png', description: 'a hat' },
    ],
  });
  await image(['another']);
  expect(api.askedAt(ASK)[1]?.headers['idempotency-key']).not.toBe(asked?.headers['idempotency-key']);
});

test('ratio and resolution are told apart before anything is asked', async () => {
  const ratio = await image(['a red door', '--size', '8K']);
  expect(ratio.code).toBe(1);
  expect(ratio.stderr).toContain('The resolution is --image-size.');
  const resolution = await image(['a red door', '--image-size', '16:9']);
  expect(resolution.code).toBe(1);
  expect(resolution.stderr).toContain('The aspect ratio is --size.');
  expect(api.askedAt(ASK)).toHaveLength(0);
});

test('the prompt may come from stdin, and the picture go to stdout', async () => {
  const { code, bytes, stderr } = await image(['-', '--output', '-'], 'a prompt from a file\n');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(bytes).toEqual(PICTURES.png);
  expect(api.askedAt(ASK)[0]?.body).toEqual({ prompt: 'a prompt from a file' });
});

describe('a file that is there', () => {
  test('is left alone: the image gets a free name', async () => {
    write(built, 'taken.jpg', 'mine');
    write(built, 'taken-2.jpg', 'mine too');
    const { stdout } = await image(['x', '--output', 'taken.jpg']);
    expect(stdout).toBe('taken-3.jpg\n');
    expect(saved('taken.jpg').toString()).toBe('mine');
    expect(saved('taken-2.jpg').toString()).toBe('mine too');
    expect(saved('taken-3.jpg')).toEqual(PICTURES.jpeg);
  });

  test('is replaced with --force', async () => {
    write(built, 'forced.png', 'mine');
    const { stdout } = await image(['x', '--output', 'forced.png', '--force']);
    expect(stdout).toBe('forced.png\n');
    expect(saved('forced.png')).toEqual(PICTURES.png);
  });
});

test('a file as reference is sent first, and has one address however often it is asked for', async () => {
  writeFileSync(join(built.folder, 'cup.jpg'), 'bytes of a cup');
  const words = ['a cup', '--force', '--reference', 'cup.jpg:"the cup"', '--idempotency-key', 'cup-1'];
  for (const attempt of [1, 2]) {
    expect((await image(words)).code).toBe(0);
    const sent = api.askedAt('POST /v1/upload');
    expect(sent).toHaveLength(attempt);
    expect(sent.at(-1)?.headers['idempotency-key']).toBe('cup-1-0');
    expect(String(sent.at(-1)?.body)).toContain('bytes of a cup');
  }
  const [first] = api.askedAt('POST /v1/generate/image');
  expect(first?.body).toMatchObject({
    reference_images: [{ url: expect.stringMatching(/\/sent\/1$/), description: 'the cup' }],
  });
});

test('a reference is sent again while there are too many requests, with --wait', async () => {
  writeFileSync(join(built.folder, 'cup.jpg'), 'bytes of a cup');
  api.next('POST /v1/upload', refuse(429, 'rate_limited', { headers: { 'retry-after': '1' } }));
  expect(await image(['a patient cup', '--wait', '--reference', 'cup.jpg'])).toMatchObject({
    code: 0,
    stderr: '',
  });
  expect(api.askedAt('POST /v1/upload')).toHaveLength(2);
});

describe('before anything is asked, and so before anything is paid', () => {
  const refused: [string, string[], RegExp][] = [
    ['a folder that is missing', ['x', '--output', 'nowhere/x.png'], /nowhere: it does not exist/],
    ['a name against the format', ['x', '--output', 'x.jpg', '--format', 'png'], /do not agree/],
    ['an unknown ending', ['x', '--output', 'x.gif'], /\.gif is not a format/],
    ['an empty prompt', ['  '], /The prompt is empty/],
    ['a prompt without quotes', ['a', 'lighthouse'], /Put the prompt in quotes/],
    ['a reference without https', ['x', '--reference', 'http://example.com/a.png'], /no https:\/\/ address/],
    ['bytes mixed with JSON', ['x', '--output', '-', '--json'], /both want the standard output/],
    ['an unknown format', ['x', '--format', 'gif'], /Allowed choices are png, jpeg, webp/],
    ['an idempotency key with a space', ['x', '--idempotency-key', 'a b'], /no space/],
  ];
  test.each(refused)('%s is refused', async (_what, args, complaint) => {
    const before = built.files();
    const { code, stderr } = await image(args);
    expect(stderr).toMatch(complaint);
    expect(code).toBe(1);
    expect(api.asked).toEqual([]);
    expect(built.files()).toEqual(before);
  });
});

describe('each refusal has its exit code, its message, what to do next, and the request id', () => {
  const details = {
    required_eur: '0.020000',
    available_eur: '0.015000',
    missing_eur: '0.005000',
    held_eur: '0.000000',
    owed_eur: '0.000000',
    allowed: null,
    top_up_url: 'https://depicta.example/top-up',
  };
  const cases: [number, string, number, unknown, RegExp][] = [
    [401, 'auth_invalid', 2, null, /depicta auth login/],
    [
      402,
      'credit_insufficient',
      3,
      details,
      /Missing €0\.005, needed €0\.02, available €0\.015\.\nTop up: https:\/\/depicta\.example\/top-up/,
    ],
    [
      402,
      'credit_tier_restricted',
      3,
      { ...details, allowed: { tiers: ['budget'], max_image_size: '2K' } },
      /Your balance allows: budget models up to 2K\./,
    ],
    [
      402,
      'key_budget_exceeded',
      3,
      {
        ...details,
        api_key: {
          name: 'ci',
          last4: 'ab12',
          cap_eur: '5.000000',
          used_eur: '4.990000',
          resets_at: '2026-12-01T00:00:00.000Z',
        },
      },
      /may spend €5\.00 a month; €4\.99 are used\. It starts anew on 1 December 2026/,
    ],
    [403, 'auth_email_not_verified', 2, null, /Open the link in the mail/],
    [403, 'content_rejected', 4, null, /Change the prompt/],
    [403, 'account_suspended', 1, null, /Write to support/],
    [
      422,
      'validation_error',
      1,
      { fields: [{ field: 'reference_images.0.url', message: 'must be an https URL' }] },
      /reference_images\.0\.url: must be an https URL/,
    ],
    [422, 'model_not_capable', 1, null, /depicta models/],
    [422, 'idempotency_mismatch', 1, null, /--idempotency-key/],
    [500, 'internal_error', 1, null, /--idempotency-key [0-9a-f-]{36}/],
    [502, 'provider_failed', 1, null, /Nothing was charged/],
  ];
  test.each(cases)('%i %s ends with %i', async (status, error, exitCode, given, advice) => {
    api.next(ASK, refuse(status, error, { details: given }));
    const { code, stdout, stderr } = await image(['x']);
    expect(stderr).toContain(`Error: Refused: ${error}`);
    expect(stderr).toMatch(advice);
    expect(stderr).toContain('Request req_refused');
    expect({ code, stdout }).toEqual({ code: exitCode, stdout: '' });
    expect(api.askedAt(ASK)).toHaveLength(1);
  });

  test('too many requests end with 5 and say when to come back', async () => {
    api.next(ASK, refuse(429, 'rate_limited', { headers: { 'retry-after': '7' } }));
    const { code, stderr } = await image(['x']);
    expect(stderr).toContain('Try again in 7 s; with --wait, image and process do so by themselves.');
    expect(code).toBe(5);
    expect(api.askedAt(ASK)).toHaveLength(1);
  });

  test('--json has the refusal on stdout, as the API gave it', async () => {
    api.next(ASK, refuse(402, 'credit_insufficient', { details }));
    const { code, stdout } = await image(['x', '--json']);
    expect(JSON.parse(stdout)).toEqual({
      error: 'credit_insufficient',
      message: 'Refused: credit_insufficient',
      details,
      request_id: 'req_refused',
    });
    expect(code).toBe(3);
  });
});

test('--wait waits as long as the API says, then gets its image', async () => {
  api.next(ASK, refuse(429, 'rate_limited', { headers: { 'retry-after': '1' } }));
  const startedMs = performance.now();
  const { code, stdout } = await image(['patient', '--wait']);
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'patient.png\n' });
  expect(performance.now() - startedMs).toBeGreaterThan(1000);
  expect(api.askedAt(ASK)).toHaveLength(2);
});

describe('a job that fails', () => {
  const failures: [string, number][] = [
    ['provider_failed', 1],
    ['content_rejected', 4],
  ];
  test.each(failures)(
    'with %s ends with %i, says that nothing was charged, and leaves no file',
    async (error, exitCode) => {
      api.jobError = { error, message: 'It went wrong' };
      const before = built.files();
      const { code, stdout, stderr } = await image(['fails']);
      expect(stderr).toContain('Error: It went wrong');
      expect(stderr).toContain('Nothing was charged, and the €0.06 held for it are available again.');
      expect(stderr).not.toContain('depicta jobs wait');
      expect({ code, stdout }).toEqual({ code: exitCode, stdout: '' });
      expect(built.files()).toEqual(before);
    },
  );
});

describe('what arrives must be what was made', () => {
  const wrong = (_work: unknown, response: Parameters<typeof send>[0]) =>
    send(response, { status: 200, body: 'not the picture' });

  test('bytes against the hash are fetched again', async () => {
    api.next('GET /files/png', wrong);
    const { code, stdout } = await image(['second time right']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'second-time-right.png\n' });
    expect(createHash('sha256').update(saved('second-time-right.png')).digest()).toEqual(
      createHash('sha256').update(PICTURES.png).digest(),
    );
  });

  test('and if they stay wrong nothing is written, and the job can still be fetched', async () => {
    api.next('GET /files/png', wrong, wrong, wrong, wrong);
    const before = built.files();
    const { code, stdout, stderr } = await image(['never right']);
    expect(stderr).toMatch(/not the one that was made: SHA-256 [0-9a-f]{64}, not [0-9a-f]{64}/);
    expect(stderr).toContain(`depicta jobs wait ${JOB_ID}`);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(built.files()).toEqual(before);
    expect(api.made()).toBe(1);
  });
});

test('the file of a new image has the rights that the umask leaves', async () => {
  const { stdout } = await image(['rights']);
  expect(statSync(join(built.folder, stdout.trim())).mode & 0o777).toBe(0o666 & ~process.umask());
});
