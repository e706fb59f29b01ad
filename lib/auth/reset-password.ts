import { transaction } from '#lib/db/transaction.ts';
import { hashLinkToken } from '#lib/mail/link-token.ts';
import { queueMail } from '#lib/mail/queue.ts';
import type { Credits } from '#lib/money/credits.ts';
import { AccountError, wrongFields } from './account-error.ts';
import { confirmAddress } from './accounts.ts';
import { countFor, countForm, forgetFor } from './attempts.ts';
import { hashPassword } from './password.ts';
import { passwordProblem } from './password-rules.ts';
import { FORMS_BY_ADDRESS, MAIL_BY_ACCOUNT, SIGN_IN_BY_ACCOUNT } from './rate-limit.ts';
import { endSessions, findCredentials, findLinkOwner, updatePassword, useLink } from './store.ts';
import type { Visit } from './visit.ts';

/**
 * Sends a link to choose a new password, if the address has an account. The answer is the same either way.
 *
 * @throws {AccountError} `too_many_attempts`
 */
export async function requestReset(visit: Visit, form: { email: string }): Promise<void> {
  await countForm(visit, FORMS_BY_ADDRESS);
  await countFor(visit, MAIL_BY_ACCOUNT, form.email);
  const user = await findCredentials(visit.db.prisma, form);
  await transaction(visit.db.prisma, async (tx) => {
    if (user !== null) await queueMail(tx, { template: 'reset', userId: user.userId });
  });
}

/**
 * Sets a new password with a mailed link. Every session of the user ends, and a mail tells the owner. Whoever reads
 * the address's mail has shown that it is theirs, so it counts as verified.
 *
 * @throws {AccountError} `link_dead`, or naming the password as wrong
 */
export async function resetPassword(
  visit: Visit,
  form: { token: string; password: string },
  trialMicros: Credits,
): Promise<void> {
  const { db, secret, at } = visit;
  const link = { purpose: 'reset', hash: hashLinkToken(form.token), at } as const;
  // Looked at before any hash is computed, so that a made-up link costs nothing.
  const owner = await findLinkOwner(db.prisma, link);
  const user = owner === null ? null : await findCredentials(db.prisma, { id: owner });
  if (user === null) throw new AccountError('link_dead');
  const refused = passwordProblem(form.password, user);
  if (refused !== undefined) throw wrongFields({ field: 'password', problem: refused });
  const passwordHash = await hashPassword(form.password);
  await transaction(db.prisma, async (tx) => {
    const userId = await useLink(tx, link);
    if (userId === null) throw new AccountError('link_dead');
    await updatePassword(tx, userId, passwordHash, at);
    await endSessions(tx, { userId, at });
    await confirmAddress(tx, { userId, trialMicros, secret, at });
    await queueMail(tx, { template: 'password_changed', userId, changedAt: at.toISOString() });
  });
  await forgetFor(visit, SIGN_IN_BY_ACCOUNT, user.email);
}
