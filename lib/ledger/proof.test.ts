import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import type { Pool } from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from '#lib/core/ids.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { Books } from '#lib/testing/books.ts';
import { life, Stage } from '#lib/testing/ledger-deeds.ts';
import { type TestDatabase, testDatabase } from '#lib/testing/postgres.ts';
import { TEST_SIGNING_KEY } from '#lib/testing/signing-key.ts';
import { tamper } from '#lib/testing/tamper.ts';
import { genesis, headHash, type Line, leafHash, link, pathTo, rootOf, tag } from './chain.ts';
import { checkProof, headsInTurn } from './check-proof.ts';
import { dayText, factsOf } from './facts.ts';
import { headsBefore, proofFor, signYesterday } from './heads.ts';
import { post } from './post.ts';
import { proofKeys, publicKeysById } from './proof-keys.ts';
import { firstBadFact, sealEverything, sealFacts, unfollowed } from './seals.ts';
import { onPool, type Sql } from './sql.ts';

const HOUR_MS = 3_600_000;
const START = new Date('2026-11-22T12:00:00Z');
const keys = proofKeys(TEST_SIGNING_KEY);
const check = { keys, publicKeys: publicKeysById([keys.publicKey]) };

let given: TestDatabase;
let db: Database;
let sql: Sql;

beforeAll(async () => {
  given = await testDatabase();
  db = connect(given.appUrl);
  sql = onPool(db.pool);
  return () => db.close();
});

const seal = (pool: Pool = db.pool) => sealEverything(pool, keys, START);
const found = async (pool: Pool = db.pool) => (await checkProof(pool, check)).flatMap(({ ids }) => ids);

test('the proof holds whatever way the asker’s pool reads numbers', async () => {
  const books = await Books.open(sql, START);
  await books.topUp(START, '10');
  await seal();
  // A plain pool gives BIGINT as text.
  expect(await found(given.ownerPool)).toEqual([]);
});

test('no two days have one text, however far they are', async () => {
  const { rows } = await given.ownerPool.query<{ texts: string[] }>(
    `SELECT array_agg(DISTINCT ${dayText('d')}) AS texts
     FROM unnest(ARRAY['2026-11-01', '2026-11-01 BC', '5000000-01-01', 'infinity', '-infinity']::date[]) AS d`,
  );
  expect(rows[0]!.texts).toHaveLength(5);
});

test('how a session writes dates makes no other fact of one', async () => {
  const books = await Books.open(sql, START);
  await books.topUp(START, '10');
  await books.hold(START, '1', { budget: { ref: uuidv7(), period: '2026-11-01', capMicros: null } });
  const facts = async (of: Sql) =>
    JSON.stringify([...(await factsOf(of, [{ customerId: books.customerId, after: 0n, upto: 2n }]))]);
  const iso = await facts(sql);
  expect(iso).toContain('2026-11-01');
  const address = new URL(given.appUrl);
  address.searchParams.set('options', '-c datestyle=German -c timezone=Asia/Tokyo');
  const elsewhere = connect(address.href);
  expect(await facts(onPool(elsewhere.pool))).toBe(iso);
  await elsewhere.close();
});

test('how a session writes dates makes no other head either', async () => {
  const mine = await testDatabase();
  const own = connect(mine.appUrl);
  await (await Books.open(onPool(own.pool), START)).topUp(START, '10');
  await signYesterday(own.pool, keys, START);
  const address = new URL(mine.appUrl);
  address.searchParams.set('options', '-c datestyle=German -c timezone=Asia/Tokyo');
  const elsewhere = connect(address.href);
  expect(await found(elsewhere.pool)).toEqual([]);
  const next = new Date(START.getTime() + 24 * HOUR_MS);
  expect(await signYesterday(elsewhere.pool, keys, next)).toMatchObject({ day: '2026-11-22' });
  expect(await found(own.pool)).toEqual([]);
  await elsewhere.close();
  await own.close();
});

