import type * as z from 'zod';
import type { Reading } from '#lib/inbox/source.ts';
import { centsFromMinorUnits } from '#lib/money/cents.ts';
import { ADJUSTMENT_ACTIONS, ADJUSTMENT_STATUSES } from '#lib/topups/adjustment.ts';
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

/** What a destination must be subscribed to. */
export const NEEDED_EVENTS: readonly string[] = [
  ...Object.keys(STAGES),
  'adjustment.created',
  'adjustment.updated',
];

/**
 * Our reading of a Paddle event. Types that we do not use are acknowledged and ignored; money that was taken, or went
 * back, in a way that cannot be understood is parked for support. It never throws.
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
  return toAdjustment(parsed.data);
}

/** Our reading of a PaddleAdjustment, however it was told. An action or a status that is new to us is parked. */
export function toAdjustment(data: z.infer<typeof adjustment>): Reading {
  const { id, transaction_id: paddleTransactionId, totals } = data;
  const action = ADJUSTMENT_ACTIONS.find((known) => known === data.action);
  const status = ADJUSTMENT_STATUSES.find((known) => known === data.status);
  const parked = (note: string): Reading => ({
    kind: 'parked',
    note: `${id} of ${paddleTransactionId} ${note}`,
  });
  if (action === undefined) return parked(`has the action ${data.action}, which we do not book`);
  if (status === undefined) return parked(`has the unknown status ${data.status}`);
  if (data.currency_code !== 'EUR') return parked(`is in ${data.currency_code}`);
  const [netCents, taxCents, totalCents] = [totals.subtotal, totals.tax, totals.total].map(
    centsFromMinorUnits,
  );
  if (netCents! + taxCents! !== totalCents!) return parked('does not add up');
  return {
    kind: 'adjustment',
    adjustment: {
      id,
      paddleTransactionId,
      action,
      status,
      netCents: netCents!,
      taxCents: taxCents!,
      totalCents: totalCents!,
      madeAt: data.created_at,
      changedAt: data.updated_at,
    },
  };
}

/** Which fields are wrong, never what they hold. */
function wrongFields(error: { issues: readonly { path: readonly PropertyKey[] }[] }): string {
  return [...new Set(error.issues.map(({ path }) => path.map(String).join('.') || 'the whole'))].join(', ');
}
