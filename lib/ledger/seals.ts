import type { Pool } from 'pg';
import type { Uuid } from '#lib/core/ids.ts';
import { genesis, type Line, link, TAG_BYTES, tag } from './chain.ts';
import { factsOf, recordedAt, type Span } from './facts.ts';
import type { ProofKeys } from './proof-keys.ts';
import { onPool, type Sql } from './sql.ts';

/** How many customers are looked at together, and how many facts are sealed together. */
const CUSTOMERS = 200;
const FACTS = 5_000n;

/** The advisory lock that seals share and a head takes for itself. */
export const SEALING = 720_114_005;

/** What tags are made with. */
export type TagKeys = Pick<ProofKeys, 'keyId' | 'tagKey'>;

type Unsealed = { customerId: Uuid; after: bigint; upto: bigint; link: Buffer };

/**
 * Walks over the books once and seals the facts that are not sealed yet. Several processes may do so beside each other
 * and beside everything that posts: it waits for nobody, nobody waits for it, and of two who seal the same facts the second
 * changes nothing. What is posted behind its back waits for the next walk, so that under load one seal covers more.
 *
 * @param options.keys from `proofKeys`
 * @param options.changedSince looks only at books that have changed since; all of them when left out
 * @param options.signal ends the walk early
 * @returns how many facts were sealed
 */
export async function sealFacts(
  pool: Pool,
  options: { keys: TagKeys; at: Date; changedSince?: Date | undefined; signal?: AbortSignal },
): Promise<number> {
  const sql = onPool(pool);
  let sealed = 0;
  let beyond: Uuid = '00000000-0000-0000-0000-000000000000';
  let before = new Map<Uuid, bigint>();
  while (!options.signal?.aborted) {
    const unsealed = await findUnsealed(sql, beyond, options.changedSince);
    if (unsealed.length === 0) break;
    const round = withinLimit(unsealed);
    const sealedOf = await sealRound(sql, round, options);
    for (const facts of sealedOf.values()) sealed += facts;
    // Passed is who was sealed whole, and who stands where they stood a round ago, as who cannot be sealed does. Who was taken in
    // part is gone on with, and so is who was sealed by others meanwhile, perhaps in part.
    const isPassed = ({ customerId, after, upto }: Unsealed, i: number) =>
      (sealedOf.has(customerId) && upto === unsealed[i]!.upto) || before.get(customerId) === after;
    const open = round.findIndex((each, i) => !isPassed(each, i));
    beyond = (open === -1 ? round.at(-1) : round[open - 1])?.customerId ?? beyond;
    before = new Map(round.map(({ customerId, after }) => [customerId, after]));
  }
  return sealed;
}

/** Seals until a walk finds nothing. @returns how many facts */
export async function sealEverything(pool: Pool, keys: TagKeys, at: Date): Promise<number> {
  let total = 0;
  for (;;) {
    const sealed = await sealFacts(pool, { keys, at });
    total += sealed;
    if (sealed === 0) return total;
  }
}

async function findUnsealed(sql: Sql, beyond: Uuid, changedSince: Date | undefined): Promise<Unsealed[]> {
  const rows = await sql<{
    customer_id: Uuid;
    version: bigint;
    upto_seq: bigint | null;
    link: Buffer | null;
  }>(
    '',
    `SELECT c.customer_id, c.version, s.upto_seq, s.link FROM ledger_customer c LEFT JOIN LATERAL (
       SELECT upto_seq, link FROM ledger_seal WHERE customer_id = c.customer_id ORDER BY upto_seq DESC LIMIT 1
     ) s ON true
     WHERE c.customer_id > $1::uuid AND ($2::timestamptz IS NULL OR c.changed_at >= $2)
       AND c.version > coalesce(s.upto_seq, 0)
     ORDER BY c.customer_id LIMIT $3::integer`,
    [beyond, changedSince?.toISOString() ?? null, CUSTOMERS],
  );
  return rows.map((row) => ({
    customerId: row.customer_id,
    after: row.upto_seq ?? 0n,
    upto: row.version,
    link: row.link ?? genesis(row.customer_id),
  }));
}