test('random lives verify, however the sealing falls between their facts', async () => {
  await fc.assert(
    fc.asyncProperty(life({ maxSteps: 25 }), fc.array(fc.nat(4)), async (steps, pauses) => {
      const stage = new Stage();
      let at = START;
      await post(sql, at, stage.opening);
      for (const [i, { hours, deeds }] of steps.entries()) {
        at = new Date(at.getTime() + hours * HOUR_MS);
        await post(sql, at, stage.batch(at, deeds));
        if ((pauses[i] ?? 1) === 0) await seal();
      }
      await seal();
    }),
    { numRuns: 20, endOnFailure: false },
  );
  expect(await found()).toEqual([]);
}, 120_000);

test('several sealers beside several writers: every fact is sealed once', async () => {
  const customers = await Promise.all(Array.from({ length: 5 }, () => Books.open(sql, START)));
  let isOver = false;
  const writers = customers.map(async (books) => {
    await books.topUp(START, '100');
    for (let i = 0; i < 30; i += 1) await books.spend(START, '0.01');
  });
  const sealers = Array.from({ length: 3 }, async () => {
    while (!isOver) await sealFacts(db.pool, { keys, at: START });
  });
  await Promise.all(writers);
  isOver = true;
  await Promise.all(sealers);
  await seal();
  expect(await seal()).toBe(0);
  const { rows } = await db.pool.query<{ sealed: bigint; version: bigint }>(
    `SELECT (SELECT sum(upto_seq - from_seq + 1) FROM ledger_seal s WHERE s.customer_id = c.customer_id)::bigint AS sealed,
       version FROM ledger_customer c WHERE customer_id = ANY ($1::uuid[])`,
    [customers.map(({ customerId }) => customerId)],
  );
  for (const { sealed, version } of rows) expect(sealed).toBe(version);
  expect(await found()).toEqual([]);
});

test('a head is signed once a day, names the one before it, and covers what is there', async () => {
  const mine = await testDatabase();
  const pool = connect(mine.appUrl);
  const books = await Books.open(onPool(pool.pool), START);
  await books.topUp(START, '10');
  const day = (n: number) => new Date(START.getTime() + n * 24 * HOUR_MS);
  const [first, again] = [
    await signYesterday(pool.pool, keys, day(0)),
    await signYesterday(pool.pool, keys, day(0)),
  ];
  expect([first?.day, again]).toEqual(['2026-11-21', undefined]);
  await books.spend(day(1), '1');
  const many = await Promise.all(Array.from({ length: 5 }, () => signYesterday(pool.pool, keys, day(3))));
  expect(many.filter((head) => head !== undefined)).toHaveLength(1);
  const heads = await headsBefore(onPool(pool.pool), { limit: 10 });
  expect(heads.map((head) => head.day)).toEqual(['2026-11-24', '2026-11-21']);
  expect(heads[0]!.previous).toEqual(heads[1]!.head);
  expect(heads[0]!.head).toEqual(headHash(heads[0]!));
  expect(await found(pool.pool)).toEqual([]);
  await pool.close();
});

test('after a change of the signing key the older heads verify under the older key, and the tags of older seals rest', async () => {
  const mine = connect((await testDatabase()).appUrl);
  const { pool } = mine;
  const books = await Books.open(onPool(pool), START);
  await books.topUp(START, '10');
  await signYesterday(pool, keys, START);
  const fresh = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' });
  const later = proofKeys(fresh.toString('base64'));
  await books.spend(START, '1');
  const next = new Date(START.getTime() + 24 * HOUR_MS);
  await expect(signYesterday(pool, later, next)).rejects.toThrow(/the head of 2026-11-21 is as we signed it/);
  await signYesterday(pool, later, next, { olderKeys: [keys.publicKey] });
  const publicKeys = publicKeysById([later.publicKey, keys.publicKey]);
  expect(await checkProof(pool, { keys: later, publicKeys })).toEqual([]);
  const [violation] = await checkProof(pool, { keys: later, publicKeys: publicKeysById([later.publicKey]) });
  expect(violation!.ids).toEqual([
    `${books.customerId} 1: nobody knows the key of its seal`,
    `head 2026-11-21: nobody knows the key ${keys.keyId}`,
  ]);
  await mine.close();
});

