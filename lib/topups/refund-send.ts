import type { Uuid } from '#lib/core/ids.ts';
import { log } from '#lib/core/log.ts';
import type { Database } from '#lib/db/client.ts';
import { type Tx, transaction } from '#lib/db/transaction.ts';
import { post } from '#lib/ledger/post.ts';
import { inTransaction } from '#lib/ledger/sql.ts';
import { queueMail } from '#lib/mail/queue.ts';
import type { Purchase } from './purchase.ts';
import type { RefundAnswer, RefundPort } from './refund-port.ts';
import type { RefundRequest } from './refund-request.ts';
import { findRequest, listToSend, updateRequest } from './refund-store.ts';
import { applyAdjustment, endRequest } from './returns.ts';
import { lockPurchase } from './store.ts';

/**
 * A call that was begun this long ago and never answered is looked into. Longer than any call of ours can still be on
 * its way: before it, the list could lack what is about to be made.
 */
const ANSWER_LOST_MS = 120_000;

/**
 * Sends every approved request to Paddle, and looks into those whose answer was lost.
 *
 * @param now the clock, asked anew before each call: how long ago a call was begun decides whether its answer is lost
 * @returns how many were looked at
 */
export async function sendRefunds(
  prisma: Database['prisma'],
  port: RefundPort,
  now: () => Date,
): Promise<number> {
  const ids = await listToSend(prisma, new Date(now().getTime() - ANSWER_LOST_MS));
  for (const id of ids) {
    try {
      await sendRefund(prisma, port, id, now);
    } catch (error) {
      // One that fails must not keep the others waiting; it is among the next run's.
      log.error({ err: error, requestId: id }, 'a refund could not be sent');
    }
  }
  return ids.length;
}

/**
 * Asks Paddle for the refund of an approved request, exactly once whatever gets lost: the request is claimed first, in a
 * transaction of its own; after a call whose answer is unknown Paddle's list is read before anything is asked again.
 *
 * @throws when Paddle's list could not be read: the request stays `sending` and is looked into again
 */
async function sendRefund(
  prisma: Database['prisma'],
  port: RefundPort,
  requestId: Uuid,
  now: () => Date,
): Promise<void> {
  const claimed = await transaction(prisma, (tx) => claim(tx, requestId, now()));
  if (claimed === undefined) return;
  const { request, purchase, mayBeDone } = claimed;
  if (mayBeDone) {
    await takeAll(prisma, port, purchase, now());
    const isToAsk = await transaction(prisma, (tx) => beginAgain(tx, request, now()));
    if (!isToAsk) return;
  }
  const answer = await port.refund({
    paddleTransactionId: purchase.paddleTransactionId!,
    netCents: request.amountCents,
    whole: request.amountCents === purchase.amountCents,
    reason: request.reason ?? 'Withdrawal from the contract',
  });
  // What Paddle will never refund has perhaps gone back already, and nobody told us: that is booked first.
  if (answer.kind === 'refused') await takeAll(prisma, port, purchase, now());
  await transaction(prisma, (tx) => record(tx, request, answer, now()));
}

/** Books what Paddle lists of a payment. */
async function takeAll(
  prisma: Database['prisma'],
  port: RefundPort,
  purchase: Purchase,
  at: Date,
): Promise<void> {
  for (const adjustment of await port.adjustmentsOf(purchase.paddleTransactionId!))
    await transaction(prisma, async (tx) => {
      const locked = await lockPurchase(tx, purchase.id, at);
      await applyAdjustment(tx, locked?.purchase, adjustment, at);
    });
}

type Claimed = { request: RefundRequest; purchase: Purchase; mayBeDone: boolean };

/** Takes the request for this call alone. A crash from here on leaves it `sending`, which means: look first. */
async function claim(tx: Tx, requestId: Uuid, at: Date): Promise<Claimed | undefined> {
  const locked = await lockRequest(tx, requestId, at);
  if (locked === undefined) return undefined;
  const { request, purchase } = locked;
  if (request.state === 'approved') {
    await begin(tx, request, at);
    return { request, purchase, mayBeDone: false };
  }
  const isLost = request.state === 'sending' && request.sentAt!.getTime() <= at.getTime() - ANSWER_LOST_MS;
  return isLost ? { request, purchase, mayBeDone: true } : undefined;
}

/**
 * Where Paddle's list had no trace of the lost call, it was not done. Two that looked at once do not both ask again.
 *
 * @returns whether it is this one's to ask
 */
async function beginAgain(tx: Tx, before: RefundRequest, at: Date): Promise<boolean> {
  const locked = await lockRequest(tx, before.id, at);
  if (locked === undefined) return false;
  const { request } = locked;
  if (request.state !== 'sending' || request.attempts !== before.attempts) return false;
  if (request.paddleAdjustmentId !== null) return false;
  await begin(tx, request, at);
  return true;
}

function begin(tx: Tx, request: RefundRequest, at: Date): Promise<void> {
  return updateRequest(tx, request.id, { state: 'sending', sentAt: at, attempts: request.attempts + 1 });
}

async function record(tx: Tx, before: RefundRequest, answer: RefundAnswer, at: Date): Promise<void> {
  const locked = await lockRequest(tx, before.id, at);
  if (locked === undefined) return;
  const { request, purchase } = locked;
  if (answer.kind === 'made') {
    if (request.endedAt === null && request.paddleAdjustmentId === null)
      await updateRequest(tx, request.id, { paddleAdjustmentId: answer.adjustment.id });
    await applyAdjustment(tx, purchase, answer.adjustment, at);
    return;
  }
  // A webhook may have told how it ended before the answer did.
  if (request.state !== 'sending' || request.paddleAdjustmentId !== null) return;
  if (answer.kind === 'unknown')
    return updateRequest(tx, request.id, { note: `No answer from Paddle (${answer.code})` });
  if (answer.kind === 'later')
    return updateRequest(tx, request.id, {
      state: 'approved',
      note: `Paddle took it not yet (${answer.code})`,
    });
  const item = { op: 'return', customerId: request.customerId, requestId: request.id } as const;
  await post(inTransaction(tx), at, [item]);
  await endRequest(tx, request, { state: 'rejected', note: `Paddle refused it (${answer.code})` }, at);
  await queueMail(tx, { template: 'refund_alert', requestId: request.id });
  log.error({ requestId: request.id, code: answer.code }, 'Paddle refused a refund');
}

/** The purchase's lock is the request's as well: whoever changes a request holds it. */
async function lockRequest(
  tx: Tx,
  requestId: Uuid,
  at: Date,
): Promise<{ request: RefundRequest; purchase: Purchase } | undefined> {
  const found = await findRequest(tx, requestId);
  if (found === undefined) return undefined;
  const locked = await lockPurchase(tx, found.purchaseId, at);
  const request = await findRequest(tx, requestId);
  return locked === undefined || request === undefined ? undefined : { request, purchase: locked.purchase };
}
