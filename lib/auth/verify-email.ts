import type { Uuid } from '#lib/core/ids.ts';
import { trialPending } from '#lib/customers/trial.ts';
import { type Tx, transaction } from '#lib/db/transaction.ts';
import { hashLinkToken } from '#lib/mail/link-token.ts';
import { queueMail } from '#lib/mail/queue.ts';
import { type Credits, toWire, ZERO } from '#lib/money/credits.ts';
import { AccountError } from './account-error.ts';
import { confirmAddress } from './accounts.ts';
import { countFor, countForm } from './attempts.ts';
import { FORMS_BY_ADDRESS, MAIL_BY_ACCOUNT } from './rate-limit.ts';
import { startSession } from './sessions.ts';
import { type Credentials, findCredentials, isLinkDone, useLink } from './store.ts';
import type { Visit } from './visit.ts';

/** What a used link did. `sessionId` where it also signed in. */
export type Verified = { userId: Uuid | null; sessionId: Uuid | null; trialMicros: Credits };

/**
 * Uses a verification link: the address is verified and the trial given, in one transaction, once.
 *
 * Only the browser that signed up is signed in by it. Anybody else has to know the password: an account that a stranger
 * made with somebody's address is of no use to either until its password has been reset by mail.
 *
 * @param options.signedUpHere the user who signed up in this browser, if one did
 * @returns without a user when the link had done its work before
 * @throws {AccountError} `link_dead`
 */
export async function verifyEmail(
  visit: Visit,
  options: { token: string; trialMicros: Credits; signedUpHere: Uuid | undefined },
): Promise<Verified> {
  const { db, secret, at } = visit;
  const hash = hashLinkToken(options.token);
  const verified = await transaction(db.prisma, async (tx) => {
    const userId = await useLink(tx, { purpose: 'verify', hash, at });
    if (userId === null) return null;
    const trialMicros = await confirmAddress(tx, { userId, trialMicros: options.trialMicros, secret, at });
    const isHere = userId === options.signedUpHere;
    const sessionId = isHere ? await startSession(tx, { userId, userAgent: visit.userAgent, at }) : null;
    return { userId, sessionId, trialMicros };
  });
  if (verified !== null) return verified;
  if (await isLinkDone(db.prisma, hash)) return { userId: null, sessionId: null, trialMicros: ZERO };
  throw new AccountError('link_dead');
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