test('the way from any leaf leads to the root, in a tree of any size', () => {
  for (let size = 1; size <= 20; size += 1) {
    const hashes = Array.from({ length: size }, (_, i) =>
      leafHash({ customerId: `customer ${i}`, uptoSeq: BigInt(i), link: Buffer.alloc(32, i) }),
    );
    hashes.forEach((hash, index) => {
      const root = pathTo(hashes, index).reduce<Uint8Array>(
        (below, { side, hash: sibling }) => rootOf(side === 'left' ? [sibling, below] : [below, sibling]),
        hash,
      );
      expect(Buffer.from(root)).toEqual(rootOf(hashes));
    });
  }
});

describe('how a customer’s facts hang on a head', () => {
  test('nothing before the first head, nothing for whom it does not cover, and else a way that leads to its root', async () => {
    const mine = connect((await testDatabase()).appUrl);
    const mySql = onPool(mine.pool);
    const covered = await Promise.all(Array.from({ length: 5 }, () => Books.open(mySql, START)));
    const [first] = covered;
    expect(await proofFor(mySql, first!.customerId)).toBeUndefined();
    for (const books of covered) await books.topUp(START, '10');
    const signed = await signYesterday(mine.pool, keys, START);
    const late = await Books.open(mySql, START);
    await late.topUp(START, '10');
    await sealEverything(mine.pool, keys, START);
    expect(await proofFor(mySql, late.customerId)).toBeUndefined();
    for (const { customerId } of covered) {
      const { head, leaf, path } = (await proofFor(mySql, customerId))!;
      expect([leaf.customerId, leaf.uptoSeq, head.day]).toEqual([customerId, 1n, signed!.day]);
      const root = path.reduce<Uint8Array>(
        (below, { side, hash }) => rootOf(side === 'left' ? [hash, below] : [below, hash]),
        leafHash(leaf),
      );
      expect(Buffer.from(root)).toEqual(head.root);
    }
    await mine.close();
  });

  test('heads are listed from before a day on', async () => {
    const mine = connect((await testDatabase()).appUrl);
    await Books.open(onPool(mine.pool), START);
    for (const n of [0, 1, 2])
      await signYesterday(mine.pool, keys, new Date(START.getTime() + n * 24 * HOUR_MS));
    const days = async (options: { before?: string; limit: number }) =>
      (await headsBefore(onPool(mine.pool), options)).map(({ day }) => day);
    expect(await days({ limit: 2 })).toEqual(['2026-11-23', '2026-11-22']);
    expect(await days({ before: '2026-11-23', limit: 5 })).toEqual(['2026-11-22', '2026-11-21']);
    expect(await days({ before: '2026-11-21', limit: 5 })).toEqual([]);
    await mine.close();
  });
});

