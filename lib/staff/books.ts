import type { Pool } from 'pg';
import { proofSettings } from '#lib/core/env.ts';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import { customerInvariants } from '#lib/customers/invariants.ts';
import type { Database } from '#lib/db/client.ts';
import { type Invariant, type Violation, violationsOf } from '#lib/db/invariant.ts';
import { transaction } from '#lib/db/transaction.ts';
import { generationInvariants } from '#lib/generation/invariants.ts';
import { oldestUnfinishedJob } from '#lib/generation/store.ts';
import { checkProof, PROOF_RULE, type ProofCheck } from '#lib/ledger/check-proof.ts';
import { oldestOpenHold } from '#lib/ledger/holds.ts';
import { ledgerInvariants } from '#lib/ledger/invariants.ts';
import { proofKeys, publicKeysById } from '#lib/ledger/proof-keys.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { topUpInvariants } from '#lib/topups/invariants.ts';
import { auditEnd } from './audit-store.ts';
import { insertCheck, type KeptCheck } from './check-store.ts';
import { staffInvariants } from './invariants.ts';
import type { Decider } from './refunds.ts';
import { insertAudit } from './store.ts';

/** The rules of the whole product: each module's own, the ledger's first. */
const invariants: readonly Invariant[] = [
  ...ledgerInvariants,
  ...customerInvariants,
  ...topUpInvariants,
  ...generationInvariants,
  ...staffInvariants,
];

/**
 * Puts the books to every rule, in one snapshot, and every fact to its seal.
 *
 * @param pool as a role that may read all tables: the app's will do
 * @returns the broken rules, each with who breaks it; empty when the books are right
 */
export async function checkBooks(pool: Pool, at: Date): Promise<Violation[]> {
  return [
    ...(await violationsOf(pool, invariants, at)),
    ...(await checkProof(pool, { ...proofCheck(), at })),
  ];
}

/**
 * Checks the books and keeps what was found, with the audit log's end: a log that is cut off or written anew later no
 * longer goes through it.
 */
export async function keepCheck(db: Pick<Database, 'pool' | 'prisma'>, at: Date): Promise<KeptCheck> {
  // Read before the check: what is written meanwhile is for the next one.
  const { number, hash } = await auditEnd(db.prisma);
  const violations = await checkBooks(db.pool, at);
  const rules = [...invariants, PROOF_RULE].map(({ name, meaning }) => ({ name, meaning }));
  const check = { at, rules, violations };
  await insertCheck(db.prisma, { ...check, id: uuidv7(at), auditNumber: number, auditHash: hash });
  return check;
}

/** A check that somebody at the desk asked for: who did stands in the audit log. */
export async function checkFromDesk(
  db: Pick<Database, 'pool' | 'prisma'>,
  decider: Decider,
  at: Date,
): Promise<KeptCheck> {
  const check = await keepCheck(db, at);
  await transaction(db.prisma, (tx) =>
    insertAudit(tx, {
      ...{ id: uuidv7(at), at, actor: decider.email, action: 'books_check', customerId: null },
      ...{
        reason: 'Check by hand',
        before: null,
        after: { broken: check.violations.map(({ name }) => name) },
      },
    }),
  );
  return check;
}

/** The hold that has been open for longest; undefined when none is. */
export async function oldestHold(
  db: Pick<Database, 'pool'>,
): Promise<{ id: Uuid; customerId: Uuid; openedAt: Date } | undefined> {
  const from = await oldestUnfinishedJob(db.pool);
  return from === undefined ? undefined : oldestOpenHold(onPool(db.pool), from);
}

/** With the keys of this process, as far as it has them. */
function proofCheck(): ProofCheck {
  const { signingKey, publicKeys } = proofSettings();
  if (signingKey === undefined) return {};
  const keys = proofKeys(signingKey);
  return { keys, publicKeys: publicKeysById([keys.publicKey, ...publicKeys]) };
}
