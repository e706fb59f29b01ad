import { beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '#lib/core/ids.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { Books, eur } from '#lib/testing/books.ts';
import { testDatabase } from '#lib/testing/postgres.ts';
import { openHolds } from './holds.ts';
import { chargedIn, customersActiveIn, summaryOfSpan } from './span.ts';
import { onPool } from './sql.ts';

const DAY_MS = 86_400_000;
const START = new Date('2026-03-01T00:00:00Z');
const after = (days: number, ms = 0) => new Date(START.getTime() + days * DAY_MS + ms);
let db: Database;
beforeAll(async () => {
  db = connect((await testDatabase()).appUrl);
  return () => db.close();
});
const open = () => Books.open(onPool(db.pool), START);

test('a span begins with what was there, ends with what is left, and its sums explain the rest', async () => {
  const books = await open();
  const { sql, customerId } = books;
  await books.topUp(after(1), '10');
  await books.spend(after(2), '1.5');
  await books.spend(after(3), '0.25');
  await books.topUp(after(4), '5');
  const summary = await summaryOfSpan(sql, customerId, { from: after(2), to: after(4) });
  expect(summary).toMatchObject({
    openingMicros: eur('10'),
    closingMicros: eur('8.25'),
    unexplainedMicros: 0n,
  });
  const changes = summary.sums.map(({ changeMicros }) => changeMicros);
  expect(changes.reduce((sum, change) => sum + change, 0n)).toBe(-eur('1.75'));
  // Of each of the two: the hold, its end, and the charge. Before them: the first top-up.
  expect(summary.facts).toBe(6);
  expect(summary.uptoSeq).toBe(7n);
});

test('the first instant of a span counts, and its last does not', async () => {
  const books = await open();
  const { sql, customerId } = books;
  await books.topUp(after(1), '10');
  const facts = async (from: Date, to: Date) => (await summaryOfSpan(sql, customerId, { from, to })).facts;
  expect(await facts(after(1), after(1, 1))).toBe(1);
  expect(await facts(after(1, -1), after(1))).toBe(0);
  expect(await facts(after(1, 1), after(2))).toBe(0);
  expect(await summaryOfSpan(sql, customerId, { from: after(2), to: after(3) })).toEqual({
    ...{ openingMicros: eur('10'), closingMicros: eur('10'), unexplainedMicros: 0n, facts: 0 },
    sums: [],
    uptoSeq: 1n,
  });
});

test('what was charged in a span is what its charges come to, whatever else moved the credit', async () => {
  const books = await open();
  const { sql, customerId } = books;
  await books.topUp(after(1), '10');
  await books.spend(after(2), '1.5');
  await books.topUp(after(3), '5');
  await books.spend(after(4), '0.25');
  await books.grant(after(4), '2');
  await books.hold(after(4), '1');
  const charged = (from: number, to: number) =>
    chargedIn(sql, customerId, { from: after(from), to: after(to) });
  expect(await Promise.all([charged(0, 9), charged(2, 3), charged(3, 5), charged(3, 4)])).toEqual(
    ['1.75', '1.5', '0.25', '0'].map(eur),
  );
});

test('who was active in a span is listed by id, a page at a time, and nobody else', async () => {
  const [one, two, idle] = [await open(), await open(), await open()];
  await idle.topUp(after(10), '5');
  await one.topUp(after(20), '5');
  await two.topUp(after(21), '5');
  await one.topUp(after(40), '5');
  const span = { from: after(20), to: after(21, 1) };
  const ids = [one, two].map(({ customerId }) => customerId).sort();
  expect(await customersActiveIn(one.sql, span, { limit: 10 })).toEqual(ids);
  expect(await customersActiveIn(one.sql, span, { limit: 1 })).toEqual(ids.slice(0, 1));
  expect(await customersActiveIn(one.sql, span, { limit: 10, beyond: ids[0] })).toEqual(ids.slice(1));
  expect(await customersActiveIn(one.sql, span, { limit: 10, beyond: ids[1] })).toEqual([]);
  // Its end does not count, its beginning does.
  const first = { from: after(20), to: after(21) };
  expect(await customersActiveIn(one.sql, first, { limit: 10 })).toEqual([one.customerId]);
});

test('open holds are those that were asked for, of this customer, oldest first, and no more once they end', async () => {
  const [books, other] = [await open(), await open()];
  const { sql, customerId } = books;
  await books.topUp(START, '10');
  await other.topUp(START, '10');
  const items = [books.holdItem(after(1), '1'), books.holdItem(after(2), '2'), books.holdItem(after(3), '3')];
  for (const [i, item] of items.entries()) await books.post(after(i + 1), item);
  const theirs = other.holdItem(after(1), '1');
  await other.post(after(1), theirs);
  const ids = items.map(({ holdId }) => holdId);
  const asked = [ids[2]!, theirs.holdId, ids[0]!, uuidv7()];
  const found = await openHolds(sql, customerId, asked);
  expect(found.map(({ id, amountMicros }) => [id, amountMicros])).toEqual([
    [ids[0], eur('1')],
    [ids[2], eur('3')],
  ]);
  expect(found[0]).toMatchObject({
    customerId,
    causeType: items[0]!.causeType,
    expiresAt: items[0]!.expiresAt,
  });
  await books.post(after(4), { op: 'release', customerId, holdId: ids[0]!, reason: 'failed' });
  expect((await openHolds(sql, customerId, asked)).map(({ id }) => id)).toEqual([ids[2]]);
});
