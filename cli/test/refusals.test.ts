import { expect, test } from 'vitest';
import { processPicture } from '../src/actions/process.ts';
import { parseReference } from '../src/actions/reference.ts';
import { adviceFor } from '../src/api/advice.ts';
import { pauseBeforeAttemptMs } from '../src/api/backoff.ts';
import { fieldLines } from '../src/api/field-lines.ts';
import { exitCodeOf, isProblem, problemFrom } from '../src/api/problem.ts';
import type { Problem } from '../src/api/shapes.ts';
import { parseLimit, parseTimeoutMs } from '../src/commands/arguments.ts';
import type { Context } from '../src/context.ts';
import { plainText } from '../src/terminal/plain-text.ts';

test('every code of the API has the exit code that its customers rely on', () => {
  const expected: [string, number, number][] = [
    ['bad_request', 400, 1],
    ['auth_invalid', 401, 2],
    ['credit_insufficient', 402, 3],
    ['credit_tier_restricted', 402, 3],
    ['key_budget_exceeded', 402, 3],
    ['a_402_of_next_year', 402, 3],
    ['auth_email_not_verified', 403, 2],
    ['content_rejected', 403, 4],
    ['account_suspended', 403, 1],
    ['not_found', 404, 1],
    ['idempotency_in_progress', 409, 1],
    ['gone', 410, 1],
    ['payload_too_large', 413, 1],
    ['validation_error', 422, 1],
    ['rate_limited', 429, 5],
    ['internal_error', 500, 1],
    ['provider_failed', 502, 1],
    ['unavailable', 503, 1],
  ];
  expect(expected.map(([code, status]) => exitCodeOf(code, status))).toEqual(
    expected.map(([, , exit]) => exit),
  );
  // The error of a failed job comes without a status.
  expect(
    ['content_rejected', 'credit_insufficient', 'provider_failed'].map((code) => exitCodeOf(code)),
  ).toEqual([4, 3, 1]);
});

test('at the limit of a key the advice is what the dashboard can do: another key, since no limit is changed', () => {
  const advice = adviceFor({ error: 'key_budget_exceeded', message: 'm' } as Problem, {
    apiUrl: new URL('https://depicta.example'),
    retryAfterMs: undefined,
  });
  expect(advice).toEqual(['Make another key with a higher monthly limit: https://depicta.example/api-keys']);
});

test('an operation that is not there is not looked for by an id, and where no picture can be sent it is said from when on', () => {
  const advice = (error: string, details: object | null) =>
    adviceFor({ error, message: 'm', details } as Problem, {
      apiUrl: new URL('https://depicta.example'),
      retryAfterMs: 60_000,
    });
  expect(advice('not_found', { rule: 'operation_unknown' })).toEqual(['See what there is: depicta pricing']);
  expect(advice('not_found', null)).toEqual([
    'Check the id. What belongs to another account is not found either.',
  ]);
  expect(advice('rate_limited', { rule: 'uploads_full', max_uploads: 100 })).toEqual([
    'There is room again one hour after the oldest of them was sent. With --wait it is tried again until --timeout.',
    'A picture that is on the web needs no room: give its https address instead of the file.',
  ]);
  expect(advice('rate_limited', null)).toEqual([
    'Try again in 60 s; with --wait, image and process do so by themselves.',
  ]);
});

test('Retry-After is read in seconds and as a date', () => {
  const retryAfterMs = (value: string) =>
    problemFrom(
      { status: 429, headers: new Headers({ 'retry-after': value }) },
      { error: 'rate_limited', message: 'm' },
      new URL('https://x'),
    ).retryAfterMs;
  expect(retryAfterMs('7')).toBe(7000);
  expect(retryAfterMs(new Date(Date.now() + 60_000).toUTCString())).toBeGreaterThan(55_000);
  expect(retryAfterMs('Sun, 06 Nov 1994 08:49:37 GMT')).toBe(0);
  expect(retryAfterMs('soon')).toBeUndefined();
});

test('only the flat form is an error of the API', () => {
  expect(isProblem({ error: 'x', message: 'y' })).toBe(true);
  for (const body of [undefined, null, 'error', [], { error: 'x' }, { error: { code: 'x' }, message: 'y' }]) {
    expect(isProblem(body)).toBe(false);
  }
});

