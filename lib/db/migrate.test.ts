import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger, makeWorkerUtils, runOnce } from 'graphile-worker';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { emptyDatabase } from '#lib/testing/postgres.ts';
import { migrate } from './migrate.ts';

let folder: string;
let urls: { ownerUrl: string; appUrl: string };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'depicta-migrations-'));
  urls = await emptyDatabase();
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'migration.sql'), sql);
}

async function read<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

test('applies in the order of the names, once, and what was added later on the next run', async () => {
  write('2_b', 'ALTER TABLE t ADD COLUMN b int;');
  write('1_a', 'CREATE TABLE t (a int);');
  expect(await migrate({ ownerUrl: urls.ownerUrl, folder })).toEqual({ applied: ['1_a', '2_b'] });
  expect(await migrate({ ownerUrl: urls.ownerUrl, folder })).toEqual({ applied: [] });
  write('3_c', 'ALTER TABLE t ADD COLUMN c int;');
  expect(await migrate({ ownerUrl: urls.ownerUrl, folder })).toEqual({ applied: ['3_c'] });
  expect(await read(urls.ownerUrl, 'SELECT a, b, c FROM t')).toEqual([]);
});

test('eight processes at once apply each migration exactly once', async () => {
  write('1_a', 'CREATE TABLE t (a int); SELECT pg_sleep(0.1); INSERT INTO t VALUES (1);');
  const runs = await Promise.all(Array.from({ length: 8 }, () => migrate({ ...urls, folder })));
  expect(runs.flatMap((run) => run.applied)).toEqual(['1_a']);
  expect(await read(urls.ownerUrl, 'SELECT a FROM t')).toEqual([{ a: 1 }]);
});

test('a failing migration leaves no trace, keeps those before it, and is named with its line', async () => {
  write('1_a', 'CREATE TABLE t (a int);');
  write('2_b', 'CREATE TABLE half (a int);\nINSERT INTO nowhere VALUES (1);');
  await expect(migrate({ ownerUrl: urls.ownerUrl, folder })).rejects.toThrow(/2_b failed.*nowhere.*line 2/);
  const state = await read(urls.ownerUrl, "SELECT to_regclass('t') AS t, to_regclass('half') AS half");
  expect(state).toEqual([{ t: 't', half: null }]);
  write('2_b', 'CREATE TABLE whole (a int);');
  expect(await migrate({ ownerUrl: urls.ownerUrl, folder })).toEqual({ applied: ['2_b'] });
});

test('refuses, by name, when an applied migration was changed', async () => {
  write('1_a', 'CREATE TABLE t (a int);');
  await migrate({ ownerUrl: urls.ownerUrl, folder });
  write('1_a', 'CREATE TABLE t (a int); -- tidied up');
  write('2_b', 'CREATE TABLE u (a int);');
  await expect(migrate({ ownerUrl: urls.ownerUrl, folder })).rejects.toThrow(/1_a was changed/);
  expect(await read(urls.ownerUrl, "SELECT to_regclass('u') AS u")).toEqual([{ u: null }]);
});

test('refuses, by name, when an applied migration is missing', async () => {
  write('1_a', 'CREATE TABLE t (a int);');
  await migrate({ ownerUrl: urls.ownerUrl, folder });
  rmSync(join(folder, '1_a'), { recursive: true });
  await expect(migrate({ ownerUrl: urls.ownerUrl, folder })).rejects.toThrow(/1_a .*missing/);
});

test("the app's role adds jobs to the queue and works them off, and cannot touch the queue's migrations", async () => {
  await migrate({ ...urls, folder });
  const utils = await makeWorkerUtils({ connectionString: urls.appUrl });
  await utils.addJob('greet', { name: 'Ada' });
  await utils.release();
  const done: unknown[] = [];
  await runOnce({
    connectionString: urls.appUrl,
    taskList: { greet: async (payload) => void done.push(payload) },
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
  });
  expect(done).toEqual([{ name: 'Ada' }]);
  await expect(read(urls.appUrl, 'DELETE FROM graphile_worker.migrations')).rejects.toThrow(/denied/);
  await expect(read(urls.appUrl, 'DELETE FROM _prisma_migrations')).rejects.toThrow(/denied/);
});

test('a changed password in APP_DATABASE_URL takes effect, for a login role of any name', async () => {
  const appUrl = new URL(urls.appUrl);
  appUrl.username = 'depicta_app_migrate_test';
  for (const password of ['first p%C3%A4ss', 'second']) {
    appUrl.password = password;
    await migrate({ ownerUrl: urls.ownerUrl, appUrl: appUrl.href, folder });
    const rows = await read(appUrl.href, "SELECT pg_has_role(current_user, 'depicta_app', 'USAGE') AS app");
    expect(rows).toEqual([{ app: true }]);
  }
  await read(urls.ownerUrl, 'DROP ROLE depicta_app_migrate_test');
});

test('refuses to let the owner, or any superuser, in as the app', async () => {
  const { ownerUrl } = urls;
  await expect(migrate({ ownerUrl, appUrl: ownerUrl, folder })).rejects.toThrow(/same user as DATABASE_URL/);
});
