import type { HeadOnWire, ProofPage, SealedStatement } from '#lib/contracts/proof.ts';
import { proofSettings } from '#lib/core/env.ts';
import { invariant } from '#lib/core/errors.ts';
import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { balanceNow } from '#lib/ledger/balance.ts';
import { factsOf } from '#lib/ledger/facts.ts';
import { coverageOf, type Head, headsBefore, proofFor } from '#lib/ledger/heads.ts';
import { proofKeys, publicKeysById } from '#lib/ledger/proof-keys.ts';
import { sealsOf } from '#lib/ledger/seals.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { toWire } from '#lib/money/credits.ts';
import { inSnapshot } from './store.ts';

/** The signed heads, newest first. @param options.before only of days before this one */
export async function signedHeads(
  db: Pick<Database, 'pool'>,
  options: { before?: string; limit: number },
): Promise<HeadOnWire[]> {
  return (await headsBefore(onPool(db.pool), options)).map(onWire);
}

/** The public keys that heads are signed with, the present one first. */
export function publishedKeys(): ProofPage['public_keys'] {
  const { signingKey, publicKeys } = proofSettings();
  const present = signingKey === undefined ? [] : [proofKeys(signingKey).publicKey];
  const byId = publicKeysById([...present, ...publicKeys]);
  return [...byId].map(([keyId, publicKey]) => ({ key_id: keyId, public_key: publicKey }));
}

/** Everything that a customer needs to check their books without us, as of one moment. */
export async function sealedStatementOf(
  db: Pick<Database, 'pool'>,
  customerId: Uuid,
  at: Date,
): Promise<SealedStatement> {
  return inSnapshot(db, async (sql) => {
    const books = await balanceNow(sql, customerId, at);
    invariant(books, 'a customer has books');
    const facts = await factsOf(sql, [{ customerId, after: 0n, upto: books.version }]);
    const seals = await sealsOf(sql, customerId);
    const proof = await proofFor(sql, customerId);
    return {
      format: 'depicta sealed statement 1',
      customer: customerId,
      as_of: books.asOf.toISOString(),
      balance_eur: toWire(books.availableMicros),
      credit_eur: toWire(books.creditMicros),
      held_eur: toWire(books.heldMicros),
      facts: (facts.get(customerId) ?? []).map((line) => [...line]),
      seals: seals.map(({ uptoSeq, link }) => ({
        upto: uptoSeq.toString(),
        link: hex(link),
      })),
      proof:
        proof === undefined
          ? null
          : {
              head: onWire(proof.head),
              leaf: { upto: proof.leaf.uptoSeq.toString(), link: hex(proof.leaf.link) },
              path: proof.path.map(({ side, hash }) => ({ side, hash: hex(hash) })),
            },
      public_keys: publishedKeys(),
    };
  });
}

/** The signed head that stands under a statement: of which day, and up to which row it covers this customer's books. */
export type StatementProof = { date: string; head: string; keyId: string; uptoSeq: bigint };

/** @returns undefined while no signed head covers this customer */
export async function statementProof(
  db: Pick<Database, 'pool'>,
  customerId: Uuid,
): Promise<StatementProof | undefined> {
  const found = await coverageOf(onPool(db.pool), customerId);
  if (found === undefined) return undefined;
  const { head, uptoSeq } = found;
  return { date: head.day, head: hex(head.head), keyId: head.keyId, uptoSeq };
}

/** How a customer checks it with the command line, without us. */
export const CHECK_COMMANDS = [
  'depicta statement --proof > statement.json',
  'depicta verify statement.json',
] as const;

function onWire(head: Head): HeadOnWire {
  return {
    date: head.day,
    head: hex(head.head),
    signature: head.signature.toString('base64'),
    key_id: head.keyId,
    previous: hex(head.previous),
    root: hex(head.root),
    customers: head.customers,
    seals: head.uptoNumber.toString(),
  };
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
