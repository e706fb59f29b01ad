import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from '#lib/core/ids.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { violationsOf } from '#lib/db/invariant.ts';
import { balanceNow } from '#lib/ledger/balance.ts';
import { ledgerInvariants } from '#lib/ledger/invariants.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { newCustomer, newStaff } from '#lib/testing/accounts.ts';
import { eur } from '#lib/testing/books.ts';
import { payingCustomer } from '#lib/testing/paying-customer.ts';
import { type TestDatabase, testDatabase } from '#lib/testing/postgres.ts';
import { suspend, unsuspend, writeOffDebt } from './customers.ts';
import { approveGrant, giveFromDesk, refuseGrant } from './desk-grants.ts';
import { staffInvariants } from './invariants.ts';
import type { Decider } from './refunds.ts';

// What hurts the users of systems like this one (docs/pains.md), as far as it is about the desk: staff who change things
// without a trace.

const AT = new Date('2026-11-22T12:00:00Z');
let given: TestDatabase;
let db: Database;
let sam: Decider;
let ada: Decider;

beforeAll(async () => {
  given = await testDatabase();
  db = connect(given.appUrl);
  sam = { ...(await newStaff(db, AT)), role: 'support' };
  ada = { ...(await newStaff(db, AT, 'admin')), role: 'admin' };
  return () => db.close();
});

const audit = async (customerId: string) =>
  db.prisma.auditEntry.findMany({ where: { customerId }, orderBy: { number: 'asc' } });
const books = async (customerId: string) => (await balanceNow(onPool(db.pool), customerId, AT))!;
const orderOf = (customerId: string, amount: string) => ({
  ...{ id: uuidv7(), customerId, amountMicros: eur(amount), reason: 'Sorry', internalNote: 'T-1' },
});

test('pain 21: every deed at the desk leaves who, why, before and after, and every change of a balance is one of them', async () => {
  const { customerId, books: own } = await payingCustomer(db.pool, { at: AT });
  const { lotId } = await own.topUp(AT, '10');
  await own.spend(AT, '6');
  await own.clawBack(AT, lotId, '10');
  const start = await books(customerId);

  const [small, large, refused] = ['20', '40', '45'].map((amount) => orderOf(customerId, amount));
  for (const order of [small!, large!, refused!]) await giveFromDesk(db.prisma, order, sam, AT);
  await approveGrant(db.prisma, { grantId: large!.id, decider: ada }, AT);
  await refuseGrant(db.prisma, { grantId: refused!.id, decider: ada, reason: 'Enough' }, AT);
  await suspend(db.prisma, { customerId, reason: 'Looks stolen', decider: sam }, AT);
  await unsuspend(db.prisma, { customerId, reason: 'Was not', decider: ada }, AT);
  const debt = { id: uuidv7(), customerId, amountMicros: eur('6'), reason: 'Not worth a letter' };
  await writeOffDebt(db.prisma, debt, ada, AT);

  const rows = await audit(customerId);
  expect(rows.map(({ actor, action }) => [actor, action])).toEqual([
    [sam.email, 'grant'],
    [sam.email, 'grant_ask'],
    [sam.email, 'grant_ask'],
    [ada.email, 'grant_approve'],
    [ada.email, 'grant_refuse'],
    [sam.email, 'suspend'],
    [ada.email, 'unsuspend'],
    [ada.email, 'write_off'],
  ]);
  for (const { reason, after } of rows) {
    expect(reason).not.toBe('');
    expect(after).not.toBeNull();
  }
  const change = (name: string) =>
    rows.flatMap(({ before, after }) => {
      const [from, to] = [before, after].map((each) => (each as Record<string, string> | null)?.[name]);
      return from === undefined || to === undefined ? [] : [eur(to) - eur(from)];
    });
  const end = await books(customerId);
  expect(end.creditMicros - start.creditMicros).toBe(change('credit_eur').reduce((a, b) => a + b, 0n));
  expect(end.owedMicros - start.owedMicros).toBe(change('owed_eur').reduce((a, b) => a + b, 0n));
  // The payment stands for one at Paddle: the rules of payments do not know it.
  expect(await violationsOf(given.pool, [...ledgerInvariants, ...staffInvariants], AT)).toEqual([]);
});