test('wrong fields are named, in whichever usual form they come', () => {
  expect(fieldLines({ fields: [{ field: 'prompt', message: 'must not be empty' }] })).toEqual([
    'prompt: must not be empty',
  ]);
  expect(fieldLines({ prompt: ['too long', 'too odd'], size: 'unknown' })).toEqual([
    'prompt: too long, too odd',
    'size: unknown',
  ]);
  expect(fieldLines([{ path: ['a', 0, 'b'], message: 'wrong' }, { message: 'alone' }])).toEqual([
    'a.0.b: wrong',
    'alone',
  ]);
  expect([null, undefined, 5, {}].flatMap(fieldLines)).toEqual([]);
});

test.each([
  ['https://x.example/a.png', { source: 'https://x.example/a.png' }],
  ['https://x.example:8443/a.png', { source: 'https://x.example:8443/a.png' }],
  [
    'https://x.example:8443/a.png:the cup',
    { source: 'https://x.example:8443/a.png', description: 'the cup' },
  ],
  [
    'https://x.example/a.png:"a cup: blue"',
    { source: 'https://x.example/a.png', description: 'a cup: blue' },
  ],
  ['https://x.example/File:a.png:a cup', { source: 'https://x.example/File:a.png', description: 'a cup' }],
  ['https://x.example/a.png:black/white', { source: 'https://x.example/a.png', description: 'black/white' }],
  ['cup.png', { source: 'cup.png' }],
  ['./cup.png:"the cup"', { source: './cup.png', description: 'the cup' }],
  // What a shell leaves of FILE:"...".
  ['cup.png:the cup', { source: 'cup.png', description: 'the cup' }],
  ['cup:the cup', { source: 'cup', description: 'the cup' }],
  ['a:the cup', { source: 'a', description: 'the cup' }],
  ['my_cup.png:blue: and white', { source: 'my_cup.png:blue', description: ' and white' }],
  ['C:\\cup.png', { source: 'C:\\cup.png' }],
  ['C:\\cup.png:the cup', { source: 'C:\\cup.png', description: 'the cup' }],
])('the reference %s is read', (text, reference) => {
  expect(parseReference(text)).toEqual(reference);
});

test.each(['file:///cup.png', 'http://x.example/a.png', 'data:image/png;base64,AAAA', 'ftp://x:"y"'])(
  'the reference %s is refused with the rule',
  (text) => {
    try {
      parseReference(text);
      expect.unreachable();
    } catch (error) {
      expect((error as { advice: string[] }).advice[0]).toMatch(/^The rule: .*https:\/\//);
    }
  },
);

test.each(['mask', 'alpha'])('where to save it is not mistaken for what comes of it: %s', async (output) => {
  const typed = { operation: 'remove-background', words: ['cat.png'] };
  await expect(processPicture({} as Context, typed, { output, timeoutMs: 1 })).rejects.toMatchObject({
    message: `--output says where to save it. As a parameter: --param output=${output}`,
  });
});

test('pauses grow, stay bounded, and differ between clients', () => {
  for (let attempt = 1; attempt < 40; attempt += 1) {
    const pauseMs = pauseBeforeAttemptMs(attempt);
    expect(pauseMs).toBeGreaterThan(300);
    expect(pauseMs).toBeLessThan(9_700);
  }
  expect(new Set(Array.from({ length: 20 }, () => pauseBeforeAttemptMs(5))).size).toBeGreaterThan(1);
});

test('rows and seconds are read strictly', () => {
  expect([parseLimit('5'), parseTimeoutMs('1.5')]).toEqual([5, 1500]);
  for (const text of ['', '0', '-1', '1e3', ' 5', '5x']) {
    expect(() => parseLimit(text)).toThrow();
    expect(() => parseTimeoutMs(text)).toThrow();
  }
});

test('text from outside stays on its line and in its letters', () => {
  expect(plainText('a\nb\tc\u001b[31md\u202ee\u009bf')).toBe('a b c [31md e f');
  expect(plainText(null)).toBe('');
  expect(plainText('Bär 夕 🦊')).toBe('Bär 夕 🦊');
});
