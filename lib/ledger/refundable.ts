import { type Cents, cents } from '#lib/money/cents.ts';
import { type Credits, floorToCents, fromCents, max, min, subtract, ZERO } from '#lib/money/credits.ts';
import { isValidAt } from './expiry.ts';

const DAY_MS = 86_400_000;

/** For so many days after the day of payment what is unused goes back for the asking. */
export const REFUND_WINDOW_DAYS = 14;

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
  /** What the customer may have back, net, in whole cents: what is unused, and zero once the window has closed. */
  amountCents: Cents;
  /** What is unused and could go back, whatever the window says: support may refund it later too. */
  unusedCents: Cents;
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
  const unused = isValidAt(facts.expiresAt, at)
    ? min(
        subtract(facts.remainingMicros, facts.reservedMicros),
        facts.availableMicros,
        subtract(fromCents(facts.paidCents), fromCents(facts.returnedCents)),
      )
    : ZERO;
  const unusedCents = floorToCents(max(unused, ZERO));
  return { amountCents: windowOpen ? unusedCents : cents(0n), unusedCents, windowEndsAt, windowOpen };
}

/** The first instant after the refund window of a payment. */
export function refundWindowEnd(paidAt: Date): Date {
  const day = Date.UTC(paidAt.getUTCFullYear(), paidAt.getUTCMonth(), paidAt.getUTCDate());
  return new Date(day + (REFUND_WINDOW_DAYS + 1) * DAY_MS);
}
