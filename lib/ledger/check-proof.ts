import type { Pool } from 'pg';
import type { Uuid } from '#lib/core/ids.ts';
import { bigints } from '#lib/db/client.ts';
import { BEGIN_CHECK, offenders, type Violation } from '#lib/db/invariant.ts';
import { headHash, headText } from './chain.ts';
import { type Head, headsBefore, isOverItsSeals } from './heads.ts';
import { isSigned } from './proof-keys.ts';
import { followAll, lastHourOf, type SealCheck, type TagKeys, unfollowed } from './seals.ts';
import type { Sql } from './sql.ts';

/** What the proof is checked with. */
export type ProofCheck = {
  /** Without them a chain that somebody worked out anew is found by the heads alone. */
  keys?: TagKeys | undefined;
  /** Public keys by their ids; a head or a seal under any other key is a fault. Left out, signatures are not looked at. */
  publicKeys?: ReadonlyMap<string, string> | undefined;
  /** The present instant. Where keys are at hand as well, facts are sealed within seconds, so one of yesterday has its seal. */
  at?: Date | undefined;
};

/** The rule that this checks, as the invariants name theirs. */
export const PROOF_RULE = {
  name: 'chain_verifies',
  meaning: 'every fact is sealed, is as it was sealed, and the seals are those that the signed heads cover',
} as const;

const HOUR_MS = 3_600_000;
const CUSTOMERS_AT_A_TIME = 50;
const EVERY_HEAD = 100_000;
const MOST_NAMED = 100;
/** Heads are signed within minutes of midnight; a demo's clock may leap over some days before that. */
const MOST_UNCOVERED_DAYS = 7n;

/**
 * Holds every fact against its seal, and the seals against the signed heads; and tells whose facts are not sealed, and whether heads
 * are missing, where sealing goes on otherwise.
 *
 * @returns who breaks it: `<customer> <number of the first bad fact>: what`, or `head <day>: what`
 */
export async function checkProof(pool: Pool, check: ProofCheck): Promise<Violation[]> {
  const client = await pool.connect();
  try {
    // One moment: facts that are posted and sealed meanwhile are not there.
    await client.query(BEGIN_CHECK);
    const sql: Sql = async (_name, text, values) =>
      (await client.query({ text, values: [...values], types: bigints })).rows;
    const heads = (await headsBefore(sql, { limit: EVERY_HEAD })).reverse();
    const { keys, publicKeys: known } = check;
    const ids = [
      ...(await badFacts(sql, { keys, known, heads })),
      ...(await offenders(client, () => unsealedFacts(sql, check))),
      ...(await badHeads(sql, heads, check)),
      ...(await offenders(client, () => uncoveredDays(sql))),
    ];
    return ids.length === 0 ? [] : [{ ...PROOF_RULE, ids }];
  } finally {
    await client.query('ROLLBACK').catch(() => {});
    client.release();
  }
}

/** Some customers at a time, each from the first fact to the last seal. */
async function badFacts(sql: Sql, check: SealCheck): Promise<string[]> {
  const told: string[] = [];
  let beyond: Uuid = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const last = await sql<{ customer_id: Uuid; link: Buffer }>(
      '',
      `SELECT DISTINCT ON (customer_id) customer_id, link FROM ledger_seal WHERE customer_id > $1::uuid
       ORDER BY customer_id, upto_seq DESC LIMIT ${CUSTOMERS_AT_A_TIME}`,
      [beyond],
    );
    if (last.length === 0) return told;
    const from = last.map((row) => unfollowed(row.customer_id));
    const { bad, ends } = await followAll(sql, from, check);
    for (const { customerId, seq, what } of bad) told.push(`${customerId} ${seq}: ${what}`);
    // A database that hides seals from one who follows them, and from nobody else, is no end of the way.
    const lastLink = new Map(last.map((row) => [row.customer_id, row.link]));
    for (const { customerId, upto, link } of ends)
      if (!link.equals(lastLink.get(customerId)!))
        told.push(`${customerId} ${upto + 1n}: its seal is missing`);
    beyond = last.at(-1)!.customer_id;
  }
}

