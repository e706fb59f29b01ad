import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startPostgres, stopLeftBehind } from './postgres.ts';

// Each of them starts servers, on a machine that does other things beside.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let dataDir: string;

beforeEach(() => {
  // Closed to everybody else: as root, the way with a user namespace is taken.
  folder = mkdtempSync(join(tmpdir(), 'depicta-postgres-'));
  dataDir = join(folder, 'data');
});
afterEach(async () => {
  await stopLeftBehind(dataDir);
  rmSync(folder, { recursive: true });
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const start = (durable = false) => startPostgres({ dataDir, durable, database: 'depicta' });
const serverPid = () => Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]);

test('keeps its data over a restart, survives a crash, and loses nothing that was committed', async () => {
  const first = await start(true);
  await query(first.url, 'CREATE TABLE kept (a int); INSERT INTO kept VALUES (1)');
  await first.stop();

  const second = await start(true);
  await query(second.url, 'INSERT INTO kept VALUES (2)');
  process.kill(serverPid(), 'SIGKILL');

  const third = await start(true);
  expect(await query(third.url, 'SELECT a FROM kept ORDER BY a')).toEqual([{ a: 1 }, { a: 2 }]);
  await third.stop();
});

test('a server that a killed run left behind is stopped, and its data taken over', async () => {
  const left = await start();
  await query(left.url, 'CREATE TABLE kept (a int); INSERT INTO kept VALUES (1)');
  const pid = serverPid();
  const next = await start();
  expect(serverPid()).not.toBe(pid);
  expect(await query(next.url, 'SELECT a FROM kept')).toEqual([{ a: 1 }]);
  await expect(query(left.url, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
  await next.stop();
});

test('a lock file whose number belongs to another process by now does not stop the start', async () => {
  await (await start()).stop();
  // Not this process: PostgreSQL overlooks its own parent.
  const other = spawn('sleep', ['600']);
  writeFileSync(join(dataDir, 'postmaster.pid'), `${other.pid}\n${dataDir}\n`);
  await (await start()).stop();
  other.kill();
});

test('lets nobody in without the password, which only its owner can read', async () => {
  const server = await start();
  const url = new URL(server.url);
  expect(url.hostname).toBe('127.0.0.1');
  expect(statSync(`${dataDir}.password`).mode & 0o777).toBe(0o600);
  for (const password of ['', 'wrong']) {
    url.password = password;
    await expect(query(url.href, 'SELECT 1')).rejects.toThrow(/password/);
  }
  await server.stop();
});

test('says in the words of the server why it does not start', async () => {
  const server = await start();
  const other = join(folder, 'other');
  const taken = startPostgres({ dataDir: other, durable: false, port: server.port });
  await expect(taken).rejects.toThrow(/Address already in use/);
  await server.stop();
});
