import type { PoolClient } from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { connect, type Database } from '#lib/db/client.ts';
import { violationsOf } from '#lib/db/invariant.ts';
import { Books } from '#lib/testing/books.ts';
import { type TestDatabase, testDatabase } from '#lib/testing/postgres.ts';
import { TEST_SIGNING_KEY } from '#lib/testing/signing-key.ts';
import { tamper } from '#lib/testing/tamper.ts';
import { genesis, headHash, type Line, leafHash, link, rootOf } from './chain.ts';
import { checkProof } from './check-proof.ts';
import { factsOf } from './facts.ts';
import { headsBefore, signYesterday } from './heads.ts';
import { ledgerInvariants } from './invariants.ts';
import { post } from './post.ts';
import { proofKeys, publicKeysById } from './proof-keys.ts';
import { sealEverything, sealsOf } from './seals.ts';
import { onPool, type Sql } from './sql.ts';

const AT = new Date('2026-11-22T12:00:00Z');
const keys = proofKeys(TEST_SIGNING_KEY);
const publicKeys = publicKeysById([keys.publicKey]);
const TAMPERINGS = 200;

let given: TestDatabase;
let db: Database;
let sql: Sql;

beforeAll(async () => {
  given = await testDatabase({ breaksInvariants: 'a superuser tampers with the books' });
  db = connect(given.appUrl);
  sql = onPool(db.pool);
  return () => db.close();
});

/** A database for one test that spoils it: as its owner, a superuser, and as the app. */
async function apart() {
  const mine = await testDatabase({ breaksInvariants: 'a superuser tampers with the books' });
  return { mine, own: connect(mine.appUrl) };
}

/** A customer of whom there is a fact of every kind, some of them in several seals. */
async function richBooks(): Promise<Books> {
  const books = await Books.open(sql, AT);
  await books.trial(AT, '1');
  const first = await books.topUp(AT, '20');
  for (let i = 0; i < 3; i += 1) await books.spend(AT, '0.6');
  const released = await books.hold(AT, '0.5');
  await books.release(AT, released.holdId);
  const asked = await books.reserve(AT, first.lotId, '2');
  await books.refund(AT, asked.requestId);
  const second = await books.topUp(AT, '10');
  await books.clawBack(AT, second.lotId, '10');
  await books.grant(AT, '3');
  for (let i = 0; i < 3; i += 1) await books.spend(AT, '0.7');
  await books.hold(AT, '0.2');
  return books;
}

type Tampering = { what: string; run: (client: PoolClient, customer: string, n: number) => Promise<unknown> };

const update =
  (text: string) =>
  (client: PoolClient, customer: string): Promise<unknown> =>
    client.query(text, [customer]);

/** Everything after a number moves up or down by one, so that the numbers stay dense. */
async function renumber(client: PoolClient, customer: string, beyond: number, by: 1 | -1): Promise<void> {
  const tables = [
    ['ledger_posting', 'seq'],
    ['ledger_release', 'seq'],
    ['ledger_clock', 'seq'],
    ['ledger_hold', 'opened_seq'],
    ['ledger_hold', 'ended_seq'],
    ['ledger_refund_request', 'opened_seq'],
    ['ledger_refund_request', 'ended_seq'],
  ];
  for (const [table, column] of tables) {
    // Out of the way first: two rows must not meet at one number.
    await client.query(
      `UPDATE ${table} SET ${column} = -${column} - $3 WHERE customer_id = $1 AND ${column} > $2`,
      [customer, beyond, by],
    );
    await client.query(
      `UPDATE ${table} SET ${column} = -${column} WHERE customer_id = $1 AND ${column} < 0`,
      [customer],
    );
  }
  await client.query('UPDATE ledger_customer SET version = version + $2 WHERE customer_id = $1', [
    customer,
    by,
  ]);
}

const nth = 'ORDER BY seq OFFSET $2 LIMIT 1';

/** The same date and time, but for the era: many a format does not tell it. */
const beforeOurEra = (column: string) =>
  `(to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') || '+00 BC')::timestamptz`;

const OPEN_AGAIN = `state = 'open', ended_at = NULL, ended_seq = NULL, ended_credit = NULL, ended_held = NULL,
  ended_available = NULL`;

