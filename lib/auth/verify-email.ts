import type { Uuid } from '#lib/core/ids.ts';
import { trialPending } from '#lib/customers/trial.ts';
import { type Tx, transaction } from '#lib/db/transaction.ts';
import { hashLinkToken } from '#lib/mail/link-token.ts';
import { queueMail } from '#lib/mail/queue.ts';
import { type Credits, toWire, ZERO } from '#lib/money/credits.ts';
import { AccountError, wrongFields } from './account-error.ts';
import { confirmAddress } from './accounts.ts';
import { countFor, countForm, forgetFor } from './attempts.ts';
import { rememberSignIn } from './known-sign-ins.ts';
import { verifyPassword } from './password.ts';
import { FORMS_BY_ADDRESS, MAIL_BY_ACCOUNT, SIGN_IN_BY_ACCOUNT } from './rate-limit.ts';
import { startSession } from './sessions.ts';
import { type Credentials, findCredentials, findLinkOwner, isLinkDone, useLink } from './store.ts';
import type { Visit } from './visit.ts';

/** What a used link did. `sessionId` where it also signed in. */
export type Verified = { userId: Uuid | null; sessionId: Uuid | null; trialMicros: Credits };

/** What is known of the browser that opened a link: who signed up in it, or is signed in. */
export type Browser = { provenUserId: Uuid | undefined; isSignedIn: boolean };

/**
 * Whether a link's button needs the account's password: the address alone verifies nobody. A stranger may have made the
 * account with somebody's address and know its password; whoever reads the mail then has the link. The account opens
 * only to who has both, or, by a reset, to who reads the mail and sets a password of their own.
 */
export async function needsPassword(
  { db, at }: Pick<Visit, 'db' | 'at'>,
  token: string,
  browser: Browser,
): Promise<boolean> {
  const owner = await findLinkOwner(db.prisma, linkOf(token, at));
  return owner !== null && owner !== browser.provenUserId;
}

/**
 * Uses a verification link: the address is verified and the trial given, in one transaction, once; the browser is
 * signed in.
 *
 * @param options.password asked for where this browser has not shown that it knows it; see `needsPassword`
 * @returns without a user when the link had done its work before
 * @throws {AccountError} `link_dead`, `too_many_attempts`, or naming the password as missing or wrong
 */
export async function verifyEmail(
  visit: Visit,
  options: { token: string; password: string; trialMicros: Credits; browser: Browser },
): Promise<Verified> {
  const { db, secret, at } = visit;
  const { browser } = options;
  const link = linkOf(options.token, at);
  if (await needsPassword(visit, options.token, browser))
    await requirePassword(visit, link, options.password);
  const verified = await transaction(db.prisma, async (tx) => {
    const userId = await useLink(tx, link);
    if (userId === null) return null;
    const trialMicros = await confirmAddress(tx, { userId, trialMicros: options.trialMicros, secret, at });
    await rememberSignIn(tx, visit, userId);
    const sessionId = browser.isSignedIn
      ? null
      : await startSession(tx, { userId, userAgent: visit.userAgent, at });
    return { userId, sessionId, trialMicros };
  });
  if (verified !== null) return verified;
  if (await isLinkDone(db.prisma, link.hash)) return { userId: null, sessionId: null, trialMicros: ZERO };
  throw new AccountError('link_dead');
}

function linkOf(token: string, at: Date) {
  return { purpose: 'verify', hash: hashLinkToken(token), at } as const;
}

/** A guess at a password like any other: counted before it is looked at. */
async function requirePassword(
  visit: Visit,
  link: ReturnType<typeof linkOf>,
  password: string,
): Promise<void> {
  if (password === '') throw wrongFields({ field: 'password', problem: 'password_missing' });
  const owner = await findLinkOwner(visit.db.prisma, link);
  const user = owner === null ? null : await findCredentials(visit.db.prisma, { id: owner });
  if (user === null) throw new AccountError('link_dead');
  await countFor(visit, SIGN_IN_BY_ACCOUNT, user.email);
  if (!(await verifyPassword(user.passwordHash, password)))
    throw wrongFields({ field: 'password', problem: 'password_not_of_account' });
  await forgetFor(visit, SIGN_IN_BY_ACCOUNT, user.email);
}

/**
 * Sends the verification mail again, to whoever gives the address. The answer is the same whether or not it has an
 * account.
 *
 * @throws {AccountError} `too_many_attempts`
 */
export async function resendVerification(
  visit: Visit,
  form: { email: string },
  trialMicros: Credits,
): Promise<void> {
  await countForm(visit, FORMS_BY_ADDRESS);
  await countFor(visit, MAIL_BY_ACCOUNT, form.email);
  const user = await findCredentials(visit.db.prisma, form);
  const trialEur = user && !user.emailVerified ? await pendingTrial(visit, user, trialMicros) : null;
  await transaction(visit.db.prisma, async (tx) => {
    if (user !== null && !user.emailVerified) await queueVerification(tx, user.userId, trialEur);
  });
}

async function pendingTrial(visit: Visit, user: Credentials, amountMicros: Credits): Promise<string | null> {
  const { db, secret } = visit;
  const trial = await trialPending(db.prisma, { email: user.email, secret, amountMicros });
  return trial === ZERO ? null : toWire(trial);
}

async function queueVerification(tx: Tx, userId: Uuid, trialEur: string | null): Promise<void> {
  await queueMail(tx, { template: 'verify', userId, trialEur });
}