describe('sealing', () => {
  test('tells how many facts it sealed, of those that changed since an instant where one is given', async () => {
    const mine = connect((await testDatabase()).appUrl);
    const mySql = onPool(mine.pool);
    const later = new Date(START.getTime() + HOUR_MS);
    const [old, fresh] = [await Books.open(mySql, START), await Books.open(mySql, later)];
    await old.topUp(START, '10');
    await fresh.topUp(later, '10');
    await fresh.spend(later, '1');
    const unsealed = async () =>
      (
        await mine.pool.query<{ facts: bigint }>(
          `SELECT sum(version - coalesce((SELECT max(upto_seq) FROM ledger_seal s WHERE s.customer_id = c.customer_id), 0))::bigint
           AS facts FROM ledger_customer c`,
        )
      ).rows[0]!.facts;
    const all = await unsealed();
    const changed = await sealFacts(mine.pool, { keys, at: later, changedSince: later });
    expect(await unsealed()).toBe(1n);
    expect(BigInt(changed)).toBe(all - 1n);
    expect(await sealFacts(mine.pool, { keys, at: later, changedSince: new Date(later.getTime() + 1) })).toBe(
      0,
    );
    expect(await sealEverything(mine.pool, keys, later)).toBe(1);
    expect(await sealEverything(mine.pool, keys, later)).toBe(0);
    await mine.close();
  });

  test('one walk seals everything, more books than are looked at together and more facts than are sealed together', async () => {
    const mine = connect((await testDatabase()).appUrl);
    const mySql = onPool(mine.pool);
    const books = await Promise.all(Array.from({ length: 230 }, () => Books.open(mySql, START)));
    await post(
      mySql,
      START,
      books.map((each) => each.topUpItem('10', START, `txn_${each.customerId}`)),
    );
    const long = books.toSorted((a, b) => (a.customerId < b.customerId ? -1 : 1))[100]!;
    for (let i = 0; i < 6; i += 1) {
      const items = Array.from({ length: 1_000 }, () => long.holdItem(START, '0.0001', { maxOpen: 100_000 }));
      await post(mySql, START, items);
    }
    expect(await sealFacts(mine.pool, { keys, at: START })).toBe(230 + 6_000);
    const { rows } = await mine.pool.query<{ most: bigint; seals: bigint }>(
      'SELECT max(upto_seq - from_seq + 1) AS most, count(*) AS seals FROM ledger_seal',
    );
    // The long ones need two: what the first has room for, behind others, and the rest.
    expect(rows).toEqual([{ most: 5_000n - 100n, seals: 231n }]);
    expect(await found(mine.pool)).toEqual([]);
    const ended = AbortSignal.abort();
    await long.hold(START, '0.0001');
    expect(await sealFacts(mine.pool, { keys, at: START, signal: ended })).toBe(0);
    await mine.close();
  }, 120_000);

  test('a walk that another one overtakes passes nobody whose facts are not sealed', async () => {
    const mine = connect((await testDatabase()).appUrl);
    const books = await Books.open(onPool(mine.pool), START);
    await books.topUp(START, '10');
    for (let i = 0; i < 6; i += 1) {
      const items = Array.from({ length: 1_000 }, () =>
        books.holdItem(START, '0.0001', { maxOpen: 100_000 }),
      );
      await post(onPool(mine.pool), START, items);
    }
    // Before the first seal of the walk is written, another process writes the same one and no more.
    let others = 0;
    const overtaken = new Proxy(mine.pool, {
      get: (pool, name) =>
        name !== 'query'
          ? Reflect.get(pool, name)
          : async (statement: { name?: string }) => {
              if (statement.name === 'ledger_seal' && others === 0) {
                let rounds = 0;
                const signal = {
                  get aborted() {
                    rounds += 1;
                    return rounds > 1;
                  },
                } as AbortSignal;
                others = await sealFacts(pool, { keys, at: START, signal });
              }
              return pool.query(statement as never);
            },
    });
    const sealed = await sealFacts(overtaken, { keys, at: START });
    expect([others, sealed]).toEqual([5_000, 1_001]);
    await mine.close();
  }, 60_000);

  test('a customer whose facts cannot be sealed is named, and keeps nobody else’s from it', async () => {
    const own = await testDatabase({ breaksInvariants: 'a superuser removes a fact' });
    const mine = connect(own.appUrl);
    const mySql = onPool(mine.pool);
    const books = [];
    for (let i = 0; i < 3; i += 1) books.push(await Books.open(mySql, START));
    for (const each of books) await each.topUp(START, '10');
    await sealEverything(mine.pool, keys, START);
    const [damaged] = books.toSorted((a, b) => (a.customerId < b.customerId ? -1 : 1));
    for (const each of books) await each.grant(START, '1');
    // As many as are not sealed together: a walk goes on with such a customer, and must not for ever.
    for (let i = 0; i < 6; i += 1) {
      const items = Array.from({ length: 1_000 }, () =>
        damaged!.holdItem(START, '0.0001', { maxOpen: 100_000 }),
      );
      await post(mySql, START, items);
    }
    await tamper(own.ownerPool, (client) =>
      client.query('DELETE FROM ledger_posting WHERE customer_id = $1 AND seq = 2', [damaged!.customerId]),
    );
    const later = new Date(START.getTime() + 2 * HOUR_MS);
    // What somebody else posts since is sealed: so it is seen that the others are not late, but left out.
    await books.find((each) => each !== damaged)!.grant(later, '1');
    expect(await sealEverything(mine.pool, keys, later)).toBe(3);
    expect(await signYesterday(mine.pool, keys, later)).toMatchObject({ customers: 3 });
    expect(await found(mine.pool)).toEqual([`${damaged!.customerId} 2: it was never sealed`]);
    await mine.close();
  });

  test.each([
    ['the last one was removed', 'DELETE FROM ledger_posting WHERE seq = 3'],
    [
      'one was removed, and another is there twice',
      `DELETE FROM ledger_posting WHERE seq = 2;
       INSERT INTO ledger_posting SELECT * FROM ledger_posting WHERE seq = 3`,
    ],
  ])('facts that are not sealed yet are sealed whole or not at all: %s', async (_what, deed) => {
    const own = await testDatabase({ breaksInvariants: 'a superuser removes a fact' });
    const mine = connect(own.appUrl);
    const books = await Books.open(onPool(mine.pool), START);
    await books.topUp(START, '10');
    expect(await sealEverything(mine.pool, keys, START)).toBe(1);
    for (let i = 0; i < 2; i += 1) await books.grant(START, '1');
    await own.ownerPool.query(
      `ALTER TABLE ledger_posting DROP CONSTRAINT ledger_posting_pkey; DROP INDEX ledger_posting_customer_id_key_line_key`,
    );
    await tamper(own.ownerPool, (client) => client.query(deed));
    expect(await sealEverything(mine.pool, keys, START)).toBe(0);
    await mine.close();
  });

  test('after an outage nobody is named while the first walk is under way', async () => {
    const own = connect((await testDatabase()).appUrl);
    const [first, last] = [
      await Books.open(onPool(own.pool), START),
      await Books.open(onPool(own.pool), START),
    ];
    for (const each of [first, last]) await each.topUp(START, '10');
    await sealEverything(own.pool, keys, START);
    await last.grant(START, '1');
    const back = new Date(START.getTime() + 3 * HOUR_MS);
    const minutesLater = (n: number) => new Date(back.getTime() + n * 60_000);
    await first.grant(back, '1');
    // Of the two, this one alone was reached so far.
    await sealFacts(own.pool, { keys, at: back, changedSince: back });
    expect(await checkProof(own.pool, { ...check, at: minutesLater(9) })).toEqual([]);
    const [violation] = await checkProof(own.pool, { ...check, at: minutesLater(10) });
    expect(violation!.ids).toEqual([`${last.customerId} 2: it was never sealed`]);
    await own.close();
  });

  test('facts of more than a day that nobody has sealed are named, where there are keys to seal with', async () => {
    const mine = await testDatabase();
    const own = connect(mine.appUrl);
    const books = await Books.open(onPool(own.pool), START);
    await books.topUp(START, '10');
    const soon = new Date(START.getTime() + 24 * HOUR_MS - 1);
    const later = new Date(START.getTime() + 24 * HOUR_MS);
    expect(await checkProof(own.pool, { keys, at: soon })).toEqual([]);
    expect(await checkProof(own.pool, { at: later })).toEqual([]);
    const [violation] = await checkProof(own.pool, { keys, at: later });
    expect(violation!.ids).toEqual([`${books.customerId} 1: it was never sealed`]);
    await own.close();
  });

  test('where another clock has passed midnight before, nothing is left to sign', async () => {
    const mine = connect((await testDatabase()).appUrl);
    const midnight = new Date('2026-11-23T00:00:00Z').getTime();
    expect(await signYesterday(mine.pool, keys, new Date(midnight))).toMatchObject({ day: '2026-11-22' });
    expect(await signYesterday(mine.pool, keys, new Date(midnight - 1))).toBeUndefined();
    await expect(signYesterday(mine.pool, keys, new Date(midnight - 25 * HOUR_MS))).rejects.toThrow(
      /no head is newer/,
    );
    await mine.close();
  });

  test('a fact of a day that is signed already is named, though its head is of a later day', async () => {
    const own = await testDatabase({ breaksInvariants: 'something is posted with an old time' });
    const mine = connect(own.appUrl);
    const [still, busy] = [
      await Books.open(onPool(mine.pool), START),
      await Books.open(onPool(mine.pool), START),
    ];
    const day = (n: number, minutes = 0) => new Date(START.getTime() + n * 24 * HOUR_MS + minutes * 60_000);
    await still.topUp(START, '10');
    await busy.topUp(START, '10');
    for (const n of [0, 1, 2]) {
      await busy.spend(day(n), '1');
      await signYesterday(mine.pool, keys, day(n));
    }
    // Posted just before the head and sealed just after it.
    await busy.grant(day(2, -59), '1');
    await sealEverything(mine.pool, keys, day(2));
    expect(await found(mine.pool)).toEqual([]);
    await still.grant(day(1), '1');
    await sealEverything(mine.pool, keys, day(2));
    const named = [
      `${still.customerId} 2: it says that it was recorded before a head that does not cover it`,
    ];
    expect(await found(mine.pool)).toEqual(named);
    await signYesterday(mine.pool, keys, day(3));
    expect(await found(mine.pool)).toEqual(named);
    await mine.close();
  });

  test('a head that was altered or removed is named, with what is wrong with it', async () => {
    const own = await testDatabase({ breaksInvariants: 'a superuser alters heads' });
    const mine = connect(own.appUrl);
    const books = await Books.open(onPool(mine.pool), START);
    await books.topUp(START, '10');
    for (const n of [0, 1, 2])
      await signYesterday(mine.pool, keys, new Date(START.getTime() + n * 24 * HOUR_MS));
    expect(await found(mine.pool)).toEqual([]);
    const foundAfter = async (edit: string) => {
      await tamper(own.ownerPool, (client) =>
        client.query(`CREATE TABLE kept AS TABLE ledger_head; ${edit}`),
      );
      const ids = await found(mine.pool);
      await tamper(own.ownerPool, (client) =>
        client.query('TRUNCATE ledger_head; INSERT INTO ledger_head TABLE kept; DROP TABLE kept'),
      );
      return ids;
    };
    const middle = "WHERE day = '2026-11-22'";
    expect(await foundAfter(`UPDATE ledger_head SET signature = sha256(signature) ${middle}`)).toEqual([
      'head 2026-11-22: its signature is not ours',
    ]);
    expect(await foundAfter(`UPDATE ledger_head SET customers = customers + 1 ${middle}`)).toEqual([
      'head 2026-11-22: its hash is not that of its content',
      'head 2026-11-22: its signature is not ours',
      'head 2026-11-22: the seals are not those that it covers',
    ]);
    expect(await foundAfter(`UPDATE ledger_head SET key_id = 'another' ${middle}`)).toEqual([
      'head 2026-11-22: nobody knows the key another',
    ]);
    expect(await foundAfter(`DELETE FROM ledger_head ${middle}`)).toEqual([
      'head 2026-11-23: it does not name the head before it',
    ]);
    expect(await found(mine.pool)).toEqual([]);
    await mine.close();
  });

  test('a head of a day that is not over is named', async () => {
    const own = await testDatabase({ breaksInvariants: 'a head is signed by a clock far ahead' });
    const mine = connect(own.appUrl);
    const books = await Books.open(onPool(mine.pool), START);
    await books.topUp(START, '10');
    const day = (n: number) => new Date(START.getTime() + n * 24 * HOUR_MS);
    await signYesterday(mine.pool, keys, day(2));
    const named = async (at: Date) =>
      (await checkProof(mine.pool, { ...check, at })).flatMap(({ ids }) => ids);
    for (const at of [START, new Date('2026-11-23T22:59:59.999Z')])
      expect(await named(at)).toEqual(['head 2026-11-23: its day is not over']);
    // Beside midnight the clock of who signs may be a little ahead.
    expect(await named(new Date('2026-11-23T23:00:00Z'))).toEqual([]);
    // A day without end is one, and keeps nothing else from being named.
    await own.ownerPool.query('ALTER TABLE ledger_head DROP CONSTRAINT ledger_head_signed_at_finite');
    await mine.pool.query(
      `INSERT INTO ledger_head (day, previous, root, customers, upto_number, head, signature, key_id, signed_at)
       VALUES ('infinity', '', '', 0, 1, '', '', 'key', 'infinity')`,
    );
    await books.grant(day(2), '1');
    await sealEverything(mine.pool, keys, day(2));
    expect(await named(day(2))).toEqual(
      expect.arrayContaining([
        'head Infinity: its day is not over',
        'head Infinity: nobody knows the key key',
      ]),
    );
    await mine.close();
  });

  test('while a head is added each day, none waits twice as many hours for its turn as there are heads', () => {
    const heads: { day: number }[] = [];
    const seen = new Map<number, number>();
    const most: number[] = [];
    for (let hour = 0; hour < 400 * 24; hour += 1) {
      if (hour % 24 === 0) {
        heads.push({ day: hour / 24 });
        seen.set(heads.length - 1, hour);
      }
      const inTurn = headsInTurn(heads, new Date(START.getTime() + hour * HOUR_MS));
      expect(inTurn.at(-1)).toBe(heads.at(-1));
      // The newest and another one, however many there are.
      expect(new Set(inTurn).size).toBe(Math.min(heads.length, 2));
      expect(inTurn.length).toBeLessThanOrEqual(2);
      for (const { day } of inTurn) seen.set(day, hour);
      most.push(Math.max(...[...seen.values()].map((at) => (hour - at) / heads.length)));
    }
    expect(Math.max(...most)).toBeLessThanOrEqual(2);
  });

  test('where numbers began anew after a restore, the way out leads to a head that goes on from the one before', async () => {
    const own = await testDatabase({ breaksInvariants: 'seals are removed' });
    const mine = connect(own.appUrl);
    const books = await Books.open(onPool(mine.pool), START);
    await books.topUp(START, '10');
    await signYesterday(mine.pool, keys, START);
    const next = new Date(START.getTime() + 24 * HOUR_MS);
    const sequence = "pg_get_serial_sequence('ledger_seal', 'number')";
    await own.ownerPool.query(`SELECT setval(${sequence}, 1, false)`);
    await books.grant(next, '1');
    await sealEverything(mine.pool, keys, next);
    expect(await found(mine.pool)).toEqual(['head 2026-11-21: the seals are not those that it covers']);
    await own.ownerPool.query(`SELECT setval(${sequence}, (SELECT max(number) FROM ledger_seal))`);
    await expect(signYesterday(mine.pool, keys, next)).rejects.toThrow(/the head of 2026-11-21 is over/);
    await tamper(own.ownerPool, (client) =>
      client.query('DELETE FROM ledger_seal WHERE sealed_at >= $1', [next.toISOString()]),
    );
    await signYesterday(mine.pool, keys, next);
    expect((await headsBefore(onPool(mine.pool), { limit: 9 })).map(({ day }) => day)).toEqual([
      '2026-11-22',
      '2026-11-21',
    ]);
    expect(await found(mine.pool)).toEqual([]);
    await mine.close();
  });

  test('days that no head covers are told, once there are more than may be', async () => {
    const mine = connect((await testDatabase()).appUrl);
    const books = await Books.open(onPool(mine.pool), START);
    const day = (n: number) => new Date(START.getTime() + n * 24 * HOUR_MS);
    for (let n = 0; n < 7; n += 1) {
      await books.grant(day(n), '1');
      await sealEverything(mine.pool, keys, day(n));
    }
    expect(await found(mine.pool)).toEqual([]);
    await books.grant(day(7), '1');
    await sealEverything(mine.pool, keys, day(7));
    expect(await found(mine.pool)).toEqual(['head: the seals of 8 days are covered by none']);
    await signYesterday(mine.pool, keys, day(8));
    expect(await found(mine.pool)).toEqual([]);
    await mine.close();
  });

  test('a head is signed while others go on posting', async () => {
    const mine = connect((await testDatabase()).appUrl);
    const mySql = onPool(mine.pool);
    const books = await Promise.all(Array.from({ length: 40 }, () => Books.open(mySql, START)));
    let isOver = false;
    const posting = books.map(async (each) => {
      while (!isOver) await each.grant(START, '0.01');
    });
    const head = await signYesterday(mine.pool, keys, START);
    isOver = true;
    await Promise.all(posting);
    expect(head?.customers).toBeGreaterThan(0);
    await mine.close();
  });

  test('what is wrong is named by its number: a seal, a fact, and without keys the whole of a seal', async () => {
    const customerId = 'a customer';
    const lines: Line[] = ['1', '2', '3'].map((number) => [number, 'fact']);
    const links: Buffer[] = [];
    for (const line of lines) links.push(link(links.at(-1) ?? genesis(customerId), line));
    const tagsOf = (from: number, upto: number) =>
      Buffer.concat(links.slice(from - 1, upto).map((linked) => tag(keys.tagKey, linked)));
    const seals = [
      { fromSeq: 1n, uptoSeq: 2n, number: 1n, link: links[1]!, tags: tagsOf(1, 2), keyId: keys.keyId },
      { fromSeq: 3n, uptoSeq: 3n, number: 2n, link: links[2]!, tags: tagsOf(3, 3), keyId: keys.keyId },
    ];
    const bad = (facts: Line[], given = seals, own: typeof keys | undefined = keys) =>
      firstBadFact(unfollowed(customerId), facts, given, { keys: own });
    expect(bad(lines)).toBeUndefined();
    expect(bad(lines, [seals[1]!])).toEqual({ seq: 1n, what: 'its seal is missing' });
    expect(bad(lines.slice(0, 2))).toMatchObject({ seq: 3n, what: expect.stringContaining('missing') });
    const changed = lines.with(1, ['2', 'another']);
    expect(bad(changed)).toEqual({ seq: 2n, what: 'it is not as it was sealed' });
    expect(firstBadFact(unfollowed(customerId), changed, seals, {})).toMatchObject({
      seq: 1n,
      what: expect.stringContaining('up to 2'),
    });
    // Tags of another key say nothing; the chain still does.
    const foreign = seals.map((each) => ({ ...each, keyId: 'another' }));
    expect(bad(lines, foreign)).toBeUndefined();
    expect(bad(changed, foreign)).toMatchObject({ seq: 1n });
    // Unless nobody ever had that key.
    const known = new Set([keys.keyId]);
    expect(firstBadFact(unfollowed(customerId), lines, seals, { keys, known })).toBeUndefined();
    expect(firstBadFact(unfollowed(customerId), lines, foreign, { keys, known })).toEqual({
      seq: 1n,
      what: 'nobody knows the key of its seal',
    });
  });
});