const TAMPERINGS_OF_ALL_KINDS: readonly Tampering[] = [
  {
    what: 'another amount',
    run: (client, customer, n) =>
      client.query(
        `UPDATE ledger_posting SET amount = amount + 1
         WHERE customer_id = $1 AND seq = (SELECT seq FROM ledger_posting WHERE customer_id = $1 ${nth})`,
        [customer, n % 8],
      ),
  },
  {
    what: 'another actor',
    run: (client, customer, n) =>
      client.query(
        `UPDATE ledger_posting SET actor = 'somebody else'
         WHERE customer_id = $1 AND seq = (SELECT seq FROM ledger_posting WHERE customer_id = $1 ${nth})`,
        [customer, n % 8],
      ),
  },
  {
    what: 'another time',
    run: (client, customer, n) =>
      client.query(
        `UPDATE ledger_posting SET effective_at = effective_at - interval '1 millisecond'
         WHERE customer_id = $1 AND seq = (SELECT seq FROM ledger_posting WHERE customer_id = $1 ${nth})`,
        [customer, n % 8],
      ),
  },
  {
    what: 'another lot',
    run: update(
      `UPDATE ledger_posting SET lot_id = gen_random_uuid() WHERE customer_id = $1 AND kind = 'grant'`,
    ),
  },
  {
    what: 'a posting is gone, and the rest moves up',
    run: async (client, customer, n) => {
      const { rows } = await client.query<{ seq: string }>(
        `DELETE FROM ledger_posting WHERE customer_id = $1
           AND seq = (SELECT seq FROM ledger_posting WHERE customer_id = $1 AND kind <> 'charge' ${nth}) RETURNING seq`,
        [customer, n % 4],
      );
      await renumber(client, customer, Number(rows[0]!.seq), -1);
    },
  },
  {
    what: 'a posting is gone, and its number with it',
    run: update(`DELETE FROM ledger_posting WHERE customer_id = $1 AND kind = 'grant'`),
  },
  {
    what: 'a posting was put in between',
    run: async (client, customer, n) => {
      await renumber(client, customer, 2 + (n % 5), 1);
      await client.query(
        `INSERT INTO ledger_posting SELECT customer_id, $2, 'grant:made-up', 1, 'grant', 'promotions', 'credit', 5, lot_id, 0,
           5, 0, 5, 0, effective_at, recorded_at, actor, cause_type, cause_id FROM ledger_posting
         WHERE customer_id = $1 AND kind = 'grant'`,
        [customer, 3 + (n % 5)],
      );
    },
  },
  {
    what: 'two postings changed places',
    run: async (client, customer) => {
      const { rows } = await client.query<{ trial: string; grant: string }>(
        `SELECT min(seq) FILTER (WHERE kind = 'trial') AS trial, min(seq) FILTER (WHERE kind = 'grant') AS grant
         FROM ledger_posting WHERE customer_id = $1`,
        [customer],
      );
      const { trial, grant } = rows[0]!;
      for (const [from, to] of [
        [trial, '-1'],
        [grant, trial],
        ['-1', grant],
      ])
        await client.query('UPDATE ledger_posting SET seq = $3 WHERE customer_id = $1 AND seq = $2', [
          customer,
          from,
          to,
        ]);
    },
  },
  {
    what: 'a hold of another amount',
    run: update(`UPDATE ledger_hold SET amount = amount + 1 WHERE customer_id = $1`),
  },
  {
    what: 'a hold that was charged less',
    run: update(`UPDATE ledger_hold SET charged = charged - 1 WHERE customer_id = $1 AND state = 'settled'`),
  },
  {
    what: 'a hold that was charged is open again',
    run: update(
      `UPDATE ledger_hold SET charged = 0, ${OPEN_AGAIN} WHERE customer_id = $1 AND state = 'settled'`,
    ),
  },
  {
    what: 'a hold that was released is open again',
    run: update(`UPDATE ledger_hold SET ${OPEN_AGAIN} WHERE customer_id = $1 AND state = 'released'`),
  },
  {
    what: 'a hold that ended later',
    run: update(
      `UPDATE ledger_hold SET ended_at = ended_at + interval '1 second' WHERE customer_id = $1 AND state = 'released'`,
    ),
  },
  {
    what: 'another reason',
    run: update(`UPDATE ledger_release SET reason = 'because' WHERE customer_id = $1`),
  },
  {
    what: 'a refund request of another amount',
    run: update(`UPDATE ledger_refund_request SET amount = amount - 1 WHERE customer_id = $1`),
  },
  {
    what: 'another expiry date',
    run: update(
      `UPDATE ledger_clock SET expires_at = expires_at + interval '1 day' WHERE customer_id = $1
         AND seq = (SELECT max(seq) FROM ledger_clock WHERE customer_id = $1)`,
    ),
  },
  {
    what: 'an expiry date before our era',
    run: update(
      `UPDATE ledger_clock SET expires_at = ${beforeOurEra('expires_at')} WHERE customer_id = $1
         AND seq = (SELECT max(seq) FROM ledger_clock WHERE customer_id = $1)`,
    ),
  },
  {
    what: 'a posting before our era',
    run: (client, customer, n) =>
      client.query(
        `UPDATE ledger_posting SET effective_at = ${beforeOurEra('effective_at')}
         WHERE customer_id = $1 AND seq = (SELECT seq FROM ledger_posting WHERE customer_id = $1 ${nth})`,
        [customer, n % 8],
      ),
  },
  {
    what: 'a date without end where there was none',
    run: update(`UPDATE ledger_posting SET expiry = 'infinity' WHERE customer_id = $1 AND kind = 'grant'`),
  },
  {
    what: 'a change of the date is gone',
    run: update(
      `DELETE FROM ledger_clock WHERE customer_id = $1 AND seq = (SELECT max(seq) FROM ledger_clock WHERE customer_id = $1)`,
    ),
  },
];

