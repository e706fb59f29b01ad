import { DepictaError } from '#lib/core/errors.ts';
import { type Uuid, uuidv7 } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { simulate } from '#lib/db/simulate.ts';
import { type Tx, transaction } from '#lib/db/transaction.ts';
import { balanceNow } from '#lib/ledger/balance.ts';
import { post } from '#lib/ledger/post.ts';
import { type Posting, postingsAfter } from '#lib/ledger/postings.ts';
import { inTransaction, type Sql } from '#lib/ledger/sql.ts';
import { refund } from '#lib/ledger/verbs.ts';
import { type Cents, centsToEuros } from '#lib/money/cents.ts';
import { type Credits, credits } from '#lib/money/credits.ts';
import type { Purchase } from '#lib/topups/purchase.ts';
import { type RefundRequest, SECOND_APPROVAL_ABOVE_CENTS } from '#lib/topups/refund-request.ts';
import { findOpenRequest, listEndedRequests, listOpenRequests } from '#lib/topups/refund-store.ts';
import { approveRefund, beginStaffRefund, refuseRefund } from '#lib/topups/refunds.ts';
import { findPurchases, lockPurchase } from '#lib/topups/store.ts';
import { insertAudit, peopleOf } from './store.ts';

/** Who decides: a person of the support desk. */
export type Decider = { userId: Uuid; role: string; email: string };

/** A request as the support desk sees it. */
export type QueuedRefund = {
  request: RefundRequest;
  purchase: Purchase;
  /** Of the customer. */
  email: string | undefined;
  /** The name of whoever approved first. */
  firstApprover: string | undefined;
  needsSecond: boolean;
};

const MOST_OPEN = 200;
const MOST_ENDED = 30;

/** The refunds that wait for somebody, the longest waiting first; and those that ended last. */
export async function refundQueue(
  prisma: Database['prisma'],
): Promise<{ open: QueuedRefund[]; ended: QueuedRefund[] }> {
  const [open, ended] = await Promise.all([
    listOpenRequests(prisma, MOST_OPEN),
    listEndedRequests(prisma, MOST_ENDED),
  ]);
  return { open: await withPeople(prisma, open), ended: await withPeople(prisma, ended) };
}

/** A payment as the support desk sees it, with the postings that paying its open request out would make. */
export type PaymentCase = {
  purchase: Purchase;
  /** Of the customer. */
  email: string | undefined;
  open: QueuedRefund | undefined;
  /** Empty without an open request. */
  simulated: Posting[];
};

/**
 * A payment to decide on.
 *
 * @param id of the purchase
 * @throws {DepictaError} `not_found`
 */
export async function paymentCase(prisma: Database['prisma'], id: Uuid, at: Date): Promise<PaymentCase> {
  const purchase = (await findPurchases(prisma, [id])).get(id);
  if (purchase === undefined) throw new DepictaError('not_found', 'There is no such payment.');
  const request = await findOpenRequest(prisma, id);
  const [open] = request === undefined ? [] : await withPeople(prisma, [request]);
  const { emails } = await peopleOf(prisma, { customerIds: [purchase.customerId], userIds: [] });
  return {
    purchase,
    email: emails.get(purchase.customerId),
    open,
    simulated:
      request === undefined ? [] : await simulate(prisma, (tx) => payOut(inTransaction(tx), request, at)),
  };
}

/** @returns what it posts; nothing when the request ended meanwhile */
async function payOut(sql: Sql, request: RefundRequest, at: Date): Promise<Posting[]> {
  const { customerId, id: requestId } = request;
  // Locked first, so that what is read is what the refund begins with.
  await post(sql, at, [{ op: 'open', customerId }]);
  const books = await balanceNow(sql, customerId, at);
  const [posted] = await post(sql, at, [refund({ customerId, requestId, refundedAt: at, at })]);
  if (books === undefined || posted?.outcome !== 'refunded' || posted.replayed) return [];
  return postingsAfter(sql, customerId, books.version);
}

/** Approves a request. The audit row is written with it, or neither is. @throws as `approveRefund` of `lib/topups` */
export function approve(
  prisma: Database['prisma'],
  options: { requestId: Uuid; isSecond: boolean; decider: Decider },
  at: Date,
): Promise<RefundRequest> {
  const { requestId, isSecond, decider } = options;
  return transaction(prisma, async (tx) => {
    const isAdmin = decider.role === 'admin';
    const request = await approveRefund(tx, { requestId, isSecond, staffId: decider.userId, isAdmin }, at);
    await note(
      tx,
      request,
      { decider, action: 'refund_approve', reason: request.reason ?? 'Withdrawal' },
      at,
    );
    return request;
  });
}

