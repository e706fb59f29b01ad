import type { Uuid } from '#lib/core/ids.ts';
import { transaction } from '#lib/db/transaction.ts';
import { AccountError } from './account-error.ts';
import { countFor, countForm, forgetFor, takeBackForm } from './attempts.ts';
import { tellOfNewSignIn } from './known-sign-ins.ts';
import { verifyPassword } from './password.ts';
import { SIGN_IN_BY_ACCOUNT, SIGN_IN_BY_ADDRESS } from './rate-limit.ts';
import { startSession } from './sessions.ts';
import { findCredentials, lockUser, type Role } from './store.ts';
import type { Visit } from './visit.ts';

/** A sign-in that succeeded. */
export type SignedIn = { userId: Uuid; sessionId: Uuid; role: Role };

/**
 * Signs somebody in with address and password.
 *
 * Wrong address and wrong password have the same answer, in the same time. Ten tries in fifteen minutes, for an account
 * and for an address block; each is counted before the password is looked at, so that parallel guesses gain nothing. A
 * browser or a network that is new for this person is told to them by mail.
 *
 * @throws {AccountError} `credentials_wrong` or `too_many_attempts`
 */
export async function signIn(visit: Visit, form: { email: string; password: string }): Promise<SignedIn> {
  await countForm(visit, SIGN_IN_BY_ADDRESS);
  await countFor(visit, SIGN_IN_BY_ACCOUNT, form.email);
  const user = await findCredentials(visit.db.prisma, { email: form.email });
  const right = await verifyPassword(user?.passwordHash ?? null, form.password);
  if (user === null || !right) throw new AccountError('credentials_wrong');
  await forgetFor(visit, SIGN_IN_BY_ACCOUNT, form.email);
  await takeBackForm(visit, SIGN_IN_BY_ADDRESS);
  const { userId, role } = user;
  const sessionId = await transaction(visit.db.prisma, async (tx) => {
    if (!(await lockUser(tx, userId, user.passwordHash))) throw new AccountError('credentials_wrong');
    const begun = await startSession(tx, { userId, userAgent: visit.userAgent, at: visit.at });
    // Before an address is verified, whoever signs in may not be its owner: what they come with is not known as theirs.
    if (user.emailVerified) await tellOfNewSignIn(tx, visit, { userId, sessionId: begun });
    return begun;
  });
  return { userId, sessionId, role };
}
