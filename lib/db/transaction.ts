import { setTimeout as sleep } from 'node:timers/promises';
import type { Prisma, PrismaClient } from '#generated/prisma/client.ts';
import { DepictaError } from '#lib/core/errors.ts';

/** A database transaction that a caller has open. */
export type Tx = Prisma.TransactionClient;

const ATTEMPTS = 5;

/** PostgreSQL's serialization failure and deadlock: the transaction did nothing and may be run again. */
const REPEATABLE = new Set(['40001', '40P01']);
const LOCK_TIMED_OUT = new Set(['55P03']);

/**
 * Runs work in one database transaction. No network call may happen inside: locks are held.
 *
 * A serialization failure or a deadlock is run again, at most five times in all.
 *
 * @throws {DepictaError} `unavailable` when no connection came free in time; otherwise what the work threw
 */
export async function transaction<T>(prisma: PrismaClient, work: (tx: Tx) => Promise<T>): Promise<T> {
  return repeating(async () => {
    try {
      return await prisma.$transaction(work);
    } catch (error) {
      if (codeOf(error) === 'P2028') {
        throw new DepictaError('unavailable', 'The service is busy. Try again in a few seconds.', {
          retryAfterSeconds: 2,
          cause: error,
        });
      }
      throw error;
    }
  });
}

/**
 * Runs work that is one database transaction of its own, and runs it again where the database undid all of it because
 * of others: at most five times in all.
 *
 * @throws {DepictaError} `unavailable` when a lock did not come free in time; otherwise what the work threw
 */
export async function repeating<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (hasCode(error, LOCK_TIMED_OUT)) {
        throw new DepictaError('unavailable', 'The service is busy. Try again in a few seconds.', {
          retryAfterSeconds: 2,
          cause: error,
        });
      }
      if (attempt === ATTEMPTS || !isRepeatable(error)) throw error;
      await sleep(Math.random() * 10 * 2 ** attempt);
    }
  }
}

/** Whether an error says that the database undid everything because of others, so that trying again is right. */
function isRepeatable(error: unknown): boolean {
  return codeOf(error) === 'P2034' || hasCode(error, REPEATABLE);
}

/** Looks for PostgreSQL's code in an error of `pg`, or in one of Prisma's that wraps it. */
function hasCode(error: unknown, codes: ReadonlySet<string>): boolean {
  for (let cause: unknown = error; typeof cause === 'object' && cause !== null; ) {
    const { code, originalCode, meta, cause: deeper } = cause as Record<string, unknown>;
    const told = meta as { code?: unknown; driverAdapterError?: unknown } | undefined;
    if ([code, originalCode, told?.code].some((each) => codes.has(String(each)))) return true;
    cause = deeper ?? told?.driverAdapterError;
  }
  return false;
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