/** Refuses a request. @throws as `refuseRefund` of `lib/topups` */
export function refuse(
  prisma: Database['prisma'],
  options: { requestId: Uuid; reason: string; decider: Decider },
  at: Date,
): Promise<RefundRequest> {
  return transaction(prisma, async (tx) => {
    const request = await refuseRefund(tx, options, at);
    await note(tx, request, { ...options, action: 'refund_refuse' }, at);
    return request;
  });
}

/** A refund that nobody asked for, as somebody of the desk orders it. */
type RefundOrder = { purchaseId: Uuid; amountCents: Cents; reason: string; decider: Decider };

/** What a refund would do to the books once Paddle has paid it out. */
export type RefundForecast = {
  postings: Posting[];
  availableBeforeMicros: Credits;
  availableAfterMicros: Credits;
  /** Whether somebody else approves it first. */
  needsSecond: boolean;
};

/** Shows what `begin` and the payout after it would do. Nothing of it stays. @throws as `begin` */
export function previewBegin(
  prisma: Database['prisma'],
  order: RefundOrder,
  at: Date,
): Promise<RefundForecast> {
  return simulate(prisma, async (tx) => {
    const sql = inTransaction(tx);
    const locked = await lockPurchase(tx, order.purchaseId, at);
    const before = locked && (await balanceNow(sql, locked.purchase.customerId, at));
    const request = await beginOrdered(tx, order, at);
    const postings = await payOut(sql, request, at);
    const after = await balanceNow(sql, request.customerId, at);
    return {
      postings,
      availableBeforeMicros: credits(before?.availableMicros ?? 0n),
      availableAfterMicros: credits(after?.availableMicros ?? 0n),
      needsSecond: request.state === 'asked',
    };
  });
}

/** Begins a refund of unused paid credit for a customer, after the window too. @throws as `beginStaffRefund` */
export function begin(prisma: Database['prisma'], order: RefundOrder, at: Date): Promise<RefundRequest> {
  return transaction(prisma, async (tx) => {
    const request = await beginOrdered(tx, order, at);
    const { decider, reason } = order;
    await note(tx, request, { decider, action: 'refund_begin', reason: reason.trim() }, at);
    return request;
  });
}

async function beginOrdered(tx: Tx, order: RefundOrder, at: Date): Promise<RefundRequest> {
  const { decider } = order;
  const reason = order.reason.trim();
  if (reason === '')
    throw new DepictaError('validation_error', 'A refund needs a reason, which the customer reads.', {
      details: { rule: 'reason_missing', fields: [{ field: 'reason', message: 'must not be empty' }] },
    });
  const approver = { staffId: decider.userId, isAdmin: decider.role === 'admin' };
  return beginStaffRefund(tx, { ...order, reason, ...approver }, at);
}

async function note(
  tx: Tx,
  request: RefundRequest,
  { decider, action, reason }: { decider: Decider; action: string; reason: string },
  at: Date,
): Promise<void> {
  await insertAudit(tx, {
    id: uuidv7(at),
    at,
    actor: decider.email,
    action,
    customerId: request.customerId,
    reason,
    // A request is decided only while it is asked for; one that was begun just now was not there before.
    before: action === 'refund_begin' ? null : { state: 'asked' },
    after: {
      refund_request_id: request.id,
      amount_eur: centsToEuros(request.amountCents),
      state: request.state,
    },
  });
}

async function withPeople(
  prisma: Database['prisma'],
  requests: readonly RefundRequest[],
): Promise<QueuedRefund[]> {
  const purchases = await findPurchases(
    prisma,
    requests.map(({ purchaseId }) => purchaseId),
  );
  const { emails, names } = await peopleOf(prisma, {
    customerIds: requests.map(({ customerId }) => customerId),
    userIds: requests.flatMap(({ firstApproverId }) => firstApproverId ?? []),
  });
  return requests.map((request) => ({
    request,
    purchase: purchases.get(request.purchaseId)!,
    email: emails.get(request.customerId),
    firstApprover: request.firstApproverId === null ? undefined : names.get(request.firstApproverId),
    needsSecond: request.amountCents > SECOND_APPROVAL_ABOVE_CENTS,
  }));
}
