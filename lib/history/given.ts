import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { type Balance, balanceNow, lotsOf } from '#lib/ledger/balance.ts';
import type { Sql } from '#lib/ledger/sql.ts';
import type { Credits } from '#lib/money/credits.ts';
import { causeWords, creditNoticeSeenAt, inSnapshot, setCreditNoticeSeen } from './store.ts';

/** Credit that was given: the trial, or a grant with the reason that its author wrote for the customer. */
export type GivenCredit = {
  kind: 'trial' | 'grant';
  amountMicros: Credits;
  reason: string | null;
  recordedAt: Date;
};

/** What a customer was given and has not seen the notice of, newest first, with the balance of the same moment. */
export async function unseenCredit(
  db: Database,
  customerId: Uuid,
  at: Date,
): Promise<{ books: Balance | undefined; given: GivenCredit[] }> {
  const seenAt = await creditNoticeSeenAt(db.prisma, customerId);
  return inSnapshot(db, async (sql) => {
    const books = await balanceNow(sql, customerId, at);
    return { books, given: books === undefined ? [] : await givenSince(sql, customerId, books, seenAt) };
  });
}

async function givenSince(
  sql: Sql,
  customerId: Uuid,
  books: Balance,
  seenAt: Date | null,
): Promise<GivenCredit[]> {
  const lots = (await lotsOf(sql, customerId, books)).filter(
    ({ source, recordedAt }) => source !== 'top_up' && (seenAt === null || recordedAt > seenAt),
  );
  const words = await causeWords(
    sql,
    customerId,
    lots.map(({ cause }) => cause.id),
  );
  return lots
    .map(({ source, originalMicros, cause, recordedAt }) => ({
      kind: source === 'trial' ? ('trial' as const) : ('grant' as const),
      amountMicros: originalMicros,
      reason: words.get(cause.id)?.reason ?? null,
      recordedAt,
    }))
    .sort((a, b) => b.recordedAt.getTime() - a.recordedAt.getTime());
}

/** Notes that the customer has seen what credit they were given up to an instant. It never goes back. */
export async function dismissCreditNotice(db: Database, customerId: Uuid, upTo: Date): Promise<void> {
  await setCreditNoticeSeen(db.prisma, customerId, upTo);
}