/** Within this time whoever seals has been at everybody: after an outage the first seals are no sign that others are left out. */
const A_WALK = "interval '10 minutes'";

/**
 * Whose facts are not sealed although others of an hour later are, or they are a day old. What was posted just now waits
 * for its seal, and where no keys are nothing is sealed.
 */
async function unsealedFacts(sql: Sql, { keys, at }: ProofCheck): Promise<string[]> {
  const rows = await sql<{ customer_id: Uuid; seq: bigint }>(
    '',
    `SELECT c.customer_id, coalesce(s.upto_seq, 0) + 1 AS seq
     FROM ledger_customer c CROSS JOIN (
       SELECT greatest(
         max(sealed_at) FILTER (WHERE $1::timestamptz IS NULL OR sealed_at <= $1 - ${A_WALK}) - interval '1 hour',
         $1 - interval '1 day') AS due FROM ledger_seal) newest
     LEFT JOIN LATERAL (
       SELECT upto_seq FROM ledger_seal WHERE customer_id = c.customer_id ORDER BY upto_seq DESC LIMIT 1) s ON true
     WHERE newest.due IS NOT NULL AND c.version > coalesce(s.upto_seq, 0)
       AND (c.changed_at <= newest.due OR ledger_version_at(c.customer_id, newest.due) > coalesce(s.upto_seq, 0))
     ORDER BY c.customer_id LIMIT ${MOST_NAMED}`,
    [(keys && at?.toISOString()) ?? null],
  );
  return rows.map((row) => `${row.customer_id} ${row.seq}: it was never sealed`);
}

/** Whether seals were written on more days than may go by without a signed head. */
async function uncoveredDays(sql: Sql): Promise<string[]> {
  const rows = await sql<{ days: bigint }>(
    '',
    `SELECT count(DISTINCT (sealed_at AT TIME ZONE 'UTC')::date) AS days FROM ledger_seal
     WHERE number > (SELECT coalesce(max(upto_number), 0) FROM ledger_head)`,
    [],
  );
  const days = rows[0]!.days;
  return days > MOST_UNCOVERED_DAYS ? [`head: the seals of ${days} days are covered by none`] : [];
}

async function badHeads(sql: Sql, heads: readonly Head[], { publicKeys, at }: ProofCheck): Promise<string[]> {
  const bad: string[] = [];
  let previous: Buffer = Buffer.alloc(32);
  for (const head of heads) {
    const follows = Buffer.compare(head.previous, previous) === 0;
    previous = head.head;
    const key = publicKeys?.get(head.keyId);
    const told = (what: string) => bad.push(`head ${head.day}: ${what}`);
    if (!follows) told('it does not name the head before it');
    if (!head.head.equals(headHash(head))) told('its hash is not that of its content');
    // Until it is, no other is signed.
    if (at !== undefined && lastHourOf(head.day) > at.toISOString()) told('its day is not over');
    if (publicKeys === undefined) continue;
    if (key === undefined) told(`nobody knows the key ${head.keyId}`);
    else if (!isSigned(key, headText(head), head.signature)) told('its signature is not ours');
  }
  for (const head of headsInTurn(heads, at))
    if (!(await isOverItsSeals(sql, head)))
      bad.push(`head ${head.day}: the seals are not those that it covers`);
  return bad;
}

/**
 * The newest head, which covers all facts that the older ones do, and one of those by turns, another each hour: between which
 * heads a seal was written is in their roots alone. Without a time, all.
 *
 * @param heads oldest first
 */
export function headsInTurn<H>(heads: readonly H[], at: Date | undefined): readonly H[] {
  if (at === undefined) return heads;
  const older = heads.slice(0, -1);
  // Their number grows each day, and the turns must not begin anew with it: a round is as long as the next power of two, and who
  // comes after the last head has the turn of who is half a round before.
  const round = 2 ** older.length.toString(2).length;
  const hour = Math.floor(at.getTime() / HOUR_MS) % round;
  const turn = older[hour] ?? older[hour - round / 2];
  return [...(turn === undefined ? [] : [turn]), ...heads.slice(-1)];
}