async function linesOf(customerId: string): Promise<Line[]> {
  return (await factsOf(sql, [{ customerId, after: 0n, upto: 1_000n }])).get(customerId)!;
}

/** Works the public chain out anew, as somebody without our keys can. */
async function recompute(client: PoolClient, customerId: string): Promise<void> {
  const asClient: Sql = async (_name, text, values) => (await client.query(text, [...values])).rows;
  const lines = (await factsOf(asClient, [{ customerId, after: 0n, upto: 1_000n }])).get(customerId)!;
  let linked = genesis(customerId);
  let at = 0;
  for (const seal of await sealsOf(asClient, customerId)) {
    for (; at < lines.length && BigInt(lines[at]![0]!) <= BigInt(seal.uptoSeq); at += 1)
      linked = link(linked, lines[at]!);
    await client.query('UPDATE ledger_seal SET link = $3 WHERE customer_id = $1 AND upto_seq = $2', [
      customerId,
      seal.uptoSeq.toString(),
      linked,
    ]);
  }
}

/** The number of the first line that is another one than before. */
function firstDifference(before: readonly Line[], after: readonly Line[]): string {
  const i = before.findIndex((line, at) => JSON.stringify(line) !== JSON.stringify(after[at]));
  return before[i]![0]!;
}

describe('what a superuser does to signed days is found, and the first bad fact is named', () => {
  test(`${TAMPERINGS} tamperings, half of them with the chain worked out anew`, async () => {
    const customers: Books[] = [];
    for (let n = 0; n < TAMPERINGS; n += 1) customers.push(await richBooks());
    const honest = await Promise.all(Array.from({ length: 3 }, richBooks));
    await signYesterday(db.pool, keys, AT);
    expect(await checkProof(db.pool, { keys, publicKeys })).toEqual([]);
    // The constraints would refuse some of what follows, and a superuser would drop them.
    await given.ownerPool.query(`
      ALTER TABLE ledger_posting DROP CONSTRAINT ledger_posting_after_not_negative,
        DROP CONSTRAINT ledger_posting_credit_moves, DROP CONSTRAINT ledger_posting_expiry_named`);

    const expected = new Map<string, string>();
    for (const [n, { customerId }] of customers.entries()) {
      const { what, run } = TAMPERINGS_OF_ALL_KINDS[n % TAMPERINGS_OF_ALL_KINDS.length]!;
      const before = await linesOf(customerId);
      await tamper(given.ownerPool, async (client) => {
        await run(client, customerId, n);
        if (Math.floor(n / TAMPERINGS_OF_ALL_KINDS.length) % 2 === 1) await recompute(client, customerId);
      });
      const after = await linesOf(customerId);
      expect([what, JSON.stringify(after) === JSON.stringify(before)]).toEqual([what, false]);
      expected.set(customerId, `${what}: ${firstDifference(before, after)}`);
    }

    const [violation] = await checkProof(db.pool, { keys, publicKeys });
    const named = new Map(
      violation!.ids.map((id) => [id.split(' ')[0]!, id.split(' ')[1]!.replace(':', '')]),
    );
    for (const [n, { customerId }] of customers.entries()) {
      const { what } = TAMPERINGS_OF_ALL_KINDS[n % TAMPERINGS_OF_ALL_KINDS.length]!;
      expect(`${what}: ${named.get(customerId)}`).toBe(expected.get(customerId));
    }
    for (const { customerId } of honest) expect(named.has(customerId)).toBe(false);
    // Where the chain was worked out anew, the head no longer covers the seals: found even without our keys.
    const [withoutKeys] = await checkProof(db.pool, { publicKeys });
    expect(withoutKeys!.ids.some((id) => id.startsWith('head 2026-11-21'))).toBe(true);
  }, 240_000);
});

