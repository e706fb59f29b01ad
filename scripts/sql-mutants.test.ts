import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SQL_MUTANTS } from './sql-mutants.ts';

test('each edit of the SQL finds its text, once', () => {
  const astray = SQL_MUTANTS.filter(({ migration, find }) => {
    const sql = readFileSync(`prisma/migrations/${migration}/migration.sql`, 'utf8');
    return sql.split(find).length !== 2;
  });
  expect(astray.map(({ name }) => name)).toEqual([]);
});

test('no two edits have one name, and each changes something', () => {
  const names = SQL_MUTANTS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(SQL_MUTANTS.filter(({ find, replace }) => find === replace)).toEqual([]);
});