/** As many of them as are sealed together, the last one perhaps in part. */
function withinLimit(unsealed: readonly Unsealed[]): Unsealed[] {
  const round: Unsealed[] = [];
  let left = FACTS;
  for (const each of unsealed) {
    if (left === 0n) break;
    const upto = each.upto - each.after > left ? each.after + left : each.upto;
    left -= upto - each.after;
    round.push({ ...each, upto });
  }
  return round;
}

/**
 * @returns how many facts were sealed of whom. What others sealed meanwhile is not there, nor who cannot be sealed, because somebody
 *   removed a fact or put one in: `checkProof` names them
 */
async function sealRound(
  sql: Sql,
  unsealed: readonly Unsealed[],
  { keys, at }: { keys: TagKeys; at: Date },
): Promise<Map<Uuid, number>> {
  const facts = await factsOf(sql, unsealed);
  const seals = unsealed.flatMap((each) => {
    const lines = facts.get(each.customerId)!;
    const isWhole =
      lines.length === Number(each.upto - each.after) &&
      lines.every((line, i) => BigInt(line[0]!) === each.after + 1n + BigInt(i));
    return isWhole ? [seal(each, lines, keys.tagKey)] : [];
  });
  const rows = await sql<{ customer_id: Uuid; facts: bigint }>(
    'ledger_seal',
    `WITH gate AS MATERIALIZED (SELECT pg_advisory_xact_lock_shared($7))
     INSERT INTO ledger_seal (customer_id, from_seq, upto_seq, link, tags, key_id, sealed_at)
     SELECT s.*, $8, $6::timestamptz
     FROM gate CROSS JOIN unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bytea[], $5::bytea[]) AS s
     ON CONFLICT DO NOTHING RETURNING customer_id, upto_seq - from_seq + 1 AS facts`,
    [
      seals.map((each) => each.customerId),
      seals.map((each) => (each.after + 1n).toString()),
      seals.map((each) => each.upto.toString()),
      seals.map((each) => each.link),
      seals.map((each) => each.tags),
      at.toISOString(),
      SEALING,
      keys.keyId,
    ],
  );
  return new Map(rows.map((row) => [row.customer_id, Number(row.facts)]));
}

function seal(
  unsealed: Unsealed,
  lines: readonly Line[],
  tagKey: TagKeys['tagKey'],
): Span & { link: Buffer; tags: Buffer } {
  const tags: Buffer[] = [];
  let linked = unsealed.link;
  for (const line of lines) {
    linked = link(linked, line);
    tags.push(tag(tagKey, linked));
  }
  return { ...unsealed, link: linked, tags: Buffer.concat(tags) };
}

/** A seal as it is stored. Those that a head covers have smaller numbers than those that came after it. */
export type Seal = {
  fromSeq: bigint;
  uptoSeq: bigint;
  number: bigint;
  link: Buffer;
  tags: Buffer;
  keyId: string;
};

/** How far a customer's facts have been followed: the number of the last one, and the link that it made. */
export type Followed = { customerId: Uuid; upto: bigint; link: Buffer };

/** The beginning of a customer's chain. */
export function unfollowed(customerId: Uuid): Followed {
  return { customerId, upto: 0n, link: genesis(customerId) };
}

/** A customer's seals, oldest first. */
export async function sealsOf(sql: Sql, customerId: Uuid): Promise<Seal[]> {
  const rows = await sql<SealRow>(
    'ledger_seals',
    `SELECT customer_id, from_seq, upto_seq, number, link, tags, key_id FROM ledger_seal
     WHERE customer_id = $1::uuid ORDER BY upto_seq`,
    [customerId],
  );
  return rows.map(sealOf);
}

