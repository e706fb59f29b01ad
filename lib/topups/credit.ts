import { InvariantError } from '#lib/core/errors.ts';
import type { Uuid } from '#lib/core/ids.ts';
import type { Tx } from '#lib/db/transaction.ts';
import { post } from '#lib/ledger/post.ts';
import { inTransaction } from '#lib/ledger/sql.ts';
import { topUp } from '#lib/ledger/verbs.ts';
import { queueMail } from '#lib/mail/queue.ts';
import { centsToEuros } from '#lib/money/cents.ts';
import { disagreements } from './agree.ts';
import type { PaymentEvent, PaymentOutcome } from './payment-event.ts';
import { progress } from './progress.ts';
import { type Purchase, wordOf } from './purchase.ts';
import { listAdjustments } from './refund-store.ts';
import { settleReturns } from './returns.ts';
import { isBoundElsewhere, lockPurchase, updatePurchase } from './store.ts';

/** A purchase whose customer's books and row are locked by the present transaction. */
export type LockedPurchase = { purchase: Purchase; paddleCustomerId: string | null; isClosed: boolean };

/**
 * Locks what a payment event is about: the customer's books first, then the purchase. Every later decision reads what
 * stands after that lock, so that two deliveries of one payment are decided one after the other.
 *
 * @returns undefined when the event names no purchase of ours
 */
export function lockForPayment(tx: Tx, purchaseId: Uuid, at: Date): Promise<LockedPurchase | undefined> {
  return lockPurchase(tx, purchaseId, at);
}

/**
 * Makes a payment event true: the one place where a payment becomes credit, whether it came by webhook, was found in
 * Paddle's list of events, or was looked up. Credit is posted once per Paddle transaction, on `completed` only; what
 * does not agree with the purchase credits nothing and is parked. Product rules, section 2.
 *
 * @param locked from `lockForPayment`, in the same transaction
 * @param at the present instant
 * @returns what became of it; the caller writes that down in the same transaction
 */
export async function applyPayment(
  tx: Tx,
  locked: LockedPurchase,
  payment: PaymentEvent,
  at: Date,
): Promise<PaymentOutcome> {
  const { purchase } = locked;
  if (await isAnothersTransaction(tx, purchase, payment)) {
    if (payment.stage === 'paid' || payment.stage === 'completed')
      return parked(
        `A second Paddle transaction, ${payment.paddleTransactionId}, was paid for purchase ${purchase.id}`,
      );
    return { status: 'ignored', note: 'Not the Paddle transaction of this purchase' };
  }
  if (payment.stage === 'completed') return complete(tx, locked, payment, at);

  const changes = progress(purchase, payment, at);
  if (changes === undefined) return { status: 'processed', note: 'Nothing new' };
  await updatePurchase(tx, purchase.id, changes);
  return {
    status: 'processed',
    note: `Purchase ${wordOf({ ...purchase, ...changes })}, Paddle ${payment.paddleStatus}`,
  };
}

async function isAnothersTransaction(tx: Tx, purchase: Purchase, payment: PaymentEvent): Promise<boolean> {
  const { paddleTransactionId } = payment;
  return purchase.paddleTransactionId === null
    ? isBoundElsewhere(tx, paddleTransactionId, purchase.id)
    : purchase.paddleTransactionId !== paddleTransactionId;
}

async function complete(
  tx: Tx,
  { purchase, paddleCustomerId, isClosed }: LockedPurchase,
  payment: PaymentEvent,
  at: Date,
): Promise<PaymentOutcome> {
  if (purchase.creditedAt !== null) return { status: 'processed', note: 'Credited before' };
  if (isClosed) return park(tx, purchase, payment, 'the account is closed; refund it at Paddle', at);
  const reasons = disagreements(purchase, paddleCustomerId, payment);
  if (reasons.length > 0 || payment.paidAt === null)
    return park(tx, purchase, payment, reasons.join('; '), at);

  const [posted] = await post(inTransaction(tx), at, [
    topUp({
      customerId: purchase.customerId,
      purchaseId: purchase.id,
      paddleTransactionId: payment.paddleTransactionId,
      netCents: purchase.amountCents,
      paidAt: payment.paidAt,
    }),
  ]);
  if (posted?.outcome === 'mismatch')
    return park(tx, purchase, payment, 'This Paddle transaction was credited before with other content', at);
  if (posted?.outcome !== 'credited') throw new InvariantError(`The top-up was ${posted?.outcome}`);

  await updatePurchase(tx, purchase.id, {
    status: 'PAID',
    paddleTransactionId: payment.paddleTransactionId,
    paddleStatus: payment.paddleStatus,
    taxCents: payment.taxCents,
    totalCents: payment.totalCents,
    receiptNumber: payment.receiptNumber,
    failureReason: null,
    paymentSeenAt: purchase.paymentSeenAt ?? at,
    paidAt: payment.paidAt,
    creditedAt: posted.recordedAt,
  });
  await queueMail(tx, { template: 'receipt', purchaseId: purchase.id });
  await settleEarlyReturns(tx, purchase.id, payment.paddleTransactionId, at);
  return { status: 'processed', note: `Credited EUR ${centsToEuros(purchase.amountCents)}` };
}

/** What went back before the payment was told to us. */
async function settleEarlyReturns(
  tx: Tx,
  purchaseId: Uuid,
  paddleTransactionId: string,
  at: Date,
): Promise<void> {
  const newest = (await listAdjustments(tx, paddleTransactionId)).at(-1);
  if (newest === undefined) return;
  const locked = await lockPurchase(tx, purchaseId, at);
  if (locked !== undefined) await settleReturns(tx, locked.purchase, newest, at);
}

/** Nothing is credited; support sees the event and the purchase. */
async function park(
  tx: Tx,
  purchase: Purchase,
  payment: PaymentEvent,
  reason: string,
  at: Date,
): Promise<PaymentOutcome> {
  await updatePurchase(tx, purchase.id, {
    status: 'PARKED',
    paddleTransactionId: payment.paddleTransactionId,
    paddleStatus: payment.paddleStatus,
    paymentSeenAt: purchase.paymentSeenAt ?? at,
  });
  return parked(`Does not agree with purchase ${purchase.id}: ${reason}`);
}

function parked(note: string): PaymentOutcome {
  return { status: 'parked', note };
}
