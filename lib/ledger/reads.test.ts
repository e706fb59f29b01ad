import { beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from '#lib/core/ids.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { ZERO } from '#lib/money/credits.ts';
import { Books, eur } from '#lib/testing/books.ts';
import { type TestDatabase, testDatabase } from '#lib/testing/postgres.ts';
import {
  balanceAt,
  balanceNow,
  clockOf,
  lotsAt,
  lotsOf,
  recordedAt,
  versionAt,
  versionsOf,
} from './balance.ts';
import { type Item, post } from './post.ts';
import { onPool, type Sql } from './sql.ts';
import { customersToExpire } from './statement.ts';

// What is read of the books, number by number; what is written has the property tests.

const HOUR_MS = 3_600_000;
const START = new Date('2026-11-22T12:00:00Z');
const at = (hours: number) => new Date(START.getTime() + hours * HOUR_MS);

let given: TestDatabase;
let db: Database;
let sql: Sql;
beforeAll(async () => {
  given = await testDatabase();
  db = connect(given.appUrl);
  sql = onPool(db.pool);
  return () => db.close();
});

describe('of somebody without books', () => {
  test('there is nothing, and nothing is made up', async () => {
    const nobody = uuidv7();
    expect(await balanceNow(sql, nobody, START)).toBeUndefined();
    expect(await balanceAt(sql, nobody, START)).toBeUndefined();
    expect(await lotsAt(sql, nobody, START)).toEqual([]);
    expect(await versionAt(sql, nobody, START)).toBe(0n);
    expect(await versionsOf(sql, [nobody])).toEqual(new Map());
  });
});

describe('the instant of a balance', () => {
  test('is never before what was written last; what came before is no longer the stored row', async () => {
    const books = await Books.open(sql, at(0));
    await books.topUp(at(2), '10');
    const early = await balanceNow(sql, books.customerId, at(1));
    expect(early).toMatchObject({ asOf: at(2), isLive: true, availableMicros: eur('10') });
    expect(await balanceNow(sql, books.customerId, at(3))).toMatchObject({ asOf: at(3), isLive: true });
    expect(await balanceAt(sql, books.customerId, at(2))).toMatchObject({ asOf: at(2), isLive: true });
    const before = await balanceAt(sql, books.customerId, new Date(at(2).getTime() - 1));
    expect(before).toMatchObject({ isLive: false, availableMicros: ZERO, creditMicros: ZERO });
    // Nobody has ever had a version that is not theirs.
    expect(await versionAt(sql, books.customerId, at(2))).toBe(before!.version + 1n);
  });
});

test('versions are read for many at once, each its own', async () => {
  const [one, two] = [await Books.open(sql, START), await Books.open(sql, START)];
  await two.topUp(START, '5');
  const versions = await versionsOf(sql, [one.customerId, two.customerId]);
  expect([...versions.keys()].sort()).toEqual([one.customerId, two.customerId].sort());
  expect(versions.get(two.customerId)! - versions.get(one.customerId)!).toBe(1n);
});

test('what was recorded is credit less what is held and what is kept aside for a refund', async () => {
  const books = await Books.open(sql, START);
  const { customerId } = books;
  const { lotId } = await books.topUp(START, '10');
  await books.hold(at(1), '2');
  const { version } = await books.reserve(at(2), lotId, '3');
  expect(await recordedAt(sql, customerId, version)).toEqual({
    creditMicros: eur('10'),
    heldMicros: eur('2'),
    refundReservedMicros: eur('3'),
    availableMicros: eur('5'),
  });
});

test('after the expiry date the lots have expired as far as nothing is kept aside, the first to burn first', async () => {
  const books = await Books.open(sql, START);
  const { customerId } = books;
  const first = await books.topUp(at(0), '10');
  const second = await books.topUp(at(1), '20');
  await books.reserve(at(2), first.lotId, '4');
  await books.hold(at(3), '15');
  const { expiresAt } = (await balanceAt(sql, customerId, at(3)))!;
  const remaining = async (when: Date) =>
    new Map((await lotsAt(sql, customerId, when)).map((each) => [each.id, each.remainingMicros]));
  const lastInstant = await remaining(new Date(expiresAt!.getTime() - 1));
  expect([lastInstant.get(first.lotId), lastInstant.get(second.lotId)]).toEqual([eur('10'), eur('20')]);
  // 30 stood, 19 are kept aside: 11 expire, 6 of the first lot (its other 4 are reserved) and 5 of the second.
  const after = await lotsAt(sql, customerId, expiresAt!);
  expect(
    after.map(({ id, remainingMicros, expiredMicros }) => ({ id, remainingMicros, expiredMicros })),
  ).toEqual([
    { id: first.lotId, remainingMicros: eur('4'), expiredMicros: eur('6') },
    { id: second.lotId, remainingMicros: eur('15'), expiredMicros: eur('5') },
  ]);
});

test('the lots of a past balance are those of then', async () => {
  const books = await Books.open(sql, START);
  const { lotId } = await books.topUp(at(0), '10');
  const { holdId } = await books.hold(at(1), '2');
  const { customerId } = books;
  await books.settle(at(2), holdId, '2');
  const then = (await balanceAt(sql, customerId, at(1)))!;
  const spent = async (balance: typeof then) =>
    (await lotsOf(sql, customerId, balance)).map((each) => [each.id, each.spentMicros]);
  expect(await spent(then)).toEqual([[lotId, ZERO]]);
  expect(await spent((await balanceNow(sql, customerId, at(3)))!)).toEqual([[lotId, eur('2')]]);
});

test('how the expiry date came about is told from the newest change back, each from which date to which', async () => {
  const books = await Books.open(sql, START);
  const [first, second] = [await books.topUp(at(0), '10'), await books.topUp(at(24), '10')];
  const { customerId } = books;
  const balance = (await balanceNow(sql, customerId, at(25)))!;
  const [newest, oldest, ...more] = await clockOf(sql, customerId, balance);
  expect(more).toEqual([]);
  expect(oldest).toMatchObject({ recordedAt: at(0), previous: null });
  expect(newest).toMatchObject({ recordedAt: at(24), previous: oldest!.expiresAt });
  expect(newest!.expiresAt).toEqual(balance.expiresAt);
  expect(newest!.key).not.toBe(oldest!.key);
  // Up to the first fact there is the first change alone.
  const then = { ...balance, version: first.version };
  expect(await clockOf(sql, customerId, then)).toEqual([oldest]);
  expect(second.version).toBeGreaterThan(first.version);
});

test('whose expiry is due is found, as long as something is there to expire', async () => {
  const [due, held] = [await Books.open(sql, START), await Books.open(sql, START)];
  await due.topUp(START, '10');
  await held.topUp(START, '10');
  await held.hold(at(1), '10');
  const { expiresAt } = (await balanceNow(sql, due.customerId, START))!;
  const found = (when: Date) => customersToExpire(sql, when, 1_000);
  expect(await found(new Date(expiresAt!.getTime() - 1))).not.toContain(due.customerId);
  expect(await found(expiresAt!)).toContain(due.customerId);
  expect(await found(expiresAt!)).not.toContain(held.customerId);
  expect(await customersToExpire(sql, expiresAt!, 0)).toEqual([]);
});

describe('what is posted', () => {
  test('nothing is answered with nothing, and the database is not asked', async () => {
    const unasked: Sql = () => Promise.reject(new Error('asked'));
    expect(await post(unasked, START, [])).toEqual([]);
  });

  test('an answer that lacks an item is not believed', async () => {
    const silent: Sql = async () => [];
    await expect(post(silent, START, [{ op: 'expire', customerId: uuidv7() }])).rejects.toThrow(
      'each item once',
    );
  });

  const customerId = uuidv7();
  const id = uuidv7();
  const made = { key: 'k', actor: 'test', lotId: id, effectiveAt: START, soonestExpiresAt: START };
  const decided = { key: 'k', actor: 'test', cause: { type: 'test', id }, detailDigest: new Uint8Array(32) };
  test.each<[Item['op'], object, string]>([
    ['hold', { holdId: id, causeType: 'test', expiresAt: START, floorMicros: 0n, maxOpen: 1 }, 'a hold'],
    ['credit', { ...made, kind: 'grant', expiresAt: START, cause: { type: 'test', id } }, 'credit'],
    ['reserve', { requestId: id, lotId: id }, 'a refund'],
    ['claw_back', made, 'a claw-back'],
    ['reverse', made, 'a claw-back'],
    ['write_off', decided, 'a decision'],
    ['correct', { ...decided, lotId: id }, 'a decision'],
  ])('%s of nothing, or of less, never reaches the database', async (op, rest, words) => {
    const unasked: Sql = () => Promise.reject(new Error('asked'));
    for (const amountMicros of [0n, -1n]) {
      const item = { op, customerId, amountMicros, ...rest } as Item;
      await expect(post(unasked, START, [item])).rejects.toThrow(words);
    }
  });

  test('a charge of less than nothing never does either', async () => {
    const unasked: Sql = () => Promise.reject(new Error('asked'));
    const item = { op: 'settle', customerId, holdId: id, chargeMicros: -1n } as unknown as Item;
    await expect(post(unasked, START, [item])).rejects.toThrow('never negative');
  });

  test('the digest of the words that explain it stands in the journal', async () => {
    const books = await Books.open(sql, START);
    await books.grant(START, '1');
    const { rows } = await given.ownerPool.query<{ digest: Buffer }>(
      "SELECT detail_digest AS digest FROM ledger_posting WHERE customer_id = $1 AND kind = 'grant'",
      [books.customerId],
    );
    expect(rows.map(({ digest }) => digest)).toEqual([Buffer.alloc(32)]);
  });
});
