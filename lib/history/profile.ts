import type { Profile } from '#lib/contracts/profile.ts';
import { env } from '#lib/core/env.ts';
import { DepictaError } from '#lib/core/errors.ts';
import type { Uuid } from '#lib/core/ids.ts';
import { trialCredit, trialPending } from '#lib/customers/trial.ts';
import type { Database } from '#lib/db/client.ts';
import { type Credits, toWire, ZERO } from '#lib/money/credits.ts';
import { unseenCredit } from './given.ts';
import { type AccountUser, accountUser } from './store.ts';

/**
 * Who a caller is and what they have.
 *
 * @param options.userId null with an API key, which belongs to the customer: the customer's first user then
 * @throws {DepictaError} `not_found` when there is nobody
 */
export async function profile(
  db: Database,
  options: { customerId: Uuid; userId: Uuid | null; at: Date },
): Promise<Profile> {
  const { customerId, at } = options;
  const user = await accountUser(db.prisma, customerId, options.userId);
  if (user === null) throw new DepictaError('not_found', 'There is no such account.');
  const { books, given } = await unseenCredit(db, customerId, at);
  const [newest] = given;
  return {
    user: {
      id: user.id,
      email: user.email,
      email_verified: user.emailVerifiedAt !== null,
      name: user.name,
      created_at: user.createdAt.toISOString(),
      balance_eur: toWire(books?.availableMicros ?? ZERO),
      held_eur: toWire(books?.heldMicros ?? ZERO),
      credits_expire_at: books?.expiresAt?.toISOString() ?? null,
      free_trial_pending_eur: toWire(await pendingTrial(db, user)),
      pending_credit_notice:
        newest === undefined
          ? null
          : {
              kind: newest.kind,
              amount_eur: toWire(newest.amountMicros),
              reason: newest.reason,
              created_at: newest.recordedAt.toISOString(),
            },
    },
  };
}

async function pendingTrial(db: Database, user: AccountUser): Promise<Credits> {
  if (user.emailVerifiedAt !== null) return ZERO;
  return trialPending(db.prisma, {
    email: user.email,
    secret: env().AUTH_SECRET,
    amountMicros: trialCredit(),
  });
}
