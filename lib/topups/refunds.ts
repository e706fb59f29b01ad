import { DepictaError, invariant } from '#lib/core/errors.ts';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { enqueue } from '#lib/db/queue.ts';
import { type Tx, transaction } from '#lib/db/transaction.ts';
import { post } from '#lib/ledger/post.ts';
import { inTransaction } from '#lib/ledger/sql.ts';
import { queueMail } from '#lib/mail/queue.ts';
import { type Cents, centsToEuros } from '#lib/money/cents.ts';
import { fromCents } from '#lib/money/credits.ts';
import { type RefundPreview, refundPreview } from './refund-preview.ts';
import { REFUSALS, type RefundRequest, SECOND_APPROVAL_ABOVE_CENTS } from './refund-request.ts';
import { approvedSince, findRequest, insertRequest, listRequests, updateRequest } from './refund-store.ts';
import { endRequest } from './returns.ts';
import { lockPurchase } from './store.ts';

const DAY_MS = 86_400_000;

/** The task that sends what was approved. */
const SEND_REFUNDS = 'send_refunds';

/**
 * The customer asks for everything unused of a purchase: the second of the two steps, after the preview. From here on
 * the amount is kept aside and cannot be spent; the acknowledgement with its time goes out in the same transaction.
 *
 * @param options.amountCents what the preview showed: the customer gets what they saw, or an error
 * @param at the time of asking, which decides whether the window is open
 * @throws {DepictaError} `not_found` for a purchase that is not theirs or not credited; `conflict` naming the rule, or
 *   when another amount is refundable now
 */
export function askRefund(
  prisma: Database['prisma'],
  options: { customerId: Uuid; purchaseId: Uuid; amountCents: Cents },
  at: Date,
): Promise<RefundRequest> {
  return transaction(prisma, async (tx) => {
    const preview = await lockedPreview(tx, options.purchaseId, at);
    if (preview?.purchase.customerId !== options.customerId) throw notFound();
    if (preview.refusal !== undefined) throw refused(preview);
    if (preview.amountCents !== options.amountCents) throw changed(preview);
    const request = await reserve(tx, preview, { ...options, askedBy: 'customer', reason: null }, at);
    await queueMail(tx, { template: 'refund_asked', requestId: request.id });
    return request;
  });
}

/**
 * Staff refund unused paid credit, after the window too. Whoever begins it has approved it; above EUR 100 an admin approves
 * as well. Inside the caller's transaction, which also writes the audit row.
 *
 * @param options.amountCents at most what is unused; `reason` is read by the customer
 * @param at the present instant
 * @throws {DepictaError} as `askRefund`
 */
export async function beginStaffRefund(
  tx: Tx,
  options: { purchaseId: Uuid; amountCents: Cents; reason: string; staffId: Uuid; isAdmin: boolean },
  at: Date,
): Promise<RefundRequest> {
  const preview = await lockedPreview(tx, options.purchaseId, at);
  if (preview === undefined) throw notFound();
  const { refusal, unusedCents } = preview;
  if (refusal !== undefined && refusal !== 'window_closed') throw refused(preview);
  if (options.amountCents <= 0n || options.amountCents > unusedCents)
    throw new DepictaError(
      'conflict',
      `At most EUR ${centsToEuros(unusedCents)} of this purchase is unused.`,
      {
        details: { rule: 'unused', unused_eur: centsToEuros(unusedCents) },
      },
    );
  const request = await reserve(tx, preview, { ...options, askedBy: 'staff' }, at);
  return approveRefund(tx, { ...options, requestId: request.id, isSecond: false }, at);
}

/**
 * Support approves a request; what is above EUR 100, with what the same person approved for this customer within a day, needs
 * an admin other than the first approver too. The approved one is
 * sent to Paddle by a task that is queued in the same transaction.
 *
 * @param options.isSecond whether this person saw that another approved before: nobody pays out who meant to be the first
 * @param options.isAdmin whether this person may be the second approver
 * @param at the present instant
 * @throws {DepictaError} `not_found`; `conflict` when it was decided before, stands otherwise than this person saw it, or
 *   they may not be the second
 */
export async function approveRefund(
  tx: Tx,
  options: { requestId: Uuid; isSecond: boolean; staffId: Uuid; isAdmin: boolean },
  at: Date,
): Promise<RefundRequest> {
  const request = await lockRequestToDecide(tx, options.requestId, at);
  const { firstApproverId } = request;
  if (options.isSecond !== (firstApproverId !== null)) throw decided(request);
  const needsSecond = firstApproverId !== null || (await isMuch(tx, request, options.staffId, at));
  if (needsSecond && firstApproverId === null) {
    const first = { firstApproverId: options.staffId, firstIsAdmin: options.isAdmin };
    await updateRequest(tx, request.id, first);
    return { ...request, ...first };
  }
  // Two people, one of them an admin, in either order.
  const isPair = firstApproverId !== options.staffId && (options.isAdmin || request.firstIsAdmin);
  if (needsSecond && !isPair)
    throw new DepictaError('conflict', 'Above EUR 100 an admin other than the first approver approves too.', {
      details: { rule: 'second_approval' },
    });
  const approved = {
    state: 'approved',
    approvedAt: at,
    firstApproverId: firstApproverId ?? options.staffId,
  } as const;
  await updateRequest(tx, request.id, approved);
  await enqueue(tx, SEND_REFUNDS, {}, { jobKey: SEND_REFUNDS });
  return { ...request, ...approved };
}