describe('the app’s role', () => {
  test('numbers no seal itself, and signs no head of a day that has not been', async () => {
    const books = await Books.open(sql, START);
    await books.topUp(START, '10');
    const values = "$1, 1, 1, sha256(''), substring(sha256('') FOR 8), 'key', $2";
    await expect(
      db.pool.query(
        `INSERT INTO ledger_seal (customer_id, from_seq, upto_seq, link, tags, key_id, sealed_at, number)
         OVERRIDING SYSTEM VALUE VALUES (${values}, 9223372036854775807)`,
        [books.customerId, START.toISOString()],
      ),
    ).rejects.toThrow(/permission denied/);
    for (const [day, signedAt, refusal] of [
      ['9999-12-31', START.toISOString(), /ledger_head_day_before/],
      ['2026-11-22', START.toISOString(), /ledger_head_day_before/],
      ['2026-11-20', START.toISOString(), /ledger_head_day_before/],
      ['infinity', 'infinity', /ledger_head_signed_at_finite/],
    ] as const)
      await expect(
        db.pool.query(
          `INSERT INTO ledger_head (day, previous, root, customers, upto_number, head, signature, key_id, signed_at)
           VALUES ($1::date, '', '', 0, 0, '', '', 'key', $2)`,
          [day, signedAt],
        ),
      ).rejects.toThrow(refusal);
  });

  test.each(['UPDATE ledger_seal SET link = link', 'DELETE FROM ledger_head', 'TRUNCATE ledger_seal'])(
    'may not %s',
    async (statement) => {
      await expect(db.pool.query(statement)).rejects.toThrow(/permission denied/);
      await expect(given.ownerPool.query(statement)).rejects.toThrow(/append-only/);
    },
  );
});
