import type { Pool } from 'pg';
import { proofSettings } from '#lib/core/env.ts';
import { customerInvariants } from '#lib/customers/invariants.ts';
import { type Invariant, type Violation, violationsOf } from '#lib/db/invariant.ts';
import { generationInvariants } from '#lib/generation/invariants.ts';
import { checkProof, type ProofCheck } from '#lib/ledger/check-proof.ts';
import { ledgerInvariants } from '#lib/ledger/invariants.ts';
import { proofKeys, publicKeysById } from '#lib/ledger/proof-keys.ts';
import { topUpInvariants } from '#lib/topups/invariants.ts';

/** The rules of the whole product: each module's own, the ledger's first. */
const invariants: readonly Invariant[] = [
  ...ledgerInvariants,
  ...customerInvariants,
  ...topUpInvariants,
  ...generationInvariants,
];

/**
 * Puts the books to every rule, in one snapshot, and every fact to its seal.
 *
 * @param pool as a role that may read all tables: the app's will do
 * @returns the broken rules, each with who breaks it; empty when the books are right
 */
export async function checkBooks(pool: Pool, at: Date): Promise<Violation[]> {
  return [...(await violationsOf(pool, invariants, at)), ...(await checkProof(pool, proofCheck()))];
}

/** With the keys of this process, as far as it has them. */
function proofCheck(): ProofCheck {
  const { signingKey, publicKeys } = proofSettings();
  if (signingKey === undefined) return {};
  const keys = proofKeys(signingKey);
  return { keys, publicKeys: publicKeysById([keys.publicKey, ...publicKeys]) };
}