describe('what cannot be reckoned with breaks its rule, and keeps nothing else from being named', () => {
  const MOST = '9223372036854775807';
  const LAST = '294276-12-31 23:59:59.999+00';
  test.each<[string, string, RegExp]>([
    [
      'a balance',
      `UPDATE ledger_hold SET opened_available = ${MOST} WHERE customer_id = $1`,
      /^available_runs_through something stored is beyond what can be reckoned with \(22003\)$/,
    ],
    [
      'the end of a hold',
      `UPDATE ledger_hold SET charged = 0, expires_at = '${LAST}', ${OPEN_AGAIN} WHERE customer_id = $1`,
      /^no_hold_forgotten something stored is beyond/,
    ],
    [
      'how many facts there are',
      `UPDATE ledger_customer SET version = ${MOST}, changed_at = 'infinity' WHERE customer_id = $1`,
      /^chain_verifies something stored is beyond/,
    ],
    [
      'when facts were sealed',
      `UPDATE ledger_seal SET sealed_at = '4714-11-24 00:00:00+00 BC' WHERE $1::uuid IS NOT NULL`,
      /^chain_verifies something stored is beyond/,
    ],
    [
      'a seal’s last fact',
      `UPDATE ledger_seal SET from_seq = ${MOST}, upto_seq = ${MOST}, tags = substring(tags FOR 8) WHERE customer_id = $1`,
      /^chain_verifies \S+ 1: its seal is missing$/,
    ],
  ])('%s', async (_what, poison, told) => {
    const { mine, own } = await apart();
    const [poisoned, altered] = [
      await Books.open(onPool(own.pool), AT),
      await Books.open(onPool(own.pool), AT),
    ];
    for (const books of [poisoned, altered]) {
      await books.topUp(AT, '10');
      await books.release(AT, (await books.hold(AT, '1')).holdId);
      await books.spend(AT, '1');
    }
    await sealEverything(own.pool, keys, AT);
    await tamper(mine.ownerPool, async (client) => {
      await client.query("UPDATE ledger_posting SET actor = 'nobody' WHERE customer_id = $1", [
        altered.customerId,
      ]);
      await client.query(poison, [poisoned.customerId]);
    });
    const broken = [
      ...(await violationsOf(own.pool, ledgerInvariants, AT)),
      ...(await checkProof(own.pool, { keys, publicKeys })),
    ];
    const found = broken.flatMap(({ name, ids }) => ids.map((id) => `${name} ${id}`));
    expect(found).toContainEqual(expect.stringMatching(told));
    expect(found).toContain(`chain_verifies ${altered.customerId} 1: it is not as it was sealed`);
    await own.close();
  });
});

describe('what is stored beside the facts is no fact: a rule finds what a superuser changes there', () => {
  // A lot and the sums of a customer follow from the facts, so the chain need not cover them.
  test.each(['ledger_lot', 'ledger_customer'])('in every column of %s', async (table) => {
    const { mine, own } = await apart();
    const { rows: constraints } = await mine.ownerPool.query<{ name: string }>(
      `SELECT conname AS name FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'c'`,
      [table],
    );
    for (const { name } of constraints)
      await mine.ownerPool.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
    const { rows: columns } = await mine.ownerPool.query<{ name: string; type: string }>(
      `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
       WHERE attrelid = $1::regclass AND attnum > 0 ORDER BY attnum`,
      [table],
    );
    expect(columns.length).toBeGreaterThan(5);
    for (const { name, type } of columns) {
      const books = await Books.open(onPool(own.pool), AT);
      await books.topUp(AT, '5');
      await books.spend(AT, '1');
      const before = await found(mine, own);
      await tamper(mine.ownerPool, (client) =>
        client.query(`UPDATE ${table} SET ${name} = ${ANOTHER[type]!(name)} WHERE customer_id = $1`, [
          books.customerId,
        ]),
      );
      const after = await found(mine, own);
      expect([name, after.filter((each) => !before.includes(each)).length > 0]).toEqual([name, true]);
    }
    await own.close();
  });

  /** Another value of a column than it has. */
  const ANOTHER: Record<string, (column: string) => string> = {
    uuid: () => 'gen_random_uuid()',
    text: (column) => `${column} || 'x'`,
    bigint: (column) => `${column} + 1`,
    integer: (column) => `${column} + 1`,
    smallint: (column) => `${column} - 1`,
    'timestamp with time zone': (column) => `${column} + interval '1 day'`,
  };

  async function found(mine: TestDatabase, own: Database): Promise<string[]> {
    const broken = [
      ...(await violationsOf(mine.ownerPool, ledgerInvariants, AT)),
      ...(await checkProof(own.pool, { keys, publicKeys })),
    ];
    return broken.flatMap(({ name, ids }) => ids.map((id) => `${name} ${id}`));
  }
});

