import type { FactorDeed } from '#lib/auth/second-factor.ts';
import { deleteFactor, findFactor, lockPerson } from '#lib/auth/second-factor-store.ts';
import { endSessions } from '#lib/auth/store.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { type Tx, transaction } from '#lib/db/transaction.ts';
import { queueMail } from '#lib/mail/queue.ts';
import { reasonOf } from './reason.ts';
import type { Decider } from './refunds.ts';
import { findStaff, insertAudit } from './store.ts';

/** Writes down what somebody did with their own second factor. It locks the log: call it last. */
export async function noteFactor(tx: Tx, deed: FactorDeed, at: Date): Promise<void> {
  await insertAudit(tx, { ...deed, id: uuidv7(at), at, customerId: null });
}

/** Who resets a factor: an admin at the desk, or the operator at the command line. */
export type Resetter = Decider | 'operator';

/**
 * Resets a colleague's second factor: app and recovery codes are worthless, every session of theirs ends, and their next
 * sign-in leads them to set it up anew. A mail tells them. Factor, sessions and audit row change together or not at all.
 *
 * @param options.by an admin other than the person; or the operator, for when no admin is left who can
 * @throws {DepictaError} `not_found` without such a member of staff, and to whoever is no admin; `conflict` for one's own and
 *   where none is set up; `validation_error` without a reason
 */
export async function resetFactor(
  prisma: Database['prisma'],
  options: { userId: Uuid; reason: string; by: Resetter },
  at: Date,
): Promise<void> {
  const { userId, by } = options;
  const reason = reasonOf(options.reason);
  await transaction(prisma, async (tx) => {
    const person = by === 'operator' || by.role === 'admin' ? await findStaff(tx, userId) : undefined;
    if (person === undefined) throw new DepictaError('not_found', 'There is no such member of staff.');
    if (by !== 'operator' && by.userId === userId)
      throw new DepictaError('conflict', 'Another admin resets your second factor.');
    await lockPerson(tx, userId);
    const factor = await findFactor(tx, userId);
    if (factor === null || !(await deleteFactor(tx, userId)))
      throw new DepictaError('conflict', 'There is no second factor to reset: none is set up.');
    await endSessions(tx, { userId, at });
    const told = { event: 'reset', left: 0, happenedAt: at.toISOString() } as const;
    await queueMail(tx, { template: 'second_factor', userId, ...told });
    await insertAudit(tx, {
      ...{ id: uuidv7(at), at, actor: by === 'operator' ? by : by.email, action: 'second_factor_reset' },
      ...{ customerId: null, reason },
      before: { person: person.email, second_factor: factor.enrolledAt.toISOString() },
      after: { person: person.email, second_factor: null },
    });
  });
}
