import { beforeAll, expect, test } from 'vitest';
import { afterFile, closeDatabases, type TestDatabase, testDatabase } from './postgres.ts';

let first: TestDatabase;
let second: TestDatabase;

beforeAll(async () => {
  [first, second] = await Promise.all([testDatabase(), testDatabase()]);
});

test('two databases of one run do not see each other', async () => {
  await first.ownerPool.query('CREATE TABLE only_here (id int)');
  const { rows } = await second.ownerPool.query("SELECT to_regclass('only_here') AS found");
  expect(rows).toEqual([{ found: null }]);
});

test('the pool works as the role of the app, which can make no table and is no superuser', async () => {
  const { rows } = await first.pool.query(
    "SELECT pg_has_role(current_user, 'depicta_app', 'USAGE') AS app, rolsuper, rolcreatedb, rolcreaterole, rolbypassrls FROM pg_roles WHERE rolname = current_user",
  );
  expect(rows).toEqual([
    { app: true, rolsuper: false, rolcreatedb: false, rolcreaterole: false, rolbypassrls: false },
  ]);
  await expect(first.pool.query('CREATE TABLE mine (id int)')).rejects.toThrow(/permission denied/);
});

test('the rules for the end of a file see its database, and one that fails fails the file', async () => {
  const own = await testDatabase();
  await own.ownerPool.query('CREATE TABLE broken (id int)');
  const seen: string[] = [];
  afterFile(async (ownerUrl) => {
    seen.push(ownerUrl);
    if (ownerUrl === own.ownerUrl) throw new Error('a rule is broken');
  });
  const excused = await testDatabase({
    breaksInvariants: 'it shows that an excused database is not checked',
  });
  await expect(closeDatabases()).rejects.toThrow('a rule is broken');
  expect(seen).toContain(own.ownerUrl);
  expect(seen).not.toContain(excused.ownerUrl);
  await expect(testDatabase().then((db) => db.pool.query('SELECT 1'))).resolves.toBeTruthy();
});
