import type { Pool, PoolClient } from 'pg';
import { invariant } from '#lib/core/errors.ts';
import type { Uuid } from '#lib/core/ids.ts';
import {
  type HeadContent,
  headHash,
  headText,
  type Leaf,
  leafHash,
  pathTo,
  rootOf,
  type Step,
} from './chain.ts';
import { dayText } from './facts.ts';
import { isSigned, type ProofKeys, publicKeysById, signText } from './proof-keys.ts';
import { followAll, SEALING, sealFacts, unfollowed } from './seals.ts';
import type { Sql } from './sql.ts';

const DAY_MS = 86_400_000;

/** The signed head of a day: it covers everything that was sealed when it was signed. */
export type Head = HeadContent & { head: Buffer; signature: Buffer; keyId: string; signedAt: Date };

/**
 * Signs the head of the day before, unless that was done. What is there is sealed first; what is posted meanwhile is for the
 * next head. A day on which nobody could sign is covered by the next head: each covers all that there is.
 *
 * @param options.olderKeys public keys that signed before this one
 * @returns the head; undefined when it was signed before
 * @throws where what it would cover does not go on from what the newest head covers: a signature over what somebody wrote anew
 *   would make it good
 */
export async function signYesterday(
  pool: Pool,
  keys: ProofKeys,
  at: Date,
  options: { olderKeys?: readonly string[] } = {},
): Promise<Head | undefined> {
  const day = dayOf(new Date(at.getTime() - DAY_MS));
  const { rows } = await pool.query('SELECT FROM ledger_head WHERE day = $1::date', [day]);
  if (rows.length > 0) return undefined;
  await sealFacts(pool, { keys, at });
  const client = await pool.connect();
  try {
    // Waits for seals under way and keeps new ones waiting: no seal below the newest number appears later.
    await client.query('SELECT pg_advisory_lock($1)', [SEALING]);
    // One moment: what the newest head is held against is what the next one covers.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    const known = publicKeysById([keys.publicKey, ...(options.olderKeys ?? [])]);
    const head = await sign(client, { keys, known, day, at });
    await client.query('COMMIT');
    await client.query('SELECT pg_advisory_unlock($1)', [SEALING]);
    client.release();
    return head;
  } catch (error) {
    // The connection goes, and with it the lock.
    client.release(error as Error);
    throw error;
  }
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

async function sign(
  client: PoolClient,
  { keys, known, day, at }: { keys: ProofKeys; known: ReadonlyMap<string, string>; day: string; at: Date },
): Promise<Head | undefined> {
  const sql: Sql = async (_name, text, values) => (await client.query(text, [...values])).rows;
  const [newest] = await headsBefore(sql, { limit: 1 });
  // Beside midnight another process's clock may be on the next day already.
  if (newest?.day === day || newest?.day === dayOf(at)) return undefined;
  invariant(newest === undefined || newest.day < day, `no head is newer than ${day} already`);
  const leaves = await leavesToSign(sql, newest, { keys, known });
  const covered = newest?.uptoNumber ?? 0n;
  const [last] = await sql<{ number: bigint | null }>(
    '',
    'SELECT max(number) AS number FROM ledger_seal WHERE number > $1::bigint',
    [covered.toString()],
  );
  const content: HeadContent = {
    day,
    previous: newest?.head ?? Buffer.alloc(32),
    root: rootOf(leaves.map(leafHash)),
    customers: leaves.length,
    uptoNumber: last?.number ?? covered,
  };
  invariant(await isOverItsSeals(sql, content), 'the newest seals are those that were followed');
  const head: Head = {
    ...content,
    head: headHash(content),
    signature: signText(keys, headText(content)),
    keyId: keys.keyId,
    signedAt: at,
  };
  await sql(
    '',
    `INSERT INTO ledger_head (day, previous, root, customers, upto_number, head, signature, key_id, signed_at)
     VALUES ($1::date, $2, $3, $4, $5, $6, $7, $8, $9::timestamptz)`,
    [
      ...[
        day,
        head.previous,
        head.root,
        head.customers,
        head.uptoNumber.toString(),
        head.head,
        head.signature,
      ],
      ...[keys.keyId, at.toISOString()],
    ],
  );
  return head;
}

/**
 * The leaves of a new head: those of the newest, gone on from by the seals since.
 *
 * @throws unless its signature is ours, its seals are those that it was signed over, and the seals since are over facts that follow
 *   them. Whatever is written anew in between, the signature would make it good.
 */
async function leavesToSign(
  sql: Sql,
  newest: Head | undefined,
  { keys, known }: { keys: ProofKeys; known: ReadonlyMap<string, string> },
): Promise<Leaf[]> {
  const until = 'until it is, no other is signed (docs/proof.md)';
  const covered = newest === undefined ? [] : await leavesAt(sql, newest.uptoNumber);
  if (newest !== undefined) {
    invariant(isOurs(newest, known), `the head of ${newest.day} is as we signed it: ${until}`);
    const isWhole = isOver(newest, covered);
    invariant(isWhole, `the head of ${newest.day} is over the seals that it was signed over: ${until}`);
  }
  const grown = await sql<{ customer_id: Uuid }>(
    '',
    'SELECT DISTINCT customer_id FROM ledger_seal WHERE number > $1::bigint',
    [(newest?.uptoNumber ?? 0n).toString()],
  );
  const leaves = new Map(covered.map((leaf) => [leaf.customerId, leaf]));
  const from = grown.map(({ customer_id: customerId }) => {
    const leaf = leaves.get(customerId);
    return leaf === undefined ? unfollowed(customerId) : { ...leaf, upto: leaf.uptoSeq };
  });
  const { bad, ends } = await followAll(sql, from, { keys, known });
  invariant(
    bad[0] === undefined,
    `fact ${bad[0]?.seq} of ${bad[0]?.customerId} is as it was sealed: ${until}`,
  );
  for (const { customerId, upto, link } of ends) leaves.set(customerId, { customerId, uptoSeq: upto, link });
  return [...leaves.values()].sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
}

/** Whether a head's hash is that of what it says, and one of these keys, by their ids, signed it. */
function isOurs(head: Head, known: ReadonlyMap<string, string>): boolean {
  const key = known.get(head.keyId);
  return (
    headHash(head).equals(head.head) && key !== undefined && isSigned(key, headText(head), head.signature)
  );
}

/** Heads, newest first. @param options.before only of days before this one, YYYY-MM-DD */
export async function headsBefore(sql: Sql, options: { before?: string; limit: number }): Promise<Head[]> {
  const rows = await sql<{
    day: string;
    previous: Buffer;
    root: Buffer;
    customers: number;
    upto_number: bigint;
    head: Buffer;
    signature: Buffer;
    key_id: string;
    signed_at: Date;
  }>(
    'ledger_heads',
    `SELECT ${dayText('day')} AS day, previous, root, customers, upto_number, head, signature, key_id, signed_at
     FROM ledger_head h WHERE $1::date IS NULL OR day < $1::date ORDER BY h.day DESC LIMIT $2::integer`,
    [options.before ?? null, options.limit],
  );
  return rows.map(({ upto_number: uptoNumber, key_id: keyId, signed_at: signedAt, ...rest }) => ({
    ...rest,
    uptoNumber,
    keyId,
    signedAt,
  }));
}

/** The last seal of each customer among the seals up to a number, in the order of the tree. */
async function leavesAt(sql: Sql, uptoNumber: bigint): Promise<(Leaf & { link: Buffer })[]> {
  const rows = await sql<{ customer_id: Uuid; upto_seq: bigint; link: Buffer }>(
    'ledger_leaves',
    `SELECT c.customer_id, s.upto_seq, s.link FROM ledger_customer c CROSS JOIN LATERAL (
       SELECT upto_seq, link FROM ledger_seal WHERE customer_id = c.customer_id AND number <= $1::bigint
       ORDER BY upto_seq DESC LIMIT 1) s
     ORDER BY c.customer_id`,
    [uptoNumber.toString()],
  );
  return rows.map((row) => ({ customerId: row.customer_id, uptoSeq: row.upto_seq, link: row.link }));
}

/** Whether the seals that a head covers are still those that it was signed over. */
export async function isOverItsSeals(sql: Sql, head: HeadContent): Promise<boolean> {
  return isOver(head, await leavesAt(sql, head.uptoNumber));
}

function isOver(head: HeadContent, leaves: readonly Leaf[]): boolean {
  return leaves.length === head.customers && rootOf(leaves.map(leafHash)).equals(head.root);
}

/** How a customer's facts hang on a signed head: their leaf in it and the way to its root. */
export type Proof = { head: Head; leaf: Leaf; path: Step[] };

/** @returns undefined while no head covers this customer */
export async function proofFor(sql: Sql, customerId: Uuid): Promise<Proof | undefined> {
  const [head] = await headsBefore(sql, { limit: 1 });
  if (head === undefined) return undefined;
  const leaves = await leavesAt(sql, head.uptoNumber);
  const index = leaves.findIndex((leaf) => leaf.customerId === customerId);
  if (index === -1) return undefined;
  return { head, leaf: leaves[index]!, path: pathTo(leaves.map(leafHash), index) };
}

/** How far the newest signed head reaches into a customer's facts: up to which number, and their link there. */
export type Coverage = { head: Head; uptoSeq: bigint; link: Buffer };

/** The cheap part of a proof, for what only names it. @returns undefined while no head covers this customer */
export async function coverageOf(sql: Sql, customerId: Uuid): Promise<Coverage | undefined> {
  const [head] = await headsBefore(sql, { limit: 1 });
  if (head === undefined) return undefined;
  const [seal] = await sql<{ upto_seq: bigint; link: Buffer }>(
    'ledger_coverage',
    `SELECT upto_seq, link FROM ledger_seal WHERE customer_id = $1::uuid AND number <= $2::bigint
     ORDER BY upto_seq DESC LIMIT 1`,
    [customerId, head.uptoNumber.toString()],
  );
  return seal && { head, uptoSeq: seal.upto_seq, link: seal.link };
}
