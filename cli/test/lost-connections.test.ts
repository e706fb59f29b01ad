import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { API_KEY, type DepictaApi, JOB_ID, PICTURES, startDepicta } from './api/depicta.ts';
import { breakOff, cutBeforeWork, type Fault, loseTheAnswer, proxyAnswers, refuse } from './api/server.ts';
import { type Built, buildCli, ended } from './built.ts';

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
const POLL = `GET /v1/jobs/${JOB_ID}`;
const env = () => ({ DEPICTA_API_URL: api.url, DEPICTA_API_KEY: API_KEY, DEPICTA_REQUEST_TIMEOUT: '2' });
const keys = () => new Set(api.askedAt(ASK).map(({ headers }) => headers['idempotency-key']));

/** Does the work, and never answers. */
const neverAnswer: Fault = (work) => {
  work();
};

describe('an answer that is lost is asked for again with the same key: one image, paid once', () => {
  const losses: [string, Fault[]][] = [
    ['the line is cut after the work was accepted', [loseTheAnswer]],
    ['the line is cut in the middle of the answer', [breakOff]],
    ['the line is cut before the work was accepted', [cutBeforeWork]],
    ['a proxy answers 502 in its own words', [proxyAnswers(502)]],
    ['a proxy answers 504, then the line is cut', [proxyAnswers(504), loseTheAnswer]],
    ['no answer comes within the time limit', [neverAnswer]],
    [
      'the same request is still under way (409)',
      [refuse(409, 'idempotency_in_progress', { details: { job_id: JOB_ID } })],
    ],
    ['the service is away for a moment (503)', [refuse(503, 'unavailable')]],
    [
      'the answer was lost, then there are too many requests',
      [loseTheAnswer, refuse(429, 'rate_limited', { headers: { 'retry-after': '1' } })],
    ],
  ];
  test.each(losses)('%s', async (_what, faults) => {
    api.next(ASK, ...faults);
    const { code, stdout, stderr } = await built.run(['image', 'found again', '--force'], { env: env() });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'found-again.png\n', stderr: '' });
    expect(readFileSync(join(built.folder, 'found-again.png'))).toEqual(PICTURES.png);
    expect(api.askedAt(ASK)).toHaveLength(faults.length + 1);
    expect(keys().size).toBe(1);
    expect(api.made()).toBe(1);
  });
});

test('while a job is made, lost answers and a busy API are waited out', async () => {
  api.next(
    POLL,
    loseTheAnswer,
    proxyAnswers(502),
    refuse(429, 'rate_limited', { headers: { 'retry-after': '1' } }),
    refuse(503, 'unavailable'),
  );
  const { code, stdout } = await built.run(['image', 'waited out'], { env: env() });
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'waited-out.png\n' });
  expect(api.askedAt(ASK)).toHaveLength(1);
});

test('a download that breaks off is fetched again, and is never half a file', async () => {
  api.next('GET /files/png', breakOff, loseTheAnswer);
  const { code, stdout } = await built.run(['image', 'broken off'], { env: env() });
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'broken-off.png\n' });
  expect(readFileSync(join(built.folder, 'broken-off.png'))).toEqual(PICTURES.png);
});

test('when the answer stays lost, the key is shown, and with it the image is fetched without paying twice', {
  timeout: 60_000,
}, async () => {
  api.next(ASK, ...Array.from({ length: 6 }, () => loseTheAnswer));
  const lost = await built.run(['image', 'lost for now'], { env: env() });
  expect(lost.code).toBe(1);
  expect(lost.stdout).toBe('');
  expect(api.askedAt(ASK)).toHaveLength(6);
  const key = /--idempotency-key (\S+)/.exec(lost.stderr)?.[1];
  expect(keys()).toEqual(new Set([key]));

  const found = await built.run(['image', 'lost for now', '--idempotency-key', key ?? ''], { env: env() });
  expect({ code: found.code, stdout: found.stdout }).toEqual({ code: 0, stdout: 'lost-for-now.png\n' });
  expect(api.made()).toBe(1);
});