/** The next seals of several customers, oldest first, of about as many facts as one seal may have; none at a chain's end. */
async function nextSeals(sql: Sql, followed: readonly Followed[]): Promise<Map<Uuid, Seal[]>> {
  const rows = await sql<SealRow>(
    'ledger_next_seals',
    `SELECT n.customer_id, from_seq, upto_seq, number, link, tags, key_id
     FROM unnest($1::uuid[], $2::bigint[]) AS f(customer_id, upto) CROSS JOIN LATERAL (
       SELECT *, row_number() OVER (ORDER BY upto_seq) AS nth FROM ledger_seal s
       WHERE s.customer_id = f.customer_id AND s.upto_seq > f.upto ORDER BY upto_seq LIMIT $3::integer) n
     WHERE nth = 1 OR upto_seq <= f.upto + $3::integer
     ORDER BY n.customer_id, upto_seq`,
    [
      followed.map(({ customerId }) => customerId),
      followed.map(({ upto }) => upto.toString()),
      Number(FACTS),
    ],
  );
  return Map.groupBy(
    rows.map((row) => ({ customerId: row.customer_id, ...sealOf(row) })),
    ({ customerId }) => customerId,
  );
}

type SealRow = {
  customer_id: Uuid;
  from_seq: bigint;
  upto_seq: bigint;
  number: bigint;
  link: Buffer;
  tags: Buffer;
  key_id: string;
};

function sealOf(row: SealRow): Seal {
  const { from_seq: fromSeq, upto_seq: uptoSeq, key_id: keyId, number, link: linked, tags } = row;
  return { fromSeq, uptoSeq, number, link: linked, tags, keyId };
}

/** What seals and their facts are held against, as far as it is at hand. */
export type SealCheck = {
  /** Without them, and where a seal has tags of an older key, a chain that was worked out anew is believed. */
  keys?: TagKeys | undefined;
  /** The ids of all keys that there ever were; a seal under another is bad. */
  known?: Pick<ReadonlySet<string>, 'has'> | undefined;
  /** Signed heads, oldest first: facts whose seal came after one of them were recorded after its day. */
  heads?: readonly { uptoNumber: bigint; day: string }[] | undefined;
};

/**
 * When a day's last hour begins, as facts write a time. Before its head is signed everything is sealed; what was posted meanwhile, or
 * by a clock a little behind, is for the next head.
 */
export function lastHourOf(day: string): string {
  return `${day}T23:00:00.000Z`;
}

/** The first fact of a customer that is not as it was sealed. */
export type BadFact = { seq: bigint; what: string };

/**
 * Holds facts of a customer against the seals over them.
 *
 * @param from where the facts and seals begin; the last seal says where to go on
 * @param lines the facts, in order, up to the last seal's end
 * @returns the first bad one; undefined when all agree
 */
export function firstBadFact(
  from: Followed,
  lines: readonly Line[],
  seals: readonly Seal[],
  { keys, known }: Omit<SealCheck, 'heads'>,
): BadFact | undefined {
  let linked = from.link;
  let next = from.upto + 1n;
  const lineOf = (seq: bigint) => lines[Number(seq - from.upto) - 1];
  for (const sealed of seals) {
    if (sealed.fromSeq !== next) return { seq: next, what: 'its seal is missing' };
    if (known?.has(sealed.keyId) === false) return { seq: next, what: 'nobody knows the key of its seal' };
    for (; next <= sealed.uptoSeq; next += 1n) {
      const line = lineOf(next);
      if (line?.[0] !== next.toString()) return { seq: next, what: 'it is missing, or another was put in' };
      linked = link(linked, line);
      const place = Number(next - sealed.fromSeq) * TAG_BYTES;
      const kept = sealed.tags.subarray(place, place + TAG_BYTES);
      if (keys?.keyId === sealed.keyId && !kept.equals(tag(keys.tagKey, linked)))
        return { seq: next, what: 'it is not as it was sealed' };
    }
    if (!linked.equals(sealed.link))
      return { seq: sealed.fromSeq, what: `the facts up to ${sealed.uptoSeq} are not as they were sealed` };
  }
  return lineOf(next) && { seq: next - 1n, what: 'another was put in beside it' };
}

