import { expect, test } from 'vitest';
import { testDatabase } from '#lib/testing/postgres.ts';
import { connect } from './client.ts';
import { violationsOf } from './invariant.ts';

const AT = new Date('2026-11-22T12:00:00Z');
const rule = (name: string, sql: string) => ({ name, meaning: 'a rule', sql });
const division = rule('division', "SELECT 'somebody' AS id WHERE 1 / (SELECT 0) = 1");

test('a rule that meets what cannot be reckoned with says so, and the others are put to the books', async () => {
  const db = connect((await testDatabase()).appUrl);
  const found = await violationsOf(db.pool, [division, rule('another', "SELECT 'somebody' AS id")], AT);
  expect(found.map(({ name, ids }) => [name, ids])).toEqual([
    ['division', ['something stored is beyond what can be reckoned with (22012)']],
    ['another', ['somebody']],
  ]);
  await db.close();
});

test('what is wrong with the rule itself is thrown', async () => {
  const db = connect((await testDatabase()).appUrl);
  await expect(violationsOf(db.pool, [rule('mistyped', 'SELEC')], AT)).rejects.toThrow(/syntax error/);
  await db.close();
});

test('a rule may take longer than what somebody waits for', async () => {
  const db = connect((await testDatabase()).appUrl, { statementTimeoutMs: 200 });
  const slow = rule('slow', "SELECT 'somebody' AS id FROM pg_sleep(0.5)");
  expect(await violationsOf(db.pool, [slow], AT)).toMatchObject([{ name: 'slow', ids: ['somebody'] }]);
  await expect(db.pool.query('SELECT pg_sleep(0.5)')).rejects.toThrow(/statement timeout/);
  await db.close();
});
