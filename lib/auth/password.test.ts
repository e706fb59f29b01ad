import { expect, test } from 'vitest';
import { atMost } from '#lib/core/at-most.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { passwordProblem } from './password-rules.ts';

test('a password is kept as argon2id with 19 MiB, two passes and a salt of its own', async () => {
  const [first, second] = await Promise.all([
    hashPassword('paper boat lantern'),
    hashPassword('paper boat lantern'),
  ]);
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(second).not.toBe(first);
});

test('only the password itself opens what it closed, however its characters were composed', async () => {
  const stored = await hashPassword('caf\u00e9 au lait noir');
  expect(await verifyPassword(stored, 'cafe\u0301 au lait noir')).toBe(true);
  expect(await verifyPassword(stored, 'cafe au lait noir')).toBe(false);
  expect(await verifyPassword(stored, '')).toBe(false);
});

test('an address without an account costs the same work and is never let in', async () => {
  const stored = await hashPassword('paper boat lantern');
  const timed = async (hash: string | null) => {
    const beganMs = performance.now();
    for (let i = 0; i < 5; i += 1) expect(await verifyPassword(hash, 'a wrong password')).toBe(false);
    return performance.now() - beganMs;
  };
  await timed(stored);
  const [known, unknown] = [await timed(stored), await timed(null)];
  expect(unknown).toBeGreaterThan(known / 3);
});

test('no more than the given number run at once, the rest in order, and a full line is refused', async () => {
  const limited = atMost(2, 3);
  const done: number[] = [];
  let running = 0;
  let most = 0;
  const work = (n: number) => () =>
    new Promise<void>((resolve, reject) => {
      running += 1;
      most = Math.max(most, running);
      setTimeout(() => {
        running -= 1;
        done.push(n);
        if (n === 1) reject(new Error('fails'));
        else resolve();
      }, 5);
    });
  const results = await Promise.allSettled([0, 1, 2, 3, 4, 5].map((n) => limited(work(n))));
  expect(most).toBe(2);
  expect(done).toEqual([0, 1, 2, 3, 4]);
  expect(results.map((result) => result.status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'rejected',
  ]);
  expect((results[5] as PromiseRejectedResult).reason).toMatchObject({ code: 'unavailable' });
  // Every place was given back, that of the failed work too.
  await Promise.all([6, 7, 8].map((n) => limited(work(n))));
  expect(done).toHaveLength(8);
});

const ada = { email: 'ada.lovelace@analytical.example', name: 'Ada Lovelace' };

test.each([
  ['short one', 'password_too_short'],
  ['\u{1f600}'.repeat(9), 'password_too_short'],
  ['x'.repeat(129), 'password_too_long'],
  ['password123', 'password_too_common'],
  ['P@ssw0rd2026!', 'password_too_common'],
  ['!!Welcome1234', 'password_too_common'],
  ['qwertyuiop', 'password_too_common'],
  ['1q2w3e4r5t', 'password_too_common'],
  ['1234567890', 'password_too_common'],
  ['0987654321', 'password_too_common'],
  ['abcdefghijkl', 'password_too_common'],
  ['aaaaaaaaaaaa', 'password_too_common'],
  ['ab12ab12ab12', 'password_too_common'],
  ['Depicta-2026', 'password_too_common'],
  ['ada.lovelace@analytical.example', 'password_like_account'],
  ['Ada.Lovelace1', 'password_like_account'],
  ['ada lovelace', 'password_like_account'],
])('%s may not be chosen: %s', (password, problem) => {
  expect(passwordProblem(password, ada)).toBe(problem);
});

test.each([
  'paper boat lantern',
  'x7#kQ2!vLm9pZr',
  'mein Hund heisst Bruno',
  '\u6771\u4eac\u30bf\u30ef\u30fc\u3068\u5bcc\u58eb\u5c71\u306e\u671d',
  'xkcd936-tr0ub4dor&3',
  'a quiet harbour at dawn, with forty boats and no wind at all',
])('%s may', (password) => {
  expect(passwordProblem(password, ada)).toBeUndefined();
});
