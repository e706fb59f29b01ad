import { beforeAll, expect, test } from 'vitest';
import { connect, type Database } from '#lib/db/client.ts';
import { balanceNow } from '#lib/ledger/balance.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { eur } from '#lib/testing/books.ts';
import { type PayingCustomer, payingCustomer } from '#lib/testing/paying-customer.ts';
import { testDatabase } from '#lib/testing/postgres.ts';
import { isLow, warnOfLowBalance } from './low-balance.ts';

let db: Database;
let told: (userId: string) => Promise<number>;

beforeAll(async () => {
  const given = await testDatabase();
  db = connect(given.appUrl);
  told = async (userId) => {
    const { rows } = await given.ownerPool.query<{ count: bigint }>(
      `SELECT count(*) FROM graphile_worker._private_jobs
       WHERE payload ->> 'userId' = $1 AND payload ->> 'template' = 'low_balance'`,
      [userId],
    );
    return Number(rows[0]?.count);
  };
  return () => db.close();
});

const bought = new Date('2026-03-10T12:00:00Z'); // valid until 2027-03-11T00:00:00Z
const day = (text: string) => new Date(`${text}T09:00:00Z`);
const at = day('2026-04-01');

/** A customer who wants to be told below a line, in euros. */
async function withLine(line: string, credit: string): Promise<PayingCustomer> {
  const customer = await payingCustomer(db.pool, { at: bought, credit });
  await choose(customer, { lowBalanceMicros: eur(line) });
  return customer;
}

const choose = ({ userId }: PayingCustomer, data: object) =>
  db.prisma.user.update({ where: { id: userId }, data });

const look = (when = at) => warnOfLowBalance(db, { at: when, since: undefined });

test('a charge that takes the balance below the line is told once, however often and by how many it is looked for', async () => {
  const { userId, books } = await withLine('5', '10');
  await books.spend(bought, '5');
  await look();
  expect(await told(userId)).toBe(0);
  await books.spend(bought, '0.000001');
  await Promise.all([look(), look(), look()]);
  await books.spend(bought, '1');
  await look();
  expect(await told(userId)).toBe(1);
});

test('many charges that cross the line at once are one letter', async () => {
  const { userId, books } = await withLine('5', '10');
  const holds = await Promise.all(Array.from({ length: 20 }, () => books.hold(at, '0.3', { maxOpen: 20 })));
  const charges = holds.map(({ holdId }) => books.settle(at, holdId, '0.3'));
  const looks = Array.from({ length: 6 }, () => look());
  await Promise.all([...charges, ...looks]);
  await Promise.all([look(), look()]);
  expect(await told(userId)).toBe(1);
});

test('a top-up above the line re-arms, one that stays below does not', async () => {
  const { userId, books } = await withLine('10', '11');
  await books.spend(bought, '3');
  await look();
  await books.topUp(at, '1');
  await books.spend(at, '1');
  await look();
  expect(await told(userId)).toBe(1);
  await books.topUp(at, '5');
  await look();
  await books.spend(at, '6');
  await look();
  expect(await told(userId)).toBe(2);
});

test('a fall and the next are two, even when nobody looked in between', async () => {
  const { userId, books } = await withLine('5', '6');
  await books.spend(bought, '2');
  await look();
  await books.topUp(at, '5');
  await books.spend(at, '5');
  await look();
  expect(await told(userId)).toBe(2);
});

test('a hold is not spent: it neither warns nor re-arms', async () => {
  const { userId, books } = await withLine('5', '6');
  await books.hold(at, '3');
  await look();
  expect(await told(userId)).toBe(0);
  await books.spend(at, '1.5');
  await look();
  expect(await told(userId)).toBe(1);
});

test('an expiry that is booked is a fall', async () => {
  const { userId, books } = await withLine('5', '10');
  await books.expire(day('2027-03-12'));
  await look(day('2027-03-12'));
  expect(await told(userId)).toBe(1);
});

test('who drew the line below which the balance stood already sees the banner and gets no letter', async () => {
  const customer = await withLine('1', '10');
  await customer.books.spend(bought, '6');
  await choose(customer, { lowBalanceMicros: eur('5'), lowBalanceSince: at });
  await look();
  expect(await told(customer.userId)).toBe(0);
  const next = new Date(at.getTime() + 60_000);
  await customer.books.topUp(next, '5');
  await customer.books.spend(next, '5');
  await look(next);
  expect(await told(customer.userId)).toBe(1);
});

test('nobody is told who wants no warning, no letter, has no verified address, or never had so much', async () => {
  const [off, silent, never] = [
    await withLine('5', '10'),
    await withLine('5', '10'),
    await withLine('20', '10'),
  ];
  const unverified = await payingCustomer(db.pool, { at: bought, credit: '10', emailVerified: false });
  await choose(off, { lowBalanceMicros: null });
  await choose(silent, { lowBalanceLetter: false });
  for (const customer of [off, silent, never, unverified]) await customer.books.spend(bought, '9.9');
  await look();
  for (const { userId } of [off, silent, never, unverified]) expect(await told(userId)).toBe(0);
});

test('without a choice the line is EUR 0.50, below which the larger models stop', async () => {
  const { userId, books } = await payingCustomer(db.pool, { at: bought, credit: '5' });
  await books.spend(bought, '4.5');
  await look();
  expect(await told(userId)).toBe(0);
  await books.spend(bought, '0.01');
  await look();
  expect(await told(userId)).toBe(1);
});

test('books that did not change are not looked at, and every page of those that did is', async () => {
  const early = await withLine('5', '10');
  await early.books.spend(bought, '9');
  const later = new Date('2026-08-01T09:00:00Z');
  const customers = await Promise.all(Array.from({ length: 7 }, () => withLine('5', '10')));
  for (const { books } of customers) await books.spend(later, '9');
  expect(await warnOfLowBalance(db, { at: later, since: later, pageSize: 3 })).toBe(7);
  expect(await told(early.userId)).toBe(0);
});

test('the banner says low exactly below the line, with what is held counted in and what has expired left out', async () => {
  const { customerId, books } = await payingCustomer(db.pool, { at: bought, credit: '5' });
  const now = async (when: Date) => balanceNow(onPool(db.pool), customerId, when);
  await books.hold(bought, '2');
  expect(isLow(await now(at), eur('5'))).toBe(false);
  expect(isLow(await now(at), eur('5.000001'))).toBe(true);
  expect(isLow(await now(at), null)).toBe(false);
  expect(isLow(await now(day('2027-03-11')), eur('5'))).toBe(true);
  const none = await payingCustomer(db.pool, { at: bought });
  expect(isLow(await balanceNow(onPool(db.pool), none.customerId, at), eur('5'))).toBe(false);
  expect(isLow(undefined, eur('5'))).toBe(false);
});
