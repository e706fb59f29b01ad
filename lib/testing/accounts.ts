import { createCustomerAccount, createStaffAccount } from '#lib/auth/accounts.ts';
import { hashPassword } from '#lib/auth/password.ts';
import { giveFactor } from '#lib/auth/second-factor.ts';
import type { Visit } from '#lib/auth/visit.ts';
import { closeAccount } from '#lib/closing/close.ts';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import { hashLinkToken, newLinkToken, type TokenPurpose } from '#lib/mail/link-token.ts';
import type { Credits } from '#lib/money/credits.ts';

/** Everybody's password in tests. */
export const PASSWORD = 'paper boat lantern';

/** The app's secret in tests. */
export const SECRET = 'a-secret-of-more-than-thirty-two-characters';

/** The key of second factors in tests. */
export const FACTOR_SECRET = 'a-key-of-more-than-thirty-two-characters-too';

let passwordHash: Promise<string> | undefined;

/** A user of a test and what they sign in with. */
export type Person = { userId: Uuid; customerId: Uuid; email: string };

/** Each test makes its own people and cleans nothing up. */
export async function newCustomer(
  db: Database,
  at: Date,
  rest: { email?: string; name?: string; verified?: boolean } = {},
): Promise<Person> {
  const account = await newAccount(at, rest);
  const ids = await transaction(db.prisma, (tx) => createCustomerAccount(tx, account));
  if (rest.verified === true)
    await db.prisma.user.update({ where: { id: ids.userId }, data: { emailVerifiedAt: at } });
  return { ...ids, email: account.email };
}

/** Closes a customer's account as they do it themselves: who they were goes at once. @param forfeitMicros what is lost */
export async function closeOwnAccount(
  db: Database,
  who: Person,
  forfeitMicros: Credits,
  at: Date,
): Promise<void> {
  await closeAccount(db, who, { password: PASSWORD, forfeitMicros }, at);
}

/** Somebody of the support desk. */
export async function newStaff(
  db: Database,
  at: Date,
  role: 'support' | 'admin' = 'support',
): Promise<{ userId: Uuid; email: string }> {
  const account = await newAccount(at, {});
  const { userId } = await transaction(db.prisma, (tx) => createStaffAccount(tx, { ...account, role }));
  return { userId, email: account.email };
}

/** Gives somebody of the desk a second factor. @returns its secret, and ten recovery codes */
export async function withFactor(
  db: Database,
  userId: Uuid,
  at: Date,
): Promise<{ secret: string; recoveryCodes: string[] }> {
  return transaction(db.prisma, (tx) => giveFactor(tx, { userId, key: FACTOR_SECRET, at }));
}

/** Lets a session of staff past a second factor that they are given. */
export async function passFactorOf(
  db: Database,
  { userId, sessionId }: { userId: Uuid; sessionId: Uuid },
  at: Date,
): Promise<void> {
  await withFactor(db, userId, at);
  await db.prisma.session.update({ where: { id: sessionId }, data: { secondFactorAt: at } });
}

/** A browser that sends a form, each from an address block of its own. */
export function newVisit(db: Database, at: Date, rest: Partial<Visit> = {}): Visit {
  return { db, secret: SECRET, addressBlock: uuidv7(), userAgent: 'Test/1.0', locale: 'en', at, ...rest };
}

/** A link as a mail carries it. @returns the secret in the link */
export async function newLink(
  db: Database,
  owner: { userId: Uuid; purpose: TokenPurpose; at: Date },
): Promise<string> {
  const token = newLinkToken(owner.purpose, owner.at);
  await db.prisma.emailToken.create({
    data: {
      id: uuidv7(owner.at),
      userId: owner.userId,
      purpose: owner.purpose,
      hash: hashLinkToken(token.text),
      createdAt: owner.at,
      expiresAt: token.expiresAt,
    },
  });
  return token.text;
}

/** The mails queued for a user, as the queue holds them, oldest first. */
export async function queuedMails(db: Database, userId: Uuid): Promise<{ template: string }[]> {
  const { rows } = await db.pool.query<{ payload: { template: string; userId?: Uuid } }>(
    'SELECT payload FROM graphile_worker._private_jobs ORDER BY id',
  );
  return rows.map((row) => row.payload).filter((payload) => payload.userId === userId);
}

async function newAccount(at: Date, rest: { email?: string; name?: string }) {
  passwordHash ??= hashPassword(PASSWORD);
  return {
    email: rest.email ?? `${uuidv7()}@example.com`,
    name: rest.name ?? 'Ada',
    passwordHash: await passwordHash,
    at,
  };
}
