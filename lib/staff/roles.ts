import { deleteFactor, lockPerson } from '#lib/auth/second-factor-store.ts';
import { endSessions } from '#lib/auth/store.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import { reasonOf } from './reason.ts';
import type { Resetter } from './second-factor.ts';
import { findStaff, insertAudit, setStaffRole } from './store.ts';

/** What a member of staff may be. `former`: they have left, can sign in no more, and are kept because the log names them. */
export const STAFF_ROLES = ['support', 'admin', 'former'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/**
 * Gives a colleague another role, or takes the last one away: every session of theirs ends, and of who leaves the second factor
 * goes as well. Role, sessions and audit row change together or not at all.
 *
 * @param options.by an admin other than the person, who still is one; or the operator
 * @throws {DepictaError} `not_found` without such a member of staff, and to whoever is no admin; `conflict` for one's own role and
 *   for the role that they have; `validation_error` without a reason
 */
export async function changeRole(
  prisma: Database['prisma'],
  options: { userId: Uuid; role: StaffRole; reason: string; by: Resetter },
  at: Date,
): Promise<void> {
  const { userId, role, by } = options;
  const reason = reasonOf(options.reason);
  if (by !== 'operator' && by.userId === userId)
    throw new DepictaError('conflict', 'Another admin changes your role.');
  await transaction(prisma, async (tx) => {
    // Of two admins who take each other's role, the second is none any more.
    const people = by === 'operator' ? [userId] : [by.userId, userId].sort();
    for (const each of people) await lockPerson(tx, each);
    const mayChange = by === 'operator' || (await findStaff(tx, by.userId))?.role === 'admin';
    const person = mayChange ? await findStaff(tx, userId) : undefined;
    if (person === undefined) throw new DepictaError('not_found', 'There is no such member of staff.');
    if (person.role === role) throw new DepictaError('conflict', 'They have this role already.');
    await setStaffRole(tx, { userId, role });
    await endSessions(tx, { userId, at });
    if (role === 'former') await deleteFactor(tx, userId);
    await insertAudit(tx, {
      ...{ id: uuidv7(at), at, actor: by === 'operator' ? by : by.email, action: 'role_change' },
      ...{ customerId: null, reason },
      before: { person: person.email, role: person.role },
      after: { person: person.email, role },
    });
  });
}
