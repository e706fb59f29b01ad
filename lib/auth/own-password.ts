import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { type Tx, transaction } from '#lib/db/transaction.ts';
import { AccountError, wrongFields } from './account-error.ts';
import { verifyPassword } from './password.ts';
import { keyOf, PASSWORD_CHANGE, secondsUntil, take } from './rate-limit.ts';
import { clear } from './rate-limit-store.ts';
import { findCredentials, lockUser } from './store.ts';

/**
 * Does what somebody who is signed in is asked for their password for, under their lock, if the password is right and still
 * theirs then. Tries count like those of a password change.
 *
 * @throws {AccountError} naming the password, or `too_many_attempts`; what `work` throws
 */
export async function requireOwnPassword(
  db: Database,
  userId: Uuid,
  password: string,
  at: Date,
  work: (tx: Tx) => Promise<void>,
): Promise<void> {
  const taken = await take(db, PASSWORD_CHANGE, userId, at);
  if (!taken.allowed)
    throw new AccountError('too_many_attempts', { retryAfterSeconds: secondsUntil(taken.resetsAt, at) });
  const user = await findCredentials(db.prisma, { id: userId });
  if (user === null || !(await verifyPassword(user.passwordHash, password)))
    throw wrongFields({ field: 'password', problem: 'password_wrong' });
  await transaction(db.prisma, async (tx) => {
    // A reset that came while the hash was computed has the last word.
    if (!(await lockUser(tx, userId, user.passwordHash)))
      throw wrongFields({ field: 'password', problem: 'password_wrong' });
    await work(tx);
  });
  await clear(db.pool, keyOf(PASSWORD_CHANGE, userId));
}
