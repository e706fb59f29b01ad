import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Logger, runMigrations as runQueueMigrations } from 'graphile-worker';
import { Client } from 'pg';
import { ensureAppRole, grantQueue, letAppRoleIn } from './app-role.ts';

/** Prisma's own number: its command line and this runner never migrate one database at the same time. */
const PRISMA_LOCK = 72_707_369;

const defaultFolder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/**
 * Brings a database up to date: the migrations of `prisma/migrations` in order, then those of the queue, then the
 * app's own role. Safe to run from several processes at once and as often as you like.
 *
 * Prisma's table `_prisma_migrations` is kept as Prisma keeps it, so its command line agrees about the state.
 *
 * @param options.ownerUrl the database as the role that owns the schema
 * @param options.appUrl the database as the app's role; given, that role may log in with its password afterwards
 * @param options.folder where the migrations are; the project's own unless a test says otherwise
 * @returns the names of the migrations applied now, oldest first
 * @throws {Error} naming a migration that was applied before and has changed or gone since, or that fails; what
 *   came before it stays applied, and it leaves no trace itself
 */
export async function migrate(options: {
  ownerUrl: string;
  appUrl?: string | undefined;
  folder?: string;
}): Promise<{ applied: string[] }> {
  const client = new Client({ connectionString: options.ownerUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
    await ensureAppRole(client);
    const applied = await applyAll(client, readMigrations(options.folder ?? defaultFolder));
    await runQueueMigrations({
      connectionString: options.ownerUrl,
      logger: new Logger(() => (level, message) => {
        if (level === 'error' || level === 'warning') process.stderr.write(`${message}\n`);
      }),
    });
    await grantQueue(client);
    if (options.appUrl !== undefined) await letAppRoleIn(client, options.ownerUrl, options.appUrl);
    return { applied };
  } finally {
    // Ends the session, and with it the lock.
    await client.end();
  }
}

type Migration = { name: string; sql: string; checksum: string };

function readMigrations(folder: string): Migration[] {
  if (!existsSync(folder)) return [];
  return (
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      // Git leaves an empty folder behind when it switches to a branch without the migration.
      .filter((name) => existsSync(join(folder, name, 'migration.sql')))
      .sort()
      .map((name) => {
        const bytes = readFileSync(join(folder, name, 'migration.sql'));
        return {
          name,
          sql: bytes.toString('utf8'),
          checksum: createHash('sha256').update(bytes).digest('hex'),
        };
      })
  );
}

async function applyAll(client: Client, migrations: Migration[]): Promise<string[]> {
  await client.query(createTable);
  await refuseChangedHistory(client, migrations);
  const known = await client.query<{ migration_name: string }>(
    'SELECT migration_name FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  const done = new Set(known.rows.map((row) => row.migration_name));
  const pending = migrations.filter((migration) => !done.has(migration.name));
  for (const migration of pending) await applyOne(client, migration);
  return pending.map((migration) => migration.name);
}

async function refuseChangedHistory(client: Client, migrations: Migration[]): Promise<void> {
  const onDisk = new Map(migrations.map((migration) => [migration.name, migration.checksum]));
  const { rows } = await client.query<{ migration_name: string; checksum: string; finished: boolean }>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished
       FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY migration_name`,
  );
  for (const row of rows) {
    const checksum = onDisk.get(row.migration_name);
    if (!row.finished) {
      throw new Error(
        `Migration ${row.migration_name} was begun and did not finish. Look at what it left, then mark it with ` +
          '"prisma migrate resolve".',
      );
    }
    if (checksum === undefined) {
      throw new Error(
        `Migration ${row.migration_name} was applied to this database and is missing here: this code is older ` +
          'than the database, or the migration was deleted.',
      );
    }
    if (checksum !== row.checksum) {
      throw new Error(
        `Migration ${row.migration_name} was changed after it was applied. Put it back as it was and write the ` +
          'change as a new migration.',
      );
    }
  }
}

async function applyOne(client: Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`Migration ${migration.name} failed: ${describe(error, migration.sql)}`, {
      cause: error,
    });
  }
}

/** PostgreSQL counts characters; people count lines. */
function describe(error: unknown, sql: string): string {
  const { message, position } = error as { message: string; position?: string };
  if (position === undefined) return message;
  return `${message} (line ${sql.slice(0, Number(position)).split('\n').length})`;
}

/** As Prisma makes it. */
const createTable = `
CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id                  VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum            VARCHAR(64) NOT NULL,
  finished_at         TIMESTAMPTZ,
  migration_name      VARCHAR(255) NOT NULL,
  logs                TEXT,
  rolled_back_at      TIMESTAMPTZ,
  started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;
