import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { DEFAULT_LOCALE, isLocale, type Locale } from '#lib/i18n/locales.ts';
import { type Credits, credits } from '#lib/money/credits.ts';
import type { LinkToken, TokenPurpose } from './link-token.ts';

type Prisma = Database['prisma'];

/**
 * Whom a mail goes to. The name is null until the address is verified: whoever signs up with somebody else's address
 * must not write to them through us.
 */
export type Recipient = {
  /** Null for somebody who has no account with us any more. */
  userId: Uuid | null;
  email: string;
  name: string | null;
  locale: Locale;
  /** IANA; UTC until another is chosen. */
  timeZone: string;
  /** Whether they want the letters that one may do without. */
  wants: { grants: boolean; statements: boolean };
};

/** What a receipt tells, as the purchase's row has it. */
export type ReceiptFacts = {
  customerId: Uuid;
  paddleTransactionId: string | null;
  amountCents: bigint;
  taxCents: bigint | null;
  totalCents: bigint | null;
  receiptNumber: string | null;
  paidAt: Date;
  consentVersion: string;
  consentAt: Date;
  recipients: Recipient[];
};

const ADDRESSEE = {
  ...{ id: true, email: true, name: true, emailVerifiedAt: true },
  ...{ locale: true, timeZone: true, grantLetter: true, statementLetter: true },
} as const;

function toRecipient(user: {
  id: Uuid;
  email: string;
  name: string;
  emailVerifiedAt: Date | null;
  locale: string | null;
  timeZone: string | null;
  grantLetter: boolean;
  statementLetter: boolean;
}): Recipient {
  return {
    userId: user.id,
    email: user.email,
    name: user.emailVerifiedAt === null ? null : user.name,
    locale: localeIn(user.locale),
    timeZone: user.timeZone ?? 'UTC',
    wants: { grants: user.grantLetter, statements: user.statementLetter },
  };
}

/** The language as it is stored; the fallback where none was chosen. */
function localeIn(stored: string | null): Locale {
  const locale = stored ?? undefined;
  return isLocale(locale) ? locale : DEFAULT_LOCALE;
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
    paddleTransactionId: purchase.paddleTransactionId,
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

/** Below which line a person wants to be told of a low balance, as it is drawn now; null where they do not. */
export async function findLowBalanceLine(
  prisma: Prisma,
  userId: Uuid,
): Promise<{ customerId: Uuid; lineMicros: Credits } | null> {
  const user = await prisma.user.findUnique({
    where: { id: userId },
    select: { customerId: true, lowBalanceMicros: true, lowBalanceLetter: true },
  });
  if (!user?.lowBalanceLetter || user.customerId === null || user.lowBalanceMicros === null) return null;
  return { customerId: user.customerId, lineMicros: credits(user.lowBalanceMicros) };
}

/** What a letter about credit that was given tells. */
export type GrantFacts = {
  customerId: Uuid;
  amountMicros: Credits;
  reason: string;
  givenAt: Date;
  recipients: Recipient[];
};

/** @returns null when there is no such grant */
export async function findGrant(prisma: Prisma, grantId: Uuid): Promise<GrantFacts | null> {
  const grant = await prisma.grant.findUnique({
    where: { id: grantId },
    include: { customer: { include: { users: { orderBy: { id: 'asc' } } } } },
  });
  if (grant === null) return null;
  const { customerId, reason, createdAt: givenAt } = grant;
  const recipients = grant.customer.users.map(toRecipient);
  return { customerId, amountMicros: credits(grant.amountMicros), reason, givenAt, recipients };
}

/** When a session began, and in which browser. */
export async function findSignIn(
  prisma: Prisma,
  sessionId: Uuid,
): Promise<{ at: Date; userAgent: string } | null> {
  const session = await prisma.session.findUnique({
    where: { id: sessionId },
    select: { createdAt: true, userAgent: true },
  });
  return session && { at: session.createdAt, userAgent: session.userAgent };
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

/** A mail that left, or that its address did not take. */
export type SentMail = { mailId: Uuid; email: string; subject: string; refused: boolean; sentAt: Date };

/** Notes that a mail was sent to somebody; sent again, it is noted once. */
export async function insertMailSent(
  prisma: Prisma,
  { at, ...mail }: { mailId: Uuid; userId: Uuid; subject: string; refused: boolean; at: Date },
): Promise<void> {
  await prisma.mailSent.createMany({ data: [{ ...mail, sentAt: at }], skipDuplicates: true });
}

/** The newest mails to everybody who signs in for a customer. */
export async function mailsTo(prisma: Prisma, customerId: Uuid, limit: number): Promise<SentMail[]> {
  const mails = await prisma.mailSent.findMany({
    where: { user: { customerId } },
    orderBy: { sentAt: 'desc' },
    take: limit,
    include: { user: { select: { email: true } } },
  });
  return mails.map(({ mailId, subject, refused, sentAt, user }) => ({
    ...{ mailId, subject, refused, sentAt },
    email: user.email,
  }));
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
  const { email, name, locale, closing } = farewell;
  const { closedAt, forfeitedMicros, owedMicros } = closing;
  const recipient: Recipient = {
    ...{ userId: null, email, name, locale: localeIn(locale), timeZone: 'UTC' },
    wants: { grants: false, statements: false },
  };
  return { recipient, closedAt, forfeitedMicros, owedMicros };
}

/** The letter has left: nothing of its reader stays. */
export async function deleteFarewell(prisma: Prisma, id: Uuid): Promise<void> {
  await prisma.farewell.deleteMany({ where: { id } });
}
