import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { recordedAt, versionAt } from '#lib/ledger/balance.ts';
import { onPool, type Sql } from '#lib/ledger/sql.ts';
import { type KindSum, statementPage, sumsByKind } from '#lib/ledger/statement.ts';
import { type Credits, subtract, sum } from '#lib/money/credits.ts';
import { inSnapshot } from './store.ts';

/** A month of UTC, `2026-11`: `from` counts, `to` does not. */
export type Month = { name: string; from: Date; to: Date };

/** @returns undefined for what names no month from 1970 to 9998 */
export function monthNamed(name: string): Month | undefined {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(name);
  const [year, month] = [Number(match?.[1]), Number(match?.[2])];
  if (match === null || year < 1970 || year > 9998) return undefined;
  return { name, from: new Date(Date.UTC(year, month - 1)), to: new Date(Date.UTC(year, month)) };
}

/** The month of an instant, or one some months away from it. */
export function monthOf(at: Date, away = 0): Month {
  const first = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + away));
  return monthNamed(first.toISOString().slice(0, 7))!;
}

/** The month in which a customer's statement begins; undefined while nothing was recorded. */
export async function firstMonth(db: Pick<Database, 'pool'>, customerId: Uuid): Promise<Month | undefined> {
  const [first] = await statementPage(onPool(db.pool), customerId, { before: 2n, limit: 1 });
  return first && monthOf(first.recordedAt);
}

/** What a span of a statement comes to: opening + sums = closing, to the micro-euro. */
export type SpanSummary = {
  openingMicros: Credits;
  sums: KindSum[];
  closingMicros: Credits;
  /** What the sums do not explain: zero. */
  unexplainedMicros: Credits;
  facts: number;
};

/**
 * Sums up what was recorded in a span of time. Opening and closing are what the facts before and in it left behind; the
 * sums are worked out from the amounts.
 */
export async function summaryOf(
  db: Pick<Database, 'pool'>,
  customerId: Uuid,
  span: { from: Date; to: Date },
): Promise<SpanSummary> {
  return inSnapshot(db, async (sql) => {
    const [after, upto] = [
      await versionBefore(sql, customerId, span.from),
      await versionBefore(sql, customerId, span.to),
    ];
    const opening = (await recordedAt(sql, customerId, after)).availableMicros;
    const closing = (await recordedAt(sql, customerId, upto)).availableMicros;
    const sums = await sumsByKind(sql, customerId, { after, upto });
    const explained = sum(sums.map(({ changeMicros }) => changeMicros));
    return {
      openingMicros: opening,
      sums,
      closingMicros: closing,
      unexplainedMicros: subtract(subtract(closing, opening), explained),
      facts: Number(upto - after),
    };
  });
}

function versionBefore(sql: Sql, customerId: Uuid, instant: Date): Promise<bigint> {
  return versionAt(sql, customerId, new Date(instant.getTime() - 1));
}
