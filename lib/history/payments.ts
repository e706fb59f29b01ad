import { DepictaError } from '#lib/core/errors.ts';
import { isUuid, type Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { refundWindowEnd } from '#lib/ledger/refundable.ts';
import type { Cents } from '#lib/money/cents.ts';
import type { AdjustmentAction, AdjustmentStatus } from '#lib/topups/adjustment.ts';
import { type Purchase, RECONCILED_FOR_MS, stateOf } from '#lib/topups/purchase.ts';
import { type RefundPreview, refundPreview } from '#lib/topups/refund-preview.ts';
import { keptRight, type RefundRequest } from '#lib/topups/refund-request.ts';
import { type KeptAdjustment, listAdjustments, listRequests } from '#lib/topups/refund-store.ts';
import { listPurchases } from '#lib/topups/store.ts';
import { purchaseOf } from '#lib/topups/view.ts';
import { firstAgreed, inSnapshot } from './store.ts';

/** A customer's payments at most, newest first. */
export const MOST_PAYMENTS = 100;

/** A purchase as the list shows it. */
export type Payment = {
  purchase: Purchase;
  /** The newest refund request of it, if there is one. */
  request: RefundRequest | undefined;
  /** What may be asked back now. */
  refundableCents: Cents | undefined;
};

/** A customer's purchases, newest first, each with what of it may be asked back. */
export async function payments(db: Database, customerId: Uuid, at: Date): Promise<Payment[]> {
  const purchases = await listPurchases(db.prisma, { customerId, limit: MOST_PAYMENTS });
  const requests = await listRequests(
    db.prisma,
    purchases.map(({ id }) => id),
  );
  const newest = (purchase: Purchase) => requests.find(({ purchaseId }) => purchaseId === purchase.id);
  return inSnapshot(db, async (sql) => {
    const found: Payment[] = [];
    for (const purchase of purchases) {
      const request = newest(purchase);
      const own = requests.filter(({ purchaseId }) => purchaseId === purchase.id);
      const mayAsk =
        purchase.creditedAt !== null &&
        (at < refundWindowEnd(purchase.paidAt!) || keptRight(own) !== undefined);
      const preview = mayAsk && (await refundPreview(sql, purchase, own, at));
      const refundableCents = preview && preview.refusal === undefined ? preview.amountCents : undefined;
      found.push({ purchase, request, refundableCents });
    }
    return found;
  });
}

/** Something that happened to a payment. */
type PaymentStep = { at: Date } & (
  | { kind: 'begun' | 'received' | 'paid' | 'credited' | 'reconciled' | 'parked' }
  | { kind: 'asked'; amountCents: Cents }
  | { kind: 'approved' | 'sent' | 'refunded' | 'rejected' | 'superseded' }
  | { kind: 'refused'; refusal: string }
  /** What Paddle did, or a bank, without a request of ours. */
  | { kind: 'adjustment'; action: AdjustmentAction; status: AdjustmentStatus; amountCents: Cents }
);

/** A payment with everything that became of it. */
export type PaymentDetail = {
  purchase: Purchase;
  /** What can be had back of it and why; undefined before it is credited. */
  preview: RefundPreview | undefined;
  /** The newest refund request. */
  request: RefundRequest | undefined;
  /** Oldest first. */
  steps: PaymentStep[];
  /** The refunds, for which Paddle has a credit note each. */
  creditNotes: KeptAdjustment[];
};

/**
 * One payment of a customer. Somebody else's is not found.
 *
 * @param id as it came from outside
 * @throws {DepictaError} `not_found`
 */
export async function paymentDetail(
  db: Database,
  { customerId, id }: { customerId: Uuid; id: string },
  at: Date,
): Promise<PaymentDetail> {
  if (!isUuid(id)) throw new DepictaError('not_found', 'There is no such top-up.');
  const purchase = await purchaseOf(db.prisma, { customerId, id });
  const { paddleTransactionId } = purchase;
  const [requests, adjustments, agreedAt] = await Promise.all([
    listRequests(db.prisma, [id]),
    paddleTransactionId === null ? [] : listAdjustments(db.prisma, paddleTransactionId),
    agreed(db.prisma, purchase),
  ]);
  const [request] = requests;
  const preview =
    purchase.creditedAt === null
      ? undefined
      : await inSnapshot(db, (sql) => refundPreview(sql, purchase, requests, at));
  return {
    purchase,
    preview,
    request,
    steps: stepsOf(purchase, agreedAt, requests, adjustments),
    creditNotes: adjustments.filter(({ action, status }) => action === 'refund' && status === 'approved'),
  };
}

async function agreed(
  prisma: Database['prisma'],
  { id: purchaseId, creditedAt: from }: Purchase,
): Promise<Date | undefined> {
  if (from === null) return undefined;
  return firstAgreed(prisma, { purchaseId, from, until: new Date(from.getTime() + RECONCILED_FOR_MS) });
}

function stepsOf(
  purchase: Purchase,
  agreedAt: Date | undefined,
  requests: readonly RefundRequest[],
  adjustments: readonly KeptAdjustment[],
): PaymentStep[] {
  const steps = [...purchaseSteps(purchase), ...requests.flatMap((each) => requestSteps(each, adjustments))];
  const ours = new Set(requests.map(({ paddleAdjustmentId }) => paddleAdjustmentId));
  if (agreedAt !== undefined) steps.push({ kind: 'reconciled', at: agreedAt });
  for (const { id, action, status, netCents, changedAt } of adjustments)
    if (!ours.has(id))
      steps.push({ kind: 'adjustment', at: changedAt, action, status, amountCents: netCents });
  return steps.sort((a, b) => a.at.getTime() - b.at.getTime());
}

function purchaseSteps(purchase: Purchase): PaymentStep[] {
  const { createdAt, paymentSeenAt, paidAt, creditedAt } = purchase;
  const steps: PaymentStep[] = [{ kind: 'begun', at: createdAt }];
  if (paidAt !== null) steps.push({ kind: 'paid', at: paidAt });
  if (paymentSeenAt !== null)
    steps.push({ kind: stateOf(purchase) === 'parked' ? 'parked' : 'received', at: paymentSeenAt });
  if (creditedAt !== null) steps.push({ kind: 'credited', at: creditedAt });
  return steps;
}

function requestSteps(request: RefundRequest, adjustments: readonly KeptAdjustment[]): PaymentStep[] {
  const { askedAt, amountCents, approvedAt, paddleAdjustmentId, endedAt, state, refusal } = request;
  const steps: PaymentStep[] = [{ kind: 'asked', at: askedAt, amountCents }];
  if (approvedAt !== null) steps.push({ kind: 'approved', at: approvedAt });
  const adjustment = adjustments.find(({ id }) => id === paddleAdjustmentId);
  if (adjustment !== undefined) steps.push({ kind: 'sent', at: adjustment.madeAt });
  if (endedAt === null) return steps;
  if (state === 'refused') return [...steps, { kind: 'refused', at: endedAt, refusal: refusal ?? '' }];
  if (state === 'refunded' || state === 'rejected' || state === 'superseded')
    return [...steps, { kind: state, at: endedAt }];
  return steps;
}
