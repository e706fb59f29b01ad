import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import type { LinkToken, TokenPurpose } from './link-token.ts';

type Prisma = Database['prisma'];

/**
 * Whom a mail goes to. The name is null until the address is verified: whoever signs up with somebody else's address
 * must not write to them through us.
 */
export type Recipient = { userId: Uuid; email: string; name: string | null };

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

const ADDRESSEE = { id: true, email: true, name: true, emailVerifiedAt: true } as const;

function toRecipient(user: {
  id: Uuid;
  email: string;
  name: string;
  emailVerifiedAt: Date | null;
}): Recipient {
  return { userId: user.id, email: user.email, name: user.emailVerifiedAt === null ? null : user.name };
}

/** @returns null when the user is gone: then there is nobody to write to */
export async function findRecipient(prisma: Prisma, userId: Uuid): Promise<Recipient | null> {
  const user = await prisma.user.findUnique({
    where: { id: userId },
    select: ADDRESSEE,
  });
  return user && toRecipient(user);
}

/** Everybody who signs in for a customer. */
export async function findRecipients(prisma: Prisma, customerId: Uuid): Promise<Recipient[]> {
  const users = await prisma.user.findMany({
    where: { customerId },
    orderBy: { id: 'asc' },
    select: ADDRESSEE,
  });
  return users.map(toRecipient);
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
    recipients: purchase.customer.users.map(toRecipient),
  };
}

/** What the mails about a refund request tell, as its row has it. */
export type RefundFacts = {
  purchaseId: Uuid;
  amountCents: bigint;
  askedAt: Date;
  state: string;
  reason: string | null;
  refusal: string | null;
  note: string | null;
  receiptNumber: string | null;
  /** What went back, once it has. */
  paidOut: { taxCents: bigint; totalCents: bigint } | null;
  recipients: Recipient[];
};

/** @returns null when there is no such request */
export async function findRefund(prisma: Prisma, requestId: Uuid): Promise<RefundFacts | null> {
  const request = await prisma.refundRequest.findUnique({
    where: { id: requestId },
    include: { purchase: { include: { customer: { include: { users: { orderBy: { id: 'asc' } } } } } } },
  });
  if (request === null) return null;
  const { purchase, paddleAdjustmentId, ...facts } = request;
  const paidOut =
    facts.state === 'refunded' && paddleAdjustmentId !== null
      ? await prisma.paddleAdjustment.findUnique({ where: { id: paddleAdjustmentId } })
      : null;
  return {
    ...facts,
    receiptNumber: purchase.receiptNumber,
    paidOut,
    recipients: purchase.customer.users.map(toRecipient),
  };
}

/** Everybody at the support desk. */
export async function findStaff(prisma: Prisma): Promise<Recipient[]> {
  const users = await prisma.user.findMany({
    where: { role: { in: ['support', 'admin'] } },
    orderBy: { id: 'asc' },
    select: ADDRESSEE,
  });
  return users.map(toRecipient);
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

/** What the letter that confirms a closing tells, and whom. */
export type FarewellFacts = {
  recipient: Recipient;
  closedAt: Date;
  forfeitedMicros: bigint;
  owedMicros: bigint;
};

/** @returns null when the letter has left, or its address was erased */
export async function findFarewell(prisma: Prisma, id: Uuid): Promise<FarewellFacts | null> {
  const farewell = await prisma.farewell.findUnique({ where: { id }, include: { closing: true } });
  if (farewell === null) return null;
  const { email, name, closing } = farewell;
  const { closedAt, forfeitedMicros, owedMicros } = closing;
  return { recipient: { userId: id, email, name }, closedAt, forfeitedMicros, owedMicros };
}

/** The letter has left: nothing of its reader stays. */
export async function deleteFarewell(prisma: Prisma, id: Uuid): Promise<void> {
  await prisma.farewell.deleteMany({ where: { id } });
}
