import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { expiryOf } from '#lib/ledger/expiry.ts';
import { chargedIn } from '#lib/ledger/span.ts';
import { type Credits, credits, max, subtract, ZERO } from '#lib/money/credits.ts';
import { inSnapshot } from './store.ts';

const DAY_MS = 86_400_000;
/** The pace is the mean of this many days (UTC), today included. */
const PACE_DAYS = 30;
const PACE_MS = BigInt(PACE_DAYS * DAY_MS);

/** What a forecast goes by: what there is, and what was charged in the days of the pace. */
export type Standing = { availableMicros: Credits; chargedMicros: Credits; at: Date };

/** How long credit lasts at a pace, and what of it is left on the day it expires. */
type Outlook = {
  expiresAt: Date;
  /** When nothing is left at this pace; null where that is after the date, or never. */
  runsOutAt: Date | null;
  /** What expires. */
  leftMicros: Credits;
};

/** What becomes of the credit there is, and what would become of it with a top-up today. An estimate; the dates are certain. */
export type Forecast = Outlook & {
  standing: Standing;
  ifToppedUp: Outlook & { standing: Standing; amountMicros: Credits };
};

/** What was charged in the days of the pace: from the ledger, whatever the jobs say. */
export async function chargedLately(
  db: Pick<Database, 'pool'>,
  customerId: Uuid,
  at: Date,
): Promise<Credits> {
  const today = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate());
  const span = { from: new Date(today - (PACE_DAYS - 1) * DAY_MS), to: new Date(today + DAY_MS) };
  return inSnapshot(db, (sql) => chargedIn(sql, customerId, span));
}

/**
 * What is left at an instant if credit goes on being spent at the pace: exact in micro-euros, never below zero. A part of a
 * micro-euro counts when it is whole.
 */
export function leftAt({ availableMicros, chargedMicros, at }: Standing, then: Date): Credits {
  const passed = BigInt(then.getTime() - at.getTime());
  return max(credits(availableMicros - (chargedMicros * passed) / PACE_MS), ZERO);
}

/**
 * Looks ahead at today's pace.
 *
 * @param books what there is: its date is in the future
 * @param topUpMicros what the top-up of the comparison would be; a debt is paid of it first
 */
export function foresee(
  standing: Standing,
  books: { expiresAt: Date; owedMicros: Credits },
  topUpMicros: Credits,
): Forecast {
  const { at, availableMicros } = standing;
  const added = max(subtract(topUpMicros, books.owedMicros), ZERO);
  const more = { ...standing, availableMicros: credits(availableMicros + added) };
  const moved = expiryOf(at) > books.expiresAt ? expiryOf(at) : books.expiresAt;
  return {
    ...outlook(standing, books.expiresAt),
    standing,
    ifToppedUp: { ...outlook(more, moved), standing: more, amountMicros: topUpMicros },
  };
}

function outlook(standing: Standing, expiresAt: Date): Outlook {
  const { availableMicros, chargedMicros, at } = standing;
  const leftMicros = leftAt(standing, expiresAt);
  if (leftMicros > ZERO || availableMicros === ZERO) return { expiresAt, runsOutAt: null, leftMicros };
  // The first millisecond by which all of it is spent.
  const lasts = (availableMicros * PACE_MS + chargedMicros - 1n) / chargedMicros;
  return { expiresAt, runsOutAt: new Date(at.getTime() + Number(lasts)), leftMicros };
}
