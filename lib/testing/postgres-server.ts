import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { APP_ROLE } from '#lib/db/app-role.ts';
import { migrate } from '#lib/db/migrate.ts';
import { startPostgres, stopLeftBehind } from '#scripts/postgres.ts';

/** What one run of the tests shares: a server and a migrated database to clone. Plain data, sent to each worker. */
export type TestServer = {
  ownerUrl: string;
  appUrl: string;
  /** The template's name; each database of this run begins with it. */
  template: string;
};

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

const folderName = 'depicta-test-';

/**
 * Vitest's global set-up: one real PostgreSQL for the run, or the one that TEST_DATABASE_URL names (its user must
 * be allowed to make databases and roles), and one database with every migration applied, which each test file
 * clones.
 *
 * @returns the tear-down, which leaves nothing behind
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  // Other migrations than the project's own: `npm run mutate:sql` edits them.
  const folder = process.env.TEST_MIGRATIONS;
  const edited = folder === undefined ? {} : { folder };
  const run = randomBytes(4).toString('hex');
  const server =
    given === undefined || given === '' ? await startOwn() : { url: given, stop: async () => {} };
  const template = `depicta_test_${run}`;
  // On a server of somebody else's the app's own role may be in use, with a password that is not ours to change.
  const appUser = server.url === given ? `${APP_ROLE}_test_${run}` : APP_ROLE;
  const ownerUrl = withDatabase(server.url, template);
  const appUrl = withUser(ownerUrl, appUser, randomBytes(18).toString('hex'));

  try {
    await query(server.url, [`CREATE DATABASE ${template}`]);
    await migrate({ ownerUrl, appUrl, ...edited });
    // Cloning needs a template that nobody is connected to.
    await query(server.url, [`ALTER DATABASE ${template} WITH ALLOW_CONNECTIONS false IS_TEMPLATE true`]);
  } catch (error) {
    await server.stop();
    throw error;
  }

  project.provide('testServer', { ownerUrl: server.url, appUrl: withDatabase(appUrl, ''), template });
  return async () => {
    if (server.url === given) await removeRun(given, template, appUser);
    await server.stop();
  };
}

async function startOwn() {
  await clearLeftBehind();
  const folder = mkdtempSync(join(tmpdir(), `${folderName}${process.pid}-`));
  // As root the server works as another user, who must get through to its data.
  chmodSync(folder, 0o711);
  const server = await startPostgres({ dataDir: join(folder, 'postgres'), durable: false });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A run that was killed could not stop its server; the next one does. */
async function clearLeftBehind(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(folderName))) {
    const pid = Number(name.slice(folderName.length).split('-')[0]);
    if (!Number.isInteger(pid) || isAlive(pid)) continue;
    const folder = join(tmpdir(), name);
    try {
      await stopLeftBehind(join(folder, 'postgres'));
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Somebody else's, whose rights we do not have.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function removeRun(url: string, template: string, appUser: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`ALTER DATABASE ${template} WITH IS_TEMPLATE false`);
    const { rows } = await client.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
      [template],
    );
    for (const { datname } of rows) {
      await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(datname)} WITH (FORCE)`);
    }
    await client.query(`DROP ROLE IF EXISTS ${appUser}`);
  } finally {
    await client.end();
  }
}

async function query(url: string, statements: string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The same server and user, another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

function withUser(url: string, user: string, password: string): string {
  const changed = new URL(url);
  changed.username = user;
  changed.password = password;
  return changed.href;
}
