import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { API_KEY, type DepictaApi, JOB_ID, PICTURES, startDepicta } from './api/depicta.ts';
import { refuse } from './api/server.ts';
import { type Built, buildCli } from './built.ts';

let built: Built;
let api: DepictaApi;
beforeAll(async () => {
  built = await buildCli();
  mkdirSync(join(built.folder, 'in'), { recursive: true });
  writeFileSync(join(built.folder, 'in', 'Photo.png'), PICTURES.png);
});
afterAll(() => built.remove());
beforeEach(async () => {
  api = await startDepicta();
});
afterEach(() => api.close());

const env = () => ({ DEPICTA_API_URL: api.url, DEPICTA_API_KEY: API_KEY });
const run = (args: string[], stdin?: string) =>
  built.run(['process', ...args], { env: env(), ...(stdin === undefined ? {} : { stdin }) });
const saved = (name: string) => readFileSync(join(built.folder, name));
const ASK = 'POST /v1/process/resize';
const SEND = 'POST /v1/upload';

test('a file is sent, worked on once, and the result saved beside; a pipe gets its path alone', async () => {
  const { code, stdout, stderr } = await run(['resize', 'in/Photo.png', '--width', '600']);
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'Photo-resize.png\n', stderr: '' });
  expect(saved('Photo-resize.png')).toEqual(PICTURES.png);
  expect(api.askedAt(SEND)).toHaveLength(1);
  expect(api.askedAt(SEND)[0]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
  expect(String(api.askedAt(SEND)[0]?.body)).toContain('name="file"; filename="Photo.png"');
  const [asked, ...more] = api.askedAt(ASK);
  expect(more).toEqual([]);
  expect(asked?.headers).toMatchObject({
    prefer: 'respond-async',
    'idempotency-key': expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(asked?.body).toEqual({ width: 600, input_image_url: `${api.url}/sent/1` });
});

test('an address is not sent; parameters are numbers, words, colors and yes or no, before or after the picture', async () => {
  const { code, stdout } = await run([
    ...['resize', '--width=12.5', '--angle', '-90', '--fill-color', '#102030', '--expand', 'false'],
    ...['https://example.com/some/Cat%20one.jpg?x=1', '--text', '2026', '-p', 'output=mask', '--json'],
  ]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    operation: 'resize',
    cost_eur: '0.001000',
    path: expect.stringMatching(/-resize\.png$/),
  });
  expect(api.askedAt(SEND)).toEqual([]);
  expect(api.askedAt(ASK)[0]?.body).toEqual({
    width: 12.5,
    angle: -90,
    fill_color: '#102030',
    expand: false,
    text: '2026',
    output: 'mask',
    input_image_url: 'https://example.com/some/Cat%20one.jpg?x=1',
  });
});

test('a second picture is sent as well', async () => {
  expect((await run(['resize', 'in/Photo.png', '--overlay', 'in/Photo.png'])).code).toBe(0);
  expect(api.askedAt(ASK)[0]?.body).toEqual({
    input_image_url: `${api.url}/sent/1`,
    overlay_image_url: `${api.url}/sent/2`,
  });
});

test('from the standard input to the standard output', async () => {
  const { code, stdout } = await run(['resize', '-', '--width', '6', '-o', '-'], 'bytes of a picture');
  expect(code).toBe(0);
  expect(Buffer.from(stdout).length).toBeGreaterThan(20);
  expect(String(api.askedAt(SEND)[0]?.body)).toContain('bytes of a picture');
});

test('the result goes where it was asked to, and a name that says another format is told of', async () => {
  const { code, stdout, stderr } = await run([
    'resize',
    'in/Photo.png',
    '--width',
    '6',
    '-o',
    'in/small.avif',
  ]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'in/small.avif\n' });
  expect(stderr).toBe('in/small.avif is a png file. For another format: depicta process convert\n');
});

