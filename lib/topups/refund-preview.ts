import { invariant } from '#lib/core/errors.ts';
import type { Balance, Lot } from '#lib/ledger/balance.ts';
import { balanceNow, lotsOf } from '#lib/ledger/balance.ts';
import { isValidAt, soonestExpiry } from '#lib/ledger/expiry.ts';
import { type Refundable, refundable } from '#lib/ledger/refundable.ts';
import { expiryWithout, returnedOf } from '#lib/ledger/returned.ts';
import type { Sql } from '#lib/ledger/sql.ts';
import { type Cents, cents } from '#lib/money/cents.ts';
import { add, type Credits, floorToCents, fromCents, subtract } from '#lib/money/credits.ts';
import type { Purchase } from './purchase.ts';
import { keptRight, type RefundRequest } from './refund-request.ts';

/** Why nothing can be had back of a purchase now. */
type RefundRefusal =
  /** The 14 days are over. */
  | 'window_closed'
  /** The customer's credit has expired, all of it. */
  | 'expired'
  /** An earlier request is under way. */
  | 'request_open'
  /** A bank or Paddle has the payment back. */
  | 'dispute_open'
  /** All of it went back before. */
  | 'all_returned'
  /** Some remains, but work under way holds it, or a debt has it. */
  | 'kept_aside'
  /** What was unused went back for another payment of the customer's. */
  | 'taken_for_another'
  /** Nothing remains. */
  | 'nothing_unused';

/** The whole sum of a refund, before it is asked for. */
export type RefundPreview = Refundable & {
  purchase: Purchase;
  /** What has become of the purchase's credit. */
  lot: Lot;
  balance: Balance;
  /** Refunded and clawed back so far. */
  returnedCents: Cents;
  /** Why `amountCents` is nothing; undefined when it is not. */
  refusal: RefundRefusal | undefined;
  /** VAT that goes back with what is unused, as near as it can be told: Paddle computes it. */
  taxCents: Cents;
  /** The balance and the date once what is unused has gone back. */
  availableAfterMicros: Credits;
  expiresAtAfter: Date | null;
};

/**
 * Works out what can be had back of a credited purchase, with everything it follows from.
 *
 * @param sql a transaction in which the customer's books are locked, where something is decided on it
 * @param requests of this purchase, newest first: one that is under way bars another, and one that was asked for in time and
 *   not paid out keeps the right open
 * @param at the time of asking, which decides
 */
export async function refundPreview(
  sql: Sql,
  purchase: Purchase,
  requests: readonly RefundRequest[],
  at: Date,
): Promise<RefundPreview> {
  const { customerId, id: lotId, paidAt } = purchase;
  const balance = await balanceNow(sql, customerId, at);
  invariant(balance !== undefined && paidAt !== null, 'a credited purchase has books and a time of payment');
  const lot = (await lotsOf(sql, customerId, balance)).find(({ id }) => id === lotId);
  const returned = await returnedOf(sql, { customerId, lotId });
  invariant(lot !== undefined && returned !== undefined, 'a credited purchase has its lot');
  const returnedCents = floorToCents(returned);
  const { remainingMicros, reservedMicros } = lot;
  const { availableMicros, expiresAt } = balance;
  const facts = { remainingMicros, reservedMicros, availableMicros, expiresAt };
  const outcome = withKeptRight(
    refundable({ ...facts, paidCents: purchase.amountCents, returnedCents, paidAt }, at),
    keptRight(requests),
  );
  const requestOpen = requests.some(({ endedAt }) => endedAt === null);
  const { unusedCents } = outcome;
  const isWhole = returnedCents + unusedCents === purchase.amountCents;
  return {
    ...outcome,
    purchase,
    lot,
    balance,
    returnedCents,
    refusal: refusalOf(outcome, { purchase, lot, balance, returnedCents, at, requestOpen }),
    taxCents: taxOf(purchase, unusedCents),
    availableAfterMicros: subtract(availableMicros, fromCents(unusedCents)),
    expiresAtAfter:
      isWhole && unusedCents > 0n
        ? await expiryWithout(sql, { customerId, lotId }, soonestExpiry(at))
        : expiresAt,
  };
}

/** A right that was used in time does not end with the window. */
function withKeptRight(outcome: Refundable, keptCents: Cents | undefined): Refundable {
  if (outcome.windowOpen || keptCents === undefined) return outcome;
  const { unusedCents } = outcome;
  return { ...outcome, windowOpen: true, amountCents: unusedCents < keptCents ? unusedCents : keptCents };
}

/** The first rule that stands against it. */
function refusalOf(
  { amountCents, windowOpen }: Refundable,
  facts: {
    purchase: Purchase;
    lot: Lot;
    balance: Balance;
    returnedCents: Cents;
    requestOpen: boolean;
    at: Date;
  },
): RefundRefusal | undefined {
  const { purchase, lot, balance, returnedCents, requestOpen, at } = facts;
  if (requestOpen) return 'request_open';
  if (purchase.status === 'CHARGED_BACK') return 'dispute_open';
  if (returnedCents === purchase.amountCents) return 'all_returned';
  if (!windowOpen) return 'window_closed';
  if (amountCents > 0n) return undefined;
  if (!isValidAt(balance.expiresAt, at)) return 'expired';
  if (floorToCents(lot.remainingMicros) > 0n) return 'kept_aside';
  return fromCents(returnedCents) < add(lot.refundedMicros, lot.clawedBackMicros)
    ? 'taken_for_another'
    : 'nothing_unused';
}

/** The share of the VAT that was paid, rounded to the cent; all of it with all of the net amount. */
function taxOf({ amountCents, taxCents }: Purchase, netCents: Cents): Cents {
  return cents(((taxCents ?? 0n) * netCents * 2n + amountCents) / (amountCents * 2n));
}