test('when the service stays away the key is shown: the work may have been done before it said so', {
  timeout: 60_000,
}, async () => {
  const awayAfterWork: Fault = (work, response, request) => {
    work();
    return refuse(503, 'unavailable')(work, response, request);
  };
  api.next(ASK, ...Array.from({ length: 6 }, () => awayAfterWork));
  const away = await built.run(['image', 'away for now'], { env: env() });
  expect({ code: away.code, stdout: away.stdout }).toEqual({ code: 1, stdout: '' });
  expect(away.stderr).toContain('The request may have been accepted.');
  const key = /--idempotency-key (\S+)/.exec(away.stderr)?.[1];
  expect(keys()).toEqual(new Set([key]));

  const found = await built.run(['image', 'away for now', '--idempotency-key', key ?? ''], { env: env() });
  expect({ code: found.code, stdout: found.stdout }).toEqual({ code: 0, stdout: 'away-for-now.png\n' });
  expect(api.made()).toBe(1);
});

test('a refusal after a lost answer is the whole answer: nothing is left to ask for', async () => {
  api.next(
    ASK,
    loseTheAnswer,
    refuse(502, 'provider_failed', {
      details: { job_id: JOB_ID, cost_eur: '0.000000', balance_eur: '10.000000' },
    }),
  );
  const { code, stderr } = await built.run(['image', 'x'], { env: env() });
  expect(code).toBe(1);
  expect(stderr).toContain('Nothing was charged.');
  expect(stderr).not.toContain('--idempotency-key');
});

test('where nobody listens nothing was sent, so it ends at once and there is no key to keep', async () => {
  await api.close();
  const { code, stderr } = await built.run(['image', 'x'], { env: env() });
  expect(stderr).toMatch(/cannot be reached \(ECONNREFUSED\)/);
  expect(stderr).not.toContain('--idempotency-key');
  expect(code).toBe(1);
});

test('a job that takes too long is left to itself, and can be fetched later', async () => {
  api.pollsUntilDone = 1_000_000;
  const late = await built.run(['image', 'late', '--timeout', '1'], { env: env() });
  expect(late.stderr).toContain('The job has not ended within 1 s.');
  expect(late.stderr).toContain(`depicta jobs wait ${JOB_ID}`);
  expect({ code: late.code, stdout: late.stdout }).toEqual({ code: 1, stdout: '' });

  api.pollsUntilDone = 0;
  const fetched = await built.run(['jobs', 'wait', JOB_ID, '--output', 'late.webp'], { env: env() });
  expect({ code: fetched.code, stdout: fetched.stdout }).toEqual({ code: 0, stdout: 'late.webp\n' });
  expect(readFileSync(join(built.folder, 'late.webp'))).toEqual(PICTURES.webp);
  expect(api.made()).toBe(1);
});

describe('a command that is stopped', () => {
  const signals: [NodeJS.Signals, number][] = [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ];
  test.each(signals)(
    'by %s names the job and how to fetch it, and ends with %i',
    async (signal, exitCode) => {
      api.pollsUntilDone = 1_000_000;
      const child = built.start(['image', 'stopped'], { env: env() });
      const end = ended(child);
      await api.untilAsked(POLL);
      child.kill(signal);
      const { code, stdout, stderr } = await end;
      expect(stderr).toContain('Interrupted.');
      expect(stderr).toContain(`depicta jobs wait ${JOB_ID}`);
      expect({ code, stdout }).toEqual({ code: exitCode, stdout: '' });
    },
  );

  test('before the job is known names the key to ask again with', async () => {
    api.next(ASK, neverAnswer);
    const child = built.start(['image', 'stopped early'], {
      env: { ...env(), DEPICTA_REQUEST_TIMEOUT: '30' },
    });
    const end = ended(child);
    await api.untilAsked(ASK);
    child.kill('SIGINT');
    const { code, stderr } = await end;
    expect(code).toBe(130);
    expect(stderr).toContain(`--idempotency-key ${api.askedAt(ASK)[0]?.headers['idempotency-key']}`);
  });

  test('and even one that is killed outright has lost nothing: its job is found and fetched', async () => {
    api.pollsUntilDone = 1_000_000;
    const before = built.files();
    const child = built.start(['image', 'killed'], { env: env() });
    const end = ended(child);
    await api.untilAsked(POLL);
    child.kill('SIGKILL');
    expect((await end).signal).toBe('SIGKILL');
    expect(built.files()).toEqual(before);

    api.pollsUntilDone = 0;
    const { code, stdout } = await built.run(['jobs', 'wait', JOB_ID, '-o', 'revived.png'], { env: env() });
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'revived.png\n' });
    expect(api.askedAt(ASK)).toHaveLength(1);
  });
});