/**
 * The facts that say they were recorded on a day whose head was signed without them: they were posted with a time of the past.
 * Those that follow each other are named together.
 *
 * @param from as in `firstBadFact`, by which the facts and seals are good
 */
function lateFacts(
  from: Followed,
  lines: readonly Line[],
  seals: readonly Seal[],
  heads: NonNullable<SealCheck['heads']>,
): BadFact[] {
  const late: { first: bigint; last: bigint }[] = [];
  for (const { fromSeq, uptoSeq, number } of seals) {
    const notBefore = lastHourBefore(number, heads);
    for (let seq = fromSeq; seq <= uptoSeq; seq += 1n) {
      if (recordedAt(lines[Number(seq - from.upto) - 1]!) >= notBefore) continue;
      const before = late.at(-1);
      if (before?.last === seq - 1n) before.last = seq;
      else late.push({ first: seq, last: seq });
    }
  }
  return late.map(({ first, last }) => ({
    seq: first,
    what:
      first === last
        ? 'it says that it was recorded before a head that does not cover it'
        : `it and what follows up to ${last} say that they were recorded before a head that does not cover them`,
  }));
}

/** When the last hour began of the day of the newest head before a seal; '' where there is none. */
function lastHourBefore(number: bigint, heads: NonNullable<SealCheck['heads']>): string {
  let [older, newer] = [0, heads.length];
  while (older < newer) {
    const middle = (older + newer) >> 1;
    if (heads[middle]!.uptoNumber < number) older = middle + 1;
    else newer = middle;
  }
  const head = heads[older - 1];
  return head === undefined ? '' : lastHourOf(head.day);
}

/** A fact of somebody that is not as it was sealed. */
export type BadFactOf = BadFact & { customerId: Uuid };

/** How many customers are followed together, each by at most as many facts as one seal has. */
const FOLLOWED = 20;

/**
 * Follows customers along their seals to the last one, some customers and of each some seals at a time: what is in memory does not
 * grow with the books.
 *
 * @returns the first bad fact of each of whom there is one, those that were told late, and where the way of everybody ended whose
 *   facts are as they were sealed
 */
export async function followAll(
  sql: Sql,
  from: readonly Followed[],
  check: SealCheck,
): Promise<{ bad: BadFactOf[]; ends: Followed[] }> {
  const found: Awaited<ReturnType<typeof followAll>> = { bad: [], ends: [] };
  for (let i = 0; i < from.length; i += FOLLOWED) {
    let followed = from.slice(i, i + FOLLOWED);
    while (followed.length > 0) {
      const { bad, ends, further } = await follow(sql, followed, check);
      found.bad.push(...bad);
      found.ends.push(...ends);
      followed = further;
    }
  }
  return found;
}

/** Goes on by the next seals of each customer. @returns whose way has ended as well, and where those stand of whom more may come */
async function follow(
  sql: Sql,
  followed: readonly Followed[],
  check: SealCheck,
): Promise<{ bad: BadFactOf[]; ends: Followed[]; further: Followed[] }> {
  const seals = await nextSeals(sql, followed);
  const spans = followed.flatMap(({ customerId, upto }) => {
    const newest = seals.get(customerId)?.at(-1);
    return newest === undefined ? [] : [{ customerId, after: upto, upto: newest.uptoSeq }];
  });
  const facts = await factsOf(sql, spans);
  const bad: BadFactOf[] = [];
  const further: Followed[] = [];
  for (const each of followed) {
    const { customerId } = each;
    const own = seals.get(customerId);
    if (own === undefined) continue;
    const lines = facts.get(customerId)!;
    const found = firstBadFact(each, lines, own, check);
    if (found !== undefined) {
      bad.push({ customerId, ...found });
      continue;
    }
    // What was told late hides nothing that comes after it.
    for (const late of lateFacts(each, lines, own, check.heads ?? [])) bad.push({ customerId, ...late });
    further.push({ customerId, upto: own.at(-1)!.uptoSeq, link: own.at(-1)!.link });
  }
  return { bad, ends: followed.filter(({ customerId }) => !seals.has(customerId)), further };
}
