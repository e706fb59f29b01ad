import { beforeAll, expect, test } from 'vitest';
import { monthNamed } from '#lib/core/month.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { toWire } from '#lib/money/credits.ts';
import { payingCustomer } from '#lib/testing/paying-customer.ts';
import { testDatabase } from '#lib/testing/postgres.ts';
import { readStatement } from './read.ts';

const AT = new Date('2026-11-22T12:00:00Z');
const november = monthNamed('2026-11')!;

let db: Database;
beforeAll(async () => {
  db = connect((await testDatabase()).appUrl);
  return () => db.close();
});

/** A customer of whom a job ends before each thing that is read; one thing is read after the other. */
async function busyCustomer() {
  const { customerId, books } = await payingCustomer(db.pool, { at: AT, credit: '20' });
  await books.spend(AT, '0.1');
  let turn = Promise.resolve();
  const connect = async () => {
    const before = turn;
    const { promise, resolve } = Promise.withResolvers<void>();
    turn = promise;
    await before;
    await books.spend(AT, '0.1');
    const client = await db.pool.connect();
    const { release } = client;
    client.release = (error) => {
      release(error);
      resolve();
    };
    return client;
  };
  const busy: Pick<Database, 'pool'> = { pool: Object.assign(Object.create(db.pool), { connect }) };
  return { customerId, busy };
}

const page = { before: undefined, limit: 1_000 };

test('the lines of a running month end where its sums do, whatever ends meanwhile', async () => {
  const { busy, customerId } = await busyCustomer();
  const { rows, summary } = await readStatement(busy, customerId, { month: november }, page, AT);
  expect(rows).toHaveLength(summary!.facts);
  expect(rows[0]!.balance_after_eur).toBe(toWire(summary!.closingMicros));
  const beyond = await readStatement(busy, customerId, { month: november }, { ...page, before: 999n }, AT);
  expect(beyond.rows).toHaveLength(beyond.summary!.facts);
  const earlier = await readStatement(busy, customerId, { month: november }, { ...page, before: 3n }, AT);
  expect(earlier.rows.map(({ id }) => id)).toEqual(['2', '1']);
});

test('the lines of a kind add up to the sum of the kind, in a month, at a moment and now', async () => {
  const { busy, customerId } = await busyCustomer();
  for (const choice of [{ month: november }, { asOf: AT }, {}]) {
    const { rows, sums } = await readStatement(busy, customerId, { ...choice, kind: 'charge' }, page, AT);
    const charged = rows.reduce((sum, { amount_eur: amount }) => sum + BigInt(amount.replace('.', '')), 0n);
    expect(charged).toBeLessThan(0n);
    expect(sums!.find(({ kind }) => kind === 'charge')!.changeMicros).toBe(charged);
  }
});

test('without a month or a kind there are the newest lines, and no sums', async () => {
  const { busy, customerId } = await busyCustomer();
  const { rows, summary, sums } = await readStatement(busy, customerId, {}, { ...page, limit: 2 }, AT);
  expect([rows.length, summary, sums]).toEqual([2, undefined, undefined]);
});
