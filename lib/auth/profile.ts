import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import { queueMail } from '#lib/mail/queue.ts';
import { AccountError, wrongFields } from './account-error.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { passwordProblem } from './password-rules.ts';
import { keyOf, PASSWORD_CHANGE, requireTaken, take } from './rate-limit.ts';
import { clear } from './rate-limit-store.ts';
import type { Viewer } from './sessions.ts';
import {
  endSession,
  endSessions,
  findCredentials,
  isLive,
  lockUser,
  updateName,
  updatePassword,
} from './store.ts';

/** Changes what a user is called. */
export async function changeName(db: Database, viewer: Viewer, name: string): Promise<void> {
  await updateName(db.prisma, viewer.userId, name);
}

/**
 * Changes a password. Every other session of the user ends, and every link that could set another; a mail tells the
 * owner. Tries with a wrong present password
 * count like sign-in attempts: a borrowed screen is no place to guess at leisure.
 *
 * @throws {AccountError} naming the wrong field, or `too_many_attempts`
 */
export async function changePassword(
  db: Database,
  viewer: Viewer,
  form: { current: string; password: string },
  at: Date,
): Promise<void> {
  const { userId, sessionId } = viewer;
  requireTaken(await take(db, PASSWORD_CHANGE, userId, at), at);
  const user = await findCredentials(db.prisma, { id: userId });
  if (user === null || !(await verifyPassword(user.passwordHash, form.current)))
    throw wrongFields({ field: 'current', problem: 'password_wrong' });
  const refused = passwordProblem(form.password, user);
  if (refused !== undefined) throw wrongFields({ field: 'password', problem: refused });
  const passwordHash = await hashPassword(form.password);
  await transaction(db.prisma, async (tx) => {
    // What was looked at must still be so: a reset that came meanwhile has the last word.
    if (!(await lockUser(tx, userId, user.passwordHash)))
      throw wrongFields({ field: 'current', problem: 'password_wrong' });
    if (!(await isLive(tx, sessionId))) throw new AccountError('signed_out');
    await updatePassword(tx, userId, passwordHash, at);
    await endSessions(tx, { userId, except: sessionId, at });
    await queueMail(tx, { template: 'password_changed', userId, changedAt: at.toISOString() });
  });
  await clear(db.pool, keyOf(PASSWORD_CHANGE, userId));
}

/**
 * Ends one session of the user's own; whoever uses it is signed out with their next request.
 *
 * @throws {AccountError} `not_yours` when it is somebody else's, or over
 */
export async function endOwnSession(db: Database, viewer: Viewer, sessionId: Uuid, at: Date): Promise<void> {
  if (!(await endSession(db.prisma, { userId: viewer.userId, sessionId, at })))
    throw new AccountError('not_yours');
}

/** Ends all sessions of the user but the present one. @returns how many ended */
export async function endOtherSessions(db: Database, viewer: Viewer, at: Date): Promise<number> {
  return endSessions(db.prisma, { userId: viewer.userId, except: viewer.sessionId, at });
}
