import { invariant } from '#lib/core/errors.ts';
import { log } from '#lib/core/log.ts';
import type { Tx } from '#lib/db/transaction.ts';
import { lotsAt } from '#lib/ledger/balance.ts';
import { post } from '#lib/ledger/post.ts';
import { type Posting, postingsOf } from '#lib/ledger/postings.ts';
import { returnedOf } from '#lib/ledger/returned.ts';
import { inTransaction } from '#lib/ledger/sql.ts';
import { clawBack, refund, reverse } from '#lib/ledger/verbs.ts';
import { queueMail } from '#lib/mail/queue.ts';
import { type Cents, cents, centsToEuros } from '#lib/money/cents.ts';
import { floorToCents, sum, toWire, ZERO } from '#lib/money/credits.ts';
import type { PaddleAdjustment } from './adjustment.ts';
import type { PaymentOutcome } from './payment-event.ts';
import type { Purchase } from './purchase.ts';
import type { RefundRequest } from './refund-request.ts';
import {
  boundAmong,
  findOpenRequest,
  type KeptAdjustment,
  keepAdjustment,
  listAdjustments,
  updateRequest,
} from './refund-store.ts';
import { updatePurchase } from './store.ts';
import { returnTarget, statusWith } from './target.ts';

/** How far Paddle's clock may differ from ours. */
const CLOCKS_DIFFER_MS = 60_000;

/**
 * Makes a PaddleAdjustment true: the one place where money that went back leaves the books, whether it was asked for
 * here, made in Paddle's dashboard or taken by a bank, and however it was told.
 *
 * The adjustment is kept first. Then, per payment: what has to be gone is computed from all its adjustments, and the
 * difference to what is gone is posted. So any order, and any repetition, ends in the same books. Product rules, section 9.
 *
 * @param purchase locked in the same transaction, with its customer's books; undefined when none is bound to the payment
 * @param at the present instant
 * @returns what became of it; the caller writes that down in the same transaction
 */
export async function applyAdjustment(
  tx: Tx,
  purchase: Purchase | undefined,
  adjustment: PaddleAdjustment,
  at: Date,
): Promise<PaymentOutcome> {
  const isNews = await keepAdjustment(tx, adjustment, at);
  const what = `${adjustment.id}: ${adjustment.action} of EUR ${centsToEuros(adjustment.netCents)} is ${adjustment.status}`;
  if (purchase === undefined)
    return { status: 'waiting', note: `${what}; no purchase is bound to ${adjustment.paddleTransactionId}` };
  if (purchase.creditedAt === null)
    return { status: 'processed', note: `${what}; kept until its payment is credited` };
  const booked = await settleReturns(tx, purchase, adjustment, at);
  if (booked !== undefined) return { ...booked, note: `${what}; ${booked.note}` };
  return { status: 'processed', note: isNews ? `${what}; nothing to book` : 'Nothing new' };
}

/**
 * Brings the books of a purchase to what its adjustments say: the request that is under way first, then the difference.
 *
 * @param purchase locked, and credited
 * @param trigger the adjustment that was told just now: entries are named after it
 * @returns what was booked; undefined when everything stood as it should
 */
export async function settleReturns(
  tx: Tx,
  purchase: Purchase,
  trigger: PaddleAdjustment,
  at: Date,
): Promise<PaymentOutcome | undefined> {
  const adjustments = await listAdjustments(tx, trigger.paddleTransactionId);
  const followed = await followRequest(tx, purchase, adjustments, at);
  const moved = await bookDifference(tx, purchase, adjustments, trigger, at);
  const status = statusWith(purchase.amountCents, adjustments);
  if (status !== purchase.status) await updatePurchase(tx, purchase.id, { status });
  if (moved !== undefined) return moved;
  return followed === undefined ? undefined : { status: 'processed', note: followed };
}

/** What a request of ours becomes by the adjustment it made. @returns it in words, when it changed */
async function followRequest(
  tx: Tx,
  purchase: Purchase,
  adjustments: readonly KeptAdjustment[],
  at: Date,
): Promise<string | undefined> {
  const request = await findOpenRequest(tx, purchase.id);
  if (request === undefined) return undefined;
  const adjustment = await adjustmentOf(tx, request, adjustments);
  if (adjustment === undefined) return undefined;
  const bound = { paddleAdjustmentId: adjustment.id };

  if (adjustment.status === 'pending_approval') {
    if (request.state === 'at_paddle') return undefined;
    await updateRequest(tx, request.id, { ...bound, state: 'at_paddle', note: null });
    return 'the request waits for Paddle';
  }
  // Reversed before we heard that it was approved: nothing was paid out either.
  if (adjustment.status === 'rejected' || adjustment.status === 'reversed') {
    const [posted] = await post(inTransaction(tx), at, [
      { op: 'return', customerId: request.customerId, requestId: request.id },
    ]);
    invariant(posted?.outcome === 'returned', `a rejected refund was ${posted?.outcome}`);
    await endRequest(tx, request, { ...bound, state: 'rejected' }, at);
    log.error({ requestId: request.id, adjustmentId: adjustment.id }, 'Paddle rejected a refund');
    await queueMail(tx, { template: 'refund_alert', requestId: request.id });
    return 'Paddle rejected the request; its credit is back';
  }
  // Another amount than was asked is not this request's: it is taken as any refund made at Paddle, which supersedes it.
  if (adjustment.status === 'approved' && adjustment.netCents === request.amountCents) {
    const [posted] = await post(inTransaction(tx), at, [
      refund({
        customerId: request.customerId,
        requestId: request.id,
        refundedAt: adjustment.changedAt,
        at,
      }),
    ]);
    invariant(posted?.outcome === 'refunded', `an approved refund was ${posted?.outcome}`);
    await endRequest(tx, request, { ...bound, state: 'refunded' }, at);
    return 'the request is refunded';
  }
  await updateRequest(tx, request.id, bound);
  return undefined;
}

