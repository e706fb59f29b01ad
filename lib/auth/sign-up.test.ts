import { afterAll, beforeAll, expect, test } from 'vitest';
import { customerInvariants } from '#lib/customers/invariants.ts';
import { claimTrial } from '#lib/customers/trial.ts';
import { connect, type Database } from '#lib/db/client.ts';
import { violationsOf } from '#lib/db/invariant.ts';
import { transaction } from '#lib/db/transaction.ts';
import { balanceAt } from '#lib/ledger/balance.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { ZERO } from '#lib/money/credits.ts';
import { newCustomer, newVisit, PASSWORD, queuedMails, SECRET } from '#lib/testing/accounts.ts';
import { eur } from '#lib/testing/books.ts';
import { type TestDatabase, testDatabase } from '#lib/testing/postgres.ts';
import { signIn } from './sign-in.ts';
import { signUp } from './sign-up.ts';

const at = new Date('2026-11-22T10:00:00Z');
const trial = eur('1');

let given: TestDatabase;
let db: Database;
beforeAll(async () => {
  given = await testDatabase();
  db = connect(given.appUrl);
});
afterAll(() => db.close());

const form = (email: string) => ({ email, password: PASSWORD, name: 'Ada' });

test('signing up makes a customer with open books, a user who can sign in, and one mail', async () => {
  const { userId } = await signUp(newVisit(db, at), form('ada@example.com'), trial);
  const user = await db.prisma.user.findUniqueOrThrow({ where: { id: userId } });
  expect(user).toMatchObject({ role: 'customer', email: 'ada@example.com', emailVerifiedAt: null });
  expect(user.passwordHash).toMatch(/^\$argon2id\$/);
  const balance = await balanceAt(onPool(db.pool), user.customerId!, at);
  expect(balance).toMatchObject({ availableMicros: ZERO, expiresAt: null });
  expect(await queuedMails(db, userId)).toEqual([
    expect.objectContaining({ template: 'verify', trialEur: '1.000000' }),
  ]);
  const signedIn = await signIn(newVisit(db, at), form('ada@example.com'));
  expect(signedIn.userId).toBe(userId);
});

test('letters to a new account are in the language that it was made in', async () => {
  const german = await signUp(newVisit(db, at, { locale: 'de' }), form('uwe@example.com'), trial);
  const user = await db.prisma.user.findUniqueOrThrow({ where: { id: german.userId } });
  expect(user.locale).toBe('de');
});

test('a taken address gets the same answer; its owner a notice, and nothing of theirs changes', async () => {
  const owner = await newCustomer(db, at);
  const before = await db.prisma.user.findUniqueOrThrow({ where: { id: owner.userId } });
  const counts = async () => [await db.prisma.customer.count(), await db.prisma.user.count()];
  const people = await counts();
  const taken = await signUp(newVisit(db, at), { ...form(owner.email), name: 'Eve' }, trial);
  const fresh = await signUp(newVisit(db, at), form('fresh@example.com'), trial);

  expect(Object.keys(taken)).toEqual(Object.keys(fresh));
  expect(taken.userId).toMatch(/^[0-9a-f-]{36}$/);
  expect(await db.prisma.user.findUnique({ where: { id: taken.userId } })).toBeNull();
  expect(await db.prisma.user.findUnique({ where: { id: owner.userId } })).toEqual(before);
  expect(await counts()).toEqual(people.map((count) => count + 1));
  expect(await queuedMails(db, owner.userId)).toEqual([
    expect.objectContaining({ template: 'account_exists' }),
  ]);
});

test('of five parallel sign-ups with one address one makes the account and all are answered alike', async () => {
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => signUp(newVisit(db, at), form('race@example.com'), trial)),
  );
  const users = await db.prisma.user.findMany({ where: { email: 'race@example.com' } });
  expect(users).toHaveLength(1);
  expect(answers.filter(({ userId }) => userId === users[0]!.id)).toHaveLength(1);
  const mails = await queuedMails(db, users[0]!.id);
  expect(mails.map((mail) => mail.template).sort()).toEqual([...Array(4).fill('account_exists'), 'verify']);
  expect(await violationsOf(given.ownerPool, customerInvariants, at)).toEqual([]);
});

test('the mail promises a trial only to a mailbox that has not had one', async () => {
  const { customerId } = await newCustomer(db, at, { verified: true });
  await transaction(db.prisma, (tx) =>
    claimTrial(tx, { customerId, email: 'trial@gmail.com', secret: SECRET, amountMicros: trial, at }),
  );
  const second = await signUp(newVisit(db, at), form('tri.al+2@gmail.com'), trial);
  expect(await queuedMails(db, second.userId)).toEqual([expect.objectContaining({ trialEur: null })]);
  const off = await signUp(newVisit(db, at), form('no.trial.now@example.com'), ZERO);
  expect(await queuedMails(db, off.userId)).toEqual([expect.objectContaining({ trialEur: null })]);
});

test('a password that would be guessed is refused, by name and before any work', async () => {
  const visit = newVisit(db, at);
  for (const [password, problem] of [
    ['short', 'password_too_short'],
    ['password1234', 'password_too_common'],
    ['weak@example.com', 'password_like_account'],
  ] as const) {
    const refused = await signUp(visit, { ...form('weak@example.com'), password }, trial).catch((e) => e);
    expect(refused).toMatchObject({ code: 'validation_error', fields: [{ field: 'password', problem }] });
  }
  expect(await db.prisma.user.findUnique({ where: { email: 'weak@example.com' } })).toBeNull();
});

test('nobody can be flooded with notices: five mails an hour for an address, then every visitor is told to wait', async () => {
  const owner = await newCustomer(db, at);
  for (let i = 0; i < 5; i += 1) await signUp(newVisit(db, at), form(owner.email), trial);
  const sixth = await signUp(newVisit(db, at), form(owner.email), trial).catch((e) => e);
  expect(sixth).toMatchObject({ problem: 'too_many_attempts' });
  expect(await queuedMails(db, owner.userId)).toHaveLength(5);
});
