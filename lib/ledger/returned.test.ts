import { beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '#lib/core/ids.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { Books, eur } from '#lib/testing/books.ts';
import { testDatabase } from '#lib/testing/postgres.ts';
import { balanceNow } from './balance.ts';
import { customersExpiring } from './expiring.ts';
import { expiryOf, soonestExpiry } from './expiry.ts';
import { postingsAfter } from './postings.ts';
import { expiryWithout, returnedOf } from './returned.ts';
import { onPool } from './sql.ts';

const DAY_MS = 86_400_000;
const START = new Date('2026-03-10T12:00:00Z');
const after = (days: number) => new Date(START.getTime() + days * DAY_MS);
let db: Database;
beforeAll(async () => {
  db = connect((await testDatabase()).appUrl);
  return () => db.close();
});
const open = () => Books.open(onPool(db.pool), START);

test('what went back of a purchase counts refunds and claw-backs of it, wherever they were taken, less reversals', async () => {
  const books = await open();
  const { customerId, sql } = books;
  const first = await books.topUp(START, '10');
  const second = await books.topUp(after(1), '10');
  const returned = (lotId: string) => returnedOf(sql, { customerId, lotId });
  expect(await returned(first.lotId)).toBe(0n);
  await books.spend(after(2), '4');
  const { requestId } = await books.reserve(after(3), first.lotId, '2');
  await books.refund(after(3), requestId);
  expect(await returned(first.lotId)).toBe(eur('2'));
  // Six of it are left in the lot and in the other's; all of it is the first's claw-back.
  await books.clawBack(after(4), first.lotId, '7');
  expect(await returned(first.lotId)).toBe(eur('9'));
  expect(await returned(second.lotId)).toBe(0n);
  await books.reverse(after(5), first.lotId, '5');
  expect(await returned(first.lotId)).toBe(eur('4'));
  expect(await returned(uuidv7())).toBeUndefined();
  expect(await returnedOf(sql, { customerId: uuidv7(), lotId: first.lotId })).toBeUndefined();
});

test('the date without a top-up is what the other credits make, or 30 days, and never later than now', async () => {
  const books = await open();
  const { customerId, sql } = books;
  await books.trial(START, '1');
  const { lotId } = await books.topUp(after(100), '10');
  const without = (at: Date) => expiryWithout(sql, { customerId, lotId }, soonestExpiry(at));
  expect(await without(after(101))).toEqual(expiryOf(START));
  // The trial's year is nearly over by then: thirty days remain.
  expect(await without(after(360))).toEqual(soonestExpiry(after(360)));
  expect(await without(after(700))).toEqual(expiryOf(after(100)));
  expect(await expiryWithout(sql, { customerId: uuidv7(), lotId }, soonestExpiry(START))).toBeNull();
});

test('a top-up that goes back takes no date that others made, and its reversal ends where it began', async () => {
  const books = await open();
  const { customerId, sql } = books;
  const date = async (at: Date) => (await balanceNow(sql, customerId, at))!.expiresAt;
  const first = await books.topUp(START, '10');
  const second = await books.topUp(after(10), '5');
  await books.clawBack(after(11), second.lotId, '5');
  expect(await date(after(11))).toEqual(expiryOf(START));
  // The clock ran out without the second payment's reset, a grant began another, and the payment comes back.
  await books.grant(after(370), '2');
  await books.reverse(after(371), second.lotId, '5');
  expect(await date(after(371))).toEqual(expiryOf(after(370)));

  expect(await expiryWithout(sql, { customerId, lotId: first.lotId }, soonestExpiry(after(372)))).toEqual(
    expiryOf(after(370)),
  );
  await books.clawBack(after(372), first.lotId, '10');
  expect(await date(after(372))).toEqual(expiryOf(after(370)));
  await books.reverse(after(373), first.lotId, '10');
  expect(await date(after(373))).toEqual(expiryOf(after(370)));
});

test('the postings after a version are those alone, in their order', async () => {
  const books = await open();
  await books.trial(START, '1');
  const { version } = await books.topUp(after(1), '5');
  await books.spend(after(2), '1.5');
  const postings = await postingsAfter(books.sql, books.customerId, version);
  expect(
    postings.map(({ kind, debit, credit, amountMicros, line }) => [kind, debit, credit, amountMicros, line]),
  ).toEqual([
    ['charge', 'credit', 'usage', eur('1'), 1],
    ['charge', 'credit', 'usage', eur('0.5'), 2],
  ]);
  expect(await postingsAfter(books.sql, books.customerId, version + 100n)).toEqual([]);
});

test('whose credit comes near its date is listed page by page, soonest first, and nobody twice', async () => {
  const at = after(300);
  const near: string[] = [];
  for (const days of [0, 2, 2, 5]) {
    const books = await open();
    await books.topUp(after(days), '5');
    near.push(books.customerId);
  }
  const spent = await open();
  await spent.topUp(after(1), '5');
  await spent.spend(after(1), '5');
  const far = await open();
  await far.topUp(after(90), '5');
  const span = { after: at, until: after(400) };
  const mine = new Set([...near, spent.customerId, far.customerId]);
  const listed: string[] = [];
  let beyond: Awaited<ReturnType<typeof customersExpiring>>[number] | undefined;
  do {
    const page = await customersExpiring(onPool(db.pool), { ...span, beyond, limit: 2 });
    listed.push(...page.filter(({ customerId }) => mine.has(customerId)).map(({ customerId }) => customerId));
    beyond = page.at(-1);
  } while (beyond !== undefined);
  const [a, b, c, d] = near as [string, string, string, string];
  expect(listed).toEqual([a, ...[b, c].sort(), d]);
});