describe('what can be done all the same', () => {
  async function cut(client: PoolClient, customer: string, beyond: bigint): Promise<void> {
    for (const text of [
      'DELETE FROM ledger_posting WHERE customer_id = $1 AND seq > $2',
      'DELETE FROM ledger_hold WHERE customer_id = $1 AND opened_seq > $2',
      'DELETE FROM ledger_seal WHERE customer_id = $1 AND upto_seq > $2',
      'UPDATE ledger_customer SET version = $2 WHERE customer_id = $1',
    ])
      await client.query(text, [customer, beyond.toString()]);
  }

  test('cut off facts with their seals: within a signed day the head tells, and nobody can tell which customer', async () => {
    const { mine, own } = await apart();
    const books = await Books.open(onPool(own.pool), AT);
    await books.topUp(AT, '10');
    await sealEverything(own.pool, keys, AT);
    await books.spend(AT, '1');
    await signYesterday(own.pool, keys, AT);
    await tamper(mine.ownerPool, (client) => cut(client, books.customerId, 1n));
    const [violation] = await checkProof(own.pool, { keys, publicKeys });
    expect(violation!.ids).toEqual(['head 2026-11-21: the seals are not those that it covers']);
    await own.close();
  });

  test.each([
    ['a charge made larger, and sealed anew', raiseCharge],
    ['facts cut off', (client: PoolClient, customer: string) => cut(client, customer, 1n)],
    ['a customer left out', (client: PoolClient, customer: string) => cut(client, customer, 0n)],
  ])('no head is signed over what an older head does not cover: %s', async (_what, run) => {
    const { mine, own } = await apart();
    const books = await Books.open(onPool(own.pool), AT);
    await books.topUp(AT, '10');
    await books.spend(AT, '1');
    await (await Books.open(onPool(own.pool), AT)).topUp(AT, '10');
    await signYesterday(own.pool, keys, AT);
    await tamper(mine.ownerPool, (client) => run(client, books.customerId));
    await sealEverything(own.pool, keys, AT);
    const found = [
      expect.objectContaining({ ids: ['head 2026-11-21: the seals are not those that it covers'] }),
    ];
    expect(await checkProof(own.pool, { keys, publicKeys })).toEqual(found);
    const next = new Date(AT.getTime() + 86_400_000);
    await expect(signYesterday(own.pool, keys, next)).rejects.toThrow(/the head of 2026-11-21 is over/);
    expect(await checkProof(own.pool, { keys, publicKeys })).toEqual(found);
    await own.close();
  });

  // What is put right again after the signature leaves no trace but in what was signed.
  test.each<[string, (client: PoolClient, customer: string) => Promise<unknown>, RegExp]>([
    [
      'the row of the newest head fits the new seals while the next one is signed',
      async (client, customer) => {
        await client.query(
          'UPDATE ledger_head SET upto_number = $1, root = $2',
          await covering(client, customer),
        );
      },
      /the head of 2026-11-21 is as we signed it/,
    ],
    [
      'the newest head is worked out anew, and lacks our signature',
      async (client, customer) => {
        const [uptoNumber, root] = await covering(client, customer);
        const { rows } = await client.query('SELECT day::text, previous, customers FROM ledger_head');
        const hash = headHash({ ...rows[0], uptoNumber: BigInt(uptoNumber), root });
        const values = [uptoNumber, root, hash];
        await client.query('UPDATE ledger_head SET upto_number = $1, root = $2, head = $3', values);
      },
      /the head of 2026-11-21 is as we signed it/,
    ],
    [
      'the old seal stands beside the new one while the next head is signed',
      (client, customer) =>
        client.query(
          `INSERT INTO ledger_seal (customer_id, from_seq, upto_seq, number, link, tags, key_id, sealed_at)
         OVERRIDING SYSTEM VALUE SELECT customer_id, upto_seq, upto_seq, number, link, substring(tags FOR 8), key_id, sealed_at
         FROM kept_seal WHERE customer_id = $1`,
          [customer],
        ),
      /fact \d+ of \S+ is as it was sealed/,
    ],
    [
      'whoever follows the seals since is shown none of them',
      async (client, customer) => {
        await client.query(
          `INSERT INTO ledger_seal (customer_id, from_seq, upto_seq, number, link, tags, key_id, sealed_at)
           OVERRIDING SYSTEM VALUE SELECT customer_id, upto_seq, upto_seq, number, link, substring(tags FOR 8), key_id, sealed_at
           FROM kept_seal WHERE customer_id = $1`,
          [customer],
        );
        await hideFromFollowers(client);
      },
      /the newest seals are those that were followed/,
    ],
  ])('no head is signed where %s', async (_what, run, refusal) => {
    const { mine, own } = await apart();
    const books = await Books.open(onPool(own.pool), AT);
    await books.topUp(AT, '10');
    await books.spend(AT, '1');
    await signYesterday(own.pool, keys, AT);
    await mine.ownerPool.query('CREATE TABLE kept_seal AS SELECT * FROM ledger_seal');
    await tamper(mine.ownerPool, (client) => raiseCharge(client, books.customerId));
    await books.spend(AT, '1');
    await sealEverything(own.pool, keys, AT);
    await tamper(mine.ownerPool, (client) => run(client, books.customerId));
    const next = new Date(AT.getTime() + 86_400_000);
    await expect(signYesterday(own.pool, keys, next)).rejects.toThrow(refusal);
    expect(await headsBefore(onPool(own.pool), { limit: 9 })).toHaveLength(1);
    await own.close();
  });

  test('no head is signed over a fact whose chain was worked out anew, though it was sealed since the last one', async () => {
    const { mine, own } = await apart();
    const books = await Books.open(onPool(own.pool), AT);
    await books.topUp(AT, '10');
    await signYesterday(own.pool, keys, AT);
    await books.grant(AT, '1');
    await sealEverything(own.pool, keys, AT);
    await tamper(mine.ownerPool, async (client) => {
      await client.query("UPDATE ledger_posting SET actor = 'nobody' WHERE seq = 2");
      await recompute(client, books.customerId);
    });
    const next = new Date(AT.getTime() + 86_400_000);
    // What is signed over is good for ever, and after a change of the key no tag says otherwise.
    await expect(signYesterday(own.pool, keys, next)).rejects.toThrow(/fact 2 of \S+ is as it was sealed/);
    expect(await headsBefore(onPool(own.pool), { limit: 9 })).toHaveLength(1);
    await own.close();
  });

  test('no head is signed after one whose hash was written anew, or whose key nobody knows', async () => {
    const { mine, own } = await apart();
    const books = await Books.open(onPool(own.pool), AT);
    await books.topUp(AT, '10');
    await signYesterday(own.pool, keys, AT);
    const next = new Date(AT.getTime() + 86_400_000);
    const refusal = /the head of 2026-11-21 is as we signed it/;
    const renewed = "head = substring(head FOR 31) || '\\xff'::bytea";
    for (const change of [renewed, "key_id = 'unknown-key'"]) {
      await mine.ownerPool.query('CREATE TABLE kept_head AS SELECT * FROM ledger_head');
      await tamper(mine.ownerPool, (client) => client.query(`UPDATE ledger_head SET ${change}`));
      await expect(signYesterday(own.pool, keys, next)).rejects.toThrow(refusal);
      await tamper(mine.ownerPool, (client) =>
        client.query('UPDATE ledger_head h SET head = k.head, key_id = k.key_id FROM kept_head k'),
      );
      await mine.ownerPool.query('DROP TABLE kept_head');
    }
    await signYesterday(own.pool, keys, next);
    expect(await headsBefore(onPool(own.pool), { limit: 9 })).toHaveLength(2);
    await own.close();
  });

  test('no head is signed over a seal whose key nobody knows', async () => {
    const { own } = await apart();
    const books = await Books.open(onPool(own.pool), AT);
    await books.topUp(AT, '10');
    await sealEverything(own.pool, { ...keys, keyId: 'unknown-key' }, AT);
    await expect(signYesterday(own.pool, keys, AT)).rejects.toThrow(/fact 1 of \S+ is as it was sealed/);
    await own.close();
  });

  test('no head is signed over the newer of two seals over the same facts', async () => {
    const { mine, own } = await apart();
    const books = await Books.open(onPool(own.pool), AT);
    await books.topUp(AT, '10');
    await books.spend(AT, '1');
    await signYesterday(own.pool, keys, AT);
    await mine.ownerPool.query('CREATE TABLE kept_seal AS SELECT * FROM ledger_seal');
    await tamper(mine.ownerPool, (client) => raiseCharge(client, books.customerId));
    await sealEverything(own.pool, keys, AT);
    await mine.ownerPool.query('ALTER TABLE ledger_seal DROP CONSTRAINT ledger_seal_pkey');
    const values =
      'customer_id, from_seq + 1, upto_seq, number, link, substring(tags FOR 24), key_id, sealed_at';
    await tamper(mine.ownerPool, (client) =>
      client.query(
        `INSERT INTO ledger_seal (customer_id, from_seq, upto_seq, number, link, tags, key_id, sealed_at)
         OVERRIDING SYSTEM VALUE SELECT ${values} FROM kept_seal`,
      ),
    );
    // Whichever of the two the database shows, the forgery is not signed over.
    await signYesterday(own.pool, keys, new Date(AT.getTime() + 86_400_000)).catch(() => {});
    await tamper(mine.ownerPool, (client) =>
      client.query('DELETE FROM ledger_seal WHERE number IN (SELECT number FROM kept_seal)'),
    );
    const [violation] = await checkProof(own.pool, { keys, publicKeys });
    expect(violation!.ids).toEqual([
      expect.stringMatching(/^head .*: the seals are not those that it covers/),
    ]);
    await own.close();
  });

  test('a fact told late is named, and so is one behind it that was altered', async () => {
    const { mine, own } = await apart();
    const books = await Books.open(onPool(own.pool), AT);
    await books.topUp(AT, '10');
    const next = new Date(AT.getTime() + 86_400_000);
    await signYesterday(own.pool, keys, next);
    await books.grant(AT, '1');
    await sealEverything(own.pool, keys, next);
    await books.grant(next, '1');
    await sealEverything(own.pool, keys, next);
    const late = `${books.customerId} 2: it says that it was recorded before a head that does not cover it`;
    const [told] = await checkProof(own.pool, { keys, publicKeys });
    expect(told!.ids).toEqual([late]);
    await tamper(mine.ownerPool, (client) =>
      client.query("UPDATE ledger_posting SET actor = 'nobody' WHERE seq = 3"),
    );
    const [both] = await checkProof(own.pool, { keys, publicKeys });
    expect(both!.ids).toContain(`${books.customerId} 3: it is not as it was sealed`);
    await own.close();
  });

  test.each([
    ['23:00:00.000', []],
    ['22:59:59.999', [2]],
  ])('a clock may be behind a signed day by an hour: a fact of %s of it', async (time, late) => {
    const { own } = await apart();
    const books = await Books.open(onPool(own.pool), AT);
    await books.topUp(AT, '10');
    await signYesterday(own.pool, keys, new Date(AT.getTime() + 86_400_000));
    await books.grant(new Date(`2026-11-22T${time}Z`), '1');
    await sealEverything(own.pool, keys, AT);
    const told = (await checkProof(own.pool, { keys, publicKeys })).flatMap(({ ids }) => ids);
    expect(told.map((id) => Number(id.split(/[ :]/)[1]))).toEqual(late);
    await own.close();
  });

  test('what was told late hides nothing that is told late after it', async () => {
    const { own } = await apart();
    const books = await Books.open(onPool(own.pool), AT);
    await books.topUp(AT, '10');
    const day = (n: number) => new Date(AT.getTime() + n * 86_400_000);
    const told = async () => (await checkProof(own.pool, { keys, publicKeys })).flatMap(({ ids }) => ids);
    await signYesterday(own.pool, keys, day(1));
    for (let i = 0; i < 2; i += 1) {
      await books.grant(AT, '1');
      await sealEverything(own.pool, keys, day(1));
    }
    const first = `${books.customerId} 2: it and what follows up to 3 say that they were recorded before a head that does not cover them`;
    expect(await told()).toEqual([first]);
    await books.grant(day(1), '1');
    await signYesterday(own.pool, keys, day(2));
    await signYesterday(own.pool, keys, day(3));
    await books.grant(day(1), '1');
    await sealEverything(own.pool, keys, day(3));
    const second = `${books.customerId} 5: it says that it was recorded before a head that does not cover it`;
    expect(await told()).toEqual([first, second]);
    await own.close();
  });

  test('a seal that was moved below a head after the fact is found, at the latest when it is that head’s turn', async () => {
    const { mine, own } = await apart();
    const [books, other] = [await Books.open(onPool(own.pool), AT), await Books.open(onPool(own.pool), AT)];
    await books.topUp(AT, '10');
    const day = (n: number) => new Date(AT.getTime() + n * 86_400_000);
    for (const n of [1, 2]) {
      await other.topUp(day(n), '1');
      await signYesterday(own.pool, keys, day(n));
    }
    await books.grant(AT, '1');
    await signYesterday(own.pool, keys, day(3));
    await mine.ownerPool.query('ALTER TABLE ledger_seal ALTER number SET GENERATED BY DEFAULT');
    await tamper(mine.ownerPool, (client) =>
      client.query('UPDATE ledger_seal SET number = 0 WHERE upto_seq = 2 AND customer_id = $1', [
        books.customerId,
      ]),
    );
    const found = new Set<string>();
    for (let hour = 0; hour < 2; hour += 1) {
      const at = new Date(day(3).getTime() + hour * 3_600_000);
      for (const { ids } of await checkProof(own.pool, { keys, publicKeys, at }))
        for (const id of ids) found.add(id);
    }
    expect([...found].filter((id) => id.startsWith('head'))).not.toEqual([]);
    await own.close();
  });

  /** A database that lies to one query: it shows its seals to everything but what follows them. */
  async function hideFromFollowers(client: PoolClient): Promise<void> {
    await client.query(`
      ALTER TABLE ledger_seal ENABLE ROW LEVEL SECURITY;
      CREATE POLICY reading ON ledger_seal FOR SELECT USING (current_query() NOT LIKE '%row_number%');
      CREATE POLICY writing ON ledger_seal FOR INSERT WITH CHECK (true)`);
  }

  test('a fact whose seals are hidden from who follows them is named', async () => {
    const { mine, own } = await apart();
    const books = await Books.open(onPool(own.pool), AT);
    await books.topUp(AT, '10');
    await sealEverything(own.pool, keys, AT);
    await tamper(mine.ownerPool, async (client) => {
      await client.query("UPDATE ledger_posting SET actor = 'nobody'");
      await hideFromFollowers(client);
    });
    const [violation] = await checkProof(own.pool, { keys, publicKeys });
    expect(violation!.ids).toEqual([`${books.customerId} 1: its seal is missing`]);
    await own.close();
  });

  test.each<[string, string, RegExp]>([
    [
      'another',
      "UPDATE again SET key = key || '?', kind = 'grant', debit = 'promotions', cause_id = gen_random_uuid()",
      /^/,
    ],
    ['its own copy', 'SELECT', /another was put in beside it$/],
  ])(
    'a fact beside the last one, under its number, is named by the proof too: %s',
    async (_what, change, told) => {
      const { mine, own } = await apart();
      const books = await Books.open(onPool(own.pool), AT);
      await books.grant(AT, '10');
      await sealEverything(own.pool, keys, AT);
      await mine.ownerPool.query(
        `ALTER TABLE ledger_posting DROP CONSTRAINT ledger_posting_pkey; DROP INDEX ledger_posting_customer_id_key_line_key`,
      );
      await tamper(mine.ownerPool, (client) =>
        client.query(`
        CREATE TEMPORARY TABLE again AS SELECT * FROM ledger_posting;
        ${change};
        INSERT INTO ledger_posting SELECT * FROM again`),
      );
      const [violation] = await checkProof(own.pool, { keys, publicKeys });
      expect(violation!.ids).toEqual([expect.stringMatching(`^${books.customerId} 1: `)]);
      expect(violation!.ids[0]).toMatch(told);
      await own.close();
    },
  );

  /** What a head over all seals of the only customer would say: its newest seal and its root. */
  async function covering(client: PoolClient, customerId: string): Promise<[string, Buffer]> {
    const { rows } = await client.query<{ uptoSeq: bigint; link: Buffer; number: bigint }>(
      'SELECT upto_seq AS "uptoSeq", link, number FROM ledger_seal ORDER BY number DESC LIMIT 1',
    );
    return [`${rows[0]!.number}`, rootOf([leafHash({ customerId, ...rows[0]! })])];
  }

  async function raiseCharge(client: PoolClient, customer: string): Promise<void> {
    for (const text of [
      'UPDATE ledger_posting SET amount = amount + 1, credit_after = credit_after - 1 WHERE customer_id = $1 AND seq = 4',
      'DELETE FROM ledger_seal WHERE customer_id = $1',
    ])
      expect((await client.query(text, [customer])).rowCount).toBeGreaterThan(0);
  }

  test('where there was another key: of seals that are said to be under it the head tells, and no fact is named', async () => {
    const { mine, own } = await apart();
    const books = await Books.open(onPool(own.pool), AT);
    await books.topUp(AT, '10');
    await signYesterday(own.pool, keys, AT);
    await tamper(mine.ownerPool, async (client) => {
      await client.query("UPDATE ledger_posting SET actor = 'nobody'");
      await recompute(client, books.customerId);
      await client.query("UPDATE ledger_seal SET key_id = 'an older key'");
    });
    const known = new Map([...publicKeys, ['an older key', 'its public half']]);
    const [violation] = await checkProof(own.pool, { keys, publicKeys: known });
    expect(violation!.ids).toEqual(['head 2026-11-21: the seals are not those that it covers']);
    await own.close();
  });

  test('after the last head: facts cut off with their seals are not missed', async () => {
    const { mine, own } = await apart();
    const books = await Books.open(onPool(own.pool), AT);
    await books.topUp(AT, '10');
    await signYesterday(own.pool, keys, AT);
    await books.spend(AT, '1');
    await sealEverything(own.pool, keys, AT);
    await tamper(mine.ownerPool, (client) => cut(client, books.customerId, 1n));
    expect(await checkProof(own.pool, { keys, publicKeys })).toEqual([]);
    await own.close();
  });
});

