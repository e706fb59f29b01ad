import { PrismaPg } from '@prisma/adapter-pg';
import { type CustomTypesConfig, Pool, types } from 'pg';
import { PrismaClient } from '#generated/prisma/client.ts';
import { env } from '#lib/core/env.ts';

/** PostgreSQL's type number of BIGINT. */
const INT8 = 20;

/** BIGINT as `bigint`, for a statement on whatever pool: `pg` gives text of its own accord. */
export const bigints: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? BigInt : types.getTypeParser(oid, format as 'text'),
};

/** A connection to the database: one pool, which Prisma and raw statements share. */
export type Database = { prisma: PrismaClient; pool: Pool; close(): Promise<void> };

/** Eight connections measured as fast as sixty-four; the hot path batches instead. */
const POOL_SIZE = 8;

/**
 * Opens a pool and a Prisma client over it.
 *
 * BIGINT arrives as `bigint` in raw statements of this pool only: set for the whole process it would break
 * Prisma's adapter, which brings its own parsers.
 *
 * @param url as the app's role, or as the owner for an operator's command
 */
export function connect(
  url: string,
  options: { poolSize?: number; statementTimeoutMs?: number } = {},
): Database {
  const pool = new Pool({
    connectionString: url,
    max: options.poolSize ?? POOL_SIZE,
    connectionTimeoutMillis: 10_000,
    // Nobody may keep others waiting: not for a customer's books, nor in a transaction forgotten half-way, nor by a
    // statement that reads too much.
    lock_timeout: 3_000,
    idle_in_transaction_session_timeout: 15_000,
    statement_timeout: options.statementTimeoutMs ?? 20_000,
    types: bigints,
  });
  // A connection that dies while idle is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {});
  // The same while it is in use: whoever uses it is told by the query that fails.
  pool.on('connect', (client) => client.on('error', () => {}));
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { maxWait: 5_000, timeout: 10_000 },
  });
  return {
    prisma,
    pool,
    close: async () => {
      await prisma.$disconnect();
      if (!pool.ended) await pool.end();
    },
  };
}

const shared = globalThis as typeof globalThis & { depictaDatabase?: Database };

/** This process's own database connection as the app's role, opened at first use. */
export function database(): Database {
  shared.depictaDatabase ??= connect(env().APP_DATABASE_URL);
  return shared.depictaDatabase;
}
