import type { Uuid } from '#lib/core/ids.ts';
import type { Cents } from '#lib/money/cents.ts';

/**
 * How far a payment has come, in the order in which it gets there. Events arrive in any order: a purchase only ever
 * moves forward along this list.
 */
export const PAYMENT_STAGES = ['opened', 'declined', 'canceled', 'paid', 'completed'] as const;

export type PaymentStage = (typeof PAYMENT_STAGES)[number];

/** What Paddle told us about the payment of one purchase: our reading of an inbound event. */
export type PaymentEvent = {
  stage: PaymentStage;
  /** Ours, put into the Paddle transaction when it was made. */
  purchaseId: Uuid;
  paddleTransactionId: string;
  /** Paddle's own word for the state of its transaction. */
  paddleStatus: string;
  paddleCustomerId: string | null;
  currency: string;
  /** The quantity of each line, as it was ordered and as it was priced. */
  orderedQuantities: readonly number[];
  billedQuantities: readonly number[];
  subtotalCents: Cents;
  discountCents: Cents;
  taxCents: Cents;
  totalCents: Cents;
  /** What is still to be paid. */
  balanceCents: Cents;
  /** When the captured payment was captured, else when the transaction was billed: the time of payment. */
  paidAt: Date | null;
  receiptNumber: string | null;
  /** Paddle's code of why the newest attempt failed. */
  declineCode: string | null;
};

/** What became of a payment event. Whatever is parked credited nothing and waits for support. */
export type PaymentOutcome =
  | { status: 'processed'; note: string }
  | { status: 'ignored'; note: string }
  | { status: 'parked'; note: string }
  /** It came before what it is about: it is tried again, and parked when that never comes. */
  | { status: 'waiting'; note: string };
