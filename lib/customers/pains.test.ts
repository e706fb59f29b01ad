import { beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '#lib/core/ids.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { violationsOf } from '#lib/db/invariant.ts';
import { transaction } from '#lib/db/transaction.ts';
import { balanceNow } from '#lib/ledger/balance.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { ZERO } from '#lib/money/credits.ts';
import { closeOwnAccount, newCustomer, type Person, SECRET } from '#lib/testing/accounts.ts';
import { eur } from '#lib/testing/books.ts';
import { type TestDatabase, testDatabase } from '#lib/testing/postgres.ts';
import { customerInvariants } from './invariants.ts';
import { claimTrial } from './trial.ts';

// What hurts the users of systems like this one (docs/pains.md), as far as it is about trials: they are farmed with the
// spellings of one mailbox and with accounts that come and go, and redeemed twice by whoever asks twice at once.

const AT = new Date('2026-11-22T12:00:00Z');
let given: TestDatabase;
let db: Database;

beforeAll(async () => {
  given = await testDatabase();
  db = connect(given.appUrl);
  return () => db.close();
});

const claim = ({ customerId, email }: Pick<Person, 'customerId' | 'email'>) =>
  transaction(db.prisma, (tx) =>
    claimTrial(tx, { customerId, email, secret: SECRET, amountMicros: eur('1'), at: AT }),
  );
const credit = async ({ customerId }: Person) =>
  (await balanceNow(onPool(db.pool), customerId, AT))!.creditMicros;

/** Accounts with these addresses, each verified. */
const accounts = (emails: readonly string[]) =>
  Promise.all(emails.map((email) => newCustomer(db, AT, { email, verified: true })));

test('pain 25: of all who redeem a trial for one mailbox at once, by whatever spelling, one gets it', async () => {
  const own = uuidv7();
  const people = await accounts([
    `${own}@gmail.com`,
    `${own.slice(0, 8)}.${own.slice(8)}@gmail.com`,
    `${own}+farm1@googlemail.com`,
    `${own}+farm2@gmail.com`,
    `${own.replaceAll('-', '.-')}@gmail.com`,
  ]);
  // Each asks four times at once, too.
  const asked = people.flatMap((person) => [person, person, person, person]);
  const got = await Promise.all(asked.map(claim));
  expect(got.filter((amount) => amount !== ZERO)).toEqual([eur('1')]);
  const credits = await Promise.all(people.map(credit));
  expect(credits.filter((amount) => amount !== ZERO)).toEqual([eur('1')]);
  expect(await violationsOf(given.pool, customerInvariants, AT)).toEqual([]);
});

test('pain 25: a closed account has had its trial, and the next of its mailbox gets none', async () => {
  const email = `${uuidv7()}@example.com`;
  const [first] = await accounts([email]);
  expect(await claim(first!)).toBe(eur('1'));
  await closeOwnAccount(db, first!, eur('1'), AT);
  const [again] = await accounts([email]);
  expect(again!.userId).not.toBe(first!.userId);
  expect(await claim(again!)).toBe(ZERO);
  expect(await credit(again!)).toBe(ZERO);
});

test('pain 25: the app can neither take a claim back nor change whose it is', async () => {
  await claim((await accounts([`${uuidv7()}@example.com`]))[0]!);
  for (const statement of [
    'DELETE FROM trial_claim',
    'UPDATE trial_claim SET email_hash = email_hash',
    'TRUNCATE trial_claim',
  ])
    await expect(given.pool.query(statement), statement).rejects.toThrow(/permission denied/);
});