/**
 * Support refuses a request: its credit is available again at once. Inside the window only for a reason of the closed
 * list. Product rules, section 9.
 *
 * @param options.reason a code of `REFUSALS` inside the window, words outside it; the customer reads either
 * @throws {DepictaError} `not_found`, `conflict` when it was decided before, `validation_error` for another reason
 */
export async function refuseRefund(
  tx: Tx,
  options: { requestId: Uuid; reason: string },
  at: Date,
): Promise<RefundRequest> {
  const request = await lockRequestToDecide(tx, options.requestId, at);
  const reason = options.reason.trim();
  const isListed = REFUSALS.some((code) => code === reason);
  // The list protects the customer's right; what staff began of themselves they may give up for any reason.
  const mustBeListed = request.inWindow && request.askedBy === 'customer';
  if (reason === '' || (mustBeListed && !isListed))
    throw new DepictaError(
      'validation_error',
      mustBeListed
        ? 'Within the 14 days a request is refused only because nothing is unused, or because a dispute is open.'
        : 'A refusal needs a reason, which the customer reads.',
      {
        details: {
          rule: mustBeListed ? 'refusal_listed' : 'reason_missing',
          fields: [{ field: 'reason', message: 'is not a reason to refuse this request' }],
        },
      },
    );
  const [posted] = await post(inTransaction(tx), at, [
    { op: 'return', customerId: request.customerId, requestId: request.id },
  ]);
  invariant(posted?.outcome === 'returned', `a refused request was ${posted?.outcome}`);
  await endRequest(tx, request, { state: 'refused', refusal: reason }, at);
  return { ...request, state: 'refused', refusal: reason, endedAt: at };
}

/** Whether two people must approve: counted with what the same person approved for this customer in the last day. */
async function isMuch(
  tx: Tx,
  { customerId, amountCents }: RefundRequest,
  staffId: Uuid,
  at: Date,
): Promise<boolean> {
  const since = new Date(at.getTime() - DAY_MS);
  return (
    (await approvedSince(tx, { customerId, staffId, since })) + amountCents > SECOND_APPROVAL_ABOVE_CENTS
  );
}

async function lockedPreview(tx: Tx, purchaseId: Uuid, at: Date): Promise<RefundPreview | undefined> {
  const locked = await lockPurchase(tx, purchaseId, at);
  if (locked === undefined || locked.purchase.creditedAt === null) return undefined;
  const requests = await listRequests(tx, [purchaseId]);
  return refundPreview(inTransaction(tx), locked.purchase, requests, at);
}

async function reserve(
  tx: Tx,
  preview: RefundPreview,
  { amountCents, askedBy, reason }: Pick<RefundRequest, 'amountCents' | 'askedBy' | 'reason'>,
  at: Date,
): Promise<RefundRequest> {
  const { purchase } = preview;
  const { customerId } = purchase;
  const requestId = uuidv7(at);
  const [posted] = await post(inTransaction(tx), at, [
    { op: 'reserve', customerId, requestId, lotId: purchase.id, amountMicros: fromCents(amountCents) },
  ]);
  invariant(posted?.outcome === 'reserved', `a refundable amount was ${posted?.outcome}`);
  return insertRequest(tx, {
    id: requestId,
    customerId,
    purchaseId: purchase.id,
    amountCents,
    askedBy,
    askedAt: at,
    inWindow: preview.windowOpen,
    reason,
  });
}

async function lockRequestToDecide(tx: Tx, requestId: Uuid, at: Date): Promise<RefundRequest> {
  const found = await findRequest(tx, requestId);
  if (found === undefined) throw new DepictaError('not_found', 'There is no such refund request.');
  await lockPurchase(tx, found.purchaseId, at);
  const request = await findRequest(tx, requestId);
  if (request?.state !== 'asked') throw decided(request);
  return request;
}

function decided(request: RefundRequest | undefined): DepictaError {
  return new DepictaError('conflict', 'This request was decided meanwhile. Reload the page.', {
    details: { rule: 'decided', state: request?.state },
  });
}

function notFound(): DepictaError {
  return new DepictaError('not_found', 'There is no such top-up.');
}

function changed({ amountCents }: RefundPreview): DepictaError {
  const now = centsToEuros(amountCents);
  return new DepictaError(
    'conflict',
    `Meanwhile EUR ${now} can be refunded. Look at the new sum and ask again.`,
    {
      details: { rule: 'amount_changed', refundable_eur: now },
    },
  );
}

/** In words that name the rule and, where there is one, its date. */
function refused({ refusal, windowEndsAt }: RefundPreview): DepictaError {
  const lastDay = new Date(windowEndsAt.getTime() - 1).toISOString().slice(0, 10);
  const words = {
    window_closed: `The 14 days in which unused credit is refundable ended with ${lastDay} (UTC).`,
    expired: 'This credit has expired.',
    request_open: 'A refund of this top-up is under way.',
    dispute_open: 'The bank has taken this payment back, or is asking for it.',
    all_returned: 'All of this top-up went back before.',
    kept_aside: 'What is left of this top-up is held for work under way. Ask again when it is done.',
    taken_for_another: 'What was unused of this top-up went back for another payment that was taken back.',
    nothing_unused: 'Nothing of this top-up is unused; used credit is not refundable.',
  } as const;
  return new DepictaError('conflict', words[refusal ?? 'nothing_unused'], {
    details: { rule: refusal ?? 'nothing_unused' },
  });
}
