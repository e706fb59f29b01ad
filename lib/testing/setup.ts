import { AsyncLocalStorage } from 'node:async_hooks';
import { Pool } from 'pg';
import { afterAll } from 'vitest';
import { now } from '#lib/core/clock.ts';
import { customerInvariants } from '#lib/customers/invariants.ts';
import { bigints } from '#lib/db/client.ts';
import { type Invariant, isOfTheMoment, violationsOf } from '#lib/db/invariant.ts';
import { generationInvariants } from '#lib/generation/invariants.ts';
import { EVENT_NOTES, FINDINGS, type NotePattern } from '#lib/i18n/note-patterns.ts';
import { checkProof } from '#lib/ledger/check-proof.ts';
import { ledgerInvariants } from '#lib/ledger/invariants.ts';
import { proofKeys } from '#lib/ledger/proof-keys.ts';
import { sealEverything } from '#lib/ledger/seals.ts';
import { staffInvariants } from '#lib/staff/invariants.ts';
import { topUpInvariants } from '#lib/topups/invariants.ts';
import { afterFile, closeDatabases } from './postgres.ts';
import { TEST_SIGNING_KEY } from './signing-key.ts';

// Next's scopes of a request look for it when they are loaded (next-request.ts).
Object.assign(globalThis, { AsyncLocalStorage });

// An edit that is to be noticed need not be understood: the first failure is enough.
if (process.env.TEST_MIGRATIONS !== undefined)
  (await import('fast-check')).configureGlobal({ endOnFailure: true });

// Registered before any test file's own hooks, so it runs after them. The rules that every database must obey
// when a file has ended are added above this line with `afterFile`.
afterAll(closeDatabases);

const keys = proofKeys(TEST_SIGNING_KEY);

/** Whatever was written down of an event, or of how our books and Paddle's differ, can be said in every language. */
afterFile(async (ownerUrl) => {
  const pool = new Pool({ connectionString: ownerUrl, max: 1 });
  try {
    const { rows } = await pool.query<{ note: string; of: 'event' | 'finding' }>(
      `SELECT DISTINCT note, 'event' AS of FROM inbound_event_step WHERE note <> '' AND status NOT IN ('failed', 'dismissed')
       UNION SELECT found ->> 'detail', 'finding' FROM reconciliation, jsonb_array_elements(findings) AS found`,
    );
    const unsaid = rows.filter(({ note, of }) => !hasWords(note, of === 'event' ? EVENT_NOTES : FINDINGS));
    if (unsaid.length > 0) throw new Error(`No message says ${unsaid.map(({ note }) => note).join(' | ')}`);
  } finally {
    await pool.end();
  }
});

/** A note of several parts has words for each; one that tells a purchase from a payment begins with saying so. */
function hasWords(note: string, patterns: readonly NotePattern[]): boolean {
  const parts = note.replace(/^Does not agree with purchase \S+: /, '').split('; ');
  return parts.every((part) => patterns.some(([written]) => written.test(part)));
}

/** Whatever a test file did, the books it leaves obey every rule, can be sealed, and differ in no fact from their seals. */
afterFile(async (ownerUrl, except) => {
  const pool = new Pool({ connectionString: ownerUrl, max: 2, types: bigints });
  try {
    await sealEverything(pool, keys, now());
    const violations = [
      ...(await violationsOf(pool, await rulesFor(pool, except), now())),
      ...(await checkProof(pool, { keys })),
    ];
    if (violations.length > 0) throw new Error(`The books are wrong: ${JSON.stringify(violations)}`);
  } finally {
    await pool.end();
  }
});

/**
 * The ledger's rules everywhere; those that hold a module against the ledger only where it has written, for most tests
 * of the ledger post without the modules above it. Tests live at times of their own choosing, so how long something has
 * been waiting says nothing there.
 */
async function rulesFor(pool: Pool, except: ReadonlySet<string>): Promise<Invariant[]> {
  const { rows } = await pool.query<Record<'opened' | 'paid' | 'worked' | 'decided', boolean>>(
    `SELECT EXISTS (SELECT FROM customer) AS opened, EXISTS (SELECT FROM purchase) AS paid,
       EXISTS (SELECT FROM job) AS worked, EXISTS (SELECT FROM credit_grant) OR EXISTS (SELECT FROM audit_entry) AS decided`,
  );
  const rules = [
    ...ledgerInvariants,
    ...(rows[0]!.opened ? customerInvariants : []),
    ...(rows[0]!.paid ? topUpInvariants : []),
    ...(rows[0]!.worked ? generationInvariants : []),
    ...(rows[0]!.decided ? staffInvariants : []),
  ];
  const unknown = [...except].filter((name) => !rules.some((rule) => rule.name === name));
  if (unknown.length > 0) throw new Error(`There is nothing to leave out: ${unknown.join(', ')}`);
  return rules.filter((rule) => !isOfTheMoment(rule) && !except.has(rule.name));
}
