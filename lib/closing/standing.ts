import { invariant } from '#lib/core/errors.ts';
import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { balanceNow } from '#lib/ledger/balance.ts';
import { onPool } from '#lib/ledger/sql.ts';
import type { Credits } from '#lib/money/credits.ts';
import { findUnderWay, type UnderWay } from './store.ts';

/** How an account stands that somebody thinks of closing. */
export type ClosingStanding = UnderWay & {
  /** What would be forfeited, to the micro-euro. */
  forfeitMicros: Credits;
  /** What is owed, and stays owed. */
  owedMicros: Credits;
};

/** What stands in the way of closing an account, and what would be lost by it. Product rules, section 12. */
export async function closingStanding(db: Database, customerId: Uuid, at: Date): Promise<ClosingStanding> {
  const underWay = await findUnderWay(db.prisma, customerId);
  const balance = await balanceNow(onPool(db.pool), customerId, at);
  invariant(balance !== undefined, 'a customer has books');
  const { availableMicros: forfeitMicros, owedMicros } = balance;
  return { ...underWay, forfeitMicros, owedMicros };
}

/** Whether something must end first. */
export function mustWait({ openHolds, refundsOf, paymentsOf }: UnderWay): boolean {
  return openHolds > 0 || refundsOf.length > 0 || paymentsOf.length > 0;
}
