import { AsyncLocalStorage } from 'node:async_hooks';
import { Pool } from 'pg';
import { afterAll } from 'vitest';
import { now } from '#lib/core/clock.ts';
import { violationsOf } from '#lib/db/invariant.ts';
import { ledgerInvariants } from '#lib/ledger/invariants.ts';
import { afterFile, closeDatabases } from './postgres.ts';

// Next's scopes of a request look for it when they are loaded (next-request.ts).
Object.assign(globalThis, { AsyncLocalStorage });

// An edit that is to be noticed need not be understood: the first failure is enough.
if (process.env.TEST_MIGRATIONS !== undefined)
  (await import('fast-check')).configureGlobal({ endOnFailure: true });

// Registered before any test file's own hooks, so it runs after them. The rules that every database must obey
// when a file has ended are added above this line with `afterFile`.
afterAll(closeDatabases);

/** Whatever a test file did, the books it leaves obey every rule of the ledger. */
afterFile(async (ownerUrl) => {
  const pool = new Pool({ connectionString: ownerUrl, max: 1 });
  try {
    const violations = await violationsOf(pool, booksOfTests, now());
    if (violations.length > 0) throw new Error(`The books are wrong: ${JSON.stringify(violations)}`);
  } finally {
    await pool.end();
  }
});

/** Tests live at times of their own choosing, so how long a hold has been open says nothing there. */
const booksOfTests = ledgerInvariants.filter((invariant) => invariant.name !== 'no_hold_forgotten');
