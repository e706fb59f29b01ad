import type { PaymentEvent } from './payment-event.ts';
import type { Purchase } from './purchase.ts';

/**
 * How a completed payment disagrees with the purchase it names; empty when everything agrees and it may be credited.
 * Product rules, section 2: customer, currency, one line, quantity 1, subtotal less discount equal to the amount
 * ordered, nothing left to pay.
 *
 * @param paddleCustomerId the customer at Paddle who belongs to the purchase's customer
 */
export function disagreements(
  purchase: Pick<Purchase, 'amountCents' | 'paddleTransactionId'>,
  paddleCustomerId: string | null,
  payment: PaymentEvent,
): string[] {
  const found: string[] = [];
  const differs = (what: string, expected: unknown, got: unknown) => {
    if (expected !== got) found.push(`${what} is ${String(got)}, expected ${String(expected)}`);
  };
  differs('Paddle status', 'completed', payment.paddleStatus);
  if (paddleCustomerId === null || payment.paddleCustomerId === null)
    found.push('no Paddle customer is known');
  else differs('Paddle customer', paddleCustomerId, payment.paddleCustomerId);
  differs('currency', 'EUR', payment.currency);
  for (const quantities of [payment.orderedQuantities, payment.billedQuantities]) {
    differs('number of lines', 1, quantities.length);
    for (const quantity of quantities) differs('quantity', 1, quantity);
  }
  differs('net amount in cents', purchase.amountCents, payment.subtotalCents - payment.discountCents);
  differs('amount left to pay in cents', 0n, payment.balanceCents);
  if (payment.paidAt === null) found.push('no time of payment is given');
  return found;
}