test('a lost answer is asked for again with the same key, and paid for once', async () => {
  api.next(SEND, (_work, response) => void response.destroy());
  api.next(ASK, (work, response) => {
    work();
    response.destroy();
  });
  expect((await run(['resize', 'in/Photo.png', '--width', '6'])).code).toBe(0);
  const sent = api.askedAt(SEND);
  expect(sent).toHaveLength(2);
  expect(sent[1]?.headers['idempotency-key']).toMatch(/^[\w-]{36}-input$/);
  expect(sent[1]?.headers['idempotency-key']).toBe(sent[0]?.headers['idempotency-key']);
  const asked = api.askedAt(ASK);
  expect(asked).toHaveLength(2);
  expect(asked[1]?.headers['idempotency-key']).toBe(asked[0]?.headers['idempotency-key']);
  expect(asked[1]?.body).toEqual(asked[0]?.body);
  expect(api.made()).toBe(1);
});

test('sending waits where the service is away, and with --wait where there are too many requests', async () => {
  const tooMany = refuse(429, 'rate_limited', { headers: { 'retry-after': '1' } });
  api.next(SEND, refuse(503, 'unavailable'), tooMany);
  const waited = await run(['resize', 'in/Photo.png', '--width', '6', '--wait']);
  expect(waited).toMatchObject({ code: 0, stderr: '' });
  expect(api.askedAt(SEND)).toHaveLength(3);
  expect(new Set(api.askedAt(SEND).map(({ headers }) => headers['idempotency-key'])).size).toBe(1);

  api.next(SEND, tooMany);
  expect((await run(['resize', 'in/Photo.png', '--width', '6'])).code).toBe(5);
  expect(api.askedAt(SEND)).toHaveLength(4);
  api.next(SEND, refuse(429, 'rate_limited', { headers: { 'retry-after': '60' } }));
  expect((await run(['resize', 'in/Photo.png', '--width', '6', '--wait', '--timeout', '5'])).code).toBe(5);
  expect(api.askedAt(SEND)).toHaveLength(5);
});

test('a key as long as the API takes sends the picture with a key that it takes, the same one each time', async () => {
  const key = 'k'.repeat(255);
  for (const attempt of [1, 2]) {
    const { code } = await run([
      'resize',
      'in/Photo.png',
      '--overlay',
      'in/Photo.png',
      '--idempotency-key',
      key,
    ]);
    expect(code).toBe(0);
    expect(api.askedAt(SEND)).toHaveLength(2 * attempt);
  }
  const sent = api.askedAt(SEND).map(({ headers }) => String(headers['idempotency-key']));
  for (const one of sent) expect(one.length).toBeLessThanOrEqual(255);
  expect(sent.slice(2)).toEqual(sent.slice(0, 2));
  expect(new Set(sent).size).toBe(2);
});

test('refusals keep their exit codes, and nothing is asked for when the picture cannot be sent', async () => {
  api.next(ASK, refuse(402, 'credit_insufficient'));
  expect((await run(['resize', 'in/Photo.png', '--width', '6'])).code).toBe(3);
  api.next(SEND, refuse(422, 'validation_error', { message: 'file is not a PNG' }));
  const refused = await run(['resize', 'in/Photo.png', '--width', '6']);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('file is not a PNG') });
  expect(api.askedAt(ASK)).toHaveLength(1);
});

test.each([
  [['resize'], 'There is no picture to work on'],
  [['resize', 'nowhere.png'], 'nowhere.png cannot be read'],
  [['resize', 'in'], 'in cannot be read: is it there, and a file?'],
  [['resize', 'in/Photo.png', 'in/Photo.png'], 'are two pictures'],
  [['resize', 'in/Photo.png', '--width'], '--width needs a value'],
  [['resize', 'in/Photo.png', '--width', '1', '--width', '2'], '--width was given twice'],
  [['resize', '-'], 'The standard input is empty'],
])('%j is refused before anything is asked', async (args, words) => {
  const { code, stderr } = await run(args, '');
  expect(code).toBe(1);
  expect(stderr).toContain(words);
  expect(api.askedAt(ASK)).toEqual([]);
});

test('the job of an operation can be waited for as any other', async () => {
  await run(['resize', 'in/Photo.png', '--width', '6']);
  const waited = await built.run(['jobs', 'wait', JOB_ID, '--json'], { env: env() });
  expect(JSON.parse(waited.stdout)).toMatchObject({ operation: 'resize' });
});
