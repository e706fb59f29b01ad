import type { PaymentEvent, PaymentStage } from './payment-event.ts';
import type { Purchase, PurchaseStatus } from './purchase.ts';

/** What an event changes about a purchase that it does not credit. */
export type Progress = Partial<
  Pick<Purchase, 'status' | 'paddleStatus' | 'failureReason' | 'paymentSeenAt' | 'paddleTransactionId'>
>;

/** How far Paddle's own word for the state is along the way of a card payment. */
const PADDLE_STATUSES = ['draft', 'ready', 'billed', 'past_due', 'canceled', 'paid', 'completed'];

const RANK: Record<PaymentStage, number> = { opened: 0, declined: 1, canceled: 2, paid: 3, completed: 4 };

/** How far a purchase has come, on the scale of `PAYMENT_STAGES`; what is parked or credited is past its end. */
function rankOf(purchase: Pick<Purchase, 'status' | 'paymentSeenAt'>): number {
  if (purchase.paymentSeenAt !== null && purchase.status === 'PENDING') return RANK.paid;
  const ranks: Partial<Record<PurchaseStatus, number>> = {
    PENDING: RANK.opened,
    FAILED: RANK.declined,
    ABANDONED: RANK.canceled,
  };
  return ranks[purchase.status] ?? RANK.completed + 1;
}

/**
 * What a payment event other than a credit changes. Only forward: a late event of an earlier stage changes nothing, so
 * any order of arrival ends in the same state.
 *
 * @param at the instant at which we heard of it
 * @returns undefined when it changes nothing
 */
export function progress(purchase: Purchase, payment: PaymentEvent, at: Date): Progress | undefined {
  const rank = RANK[payment.stage];
  const reached = rankOf(purchase);
  const changes: Progress = {};
  if (PADDLE_STATUSES.indexOf(payment.paddleStatus) > PADDLE_STATUSES.indexOf(purchase.paddleStatus ?? ''))
    changes.paddleStatus = payment.paddleStatus;
  if (purchase.paddleTransactionId === null) changes.paddleTransactionId = payment.paddleTransactionId;
  if (payment.stage === 'declined' && rank >= reached) {
    changes.status = 'FAILED';
    changes.failureReason = payment.declineCode ?? 'unknown';
  }
  if (payment.stage === 'canceled' && rank > reached) changes.status = 'ABANDONED';
  if (payment.stage === 'paid' && rank > reached) {
    changes.status = 'PENDING';
    changes.paymentSeenAt = at;
    changes.failureReason = null;
  }
  return Object.keys(changes).length === 0 ? undefined : changes;
}
