import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cents } from '#lib/money/cents.ts';
import { PAYMENT_STAGES, type PaymentEvent, type PaymentStage } from './payment-event.ts';
import { progress } from './progress.ts';
import { type Purchase, stateOf } from './purchase.ts';

const at = new Date('2026-11-22T12:00:00Z');
const begun: Purchase = {
  id: '019aaaaa-0000-7000-8000-000000000000',
  customerId: '019aaaaa-0000-7000-8000-000000000001',
  requestToken: '019aaaaa-0000-7000-8000-000000000002',
  status: 'PENDING',
  amountCents: cents(2500n),
  country: 'DE',
  vatNumber: null,
  consentVersion: 'v1',
  consentAt: at,
  paddleTransactionId: 'txn_1',
  paddleStatus: 'ready',
  taxCents: null,
  totalCents: null,
  receiptNumber: null,
  failureReason: null,
  createdAt: at,
  paymentSeenAt: null,
  paidAt: null,
  creditedAt: null,
};
const STATUS: Record<PaymentStage, string> = {
  opened: 'ready',
  declined: 'ready',
  canceled: 'canceled',
  paid: 'paid',
  completed: 'completed',
};
const event = (stage: PaymentStage): PaymentEvent => ({
  stage,
  purchaseId: begun.id,
  paddleTransactionId: 'txn_1',
  paddleStatus: STATUS[stage],
  paddleCustomerId: 'ctm_1',
  currency: 'EUR',
  orderedQuantities: [1],
  billedQuantities: [1],
  subtotalCents: cents(2500n),
  discountCents: cents(0n),
  taxCents: cents(0n),
  totalCents: cents(2500n),
  balanceCents: cents(0n),
  paidAt: at,
  receiptNumber: null,
  declineCode: stage === 'declined' ? 'declined' : null,
});
function after(stages: readonly PaymentStage[]): Purchase {
  const purchase = { ...begun };
  for (const stage of stages) Object.assign(purchase, progress(purchase, event(stage), at));
  return purchase;
}

test('in order: open, declined, tried again, received', () => {
  expect(stateOf(after(['opened']))).toBe('open');
  expect(stateOf(after(['opened', 'declined']))).toBe('declined');
  expect(after(['declined']).failureReason).toBe('declined');
  expect(stateOf(after(['opened', 'declined', 'paid']))).toBe('received');
  expect(after(['declined', 'paid']).failureReason).toBeNull();
  expect(stateOf(after(['opened', 'canceled']))).toBe('abandoned');
});

test('whatever the order, and however often, the state is that of the furthest event', () => {
  const uncredited = PAYMENT_STAGES.filter((stage) => stage !== 'completed');
  const stage = fc.constantFrom(...uncredited);
  fc.assert(
    fc.property(fc.array(stage, { minLength: 1, maxLength: 8 }), (stages) => {
      const furthest = uncredited.findLast((each) => stages.includes(each))!;
      expect(stateOf(after(stages))).toBe(
        { opened: 'open', declined: 'declined', canceled: 'abandoned', paid: 'received' }[furthest as 'paid'],
      );
      expect(after(stages).paddleStatus).toBe(after([...stages].reverse()).paddleStatus);
    }),
  );
});

test('nothing moves what is credited or parked', () => {
  const credited: Purchase = {
    ...begun,
    status: 'PAID',
    paddleStatus: 'completed',
    paidAt: at,
    creditedAt: at,
  };
  const parked: Purchase = { ...begun, status: 'PARKED', paddleStatus: 'completed', paymentSeenAt: at };
  for (const stage of PAYMENT_STAGES) {
    expect(progress(credited, event(stage), at)).toBeUndefined();
    expect(progress(parked, event(stage), at)).toBeUndefined();
  }
});
