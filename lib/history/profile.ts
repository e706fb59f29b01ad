import type { Profile } from '#lib/contracts/profile.ts';
import { env } from '#lib/core/env.ts';
import { DepictaError } from '#lib/core/errors.ts';
import type { Uuid } from '#lib/core/ids.ts';
import { trialCredit, trialPending } from '#lib/customers/trial.ts';
import type { Database } from '#lib/db/client.ts';
import { balanceNow, lotsOf } from '#lib/ledger/balance.ts';
import { type Credits, toWire, ZERO } from '#lib/money/credits.ts';
import {
  type AccountUser,
  accountUser,
  causeWords,
  creditNoticeSeenAt,
  inSnapshot,
  setCreditNoticeSeen,
} from './store.ts';

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
  const seenAt = await creditNoticeSeenAt(db.prisma, customerId);
  const { books, notice } = await inSnapshot(db, async (sql) => {
    const books = await balanceNow(sql, customerId, at);
    const lots = books === undefined ? [] : await lotsOf(sql, customerId, books);
    const given = lots.filter(
      (lot) => lot.source !== 'top_up' && (seenAt === null || lot.recordedAt > seenAt),
    );
    const newest = given.sort((a, b) => b.recordedAt.getTime() - a.recordedAt.getTime())[0];
    const words = newest && (await causeWords(sql, customerId, [newest.cause.id])).get(newest.cause.id);
    return {
      books,
      notice: newest && {
        kind: newest.source === 'trial' ? ('trial' as const) : ('grant' as const),
        amount_eur: toWire(newest.originalMicros),
        reason: words?.reason ?? null,
        created_at: newest.recordedAt.toISOString(),
      },
    };
  });
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
      pending_credit_notice: notice ?? null,
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

/** Notes that the customer has seen what credit they were given. */
export async function dismissCreditNotice(db: Database, customerId: Uuid, at: Date): Promise<void> {
  await setCreditNoticeSeen(db.prisma, customerId, at);
}