test('after the last head: a fact is named that was altered under a key that nobody knows', async () => {
  const { mine, own } = await apart();
  const books = await Books.open(onPool(own.pool), AT);
  await books.topUp(AT, '10');
  await sealEverything(own.pool, keys, AT);
  await tamper(mine.ownerPool, async (client) => {
    await client.query("UPDATE ledger_posting SET actor = 'nobody' WHERE customer_id = $1", [
      books.customerId,
    ]);
    await client.query('DELETE FROM ledger_seal');
  });
  // What he cannot make are the tags, and so he names a key for which there are none.
  const forger = { ...keys, keyId: 'unknown-key' };
  await sealEverything(own.pool, forger, AT);
  const [violation] = await checkProof(own.pool, { keys, publicKeys });
  expect(violation!.ids).toEqual([`${books.customerId} 1: nobody knows the key of its seal`]);
  await own.close();
});

test('in long books, which are read a part at a time, the fault is named by its number too', async () => {
  const { mine, own } = await apart();
  const books = await Books.open(onPool(own.pool), AT);
  await books.topUp(AT, '10');
  // Facts 2 to 12 001, in seals of at most 5 000; the last ones in small seals.
  for (let i = 0; i < 12; i += 1) {
    const items = Array.from({ length: 1_000 }, () => books.holdItem(AT, '0.0001', { maxOpen: 100_000 }));
    await post(onPool(own.pool), AT, items);
    if (i > 8) await sealEverything(own.pool, keys, AT);
  }
  expect(await checkProof(own.pool, { keys })).toEqual([]);
  for (const seq of [11_900, 7_000]) {
    await tamper(mine.ownerPool, async (client) => {
      const altered = await client.query('UPDATE ledger_hold SET opened_credit = 1 WHERE opened_seq = $1', [
        seq,
      ]);
      expect(altered.rowCount).toBe(1);
    });
    const [violation] = await checkProof(own.pool, { keys });
    expect(violation!.ids).toEqual([`${books.customerId} ${seq}: it is not as it was sealed`]);
  }
  await own.close();
}, 120_000);
