import { beforeAll, describe, expect, test } from 'vitest';
import { connect, type Database } from '#lib/db/client.ts';
import { toWire } from '#lib/money/credits.ts';
import { payingCustomer } from '#lib/testing/paying-customer.ts';
import { testDatabase } from '#lib/testing/postgres.ts';
import { dueWarning, warnOfExpiry } from './expiry-warnings.ts';

let db: Database;
let queued: (customerId: string) => Promise<{ expiresAt: string }[]>;

beforeAll(async () => {
  const given = await testDatabase();
  db = connect(given.appUrl);
  queued = async (customerId) => {
    const { rows } = await given.ownerPool.query<{ payload: { template: string; expiresAt: string } }>(
      `SELECT payload FROM graphile_worker._private_jobs WHERE payload ->> 'customerId' = $1 ORDER BY id`,
      [customerId],
    );
    return rows.map(({ payload }) => payload);
  };
  return () => db.close();
});

const bought = new Date('2026-03-10T12:00:00Z'); // valid until 2027-03-11T00:00:00Z
const day = (text: string) => new Date(`${text}T09:00:00Z`);

describe('which warning is due', () => {
  const expiresAt = new Date('2027-03-11T00:00:00Z');
  test.each([
    ['2027-01-09T23:59:59.999Z', undefined],
    ['2027-01-10T00:00:00Z', 60],
    ['2027-02-08T23:59:59.999Z', 60],
    ['2027-02-09T00:00:00Z', 30],
    ['2027-03-04T00:00:00Z', 7],
    ['2027-03-10T00:00:00Z', 1],
    ['2027-03-10T23:59:59.999Z', 1],
    ['2027-03-11T00:00:00Z', undefined],
  ])('at %s it is that of %s days', (at, step) => {
    expect(dueWarning(expiresAt, new Date(at))).toBe(step);
  });
});

test('one mail at 60, 30, 7 and 1 days, however often the task runs and in how many processes', async () => {
  const { customerId } = await payingCustomer(db.pool, { at: bought, credit: '10' });
  for (const [at, mails] of [
    ['2027-01-09', 0],
    ['2027-01-10', 1],
    ['2027-01-20', 1],
    ['2027-02-10', 2],
    ['2027-03-05', 3],
    ['2027-03-10', 4],
    ['2027-03-12', 4],
  ] as const) {
    await Promise.all([warnOfExpiry(db, day(at)), warnOfExpiry(db, day(at)), warnOfExpiry(db, day(at))]);
    expect([at, (await queued(customerId)).length]).toEqual([at, mails]);
  }
});

test('a top-up re-arms the warnings for its own date', async () => {
  const { customerId, books } = await payingCustomer(db.pool, { at: bought, credit: '10' });
  await warnOfExpiry(db, day('2027-03-10'));
  await books.topUp(day('2027-03-10'), '5');
  await warnOfExpiry(db, day('2027-03-10'));
  await warnOfExpiry(db, day('2028-03-10'));
  expect((await queued(customerId)).map(({ expiresAt }) => expiresAt)).toEqual([
    '2027-03-11T00:00:00.000Z',
    '2028-03-11T00:00:00.000Z',
  ]);
});

test('who has nothing left to lose is not warned: spent, held, or expired', async () => {
  const spent = await payingCustomer(db.pool, { at: bought, credit: '10' });
  await spent.books.spend(bought, '10');
  const held = await payingCustomer(db.pool, { at: bought, credit: '10' });
  await held.books.hold(day('2027-03-09'), '10');
  await warnOfExpiry(db, day('2027-03-10'));
  for (const { customerId } of [spent, held]) expect(await queued(customerId)).toEqual([]);
  expect(toWire((await held.books.expire(day('2027-03-12'))).amountMicros)).toBe('0.000000');
});

test('goes on through all pages, however many customers share a date', async () => {
  const at = new Date('2031-05-01T12:00:00Z');
  const customers = await Promise.all(
    Array.from({ length: 7 }, () => payingCustomer(db.pool, { at, credit: '5' })),
  );
  const almost = new Date('2032-05-01T09:00:00Z');
  expect(await warnOfExpiry(db, almost, 3)).toBe(7);
  for (const { customerId } of customers) expect(await queued(customerId)).toHaveLength(1);
});