test('pain 21: a deed whose audit row cannot be written is not done', async () => {
  const { customerId } = await newCustomer(db, AT);
  await given.ownerPool.query('REVOKE EXECUTE ON FUNCTION audit_append FROM depicta_app');
  try {
    await expect(giveFromDesk(db.prisma, orderOf(customerId, '5'), sam, AT)).rejects.toThrow();
    await expect(suspend(db.prisma, { customerId, reason: 'x', decider: sam }, AT)).rejects.toThrow();
  } finally {
    await given.ownerPool.query('GRANT EXECUTE ON FUNCTION audit_append TO depicta_app');
  }
  expect((await books(customerId)).version).toBe(0n);
  expect(await db.prisma.grant.count({ where: { customerId } })).toBe(0);
  expect((await db.prisma.customer.findUnique({ where: { id: customerId } }))!.status).toBe('active');
});

test('pain 21: nobody grants to themselves', async () => {
  const name = uuidv7();
  const { customerId } = await newCustomer(db, AT, { email: `${name}+private@example.com` });
  const me = { ...ada, email: `${name}@example.com` };
  await expect(giveFromDesk(db.prisma, orderOf(customerId, '5'), me, AT)).rejects.toMatchObject({
    details: { rule: 'own_account' },
  });
});

describe('pain 21: staff never act as a customer', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const filesIn = (folder: string): string[] =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
      .map((name) => `${folder}/${name}`);
  const textOf = (path: string) => readFileSync(join(root, path), 'utf8');

  test('a session is begun by whoever shows a password, or the link from their mailbox, and by nothing else', () => {
    const begins = [...filesIn('app'), ...filesIn('lib')].filter(
      (path) => !path.startsWith('lib/testing/') && /\bstartSession\(|\binsertSession\(/.test(textOf(path)),
    );
    expect(begins.sort()).toEqual([
      'lib/auth/sessions.ts',
      'lib/auth/sign-in.ts',
      'lib/auth/store.ts',
      'lib/auth/verify-email.ts',
    ]);
  });

  test('nothing of the desk touches sessions, keys, links, or a customer’s own deeds', () => {
    const desk = [...filesIn('app/(support)'), ...filesIn('lib/staff'), ...filesIn('components/support')];
    expect(desk.length).toBeGreaterThan(20);
    const forbidden =
      /customerAction|requireCustomer|startSession|insertSession|session-token|session-cookie|createApiKey|insertKey|insertLinkToken|password|beginTopUp|askRefund|createAdmission/i;
    expect(desk.filter((path) => forbidden.test(textOf(path)))).toEqual([]);
  });

  test('every page and action of the desk asks by itself who is there, and every action of a customer for a customer', () => {
    for (const path of filesIn('app/(support)')) {
      if (path.endsWith('page.tsx')) expect(textOf(path), path).toMatch(/await requireStaff\(/);
      if (path.endsWith('actions.ts')) expect(textOf(path), path).not.toMatch(/export (async )?function/);
    }
    for (const path of filesIn('app/(dashboard)').filter((each) => each.endsWith('page.tsx')))
      expect(textOf(path), path).toMatch(/await require(Customer|SignedIn)\(/);
  });

  test('the database knows nobody who is both', async () => {
    const { customerId, userId } = await newCustomer(db, AT);
    for (const [change, id] of [
      ["role = 'support'", userId],
      [`customer_id = '${customerId}'`, sam.userId],
    ] as const)
      await expect(
        given.ownerPool.query(`UPDATE user_account SET ${change} WHERE id = $1`, [id]),
      ).rejects.toThrow(/user_account_customer_of_role/);
  });
});
