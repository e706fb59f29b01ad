import { type Cents, cents } from '#lib/money/cents.ts';
import { type Credits, floorToCents, fromCents, max, min, subtract, ZERO } from '#lib/money/credits.ts';
import { isValidAt } from './expiry.ts';

const DAY_MS = 86_400_000;
const WINDOW_DAYS = 14;

/** What the refundable amount of one purchase follows from. */
export type RefundFacts = {
  /** What remains of the purchase's lot, and what of it is kept aside for an open request. */
  remainingMicros: Credits;
  reservedMicros: Credits;
  availableMicros: Credits;
  /** The customer's expiry date; credit past it is worth nothing. */
  expiresAt: Date | null;
  paidCents: Cents;
  /** Refunded and clawed back so far. */
  returnedCents: Cents;
  paidAt: Date;
};

export type Refundable = {
  /** Net, in whole cents. Zero once the window has closed. */
  amountCents: Cents;
  /** The first instant at which the window is closed: the end (UTC) of the 14th day after the day of payment. */
  windowEndsAt: Date;
  windowOpen: boolean;
};

/**
 * What a customer may have back of one purchase. Unused credit is refundable in full within 14 days; used credit is
 * not. Product rules, section 9.
 *
 * @param at the time of asking, which decides
 */
export function refundable(facts: RefundFacts, at: Date): Refundable {
  const windowEndsAt = refundWindowEnd(facts.paidAt);
  const windowOpen = at < windowEndsAt;
  if (!windowOpen || !isValidAt(facts.expiresAt, at))
    return { amountCents: cents(0n), windowEndsAt, windowOpen };
  const amount = min(
    subtract(facts.remainingMicros, facts.reservedMicros),
    facts.availableMicros,
    subtract(fromCents(facts.paidCents), fromCents(facts.returnedCents)),
  );
  return { amountCents: floorToCents(max(amount, ZERO)), windowEndsAt, windowOpen };
}

/** The first instant after the refund window of a payment. */
export function refundWindowEnd(paidAt: Date): Date {
  const day = Date.UTC(paidAt.getUTCFullYear(), paidAt.getUTCMonth(), paidAt.getUTCDate());
  return new Date(day + (WINDOW_DAYS + 1) * DAY_MS);
}
