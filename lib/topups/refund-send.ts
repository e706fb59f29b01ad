import type { Uuid } from '#lib/core/ids.ts';
import { log } from '#lib/core/log.ts';
import type { Database } from '#lib/db/client.ts';
import { type Tx, transaction } from '#lib/db/transaction.ts';
import { post } from '#lib/ledger/post.ts';
import { inTransaction } from '#lib/ledger/sql.ts';
import { queueMail } from '#lib/mail/queue.ts';
import type { PaddleAdjustment } from './adjustment.ts';
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
/** From the claim on; after it nothing is asked any more, so that whoever takes over is alone. */
const MAY_ASK_MS = 30_000;

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
 * transaction of its own; then what Paddle lists of the payment is booked; and only if the request is still this claim's to
 * ask for, within half a minute, it is asked. So whatever went back meanwhile, or was made by a call whose answer was lost, is
 * found before anything is asked again.
 *
 * @throws when Paddle's list could not be read; nothing was asked then
 */
async function sendRefund(
  prisma: Database['prisma'],
  port: RefundPort,
  requestId: Uuid,
  now: () => Date,
): Promise<void> {
  const claim = await transaction(prisma, (tx) => claimRequest(tx, requestId, now()));
  if (claim === undefined) return;
  const mayAsk = deadline(MAY_ASK_MS, now);
  const settle = (answer: RefundAnswer) => transaction(prisma, (tx) => record(tx, claim, answer, now()));
  let listed: Listed;
  try {
    listed = await bookListed(prisma, port, claim.purchase, now);
  } catch (error) {
    await settle({ kind: 'later', code: 'list_not_read' });
    throw error;
  }
  const hindrance = hindranceOf(listed);
  if (hindrance !== undefined) return settle(hindrance);
  if (!(await transaction(prisma, (tx) => isStillOurs(tx, claim, now())))) return;
  const { request, purchase } = claim;
  const answer = await port.refund({
    paddleTransactionId: purchase.paddleTransactionId!,
    netCents: request.amountCents,
    // Paddle gives back the whole only where nothing was adjusted before, a tax for example.
    whole: request.amountCents === purchase.amountCents && listed.adjustments.every(isWithoutEffect),
    reason: request.reason ?? 'Withdrawal from the contract',
    mayAsk,
  });
  // What Paddle will never refund has perhaps gone back just now, and nobody told us: that is booked first.
  if (answer.kind === 'refused') await bookListed(prisma, port, purchase, now);
  await settle(answer);
}

type Claim = { request: RefundRequest; purchase: Purchase };
type Listed = Awaited<ReturnType<RefundPort['adjustmentsOf']>>;

/** Whether so much time has not passed yet, by either clock: one may be moved, the other may stand still. */
function deadline(ms: number, now: () => Date): () => boolean {
  const [begunAt, begunMs] = [now().getTime(), performance.now()];
  return () => now().getTime() - begunAt < ms && performance.now() - begunMs < ms;
}

function isWithoutEffect({ status }: PaddleAdjustment): boolean {
  return status === 'rejected';
}

/** Why nothing can be asked now, by what Paddle lists. */
function hindranceOf({ adjustments, unreadable }: Listed): RefundAnswer | undefined {
  // One of these may be the refund itself: asking again could pay twice.
  if (unreadable > 0) return { kind: 'later', code: 'unreadable_adjustment' };
  const waits = adjustments.some(
    ({ action, status }) => action === 'refund' && status === 'pending_approval',
  );
  return waits ? { kind: 'later', code: 'another_refund_pending' } : undefined;
}

/** Books what Paddle lists of a payment. */
async function bookListed(
  prisma: Database['prisma'],
  port: RefundPort,
  purchase: Purchase,
  now: () => Date,
): Promise<Listed> {
  const listed = await port.adjustmentsOf(purchase.paddleTransactionId!);
  for (const adjustment of listed.adjustments)
    await transaction(prisma, async (tx) => {
      const locked = await lockPurchase(tx, purchase.id, now());
      await applyAdjustment(tx, locked?.purchase, adjustment, now());
    });
  return listed;
}

/** Takes the request for this call alone. A crash from here on leaves it `sending`, and it is taken up again. */
async function claimRequest(tx: Tx, requestId: Uuid, at: Date): Promise<Claim | undefined> {
  const locked = await lockRequest(tx, requestId, at);
  if (locked === undefined) return undefined;
  const { request, purchase } = locked;
  const isLost = request.state === 'sending' && request.sentAt!.getTime() <= at.getTime() - ANSWER_LOST_MS;
  if (request.state !== 'approved' && !isLost) return undefined;
  const claimed = {
    state: 'sending',
    sentAt: at,
    firstSentAt: request.firstSentAt ?? at,
    attempts: request.attempts + 1,
  } as const;
  await updateRequest(tx, request.id, claimed);
  return { request: { ...request, ...claimed }, purchase };
}

async function isStillOurs(tx: Tx, claim: Claim, at: Date): Promise<boolean> {
  const locked = await lockRequest(tx, claim.request.id, at);
  return locked !== undefined && isOpenClaim(locked.request, claim);
}

/** Whether nothing has become of a request since it was claimed: no adjustment, no end, and no other claim. */
function isOpenClaim(request: RefundRequest, claim: Claim): boolean {
  return (
    request.state === 'sending' &&
    request.paddleAdjustmentId === null &&
    request.attempts === claim.request.attempts
  );
}

async function record(tx: Tx, claim: Claim, answer: RefundAnswer, at: Date): Promise<void> {
  const locked = await lockRequest(tx, claim.request.id, at);
  if (locked === undefined) return;
  const { request, purchase } = locked;
  if (answer.kind === 'made') {
    if (request.endedAt === null && request.paddleAdjustmentId === null)
      await updateRequest(tx, request.id, { paddleAdjustmentId: answer.adjustment.id });
    await applyAdjustment(tx, purchase, answer.adjustment, at);
    return;
  }
  // A webhook, or the list, may have told how it ended before the answer did.
  if (!isOpenClaim(request, claim)) return;
  if (answer.kind === 'unknown')
    return updateRequest(tx, request.id, { note: `No answer from Paddle (${answer.code})` });
  if (answer.kind === 'later') return postpone(tx, request, answer.code);
  const item = { op: 'return', customerId: request.customerId, requestId: request.id } as const;
  await post(inTransaction(tx), at, [item]);
  await endRequest(tx, request, { state: 'rejected', note: `Paddle refused it (${answer.code})` }, at);
  await queueMail(tx, { template: 'refund_alert', requestId: request.id });
  log.error({ requestId: request.id, code: answer.code }, 'Paddle refused a refund');
}

/** It was not asked for, and is tried again; what only a person can clear up is told to all staff, once. */
async function postpone(tx: Tx, request: RefundRequest, code: string): Promise<void> {
  const note = `Paddle took it not yet (${code})`;
  await updateRequest(tx, request.id, { state: 'approved', note });
  if (code === 'unreadable_adjustment' && request.note !== note)
    await queueMail(tx, { template: 'refund_alert', requestId: request.id });
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
