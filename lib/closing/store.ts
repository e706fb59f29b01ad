import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import type { Tx } from '#lib/db/transaction.ts';
import { REFUSALS } from '#lib/topups/refund-request.ts';

/** Stands where a text must not be empty. */
const ERASED = 'Erased when the account was closed';

type Prisma = Database['prisma'];
type Reader = Prisma | Tx;

/** What is under way for a customer and must end before their account can be closed. */
export type UnderWay = {
  openHolds: number;
  /** The purchases whose refund requests are open, oldest request first. */
  refundsOf: Uuid[];
  /** Purchases that were paid and are not credited yet, oldest first. */
  paymentsOf: Uuid[];
};

export async function findUnderWay(prisma: Reader, customerId: Uuid): Promise<UnderWay> {
  const [jobs, requests, payments] = await Promise.all([
    prisma.job.count({ where: { customerId, status: { in: ['pending', 'processing'] } } }),
    prisma.refundRequest.findMany({
      where: { customerId, endedAt: null },
      orderBy: { askedAt: 'asc' },
      select: { purchaseId: true },
    }),
    prisma.purchase.findMany({
      where: { customerId, creditedAt: null, paymentSeenAt: { not: null }, status: 'PENDING' },
      orderBy: { createdAt: 'asc' },
      select: { id: true },
    }),
  ]);
  return {
    openHolds: jobs,
    refundsOf: requests.map(({ purchaseId }) => purchaseId),
    paymentsOf: payments.map(({ id }) => id),
  };
}

/**
 * Marks a customer as closed and keeps what is kept of it.
 *
 * @returns whom the last letter goes to: those who have verified their address
 */
export async function markClosed(
  tx: Tx,
  closing: { customerId: Uuid; closedAt: Date; forfeitedMicros: bigint; owedMicros: bigint },
): Promise<Uuid[]> {
  const { customerId, closedAt } = closing;
  const { paddleCustomerId } = await tx.customer.update({
    where: { id: customerId },
    data: { status: 'closed', closedAt },
    select: { paddleCustomerId: true },
  });
  await tx.closing.create({ data: { ...closing, paddleCustomerId } });
  const readers = await tx.user.findMany({
    where: { customerId, emailVerifiedAt: { not: null } },
    orderBy: { id: 'asc' },
    select: { id: true, email: true, name: true, locale: true },
  });
  await tx.farewell.createMany({ data: readers.map((reader) => ({ ...reader, customerId })) });
  return readers.map(({ id }) => id);
}

/**
 * Erases who a closed customer is, wherever a row of ours says so: people with their sessions, keys, the link to Paddle,
 * VAT numbers, every free text, and the mails that wait. Amounts, times and numbers of receipts stay. May be done again.
 */
export async function erasePeople(tx: Tx, customerId: Uuid, at: Date): Promise<void> {
  await deleteQueuedMails(tx, customerId);
  await tx.apiKey.updateMany({
    where: { customerId, revokedAt: null },
    data: { revokedAt: at },
  });
  await tx.apiKey.updateMany({ where: { customerId }, data: { name: '', last4: '' } });
  // A key is the customer's own word.
  await tx.keptQuote.deleteMany({ where: { customerId } });
  await tx.purchase.updateMany({ where: { customerId }, data: { vatNumber: null } });
  await tx.grant.updateMany({ where: { customerId }, data: { reason: '', internalNote: '' } });
  await tx.grant.updateMany({ where: { customerId, refusal: { not: null } }, data: { refusal: '' } });
  await tx.refundRequest.updateMany({
    where: { customerId, reason: { not: null } },
    data: { reason: ERASED },
  });
  await tx.refundRequest.updateMany({
    where: { customerId, refusal: { not: null, notIn: [...REFUSALS] } },
    data: { refusal: ERASED },
  });
  await tx.refundRequest.updateMany({ where: { customerId }, data: { note: null } });
  await tx.customer.update({ where: { id: customerId }, data: { country: null, paddleCustomerId: null } });
  await tx.$queryRaw`SELECT 1 AS done FROM customer_erase(${customerId}::uuid)`;
}

/** Mails name their readers by ids only, but one that could not be sent keeps the mail server's words. */
async function deleteQueuedMails(tx: Tx, customerId: Uuid): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM graphile_worker._private_jobs q USING graphile_worker._private_tasks t
    WHERE t.id = q.task_id AND t.identifier = 'send_mail' AND (
      q.payload ->> 'customerId' = ${customerId}
      OR q.payload ->> 'userId' IN (SELECT id::text FROM user_account WHERE customer_id = ${customerId}::uuid)
      OR q.payload ->> 'purchaseId' IN (SELECT id::text FROM purchase WHERE customer_id = ${customerId}::uuid)
      OR q.payload ->> 'requestId' IN (SELECT id::text FROM refund_request WHERE customer_id = ${customerId}::uuid))`;
}

/** What the queue still knows of jobs that were given up: a provider's words, say. */
export async function deleteTasksOfJobs(pool: Database['pool'], jobIds: readonly Uuid[]): Promise<void> {
  await pool.query(
    `DELETE FROM graphile_worker._private_jobs WHERE payload ->> 'jobId' = ANY ($1::text[]) AND locked_at IS NULL`,
    [[...jobIds]],
  );
}

/** A closing with work left. */
export type Closing = {
  customerId: Uuid;
  closedAt: Date;
  paddleCustomerId: string | null;
  erasedAt: Date | null;
};

/** The closings that are to be erased, oldest first: those that never were, and those erased before they had settled. */
export async function closingsToErase(
  prisma: Prisma,
  options: { settledBefore: Date; limit: number },
): Promise<Closing[]> {
  return prisma.closing.findMany({
    where: {
      sweptAt: null,
      OR: [{ erasedAt: null }, { closedAt: { lte: options.settledBefore } }],
    },
    orderBy: { closedAt: 'asc' },
    take: options.limit,
    select: { customerId: true, closedAt: true, paddleCustomerId: true, erasedAt: true },
  });
}

/** The Paddle transactions of a customer's purchases. */
export async function paddleTransactionsOf(prisma: Prisma, customerId: Uuid): Promise<string[]> {
  const rows = await prisma.purchase.findMany({
    where: { customerId, paddleTransactionId: { not: null } },
    select: { paddleTransactionId: true },
  });
  return rows.map(({ paddleTransactionId }) => paddleTransactionId!);
}

export async function markErased(prisma: Prisma, customerId: Uuid, at: Date): Promise<void> {
  await prisma.closing.updateMany({
    where: { customerId, erasedAt: null },
    data: { erasedAt: at, paddleCustomerId: null },
  });
}

/** The last of it: a letter that could not be sent is given up, with what the queue keeps of it. */
export async function markSwept(tx: Tx, customerId: Uuid, at: Date): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM graphile_worker._private_jobs
    WHERE payload ->> 'farewellId' IN (SELECT id::text FROM farewell WHERE customer_id = ${customerId}::uuid)`;
  await tx.farewell.deleteMany({ where: { customerId } });
  await tx.closing.updateMany({ where: { customerId }, data: { sweptAt: at } });
}
