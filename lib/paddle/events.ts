import type { Reading } from '#lib/inbox/source.ts';
import { centsFromMinorUnits } from '#lib/money/cents.ts';
import type { PaymentEvent, PaymentStage } from '#lib/topups/payment-event.ts';
import { adjustment, ownership, type PaddleTransaction, transaction } from './wire.ts';

/** The events that tell how a card payment goes. `updated` tells it too, by the status it carries. */
const STAGES: Readonly<Record<string, PaymentStage>> = {
  'transaction.created': 'opened',
  'transaction.ready': 'opened',
  'transaction.billed': 'opened',
  'transaction.past_due': 'opened',
  'transaction.updated': 'opened',
  'transaction.payment_failed': 'declined',
  'transaction.canceled': 'canceled',
  'transaction.paid': 'paid',
  'transaction.completed': 'completed',
};

/** What becomes of a PaddleAdjustment we know; any other action is one that Paddle added since. */
const ADJUSTMENT_ACTIONS = new Set([
  'refund',
  'credit',
  'credit_reverse',
  'chargeback',
  'chargeback_reverse',
  'chargeback_warning',
  'chargeback_warning_reverse',
]);

/**
 * Our reading of a Paddle event. Types that we do not use are acknowledged and ignored; money that was taken but cannot
 * be understood, and every PaddleAdjustment, is parked for support. It never throws.
 *
 * Source: Paddle's documentation, "Webhooks: events".
 *
 * @param payload the event with its envelope, from a webhook or from the list of events: both have the same form
 */
export function readPaddleEvent(eventType: string, payload: unknown): Reading {
  const data = (payload as { data?: unknown } | null)?.data;
  if (eventType.startsWith('adjustment.')) return readAdjustment(data);
  const stage = STAGES[eventType];
  if (stage === undefined) return { kind: 'ignored', note: `Nothing here follows from ${eventType}` };
  const isMoney = stage === 'paid' || stage === 'completed';

  const owner = ownership.safeParse(data);
  if (!owner.success) {
    const note = 'It names no purchase of ours';
    return isMoney ? { kind: 'parked', note } : { kind: 'ignored', note };
  }
  const parsed = transaction.safeParse(data);
  if (!parsed.success) {
    const note = `Cannot be read: ${wrongFields(parsed.error)}`;
    return isMoney ? { kind: 'parked', note } : { kind: 'ignored', note };
  }
  const purchaseId = owner.data.custom_data.purchase_id;
  return {
    kind: 'payment',
    payment: toPayment(parsed.data, purchaseId, stageOf(eventType, stage, parsed.data)),
  };
}

/** Credit follows `transaction.completed` alone: another event that carries that status only tells of the payment. */
function stageOf(eventType: string, stage: PaymentStage, { status }: PaddleTransaction): PaymentStage {
  if (eventType !== 'transaction.updated') return stage;
  if (status === 'canceled') return 'canceled';
  return status === 'paid' || status === 'completed' ? 'paid' : stage;
}

function toPayment(data: PaddleTransaction, purchaseId: string, stage: PaymentStage): PaymentEvent {
  const { totals } = data.details;
  const captured = data.payments.find(({ status }) => status === 'captured');
  return {
    stage,
    purchaseId,
    paddleTransactionId: data.id,
    paddleStatus: data.status,
    paddleCustomerId: data.customer_id ?? null,
    currency: data.currency_code,
    orderedQuantities: data.items.map(({ quantity }) => quantity),
    billedQuantities: data.details.line_items.map(({ quantity }) => quantity),
    subtotalCents: centsFromMinorUnits(totals.subtotal),
    discountCents: centsFromMinorUnits(totals.discount),
    taxCents: centsFromMinorUnits(totals.tax),
    totalCents: centsFromMinorUnits(totals.total),
    balanceCents: centsFromMinorUnits(totals.balance),
    paidAt: captured?.captured_at ?? data.billed_at ?? null,
    receiptNumber: data.invoice_number ?? null,
    declineCode: data.payments[0]?.error_code ?? null,
  };
}

function readAdjustment(data: unknown): Reading {
  const parsed = adjustment.safeParse(data);
  if (!parsed.success) return { kind: 'parked', note: `Cannot be read: ${wrongFields(parsed.error)}` };
  const { id, action, status, transaction_id } = parsed.data;
  const note = ADJUSTMENT_ACTIONS.has(action)
    ? `PaddleAdjustment ${id}: ${action} of ${transaction_id} is ${status}; it is not booked yet`
    : `PaddleAdjustment ${id} of ${transaction_id} has the unknown action ${action}`;
  return { kind: 'parked', note };
}

/** Which fields are wrong, never what they hold. */
function wrongFields(error: { issues: readonly { path: readonly PropertyKey[] }[] }): string {
  return [...new Set(error.issues.map(({ path }) => path.map(String).join('.') || 'the whole'))].join(', ');
}
