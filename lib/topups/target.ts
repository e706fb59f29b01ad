import { type Cents, cents } from '#lib/money/cents.ts';
import type { PaddleAdjustment } from './adjustment.ts';
import type { PurchaseStatus } from './purchase.ts';

/** What of a payment has gone back, without tax, by why. */
type Returns = {
  refundedCents: Cents;
  /** Taken by a chargeback, or by the warning of one, with which Paddle returns the money already. */
  disputedCents: Cents;
};

/** What all adjustments of a payment say together. Their order does not matter. */
function returnsOf(adjustments: readonly PaddleAdjustment[]): Returns {
  const refunded = total(adjustments, 'refund', ['approved']);
  const disputed = [standing(adjustments, 'chargeback'), standing(adjustments, 'chargeback_warning')];
  return {
    refundedCents: cents(refunded),
    disputedCents: cents(disputed[0]! > disputed[1]! ? disputed[0]! : disputed[1]!),
  };
}

/**
 * How much of a payment is to be gone from the books: `min(net paid, refunds + max(warning, chargeback))`, each dispute
 * less what was reversed of it. What is booked is brought there by the difference. Product rules, section 9.
 */
export function returnTarget(paidCents: Cents, adjustments: readonly PaddleAdjustment[]): Cents {
  const { refundedCents, disputedCents } = returnsOf(adjustments);
  const gone = refundedCents + disputedCents;
  return cents(gone < paidCents ? gone : paidCents);
}

/** The status of a credited purchase with these adjustments. */
export function statusWith(paidCents: Cents, adjustments: readonly PaddleAdjustment[]): PurchaseStatus {
  const { refundedCents, disputedCents } = returnsOf(adjustments);
  if (disputedCents > 0n) return 'CHARGED_BACK';
  if (refundedCents === 0n) return 'PAID';
  return refundedCents < paidCents ? 'PARTLY_REFUNDED' : 'REFUNDED';
}

/** A dispute's amount less its reversal. A reversal is told twice, as an adjustment and as a status: one fact. */
function standing(
  adjustments: readonly PaddleAdjustment[],
  action: 'chargeback' | 'chargeback_warning',
): bigint {
  const made = total(adjustments, action, ['approved', 'reversed']);
  const byStatus = total(adjustments, action, ['reversed']);
  const byAdjustment = total(adjustments, `${action}_reverse`, ['approved']);
  const undone = byStatus > byAdjustment ? byStatus : byAdjustment;
  return made > undone ? made - undone : 0n;
}

function total(
  adjustments: readonly PaddleAdjustment[],
  action: PaddleAdjustment['action'],
  statuses: readonly PaddleAdjustment['status'][],
): bigint {
  return adjustments
    .filter((each) => each.action === action && statuses.includes(each.status))
    .reduce((sum, { netCents }) => sum + netCents, 0n);
}
