import type { Cents } from '#lib/money/cents.ts';
import type { PaddleAdjustment } from './adjustment.ts';

/** What came of asking Paddle for a refund. */
export type RefundAnswer =
  | { kind: 'made'; adjustment: PaddleAdjustment }
  /** Paddle refused this refund: it is not done and will not be. `code` is Paddle's. */
  | { kind: 'refused'; code: string }
  /** Paddle did not take it now: too many calls, or another refund of this payment waits. It is not done. */
  | { kind: 'later'; code: string }
  /** No answer, or none that says: it may have been done. */
  | { kind: 'unknown'; code: string };

/** What a refund needs of the payment provider. `lib/paddle/refunds.ts` is it; the edge passes it in. */
export type RefundPort = {
  /**
   * Asks for a refund. It may not be repeated: Paddle knows no idempotency keys. It never throws for what Paddle did.
   *
   * @param order.netCents without tax; `whole` when it is all that was paid and nothing of it was adjusted before
   * @param order.mayAsk asked immediately before the call; where it says no, nothing is asked (`later`)
   */
  refund(order: {
    paddleTransactionId: string;
    netCents: Cents;
    whole: boolean;
    reason: string;
    mayAsk: () => boolean;
  }): Promise<RefundAnswer>;
  /**
   * Every adjustment of a Paddle transaction, and how many more there are that cannot be read.
   *
   * @throws when Paddle does not answer
   */
  adjustmentsOf(
    paddleTransactionId: string,
  ): Promise<{ adjustments: PaddleAdjustment[]; unreadable: number }>;
};
