import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import type { LinkToken, TokenPurpose } from './link-token.ts';

type Prisma = Database['prisma'];

/** Whom a mail goes to. */
export type Recipient = { userId: Uuid; email: string; name: string };

/** What a receipt tells, as the purchase's row has it. */
export type ReceiptFacts = {
  customerId: Uuid;
  amountCents: bigint;
  taxCents: bigint | null;
  totalCents: bigint | null;
  receiptNumber: string | null;
  paidAt: Date;
  consentVersion: string;
  consentAt: Date;
  recipients: Recipient[];
};

/** @returns null when the user is gone: then there is nobody to write to */
export async function findRecipient(prisma: Prisma, userId: Uuid): Promise<Recipient | null> {
  const user = await prisma.user.findUnique({
    where: { id: userId },
    select: { id: true, email: true, name: true },
  });
  return user && { userId: user.id, email: user.email, name: user.name };
}

/** Everybody who signs in for a customer. */
export async function findRecipients(prisma: Prisma, customerId: Uuid): Promise<Recipient[]> {
  const users = await prisma.user.findMany({
    where: { customerId },
    orderBy: { id: 'asc' },
    select: { id: true, email: true, name: true },
  });
  return users.map(({ id, email, name }) => ({ userId: id, email, name }));
}

/** @returns null when there is no such purchase, or it is not paid */
export async function findReceipt(prisma: Prisma, purchaseId: Uuid): Promise<ReceiptFacts | null> {
  const purchase = await prisma.purchase.findUnique({
    where: { id: purchaseId },
    include: { customer: { include: { users: { orderBy: { id: 'asc' } } } } },
  });
  if (purchase === null || purchase.paidAt === null) return null;
  return {
    customerId: purchase.customerId,
    amountCents: purchase.amountCents,
    taxCents: purchase.taxCents,
    totalCents: purchase.totalCents,
    receiptNumber: purchase.receiptNumber,
    paidAt: purchase.paidAt,
    consentVersion: purchase.consentVersion,
    consentAt: purchase.consentAt,
    recipients: purchase.customer.users.map(({ id, email, name }) => ({ userId: id, email, name })),
  };
}

export async function insertLinkToken(
  prisma: Prisma,
  options: { id: Uuid; userId: Uuid; purpose: TokenPurpose; token: LinkToken; at: Date },
): Promise<void> {
  const { id, userId, purpose, token, at } = options;
  await prisma.emailToken.create({
    data: { id, userId, purpose, hash: token.hash, createdAt: at, expiresAt: token.expiresAt },
  });
}

/** Takes back the link of a mail that did not leave. */
export async function deleteLinkToken(prisma: Prisma, id: Uuid): Promise<void> {
  await prisma.emailToken.deleteMany({ where: { id, usedAt: null } });
}
