import { beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '#lib/core/ids.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { balanceAt } from '#lib/ledger/balance.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { eur } from '#lib/testing/books.ts';
import { payingCustomer } from '#lib/testing/paying-customer.ts';
import { type TestDatabase, testDatabase } from '#lib/testing/postgres.ts';
import { previewWriteOff, suspend, unsuspend, writeOffDebt } from './customers.ts';
import type { Decider } from './refunds.ts';

const AT = new Date('2026-11-22T12:00:00Z');
const sam: Decider = { userId: uuidv7(), role: 'support', email: 'sam@depicta.example' };
const ada: Decider = { userId: uuidv7(), role: 'admin', email: 'ada@depicta.example' };
let given: TestDatabase;
let db: Database;

beforeAll(async () => {
  given = await testDatabase();
  db = connect(given.appUrl);
  return () => db.close();
});

const audit = async (customerId: string) =>
  (await db.prisma.auditEntry.findMany({ where: { customerId }, orderBy: { number: 'asc' } })).map(
    ({ actor, action, reason, before, after }) => ({ actor, action, reason, before, after }),
  );
const statusOf = async (id: string) => (await db.prisma.customer.findUnique({ where: { id } }))!.status;
const owedBy = async (customerId: string) => (await balanceAt(onPool(db.pool), customerId, AT))!.owedMicros;

/** Spent 6 of 10 before all of it was charged back: 6 are owed. */
async function debtor(): Promise<string> {
  const { customerId, books } = await payingCustomer(db.pool, { at: AT });
  const { lotId } = await books.topUp(AT, '10');
  await books.spend(AT, '6');
  await books.clawBack(AT, lotId, '10');
  expect(await owedBy(customerId)).toBe(eur('6'));
  return customerId;
}

test('a customer is suspended and let back, each with who, why, before and after; twice at once is once', async () => {
  const { customerId } = await payingCustomer(db.pool, { at: AT });
  const options = { customerId, reason: 'Stolen cards', decider: sam };
  await expect(unsuspend(db.prisma, options, AT)).rejects.toMatchObject({ code: 'conflict' });
  const results = await Promise.allSettled([1, 2, 3].map(() => suspend(db.prisma, options, AT)));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await statusOf(customerId)).toBe('suspended');
  await unsuspend(db.prisma, { ...options, reason: 'Cleared up' }, AT);
  expect(await statusOf(customerId)).toBe('active');
  expect(await audit(customerId)).toEqual([
    {
      ...{ actor: sam.email, action: 'suspend', reason: 'Stolen cards' },
      ...{ before: { status: 'active' }, after: { status: 'suspended' } },
    },
    {
      ...{ actor: sam.email, action: 'unsuspend', reason: 'Cleared up' },
      ...{ before: { status: 'suspended' }, after: { status: 'active' } },
    },
  ]);
});

test('nobody is suspended without a reason, nor one who is not there', async () => {
  const { customerId } = await payingCustomer(db.pool, { at: AT });
  await expect(suspend(db.prisma, { customerId, reason: '  ', decider: sam }, AT)).rejects.toMatchObject({
    code: 'validation_error',
  });
  await expect(
    suspend(db.prisma, { customerId: uuidv7(), reason: 'x', decider: sam }, AT),
  ).rejects.toMatchObject({ code: 'not_found' });
  expect(await audit(customerId)).toEqual([]);
});

test('an admin writes off a debt as the preview showed; sent twice it is one; more than is owed is refused', async () => {
  const customerId = await debtor();
  const order = { id: uuidv7(), customerId, amountMicros: eur('4'), reason: 'Not worth a letter' };
  expect(await previewWriteOff(db.prisma, order, ada, AT)).toMatchObject({
    postings: [{ kind: 'write_off', debit: 'write_offs', credit: 'owed', amountMicros: eur('4') }],
    owedBeforeMicros: eur('6'),
    owedAfterMicros: eur('2'),
  });
  expect(await owedBy(customerId)).toBe(eur('6'));
  const answers = await Promise.all([1, 2, 3].map(() => writeOffDebt(db.prisma, order, ada, AT)));
  expect(answers).toEqual([eur('2'), eur('2'), eur('2')]);
  await expect(writeOffDebt(db.prisma, { ...order, id: uuidv7() }, ada, AT)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('€2.000000'),
  });
  const huge = { ...order, id: uuidv7(), amountMicros: eur('9000000000000') };
  await expect(previewWriteOff(db.prisma, huge, ada, AT)).rejects.toMatchObject({
    details: { rule: 'over_owed' },
  });
  await expect(writeOffDebt(db.prisma, { ...order, amountMicros: eur('1') }, ada, AT)).rejects.toMatchObject({
    code: 'conflict',
  });
  expect(await owedBy(customerId)).toBe(eur('2'));
  expect(await audit(customerId)).toEqual([
    {
      ...{ actor: ada.email, action: 'write_off', reason: 'Not worth a letter' },
      before: { owed_eur: '6.000000' },
      after: { owed_eur: '2.000000', write_off_id: order.id },
    },
  ]);
});

test('to whoever is no admin there is nothing to write off, not even to look at', async () => {
  const customerId = await debtor();
  const order = { id: uuidv7(), customerId, amountMicros: eur('1'), reason: 'x' };
  await expect(writeOffDebt(db.prisma, order, sam, AT)).rejects.toMatchObject({ code: 'not_found' });
  await expect(previewWriteOff(db.prisma, order, sam, AT)).rejects.toMatchObject({ code: 'not_found' });
  await expect(writeOffDebt(db.prisma, { ...order, reason: '' }, ada, AT)).rejects.toMatchObject({
    code: 'validation_error',
  });
  expect(await owedBy(customerId)).toBe(eur('6'));
});
