import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { balanceWithLots } from '#lib/history/balance.ts';
import { explainBalance } from '#lib/history/explain.ts';
import { chargedLately, foresee } from '#lib/history/forecast.ts';
import { unseenCredit } from '#lib/history/given.ts';
import { openWork, spend } from '#lib/history/overview.ts';
import { statementRows } from '#lib/history/statement.ts';
import { credits, ZERO } from '#lib/money/credits.ts';
import type { Purchase } from '#lib/topups/purchase.ts';
import { stateOf } from '#lib/topups/purchase.ts';
import { listPurchases } from '#lib/topups/store.ts';

/** Lines of the statement that the overview shows. */
const LAST = 6;
/** The top-up that the timeline compares with. */
const TOP_UP = credits(10_000_000n);
/** How far back an unpaid top-up is worth mentioning. */
const OPEN_PURCHASE_MS = 86_400_000;
/** The same of a payment that support looks at: until then it was credited, or went back. */
const PARKED_PURCHASE_MS = 14 * 86_400_000;

/** Everything that the overview shows. */
export async function readOverview(db: Database, customerId: Uuid, at: Date) {
  const [sums, balance, spent, work, lines, purchases, { given }, chargedMicros] = await Promise.all([
    explainBalance(db, customerId, { now: at }),
    balanceWithLots(db, customerId, { now: at }),
    spend(db, customerId, at),
    openWork(db, customerId),
    statementRows(db, customerId, {}, { limit: LAST }),
    listPurchases(db.prisma, { customerId, limit: 5 }),
    unseenCredit(db, customerId, at),
    chargedLately(db, customerId, at),
  ]);
  const { expiresAt, availableMicros, owedMicros } = sums;
  const forecast =
    expiresAt === null || expiresAt <= at || availableMicros === ZERO
      ? undefined
      : foresee({ availableMicros, chargedMicros, at }, { expiresAt, owedMicros }, TOP_UP);
  return { sums, balance, spent, work, lines, given, forecast, waiting: waitingOf(purchases, at) };
}

/** The top-up that something is still to happen to: money that is on its way first. */
function waitingOf(
  purchases: readonly Purchase[],
  at: Date,
): { purchase: Purchase; state: 'received' | 'parked' | 'open' | 'declined' } | undefined {
  const received = purchases.find((purchase) => stateOf(purchase) === 'received');
  if (received !== undefined) return { purchase: received, state: 'received' };
  const parked = purchases.find((purchase) => stateOf(purchase) === 'parked');
  if (parked !== undefined && isWithin(PARKED_PURCHASE_MS, parked))
    return { purchase: parked, state: 'parked' };
  const [newest] = purchases;
  if (newest === undefined || !isWithin(OPEN_PURCHASE_MS, newest)) return undefined;
  const state = stateOf(newest);
  if (newest.paddleTransactionId === null) return undefined;
  return state === 'open' || state === 'declined' ? { purchase: newest, state } : undefined;

  function isWithin(pastMs: number, { createdAt }: Purchase): boolean {
    return at.getTime() - createdAt.getTime() <= pastMs;
  }
}
