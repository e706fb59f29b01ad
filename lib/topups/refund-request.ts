import type { Uuid } from '#lib/core/ids.ts';
import type { Cents } from '#lib/money/cents.ts';

/**
 * Where a refund request stands.
 *
 *     asked ─► approved ─► sending ─► at_paddle ─► refunded
 *       │          ▲           │          └──────► rejected     Paddle said no: the credit is back
 *       │          └───────────┘ it was not done, and is tried again
 *       └► refused                                              support said no: the credit is back
 *
 * `superseded` from any of them: the payment went back in another way meanwhile.
 */
export type RefundState =
  | 'asked'
  | 'approved'
  /** The call to Paddle was begun and no answer is known. */
  | 'sending'
  /** Paddle has it and has not decided. */
  | 'at_paddle'
  | 'refunded'
  | 'refused'
  | 'rejected'
  | 'superseded';

/** What is asked back of one purchase. Its id is that of the ledger's request, which keeps the amount aside. */
export type RefundRequest = {
  id: Uuid;
  customerId: Uuid;
  purchaseId: Uuid;
  /** Net; Paddle adds the VAT that was paid on it. */
  amountCents: Cents;
  askedBy: 'customer' | 'staff';
  askedAt: Date;
  /** Whether the right of withdrawal was open then: the time of asking decides. */
  inWindow: boolean;
  /** Why staff refund; the customer reads it. */
  reason: string | null;
  state: RefundState;
  firstApproverId: Uuid | null;
  /** Whether the first approver is an admin: one of two must be. */
  firstIsAdmin: boolean;
  approvedAt: Date | null;
  /** When the call to Paddle was first and last begun, and how often it was. */
  firstSentAt: Date | null;
  sentAt: Date | null;
  attempts: number;
  /** What came of the call, in words for support. */
  note: string | null;
  paddleAdjustmentId: string | null;
  /** Why support refused: a code of `REFUSALS`, or words where the window was closed. */
  refusal: string | null;
  endedAt: Date | null;
};

/**
 * What may still be had back by a right that was used in time: a request inside the window that Paddle rejected, or that
 * another return overtook, leaves the right open for what it had asked for.
 *
 * @param requests of one purchase, newest first
 */
export function keptRight(requests: readonly RefundRequest[]): Cents | undefined {
  const [newest] = requests.filter(({ endedAt }) => endedAt !== null);
  if (newest === undefined || !newest.inWindow || newest.askedBy !== 'customer') return undefined;
  return newest.state === 'rejected' || newest.state === 'superseded' ? newest.amountCents : undefined;
}

/** For what an eligible request inside the window may be refused: nothing else. Product rules, section 9. */
export const REFUSALS = ['nothing_unused', 'dispute_open'] as const;

/** Above this a second person, an admin, approves too. */
export const SECOND_APPROVAL_ABOVE_CENTS = 10_000n;
