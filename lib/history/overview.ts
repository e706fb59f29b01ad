import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { type JobRow, unfinishedJobs } from '#lib/generation/store.ts';
import { balanceNow } from '#lib/ledger/balance.ts';
import { openHolds } from '#lib/ledger/holds.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { creditByKind, type StatementKind } from '#lib/ledger/statement.ts';
import { add, type Credits, subtract, sum, ZERO } from '#lib/money/credits.ts';
import { inSnapshot, type KeySpend, spentByKey, spentSince } from './store.ts';

/** What a balance is made of: the lines add up to the credit, and the credit less what is kept aside is available. */
export type Explanation = {
  /** What each kind of entry has added to or taken from the credit, ever; signed, none of them zero. */
  lines: { kind: StatementKind; changeMicros: Credits }[];
  creditMicros: Credits;
  heldMicros: Credits;
  refundReservedMicros: Credits;
  availableMicros: Credits;
  owedMicros: Credits;
  /** What the lines do not explain: zero, to the micro-euro. */
  unexplainedMicros: Credits;
};

/**
 * Opens a balance into its sum. All figures are of one moment. Expiry that is due and not booked yet is in its line:
 * that credit is gone whether or not the sweep has been.
 */
export async function explainBalance(
  db: Pick<Database, 'pool'>,
  customerId: Uuid,
  at: Date,
): Promise<Explanation> {
  return inSnapshot(db, async (sql) => {
    const books = await balanceNow(sql, customerId, at);
    const byKind = await creditByKind(sql, customerId);
    const creditMicros = books?.creditMicros ?? ZERO;
    const dueMicros = subtract(sum(byKind.values()), creditMicros);
    const isDue = books?.expiresAt != null && books.expiresAt <= books.asOf && dueMicros > ZERO;
    if (isDue) byKind.set('expire', subtract(byKind.get('expire') ?? ZERO, dueMicros));
    const lines = [...byKind].map(([kind, changeMicros]) => ({ kind, changeMicros }));
    return {
      lines: lines.filter((line) => line.changeMicros !== ZERO),
      creditMicros,
      heldMicros: books?.heldMicros ?? ZERO,
      refundReservedMicros: books?.refundReservedMicros ?? ZERO,
      availableMicros: books?.availableMicros ?? ZERO,
      owedMicros: books?.owedMicros ?? ZERO,
      unexplainedMicros: subtract(creditMicros, sum(lines.map((line) => line.changeMicros))),
    };
  });
}

/** Work under way, with what it holds and when that would be released at the latest. */
export type OpenWork = { job: JobRow; heldMicros: Credits; releasedBy: Date };

/** The open holds of a customer, oldest first, each with its work. */
export async function openWork({ pool }: Pick<Database, 'pool'>, customerId: Uuid): Promise<OpenWork[]> {
  const jobs = await unfinishedJobs(pool, customerId);
  const holds = await openHolds(
    onPool(pool),
    customerId,
    jobs.map((job) => job.id),
  );
  return holds.flatMap((hold) => {
    const job = jobs.find(({ id }) => id === hold.id);
    return job === undefined ? [] : [{ job, heldMicros: hold.amountMicros, releasedBy: hold.expiresAt }];
  });
}

/** What was spent in days of UTC, the present one included. */
export type Spend = { todayMicros: Credits; sevenDaysMicros: Credits; thirtyDaysMicros: Credits };

/** What a customer spent today, in seven and in thirty days: charges by the time they were made. */
export async function spend({ pool }: Pick<Database, 'pool'>, customerId: Uuid, at: Date): Promise<Spend> {
  const since = [29, 6, 0].map((days) => beginningOfDay(at, days));
  const [thirty, seven, today] = await spentSince(pool, customerId, since);
  return { todayMicros: today ?? ZERO, sevenDaysMicros: seven ?? ZERO, thirtyDaysMicros: thirty ?? ZERO };
}

/** What each API key has taken this month (UTC), open holds counted: what its cap is compared with. */
export async function spendByKeyThisMonth(
  { pool }: Pick<Database, 'pool'>,
  customerId: Uuid,
  at: Date,
): Promise<(KeySpend & { takenMicros: Credits })[]> {
  const since = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1));
  const spent = await spentByKey(pool, customerId, since);
  return spent.map((key) => ({ ...key, takenMicros: add(key.costMicros, key.openHoldMicros) }));
}

function beginningOfDay(at: Date, daysAgo: number): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() - daysAgo));
}
