import { beforeAll, expect, test } from 'vitest';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { newCustomer, newStaff } from '#lib/testing/accounts.ts';
import { payingCustomer } from '#lib/testing/paying-customer.ts';
import { leaveBroken, testDatabase } from '#lib/testing/postgres.ts';
import { searchDesk } from './search.ts';

leaveBroken(['job_has_its_hold'], 'a job is inserted without its hold');

const AT = new Date('2026-11-22T12:00:00Z');
let db: Database;

beforeAll(async () => {
  const { appUrl } = await testDatabase();
  db = connect(appUrl);
  return () => db.close();
});

const found = async (text: string) =>
  (await searchDesk(db.prisma, text)).hits.map(({ kind, customerId, id }) => ({ kind, customerId, id }));
const mailbox = () => `m${uuidv7().replaceAll('-', '')}`;

async function purchase(customerId: Uuid, receiptNumber: string, paddleTransactionId: string): Promise<Uuid> {
  const id = uuidv7();
  await db.prisma.purchase.create({
    data: {
      ...{ id, customerId, requestToken: uuidv7(), status: 'PENDING', amountCents: 500n, country: 'DE' },
      ...{ consentVersion: '1', consentAt: AT, createdAt: AT, receiptNumber, paddleTransactionId },
    },
  });
  return id;
}

test('every spelling of a mailbox finds the customer', async () => {
  const name = mailbox();
  const { customerId } = await newCustomer(db, AT, {
    email: `${name.slice(0, 4)}.${name.slice(4)}+a@gmail.com`,
  });
  const hit = [{ kind: 'email', customerId, id: customerId }];
  for (const text of [`${name}@gmail.com`, ` ${name.toUpperCase()}+news@GoogleMail.com `])
    expect(await found(text)).toEqual(hit);
  expect(await found(`${name}x@gmail.com`)).toEqual([]);
  expect(await found(`${name}@example.com`)).toEqual([]);
});

test('an address is found by how it begins, from four letters on; the signs of a pattern are letters', async () => {
  const name = mailbox();
  const { customerId } = await newCustomer(db, AT, { email: `${name}@example.com` });
  expect(await found(name.slice(0, 30))).toEqual([{ kind: 'email', customerId, id: customerId }]);
  expect(await found(`${name}@exam`)).toEqual([{ kind: 'email', customerId, id: customerId }]);
  for (const text of ['', ' ', '@', '%', '%%%%', '____', 'm%', '@example.com', name.slice(0, 3)])
    expect(await found(text)).toEqual([]);
});

test('no search lists everybody: ten at most, and it says that there are more', async () => {
  const name = mailbox();
  for (let i = 0; i < 12; i += 1) await newCustomer(db, AT, { email: `${name}${i}@example.com` });
  const { hits, isCut } = await searchDesk(db.prisma, name);
  expect(hits).toHaveLength(10);
  expect(isCut).toBe(true);
});

test('ids of ours lead to the customer whose they are, whole and exact', async () => {
  const { customerId, userId, apiKey } = await payingCustomer(db.pool, { at: AT });
  const jobId = uuidv7();
  await db.pool.query(
    `INSERT INTO job (id, customer_id, kind, subject, request, status, hold_micros, price_version, rate_micros, created_at)
     VALUES ($1, $2, 'generation', 'x', '{}', 'pending', 1, 'x', 10000, $3)`,
    [jobId, customerId, AT],
  );
  expect(await found(customerId)).toEqual([{ kind: 'customer', customerId, id: customerId }]);
  expect(await found(customerId.toUpperCase())).toHaveLength(1);
  expect(await found(userId)).toEqual([{ kind: 'customer', customerId, id: userId }]);
  expect(await found(jobId)).toEqual([{ kind: 'job', customerId, id: jobId }]);
  expect(await found(apiKey.id)).toEqual([{ kind: 'key', customerId, id: apiKey.id }]);
  expect(await found(customerId.slice(0, 13))).toEqual([]);
  expect(await found(uuidv7())).toEqual([]);
});

test('a key is found by its last four signs, also as its owner’s page shows them, and never by the key itself', async () => {
  const { customerId, apiKey } = await payingCustomer(db.pool, { at: AT });
  const hit = { kind: 'key', customerId, id: apiKey.id };
  for (const text of [apiKey.last4, `…${apiKey.last4}`, `dpct_…${apiKey.last4}`])
    expect(await found(text)).toContainEqual(hit);
  expect(await found(apiKey.secret)).toEqual([]);
});

test('ids of Paddle and receipts lead to the payment', async () => {
  const { customerId } = await payingCustomer(db.pool, { at: AT });
  await db.prisma.customer.update({ where: { id: customerId }, data: { paddleCustomerId: 'ctm_01abc' } });
  const id = await purchase(customerId, '325-10566', 'txn_01abc');
  await db.prisma.paddleAdjustment.create({
    data: {
      ...{ id: 'adj_01abc', paddleTransactionId: 'txn_01abc', action: 'refund', status: 'approved' },
      ...{ netCents: 1n, taxCents: 0n, totalCents: 1n, madeAt: AT, changedAt: AT, seenAt: AT },
    },
  });
  const hit = [{ kind: 'payment', customerId, id }];
  for (const text of ['325-10566', ' txn_01abc', 'adj_01abc', id]) expect(await found(text)).toEqual(hit);
  expect(await found('ctm_01abc')).toEqual([{ kind: 'customer', customerId, id: customerId }]);
  for (const text of ['325-1056', 'txn_01ab', 'adj_01', 'ctm_', 'txn_%'])
    expect(await found(text)).toEqual([]);
});

test('staff are not found: they have no customer', async () => {
  const { email, userId } = await newStaff(db, AT);
  expect(await found(email)).toEqual([]);
  expect(await found(userId)).toEqual([]);
});
