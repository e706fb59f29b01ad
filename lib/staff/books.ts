import type { Pool } from 'pg';
import { customerInvariants } from '#lib/customers/invariants.ts';
import { type Invariant, type Violation, violationsOf } from '#lib/db/invariant.ts';
import { generationInvariants } from '#lib/generation/invariants.ts';
import { ledgerInvariants } from '#lib/ledger/invariants.ts';
import { topUpInvariants } from '#lib/topups/invariants.ts';

/** The rules of the whole product: each module's own, the ledger's first. */
const invariants: readonly Invariant[] = [
  ...ledgerInvariants,
  ...customerInvariants,
  ...topUpInvariants,
  ...generationInvariants,
];

/**
 * Puts the books to every rule, in one snapshot.
 *
 * @param pool as a role that may read all tables: the app's will do
 * @returns the broken rules, each with who breaks it; empty when the books are right
 */
export function checkBooks(pool: Pool, at: Date): Promise<Violation[]> {
  return violationsOf(pool, invariants, at);
}
