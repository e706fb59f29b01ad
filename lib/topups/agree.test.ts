import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cents } from '#lib/money/cents.ts';
import { disagreements } from './agree.ts';
import type { PaymentEvent } from './payment-event.ts';

const amount = fc.bigInt({ min: 500n, max: 100_000n });
const payment = (net: bigint, over: Partial<PaymentEvent> = {}): PaymentEvent => ({
  stage: 'completed',
  purchaseId: '019aaaaa-0000-7000-8000-000000000000',
  paddleTransactionId: 'txn_1',
  paddleStatus: 'completed',
  paddleCustomerId: 'ctm_1',
  currency: 'EUR',
  orderedQuantities: [1],
  billedQuantities: [1],
  subtotalCents: cents(net),
  discountCents: cents(0n),
  taxCents: cents(0n),
  totalCents: cents(net),
  balanceCents: cents(0n),
  paidAt: new Date('2026-11-22T12:00:00Z'),
  receiptNumber: '325-1',
  declineCode: null,
  ...over,
});
const ask = (ordered: bigint, of: PaymentEvent, paddleCustomerId: string | null = 'ctm_1') =>
  disagreements({ amountCents: cents(ordered), paddleTransactionId: 'txn_1' }, paddleCustomerId, of);

test('a payment agrees exactly when its subtotal less its discount is the amount ordered, whatever the VAT', () => {
  fc.assert(
    fc.property(
      amount,
      amount,
      fc.bigInt({ min: 0n, max: 500n }),
      fc.bigInt({ min: 0n, max: 9n }),
      (ordered, paid, discount, vat) => {
        const totals = { subtotalCents: cents(paid), discountCents: cents(discount), taxCents: cents(vat) };
        expect(ask(ordered, payment(paid, totals)).length === 0).toBe(paid - discount === ordered);
      },
    ),
  );
  fc.assert(
    fc.property(amount, fc.bigInt({ min: 0n, max: 30_000n }), (net, vat) => {
      const totals = { taxCents: cents(vat), totalCents: cents(net + vat) };
      expect(ask(net, payment(net, totals))).toEqual([]);
    }),
  );
});

test('it names everything that differs, not only the first', () => {
  expect(ask(2500n, payment(2500n, { currency: 'USD', balanceCents: cents(1n) }), null)).toEqual([
    'no Paddle customer is known',
    'currency is USD, expected EUR',
    'amount left to pay in cents is 1, expected 0',
  ]);
});
