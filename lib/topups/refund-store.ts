import type { RefundRequest as RefundRequestRow } from '#generated/prisma/client.ts';
import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import type { Tx } from '#lib/db/transaction.ts';
import { cents } from '#lib/money/cents.ts';
import type { AdjustmentAction, AdjustmentStatus, PaddleAdjustment } from './adjustment.ts';
import { isFurther } from './adjustment.ts';
import type { RefundRequest, RefundState } from './refund-request.ts';

type Reader = Database['prisma'] | Tx;

function toRequest(row: RefundRequestRow): RefundRequest {
  return {
    ...row,
    amountCents: cents(row.amountCents),
    askedBy: row.askedBy as RefundRequest['askedBy'],
    state: row.state as RefundState,
  };
}

/** @returns undefined when there is no such request */
export async function findRequest(prisma: Reader, id: Uuid): Promise<RefundRequest | undefined> {
  const row = await prisma.refundRequest.findUnique({ where: { id } });
  return row === null ? undefined : toRequest(row);
}

/** The one request of a purchase that has not ended. */
export async function findOpenRequest(prisma: Reader, purchaseId: Uuid): Promise<RefundRequest | undefined> {
  const row = await prisma.refundRequest.findFirst({ where: { purchaseId, endedAt: null } });
  return row === null ? undefined : toRequest(row);
}

/** All requests of some purchases, newest first. */
export async function listRequests(prisma: Reader, purchaseIds: readonly Uuid[]): Promise<RefundRequest[]> {
  const rows = await prisma.refundRequest.findMany({
    where: { purchaseId: { in: [...purchaseIds] } },
    orderBy: [{ askedAt: 'desc' }, { id: 'desc' }],
  });
  return rows.map(toRequest);
}

/** The requests of every customer that have not ended, the longest waiting first; and those that Paddle rejected lately. */
export async function listOpenRequests(prisma: Reader, limit: number): Promise<RefundRequest[]> {
  const rows = await prisma.refundRequest.findMany({
    where: { endedAt: null },
    orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
    take: limit,
  });
  return rows.map(toRequest);
}

/** What ended last, newest first. */
export async function listEndedRequests(prisma: Reader, limit: number): Promise<RefundRequest[]> {
  const rows = await prisma.refundRequest.findMany({
    where: { endedAt: { not: null } },
    orderBy: [{ endedAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
  return rows.map(toRequest);
}

/** The approved requests that are to be sent, and those whose call was begun before an instant and never answered. */
export async function listToSend(prisma: Reader, begunBefore: Date): Promise<Uuid[]> {
  const rows = await prisma.refundRequest.findMany({
    where: { OR: [{ state: 'approved' }, { state: 'sending', sentAt: { lt: begunBefore } }] },
    orderBy: { askedAt: 'asc' },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** What one person approved for a customer since an instant, in cents; what was refused or rejected since counts too. */
export async function approvedSince(
  tx: Tx,
  options: { customerId: Uuid; staffId: Uuid; since: Date },
): Promise<bigint> {
  const { customerId, staffId: firstApproverId, since } = options;
  const { _sum } = await tx.refundRequest.aggregate({
    where: { customerId, firstApproverId, approvedAt: { gte: since } },
    _sum: { amountCents: true },
  });
  return _sum.amountCents ?? 0n;
}

export async function insertRequest(
  tx: Tx,
  request: Pick<
    RefundRequest,
    'id' | 'customerId' | 'purchaseId' | 'amountCents' | 'askedBy' | 'askedAt' | 'inWindow' | 'reason'
  >,
): Promise<RefundRequest> {
  return toRequest(await tx.refundRequest.create({ data: { ...request, state: 'asked' } }));
}

/** Changes a request whose purchase is locked. */
export async function updateRequest(tx: Tx, id: Uuid, changes: Partial<RefundRequest>): Promise<void> {
  await tx.refundRequest.update({ where: { id }, data: changes });
}

/** Which of some adjustments belong to a request of ours. */
export async function boundAmong(tx: Tx, adjustmentIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.refundRequest.findMany({
    where: { paddleAdjustmentId: { in: [...adjustmentIds] } },
    select: { paddleAdjustmentId: true },
  });
  return new Set(rows.flatMap(({ paddleAdjustmentId }) => paddleAdjustmentId ?? []));
}

/** An adjustment as it is kept, with when we first saw it. */
export type KeptAdjustment = PaddleAdjustment & { seenAt: Date };

/** The adjustments of a Paddle transaction, in the order in which they were made. */
export async function listAdjustments(
  prisma: Reader,
  paddleTransactionId: string,
): Promise<KeptAdjustment[]> {
  return listAdjustmentsOf(prisma, [paddleTransactionId]);
}

/** The same for several Paddle transactions. */
export async function listAdjustmentsOf(
  prisma: Reader,
  paddleTransactionIds: readonly string[],
): Promise<KeptAdjustment[]> {
  const rows = await prisma.paddleAdjustment.findMany({
    where: { paddleTransactionId: { in: [...paddleTransactionIds] } },
    orderBy: [{ madeAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({
    ...row,
    action: row.action as AdjustmentAction,
    status: row.status as AdjustmentStatus,
    netCents: cents(row.netCents),
    taxCents: cents(row.taxCents),
    totalCents: cents(row.totalCents),
  }));
}

/**
 * Keeps an adjustment as it was last told: a status that comes late changes nothing. Two deliveries of one payment come
 * here one after the other, because its purchase is locked; of a payment that is unknown, the second insert waits.
 *
 * @returns whether it said anything new
 */
export async function keepAdjustment(tx: Tx, adjustment: PaddleAdjustment, at: Date): Promise<boolean> {
  const { count } = await tx.paddleAdjustment.createMany({
    data: [{ ...adjustment, seenAt: at }],
    skipDuplicates: true,
  });
  if (count === 1) return true;
  const known = await tx.paddleAdjustment.findUniqueOrThrow({ where: { id: adjustment.id } });
  if (!isFurther(adjustment.status, known.status as AdjustmentStatus)) return false;
  const { status, netCents, taxCents, totalCents, changedAt } = adjustment;
  await tx.paddleAdjustment.update({
    where: { id: adjustment.id },
    data: { status, netCents, taxCents, totalCents, changedAt },
  });
  return true;
}
