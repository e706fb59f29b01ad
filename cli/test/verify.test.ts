import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Built, buildCli, write } from './built.ts';

let built: Built;
beforeAll(async () => {
  built = await buildCli();
});
afterAll(() => built.remove());

const CUSTOMER = '019ac0de-0000-7000-8000-00000000cafe';
const LOT = '019ac0de-0000-7000-8000-00000000beef';
const AT = '2026-11-22T12:00:00.000Z';

/** A customer's first fact: a trial of EUR 1. */
const trial = (amount = '1000000') => [
  ...[
    '1',
    'posting',
    'trial:x',
    '1',
    'trial',
    'promotions',
    'credit',
    amount,
    LOT,
    '0',
    amount,
    '0',
    amount,
    '0',
  ],
  ...[AT, AT, 'system', 'trial', CUSTOMER, null, null],
];

function statement(facts: (string | null)[][]): string {
  const start = createHash('sha256').update(`depicta ledger 1\n${CUSTOMER}`).digest();
  const link = createHash('sha256').update(start).update(JSON.stringify(trial())).digest('hex');
  const rest = { as_of: AT, balance_eur: '1.000000', credit_eur: '1.000000', held_eur: '0.000000' };
  const seals = [{ upto: '1', link }];
  const format = 'depicta sealed statement 1';
  return JSON.stringify({ format, customer: CUSTOMER, ...rest, facts, seals, proof: null, public_keys: [] });
}

test('a statement that is whole is verified, from a file and from stdin, without any setting or network', async () => {
  write(built, 'statement.json', statement([trial()]));
  expect(await built.run(['verify', 'statement.json'])).toMatchObject({ code: 0, stdout: 'verified\n' });
  expect(await built.run(['verify', '-'], { stdin: statement([trial()]) })).toMatchObject({ code: 0 });
  const { stdout } = await built.run(['verify', 'statement.json', '--json']);
  expect(JSON.parse(stdout)).toEqual({ ok: true, facts: 1, sealed: 1, head: null, closing: '1.000000' });
});

test('one that was changed ends with 1, names the fact and says what to do', async () => {
  write(built, 'changed.json', statement([trial('2000000')]));
  const { code, stdout, stderr } = await built.run(['verify', 'changed.json']);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain('fact 1 is not as it was sealed');
  expect(stderr).toContain('write to support');
});

test.each([
  ['nothing.json', /cannot be read: ENOENT/],
  ['text.json', /it is no JSON/],
  ['other.json', /no sealed statement/],
])('%s is refused in words', async (file, told) => {
  if (file === 'text.json') write(built, file, 'hello');
  if (file === 'other.json') write(built, file, '{"data": []}');
  const { code, stderr } = await built.run(['verify', file]);
  expect(code).toBe(1);
  expect(stderr).toMatch(told);
});