/**
 * The adjustment that a request made: by its id, or, where the answer to the call was lost or has not come yet, the
 * refund of that amount that nobody knew of before the call.
 */
async function adjustmentOf(
  tx: Tx,
  request: RefundRequest,
  adjustments: readonly KeptAdjustment[],
): Promise<KeptAdjustment | undefined> {
  const { paddleAdjustmentId, firstSentAt } = request;
  if (paddleAdjustmentId !== null) return adjustments.find(({ id }) => id === paddleAdjustmentId);
  if (firstSentAt === null) return undefined;
  const candidates = adjustments.filter(
    ({ action, netCents, madeAt, seenAt }) =>
      action === 'refund' &&
      netCents === request.amountCents &&
      madeAt.getTime() >= firstSentAt.getTime() - CLOCKS_DIFFER_MS &&
      // Made and seen before the first call: it cannot be its.
      (madeAt >= firstSentAt || seenAt >= firstSentAt),
  );
  const taken = await boundAmong(
    tx,
    candidates.map(({ id }) => id),
  );
  return candidates.find(({ id }) => !taken.has(id));
}

async function bookDifference(
  tx: Tx,
  purchase: Purchase,
  adjustments: readonly PaddleAdjustment[],
  trigger: PaddleAdjustment,
  at: Date,
): Promise<PaymentOutcome | undefined> {
  const { id: purchaseId, customerId } = purchase;
  const returned = await returnedOf(inTransaction(tx), { customerId, lotId: purchaseId });
  invariant(returned !== undefined, `the credited purchase ${purchaseId} has no lot`);
  const returnedCents = floorToCents(returned);
  const difference = returnTarget(purchase.amountCents, adjustments) - returnedCents;
  if (difference > 0n) return takeBack(tx, purchase, trigger, cents(difference), at);
  if (difference < 0n)
    return putBack(tx, purchase, trigger, { netCents: cents(-difference), returnedCents }, at);
  return undefined;
}

async function takeBack(
  tx: Tx,
  { id: purchaseId, customerId }: Purchase,
  trigger: PaddleAdjustment,
  netCents: Cents,
  at: Date,
): Promise<PaymentOutcome> {
  const item = clawBack({
    customerId,
    purchaseId,
    adjustment: trigger,
    netCents,
    tookEffectAt: trigger.changedAt,
    at,
  });
  const [posted] = await post(inTransaction(tx), at, [item]);
  invariant(posted?.outcome === 'clawed_back' && !posted.replayed, `a claw-back was ${posted?.outcome}`);
  const request = await findOpenRequest(tx, purchaseId);
  if (request !== undefined) await endRequest(tx, request, { state: 'superseded' }, at);
  const parts = await postingsOf(inTransaction(tx), customerId, item.key);
  await queueMail(tx, {
    template: 'taken_back',
    purchaseId,
    netCents: netCents.toString(),
    creditEur: toWire(sum(parts.filter(({ debit }) => debit === 'credit').map(amountOf))),
    action: trigger.action,
  });
  return { status: 'processed', note: `EUR ${centsToEuros(netCents)} clawed back` };
}

async function putBack(
  tx: Tx,
  { id: purchaseId, customerId }: Purchase,
  trigger: PaddleAdjustment,
  { netCents, returnedCents }: { netCents: Cents; returnedCents: Cents },
  at: Date,
): Promise<PaymentOutcome> {
  // What a request of ours refunded was paid out; that it should not have been is for a person to see.
  const lot = (await lotsAt(inTransaction(tx), customerId, at)).find(({ id }) => id === purchaseId);
  const refunded = floorToCents(lot?.refundedMicros ?? ZERO);
  const possible = returnedCents - refunded;
  const backCents = cents(possible < netCents ? possible : netCents);
  const missing = `EUR ${centsToEuros(cents(netCents - backCents))} more should be, but was refunded on request`;
  if (backCents === 0n) return { status: 'parked', note: `Nothing put back: ${missing}` };
  const item = reverse({ customerId, purchaseId, adjustment: trigger, netCents: backCents });
  const [posted] = await post(inTransaction(tx), at, [item]);
  invariant(posted?.outcome === 'reversed' && !posted.replayed, `a reversal was ${posted?.outcome}`);
  const parts = await postingsOf(inTransaction(tx), customerId, item.key);
  await queueMail(tx, {
    template: 'put_back',
    purchaseId,
    netCents: backCents.toString(),
    creditEur: toWire(sum(parts.filter(({ credit }) => credit === 'credit').map(amountOf))),
    debtEur: toWire(sum(parts.filter(({ credit }) => credit === 'owed').map(amountOf))),
  });
  const done = `EUR ${centsToEuros(backCents)} put back`;
  return backCents === netCents
    ? { status: 'processed', note: done }
    : { status: 'parked', note: `${done}; ${missing}` };
}

const amountOf = ({ amountMicros }: Posting) => amountMicros;

/** The end of a request, and the mail that tells of it. The ledger's request has ended in the same transaction. */
export async function endRequest(
  tx: Tx,
  request: RefundRequest,
  end: Partial<RefundRequest> & Pick<RefundRequest, 'state'>,
  at: Date,
): Promise<void> {
  await updateRequest(tx, request.id, { ...end, endedAt: at });
  // What supersedes a request has a mail of its own.
  if (end.state !== 'superseded') await queueMail(tx, { template: 'refund_ended', requestId: request.id });
}
