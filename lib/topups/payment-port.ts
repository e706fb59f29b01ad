import type { Business } from '#lib/contracts/top-up.ts';
import type { Uuid } from '#lib/core/ids.ts';
import type { Cents } from '#lib/money/cents.ts';

/**
 * What a top-up needs of the payment provider. `lib/paddle/checkout.ts` is it; the edge passes it in.
 *
 * Both may be repeated: an answer that got lost leaves behind, at worst, a draft that nobody can pay.
 *
 * @throws {DepictaError} `unavailable` when the provider did not answer, so that nothing is known; `conflict` when it
 *   refused; `validation_error` for a VAT number that it does not take
 */
export type PaymentPort = {
  /** Finds or makes the customer at Paddle. @returns its id */
  customerFor(person: { email: string; name: string }): Promise<string>;
  /** Makes the Paddle transaction of a purchase, ready to be paid. */
  openPayment(order: {
    purchaseId: Uuid;
    paddleCustomerId: string;
    country: string;
    /** The business that buys, if one does. */
    business: Business | undefined;
    /** Net; VAT comes on top. */
    amountCents: Cents;
  }): Promise<{ paddleTransactionId: string; paddleStatus: string; taxCents: Cents; totalCents: Cents }>;
};
