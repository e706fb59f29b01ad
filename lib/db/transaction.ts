import { setTimeout as sleep } from 'node:timers/promises';
import type { Prisma, PrismaClient } from '#generated/prisma/client.ts';
import { DepictaError } from '#lib/core/errors.ts';

/** A database transaction that a caller has open. */
export type Tx = Prisma.TransactionClient;

const ATTEMPTS = 5;

/** PostgreSQL's serialization failure and deadlock: the transaction did nothing and may be run again. */
const REPEATABLE = new Set(['40001', '40P01']);

/**
 * Runs work in one database transaction. No network call may happen inside: locks are held.
 *
 * A serialization failure or a deadlock is run again, at most five times in all.
 *
 * @throws {DepictaError} `unavailable` when no connection came free in time; otherwise what the work threw
 */
export async function transaction<T>(prisma: PrismaClient, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await prisma.$transaction(work);
    } catch (error) {
      if (codeOf(error) === 'P2028') {
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
export function isRepeatable(error: unknown): boolean {
  if (codeOf(error) === 'P2034') return true;
  for (let cause: unknown = error; typeof cause === 'object' && cause !== null; ) {
    const {
      code,
      originalCode,
      cause: deeper,
    } = cause as { code?: unknown; originalCode?: unknown; cause?: unknown };
    if (REPEATABLE.has(String(code)) || REPEATABLE.has(String(originalCode))) return true;
    const meta = (cause as { meta?: { code?: unknown; driverAdapterError?: unknown } }).meta;
    if (REPEATABLE.has(String(meta?.code))) return true;
    cause = deeper ?? meta?.driverAdapterError;
  }
  return false;
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
