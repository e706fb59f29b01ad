import type { Uuid } from '#lib/core/ids.ts';
import type { Cents } from '#lib/money/cents.ts';
import { isFurther, type PaddleAdjustment } from '#lib/topups/adjustment.ts';
import type { Purchase } from '#lib/topups/purchase.ts';
import { statusWith } from '#lib/topups/target.ts';

/** How our books and Paddle's may differ: the closed list. */
export const DIFFERENCE_KINDS = [
  /** Paddle has the payment, and no credit came of it. */
  'paid_not_credited',
  /** There is credit, and Paddle has no completed payment. */
  'credited_not_paid',
  'amount_differs',
  'status_differs',
  /** Money went back at Paddle and we know nothing of it. */
  'refund_unknown',
  /** We say that money went back, and Paddle knows nothing of it. */
  'refund_missing',
  'adjustment_differs',
  /** A second Paddle transaction of one purchase was paid. */
  'paid_twice',
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** One difference: what it is about, and what is wrong in words without personal data. */
export type Difference = {
  kind: DifferenceKind;
  /** Paddle's id of the payment or the adjustment, or ours of the purchase where there is none. */
  subject: string;
  purchaseId: Uuid | null;
  detail: string;
};

/** A Paddle transaction with its adjustments, as far as they are compared. */
export type TheirPayment = {
  paddleTransactionId: string;
  /** From its custom data; null when it names none of ours. */
  purchaseId: Uuid | null;
  status: string;
  currency: string;
  netCents: Cents;
  taxCents: Cents;
  totalCents: Cents;
  adjustments: readonly PaddleAdjustment[];
};

/** A purchase of ours with what we know of its adjustments. */
export type OurPayment = { purchase: Purchase; adjustments: readonly PaddleAdjustment[] };

/**
 * Compares what Paddle has with what we have, both ways. A payment that is neither paid there nor credited here is of no
 * interest.
 *
 * @param theirs Paddle transactions; those that name no purchase of ours are somebody else's business
 * @param ours every purchase that these name, and every credited one of the same time
 */
export function differencesOf(theirs: readonly TheirPayment[], ours: readonly OurPayment[]): Difference[] {
  const byPurchase = new Map(ours.map((our) => [our.purchase.id, our]));
  const byTransaction = new Map(theirs.map((their) => [their.paddleTransactionId, their]));
  return [
    ...theirs.flatMap((their) => seenFromPaddle(their, byPurchase)),
    ...ours.flatMap((our) => seenFromHere(our, byTransaction)),
  ];
}

function seenFromPaddle(their: TheirPayment, ours: ReadonlyMap<Uuid, OurPayment>): Difference[] {
  const { purchaseId, paddleTransactionId: subject, status } = their;
  if (purchaseId === null || status !== 'completed') return [];
  const found = (kind: DifferenceKind, detail: string): Difference[] => [
    { kind, subject, purchaseId, detail },
  ];
  const our = ours.get(purchaseId);
  if (our === undefined)
    return found('paid_not_credited', 'completed at Paddle, of a purchase that is not here');
  const { purchase } = our;
  if (purchase.paddleTransactionId !== null && purchase.paddleTransactionId !== subject)
    return found('paid_twice', `the purchase is bound to ${purchase.paddleTransactionId}`);
  if (purchase.creditedAt === null)
    return found('paid_not_credited', `completed at Paddle, ${purchase.status} here`);
  return [];
}

function seenFromHere(our: OurPayment, theirs: ReadonlyMap<string, TheirPayment>): Difference[] {
  const { purchase } = our;
  if (purchase.creditedAt === null) return [];
  const subject = purchase.paddleTransactionId ?? purchase.id;
  const found = (kind: DifferenceKind, detail: string): Difference => ({
    kind,
    subject,
    purchaseId: purchase.id,
    detail,
  });
  const their = theirs.get(subject);
  if (their === undefined) return [found('credited_not_paid', 'Paddle has no such payment')];
  if (their.status !== 'completed') return [found('credited_not_paid', `it is ${their.status} at Paddle`)];
  const amounts = differingAmounts(purchase, their);
  return [
    ...(amounts === '' ? [] : [found('amount_differs', amounts)]),
    ...statusDifference(purchase, our.adjustments).map((detail) => found('status_differs', detail)),
    ...adjustmentDifferences(our, their),
  ];
}

function differingAmounts(purchase: Purchase, their: TheirPayment): string {
  const pairs = [
    ['net', purchase.amountCents, their.netCents],
    ['VAT', purchase.taxCents, their.taxCents],
    ['total', purchase.totalCents, their.totalCents],
    ['currency', 'EUR', their.currency],
  ] as const;
  return pairs
    .filter(([, here, there]) => here !== there)
    .map(([what, here, there]) => `${what} is ${here} here, ${there} at Paddle`)
    .join('; ');
}

/** By the adjustments that we know; those that we do not know are differences of their own. */
function statusDifference(purchase: Purchase, adjustments: readonly PaddleAdjustment[]): string[] {
  const expected = statusWith(purchase.amountCents, adjustments);
  return expected === purchase.status
    ? []
    : [`it is ${purchase.status} here, ${expected} by its adjustments`];
}

function adjustmentDifferences({ purchase, adjustments }: OurPayment, their: TheirPayment): Difference[] {
  const here = new Map(adjustments.map((each) => [each.id, each]));
  const there = new Map(their.adjustments.map((each) => [each.id, each]));
  const purchaseId = purchase.id;
  const unknown = their.adjustments
    .filter(({ id }) => !here.has(id))
    .map(({ id, action, status, netCents }) => ({
      kind: 'refund_unknown' as const,
      subject: id,
      purchaseId,
      detail: `${action} of ${netCents} cents net is ${status} at Paddle`,
    }));
  const missing = adjustments
    .filter(({ id }) => !there.has(id))
    .map(({ id, action, netCents }) => ({
      kind: 'refund_missing' as const,
      subject: id,
      purchaseId,
      detail: `${action} of ${netCents} cents net is not at Paddle`,
    }));
  const differing = adjustments.flatMap((our) => {
    const other = there.get(our.id);
    if (other === undefined) return [];
    const isSame =
      our.status === other.status && our.netCents === other.netCents && our.action === other.action;
    if (isSame) return [];
    const words = (each: PaddleAdjustment) => `${each.action} of ${each.netCents} cents net, ${each.status}`;
    const detail = `${words(our)} here; ${words(other)} at Paddle`;
    return [{ kind: 'adjustment_differs' as const, subject: our.id, purchaseId, detail }];
  });
  return [...unknown, ...missing, ...differing];
}

/** Whether the ordinary handler can bring our books to what Paddle says of an adjustment. */
export function isNewsOf(their: PaddleAdjustment, ours: readonly PaddleAdjustment[]): boolean {
  const known = ours.find(({ id }) => id === their.id);
  return known === undefined || isFurther(their.status, known.status);
}
