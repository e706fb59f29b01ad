import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';

type Prisma = Database['prisma'];

/** The person who takes their data along, with their customer. */
export function personToExport(prisma: Prisma, who: { userId: Uuid; customerId: Uuid }) {
  return prisma.user.findFirst({
    where: { id: who.userId, customerId: who.customerId },
    omit: { passwordHash: true },
    include: { customer: true, sessions: { orderBy: { id: 'asc' } } },
  });
}

export function linksToExport(prisma: Prisma, userId: Uuid) {
  return prisma.emailToken.findMany({ where: { userId }, omit: { hash: true }, orderBy: { id: 'asc' } });
}

export function keysToExport(prisma: Prisma, customerId: Uuid) {
  return prisma.apiKey.findMany({ where: { customerId }, omit: { hash: true }, orderBy: { id: 'asc' } });
}

/** Some purchases with their refund requests, in the order of their ids. */
export function purchasesToExport(prisma: Prisma, customerId: Uuid, page: Page) {
  return prisma.purchase.findMany({
    where: { customerId, ...beyond(page) },
    include: { refundRequests: { orderBy: { askedAt: 'asc' } } },
    orderBy: { id: 'asc' },
    take: page.limit,
  });
}

export function adjustmentsToExport(prisma: Prisma, paddleTransactionIds: readonly string[]) {
  return prisma.paddleAdjustment.findMany({
    where: { paddleTransactionId: { in: [...paddleTransactionIds] } },
    orderBy: [{ madeAt: 'asc' }, { id: 'asc' }],
  });
}

export function eventsToExport(prisma: Prisma, ids: readonly Uuid[]) {
  return prisma.inboundEvent.findMany({
    where: { id: { in: [...ids] } },
    include: { steps: { orderBy: { id: 'asc' } } },
    orderBy: { id: 'asc' },
  });
}

/** The ids of the stored events about some payments, or about a customer of Paddle's. */
export async function eventIdsToExport(
  prisma: Prisma,
  customerId: Uuid,
  paddleCustomerId: string | null,
): Promise<Uuid[]> {
  const rows = await prisma.$queryRaw<{ id: Uuid }[]>`
    WITH mine AS (
      SELECT paddle_transaction_id AS id FROM purchase
      WHERE customer_id = ${customerId}::uuid AND paddle_transaction_id IS NOT NULL
    )
    SELECT id FROM inbound_event WHERE payload -> 'data' ->> 'id' = ANY (ARRAY(SELECT id FROM mine))
    UNION SELECT id FROM inbound_event WHERE payload -> 'data' ? 'transaction_id'
      AND payload -> 'data' ->> 'transaction_id' = ANY (ARRAY(SELECT id FROM mine))
    UNION SELECT id FROM inbound_event WHERE payload -> 'data' ->> 'id' = ${paddleCustomerId}
    UNION SELECT id FROM inbound_event WHERE payload -> 'data' ? 'customer_id'
      AND payload -> 'data' ->> 'customer_id' = ${paddleCustomerId}
    ORDER BY id`;
  return rows.map(({ id }) => id);
}

export function grantsToExport(prisma: Prisma, customerId: Uuid) {
  return prisma.grant.findMany({
    where: { customerId },
    select: { id: true, amountMicros: true, reason: true, createdAt: true },
    orderBy: { id: 'asc' },
  });
}

export function staffActionsToExport(prisma: Prisma, customerId: Uuid) {
  return prisma.auditEntry.findMany({
    where: { customerId },
    select: { at: true, action: true },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
}

export function warningsToExport(prisma: Prisma, customerId: Uuid) {
  return prisma.expiryWarning.findMany({ where: { customerId }, orderBy: { warnedAt: 'asc' } });
}

export function lettersToExport(prisma: Prisma, customerId: Uuid) {
  return prisma.statementLetter.findMany({ where: { customerId }, orderBy: { month: 'asc' } });
}

export async function lowBalanceLettersToExport(prisma: Prisma, userId: Uuid) {
  return prisma.lowBalanceLetter.findMany({ where: { userId }, orderBy: { queuedAt: 'asc' } });
}

export async function mailsToExport(prisma: Prisma, userId: Uuid) {
  return prisma.mailSent.findMany({ where: { userId }, orderBy: { sentAt: 'asc' } });
}

export async function knownSignInsToExport(prisma: Prisma, userId: Uuid) {
  return prisma.knownSignIn.findMany({ where: { userId }, select: { lastSeenAt: true } });
}

export function uploadsToExport(prisma: Prisma, customerId: Uuid, page: Page) {
  return prisma.upload.findMany({
    where: { customerId, ...beyond(page) },
    orderBy: { id: 'asc' },
    take: page.limit,
  });
}

/** Some jobs as they are stored, newest first. */
export function jobsToExport(prisma: Prisma, customerId: Uuid, page: Page) {
  return prisma.job.findMany({
    where: { customerId, ...(page.after !== undefined && { id: { lt: page.after } }) },
    omit: { bodyHash: true },
    orderBy: { id: 'desc' },
    take: page.limit,
  });
}

/** Rows after one, in the order of the list. */
export type Page = { after: Uuid | undefined; limit: number };

function beyond({ after }: Page) {
  return after === undefined ? {} : { id: { gt: after } };
}
