import type { Uuid } from '#lib/core/ids.ts';
import type { Cents } from '#lib/money/cents.ts';

/** How far back every comparison with Paddle's payments looks. */
export const RECONCILED_FOR_MS = 3 * 86_400_000;

export type PurchaseStatus =
  | 'PENDING'
  | 'PAID'
  | 'FAILED'
  | 'ABANDONED'
  | 'PARKED'
  | 'PARTLY_REFUNDED'
  | 'REFUNDED'
  | 'CHARGED_BACK';

/** One payment for one top-up. */
export type Purchase = {
  id: Uuid;
  customerId: Uuid;
  requestToken: Uuid;
  status: PurchaseStatus;
  /** Net: what becomes credit. */
  amountCents: Cents;
  country: string;
  /** Of a business that buys. */
  vatNumber: string | null;
  consentVersion: string;
  consentAt: Date;
  paddleTransactionId: string | null;
  paddleStatus: string | null;
  taxCents: Cents | null;
  totalCents: Cents | null;
  receiptNumber: string | null;
  /** Paddle's code of why the last attempt failed. */
  failureReason: string | null;
  createdAt: Date;
  /** When we first heard that Paddle has the money. */
  paymentSeenAt: Date | null;
  /** The time of payment, by Paddle. */
  paidAt: Date | null;
  creditedAt: Date | null;
};

/** Where a purchase stands for the person who waits for it. */
export type PurchaseState = 'open' | 'declined' | 'received' | 'paid' | 'parked' | 'abandoned';

/** What the page shows of a purchase; refunds are shown elsewhere, so a refunded one counts as paid here. */
export function stateOf(purchase: Purchase): PurchaseState {
  if (purchase.creditedAt !== null) return 'paid';
  if (purchase.status === 'PARKED') return 'parked';
  if (purchase.paymentSeenAt !== null) return 'received';
  if (purchase.status === 'ABANDONED') return 'abandoned';
  return purchase.status === 'FAILED' ? 'declined' : 'open';
}

/** A purchase's status in a word, where what Paddle has received is never called unpaid. */
export function wordOf(purchase: Purchase): PurchaseStatus | 'received' {
  return stateOf(purchase) === 'received' ? 'received' : purchase.status;
}
