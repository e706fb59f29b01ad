import { randomBytes } from 'node:crypto';
import { Client, Pool } from 'pg';
import { inject } from 'vitest';
import { withDatabase } from './postgres-server.ts';

/** A database of its own for a test file. */
export type TestDatabase = {
  /** As the schema's owner, who may do everything: to arrange what the app may not, and to look. */
  ownerUrl: string;
  ownerPool: Pool;
  /** As the app's role, with exactly the rights it has in production. Use this one unless you must not. */
  appUrl: string;
  pool: Pool;
  /** Closes the pools and drops the database. The end of the test file does it otherwise. */
  drop(): Promise<void>;
};

/** Rules that must hold in a database when its test file has ended, but for those named: throws when one does not. */
export type AfterFileCheck = (ownerUrl: string, except: ReadonlySet<string>) => Promise<void>;

type Open = { ownerUrl: string; checked: boolean; drop(): Promise<void> };

const open = new Set<Open>();
const checks: AfterFileCheck[] = [];
const excepted = new Set<string>();

/**
 * Clones the migrated template into a database of this test file's own. Call it in `beforeAll`, as often as the
 * file needs databases. When the file has ended, each is put to the checks of {@link afterFile} and dropped.
 *
 * @param options.breaksInvariants why this file leaves a database that the checks would refuse (a test of the
 *   constraints themselves, say); it is then not checked
 * @param options.poolSize connections of the app's pool, 10 unless given; the server takes 100 over all files
 */
export async function testDatabase(
  options: { breaksInvariants?: string; poolSize?: number } = {},
): Promise<TestDatabase> {
  const server = inject('testServer');
  const name = `${server.template}_${randomBytes(4).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${server.template}`);

  const ownerUrl = withDatabase(server.ownerUrl, name);
  const appUrl = withDatabase(server.appUrl, name);
  const pool = new Pool({ connectionString: appUrl, max: options.poolSize ?? 10 });
  const ownerPool = new Pool({ connectionString: ownerUrl, max: 5 });
  const entry: Open = {
    ownerUrl,
    checked: options.breaksInvariants === undefined,
    drop: async () => {
      open.delete(entry);
      await Promise.all([pool, ownerPool].map((each) => (each.ended ? undefined : each.end())));
      await dropDatabase(name);
    },
  };
  open.add(entry);
  return { ownerUrl, ownerPool, appUrl, pool, drop: entry.drop };
}

/** An empty database without a single migration, dropped with the others. */
export async function emptyDatabase(): Promise<{ ownerUrl: string; appUrl: string }> {
  const server = inject('testServer');
  const name = `${server.template}_${randomBytes(4).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name}`);
  const entry: Open = {
    ownerUrl: withDatabase(server.ownerUrl, name),
    checked: false,
    drop: async () => {
      open.delete(entry);
      await dropDatabase(name);
    },
  };
  open.add(entry);
  return { ownerUrl: entry.ownerUrl, appUrl: withDatabase(server.appUrl, name) };
}

/**
 * Adds a rule to those that every database must obey at the end of its test file. Call it from `setup.ts`, so
 * that it holds for all files.
 */
export function afterFile(check: AfterFileCheck): void {
  checks.push(check);
}

/**
 * Names rules that the databases of this test file need not obey when it has ended. `breaksInvariants` is for databases
 * that are wrong on purpose; this is for what a file arranges by a short cut.
 *
 * @param _because what the file does that they forbid
 */
export function leaveBroken(rules: readonly string[], _because: string): void {
  for (const rule of rules) excepted.add(rule);
}

/** Puts each database still open to the checks and drops it. @throws what the first failing check threw */
export async function closeDatabases(): Promise<void> {
  const failures: unknown[] = [];
  for (const entry of [...open]) {
    for (const check of entry.checked ? checks : []) {
      await check(entry.ownerUrl, excepted).catch((error: unknown) => failures.push(error));
    }
    await entry.drop();
  }
  if (failures.length > 0) throw failures[0];
}

/** Patient at first: a pool that has ended may still be saying goodbye, and force would turn that into an error. */
async function dropDatabase(name: string): Promise<void> {
  try {
    await onServer(`DROP DATABASE IF EXISTS ${name}`);
  } catch (error) {
    if ((error as { code?: string }).code !== '55006') throw error;
    await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
}

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: inject('testServer').ownerUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
