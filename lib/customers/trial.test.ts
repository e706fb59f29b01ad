import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '#lib/core/ids.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { violationsOf } from '#lib/db/invariant.ts';
import { transaction } from '#lib/db/transaction.ts';
import { balanceAt, lotsAt } from '#lib/ledger/balance.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { ZERO } from '#lib/money/credits.ts';
import { eur } from '#lib/testing/books.ts';
import { type TestDatabase, testDatabase } from '#lib/testing/postgres.ts';
import { customerInvariants } from './invariants.ts';
import { openCustomer } from './open.ts';
import { claimTrial, trialPending } from './trial.ts';

const at = new Date('2026-11-22T10:00:00Z');
const secret = 'a-secret-of-more-than-thirty-two-characters';

let given: TestDatabase;
let db: Database;
beforeAll(async () => {
  given = await testDatabase();
  db = connect(given.appUrl);
});
afterAll(() => db.close());

/** A customer whose address is verified, as the app makes one. */
async function verified(): Promise<string> {
  const customerId = uuidv7();
  await transaction(db.prisma, (tx) => openCustomer(tx, { customerId, at }));
  const email = `${customerId}@example.com`;
  await given.ownerPool.query(
    `INSERT INTO user_account (id, customer_id, role, email, name, password_hash, email_verified_at, created_at)
     VALUES ($1, $2, 'customer', $3, 'Ada', '', $4, $4)`,
    [uuidv7(), customerId, email, at],
  );
  return customerId;
}

function claim(customerId: string, email: string, amount = '1'): Promise<bigint> {
  const amountMicros = eur(amount);
  return transaction(db.prisma, (tx) => claimTrial(tx, { customerId, email, secret, amountMicros, at }));
}

const available = async (customerId: string) =>
  (await balanceAt(onPool(db.pool), customerId, at))?.availableMicros;

test('a mailbox has its trial once, however often and in how many accounts it is claimed at the same time', async () => {
  const customers = await Promise.all(Array.from({ length: 5 }, verified));
  const spellings = ['ada@gmail.com', 'A.da@gmail.com', 'ada+1@googlemail.com', 'ADA@GMAIL.COM'];
  const claims = customers.flatMap((customer) => spellings.map((email) => claim(customer, email)));
  expect(claims).toHaveLength(20);
  const granted = (await Promise.all(claims)).filter((amount) => amount > 0n);
  expect(granted).toEqual([eur('1')]);
  const balances = await Promise.all(customers.map(available));
  expect(balances.filter((balance) => balance === eur('1'))).toHaveLength(1);
  expect(balances.filter((balance) => balance === ZERO)).toHaveLength(4);
});

test('a trial that is off gives nothing and uses nothing up', async () => {
  const customer = await verified();
  expect(await claim(customer, 'bob@example.com', '0')).toBe(ZERO);
  expect(await claim(customer, 'bob@example.com')).toBe(eur('1'));
  const [lot] = await lotsAt(onPool(db.pool), customer, at);
  expect(lot).toMatchObject({ source: 'trial', originalMicros: eur('1') });
});

test('a claim that is rolled back can be made again', async () => {
  const customer = await verified();
  const options = { customerId: customer, email: 'eve@example.com', secret, amountMicros: eur('1'), at };
  await expect(
    transaction(db.prisma, async (tx) => {
      await claimTrial(tx, options);
      throw new Error('the caller fails afterwards');
    }),
  ).rejects.toThrow(/fails afterwards/);
  expect(await available(customer)).toBe(ZERO);
  expect(await claim(customer, 'eve@example.com')).toBe(eur('1'));
});

test('what is pending is the trial until the mailbox has had it, and nothing afterwards', async () => {
  const ask = (email: string, amountMicros = eur('1')) =>
    trialPending(db.prisma, { email, secret, amountMicros });
  expect(await ask('carol@example.com')).toBe(eur('1'));
  await claim(await verified(), 'carol@example.com');
  expect(await ask('Carol+again@example.com')).toBe(ZERO);
  expect(await ask('dave@example.com', ZERO)).toBe(ZERO);
});

test('what is kept of a mailbox names it to nobody who lacks the key', async () => {
  await claim(await verified(), 'frank@example.com');
  const { rows } = await given.ownerPool.query("SELECT encode(email_hash, 'hex') AS hash FROM trial_claim");
  const guess = createHash('sha256').update('frank@example.com').digest('hex');
  expect(rows.map((row) => row.hash)).not.toContain(guess);
  for (const { hash } of rows) expect(hash).toMatch(/^[0-9a-f]{64}$/);
});

test('the claim outlives everything: the app cannot take one back', async () => {
  await expect(given.pool.query('DELETE FROM trial_claim')).rejects.toThrow(/permission denied/);
});

test('the invariants notice a customer without books and a trial nobody claimed', async () => {
  const broken = await testDatabase({ breaksInvariants: 'to see the invariants notice' });
  const check = async () =>
    (await violationsOf(broken.ownerPool, customerInvariants, at)).map((violation) => violation.name);
  const own = connect(broken.appUrl);
  const customerId = uuidv7();
  await transaction(own.prisma, async (tx) => {
    await openCustomer(tx, { customerId, at });
    await claimTrial(tx, { customerId, email: 'a@example.com', secret, amountMicros: eur('1'), at });
  });
  await own.close();
  expect(await check()).toEqual(['trial_needs_a_verified_address']);
  await broken.ownerPool.query('DELETE FROM trial_claim');
  await broken.ownerPool.query('INSERT INTO customer (id, created_at) VALUES ($1, $2)', [uuidv7(), at]);
  expect(await check()).toEqual([
    'every_customer_has_books',
    'trial_needs_a_verified_address',
    'each_trial_has_its_claim',
  ]);
});
