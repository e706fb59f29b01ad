import type { Purchase as PurchaseRow } from '#generated/prisma/client.ts';
import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import type { Tx } from '#lib/db/transaction.ts';
import { post } from '#lib/ledger/post.ts';
import { inTransaction } from '#lib/ledger/sql.ts';
import { cents } from '#lib/money/cents.ts';
import { type Credits, credits } from '#lib/money/credits.ts';
import type { Purchase, PurchaseStatus } from './purchase.ts';

type Reader = Database['prisma'] | Tx;

function toPurchase(row: PurchaseRow): Purchase {
  return {
    ...row,
    status: row.status as PurchaseStatus,
    amountCents: cents(row.amountCents),
    taxCents: row.taxCents === null ? null : cents(row.taxCents),
    totalCents: row.totalCents === null ? null : cents(row.totalCents),
  };
}

/** A purchase, but only for the customer whose it is. */
export async function findPurchase(
  prisma: Reader,
  options: { purchaseId: Uuid; customerId: Uuid },
): Promise<Purchase | undefined> {
  const row = await prisma.purchase.findUnique({ where: { id: options.purchaseId } });
  return row === null || row.customerId !== options.customerId ? undefined : toPurchase(row);
}

/** Some purchases by their ids. */
export async function findPurchases(prisma: Reader, ids: readonly Uuid[]): Promise<Map<Uuid, Purchase>> {
  const rows = await prisma.purchase.findMany({ where: { id: { in: [...ids] } } });
  return new Map(rows.map((row) => [row.id, toPurchase(row)]));
}

/** The purchases that were credited from an instant on. */
export async function creditedSince(prisma: Reader, since: Date): Promise<Purchase[]> {
  const rows = await prisma.purchase.findMany({ where: { creditedAt: { gte: since } } });
  return rows.map(toPurchase);
}

/** The purchase that a page's token made, if it has made one. */
export async function findPurchaseByToken(
  prisma: Reader,
  options: { customerId: Uuid; requestToken: Uuid },
): Promise<Purchase | undefined> {
  const row = await prisma.purchase.findUnique({ where: { customerId_requestToken: options } });
  return row === null ? undefined : toPurchase(row);
}

/** A customer's purchase by the number on its receipt, or by its Paddle transaction. */
export async function findPurchaseByNumber(
  prisma: Reader,
  { customerId, number }: { customerId: Uuid; number: string },
): Promise<Purchase | undefined> {
  const row = await prisma.purchase.findFirst({
    where: { customerId, OR: [{ receiptNumber: number }, { paddleTransactionId: number }] },
  });
  return row === null ? undefined : toPurchase(row);
}

/** A customer's newest purchases first. */
export async function listPurchases(
  prisma: Reader,
  options: { customerId: Uuid; limit: number },
): Promise<Purchase[]> {
  const rows = await prisma.purchase.findMany({
    where: { customerId: options.customerId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: options.limit,
  });
  return rows.map(toPurchase);
}

/** When the purchases since an instant were begun, oldest first. */
export async function purchaseTimesSince(tx: Tx, customerId: Uuid, since: Date): Promise<Date[]> {
  const rows = await tx.purchase.findMany({
    where: { customerId, createdAt: { gt: since } },
    orderBy: { createdAt: 'asc' },
    select: { createdAt: true },
  });
  return rows.map((row) => row.createdAt);
}

export async function insertPurchase(
  tx: Tx,
  purchase: Pick<
    Purchase,
    | 'id'
    | 'customerId'
    | 'requestToken'
    | 'amountCents'
    | 'country'
    | 'vatNumber'
    | 'consentVersion'
    | 'consentAt'
    | 'createdAt'
  >,
): Promise<Purchase> {
  return toPurchase(await tx.purchase.create({ data: { ...purchase, status: 'PENDING' } }));
}

/**
 * Remembers the country of a customer's last top-up, which the page offers first next time. It also locks the
 * customer's row until the transaction ends, so that two requests with one token make one purchase.
 */
export async function rememberCountry(tx: Tx, customerId: Uuid, country: string): Promise<void> {
  await tx.customer.update({ where: { id: customerId }, data: { country } });
}

export async function findPaddleCustomerId(prisma: Reader, customerId: Uuid): Promise<string | null> {
  const row = await prisma.customer.findUniqueOrThrow({
    where: { id: customerId },
    select: { paddleCustomerId: true },
  });
  return row.paddleCustomerId;
}

/** What the page prefills. */
export async function findCountry(prisma: Reader, customerId: Uuid): Promise<string | null> {
  const row = await prisma.customer.findUniqueOrThrow({
    where: { id: customerId },
    select: { country: true },
  });
  return row.country;
}

/**
 * Binds a customer to theirs at Paddle, once: the first one stays.
 *
 * @returns the bound id, or undefined when that customer at Paddle belongs to somebody else here
 */
export async function bindPaddleCustomer(
  prisma: Database['prisma'],
  customerId: Uuid,
  paddleCustomerId: string,
): Promise<string | undefined> {
  const taken = await prisma.customer.findUnique({ where: { paddleCustomerId }, select: { id: true } });
  if (taken !== null && taken.id !== customerId) return undefined;
  await prisma.customer.updateMany({
    where: { id: customerId, paddleCustomerId: null },
    data: { paddleCustomerId },
  });
  return (await findPaddleCustomerId(prisma, customerId)) ?? undefined;
}

/** Binds a purchase to its Paddle transaction, once: of two made by a double click the first stays. */
export async function bindPaddleTransaction(
  prisma: Database['prisma'],
  purchaseId: Uuid,
  made: Pick<Purchase, 'paddleTransactionId' | 'paddleStatus' | 'taxCents' | 'totalCents'>,
): Promise<Purchase> {
  await prisma.purchase.updateMany({ where: { id: purchaseId, paddleTransactionId: null }, data: made });
  return toPurchase(await prisma.purchase.findUniqueOrThrow({ where: { id: purchaseId } }));
}

/**
 * Locks a customer's books until the transaction ends: the first lock of everything that will post. The app's role
 * may not lock the ledger's row itself, so it asks for what is done already, which the ledger decides under that lock.
 */
async function lockBooks(tx: Tx, customerId: Uuid, at: Date): Promise<void> {
  await post(inTransaction(tx), at, [{ op: 'open', customerId }]);
}

/**
 * Locks the books of a purchase's customer, then the purchase, and reads it in a statement of its own: what is read
 * after a wait is what stands.
 *
 * @returns undefined when there is no such purchase
 */
export async function lockPurchase(
  tx: Tx,
  purchaseId: Uuid,
  at: Date,
): Promise<{ purchase: Purchase; paddleCustomerId: string | null; isClosed: boolean } | undefined> {
  const found = await tx.purchase.findUnique({ where: { id: purchaseId }, select: { customerId: true } });
  if (found === null) return undefined;
  await lockBooks(tx, found.customerId, at);
  await tx.$queryRaw`SELECT id FROM purchase WHERE id = ${purchaseId}::uuid FOR NO KEY UPDATE`;
  const row = await tx.purchase.findUniqueOrThrow({
    where: { id: purchaseId },
    include: { customer: { select: { paddleCustomerId: true, status: true } } },
  });
  const { customer, ...purchase } = row;
  return {
    purchase: toPurchase(purchase),
    paddleCustomerId: customer.paddleCustomerId,
    isClosed: customer.status === 'closed',
  };
}

/** The same by the Paddle transaction that a purchase is bound to. */
export async function lockPurchaseOf(
  tx: Tx,
  paddleTransactionId: string,
  at: Date,
): Promise<Purchase | undefined> {
  const found = await tx.purchase.findUnique({ where: { paddleTransactionId }, select: { id: true } });
  return found === null ? undefined : (await lockPurchase(tx, found.id, at))?.purchase;
}

/** Whether another purchase is bound to this Paddle transaction. */
export async function isBoundElsewhere(
  tx: Tx,
  paddleTransactionId: string,
  purchaseId: Uuid,
): Promise<boolean> {
  const row = await tx.purchase.findUnique({ where: { paddleTransactionId }, select: { id: true } });
  return row !== null && row.id !== purchaseId;
}

/** Changes a purchase that is locked. */
export async function updatePurchase(tx: Tx, purchaseId: Uuid, changes: Partial<Purchase>): Promise<void> {
  await tx.purchase.update({ where: { id: purchaseId }, data: changes });
}

/**
 * Writes down warnings of expiry dates.
 *
 * @returns those that had not been given before
 */
export async function insertWarnings(
  tx: Tx,
  warnings: readonly { customerId: Uuid; expiresAt: Date; stepDays: number }[],
  at: Date,
): Promise<{ customerId: Uuid; expiresAt: Date }[]> {
  return tx.expiryWarning.createManyAndReturn({
    data: warnings.map((warning) => ({ ...warning, warnedAt: at })),
    skipDuplicates: true,
    select: { customerId: true, expiresAt: true },
  });
}

/** Who wants a letter when the balance falls, and below which line. Only verified addresses are written to. */
export async function peopleToWarn(
  prisma: Database['prisma'],
  customerIds: readonly Uuid[],
): Promise<{ userId: Uuid; customerId: Uuid; lineMicros: Credits; since: Date | null }[]> {
  const rows = await prisma.user.findMany({
    where: {
      customerId: { in: [...customerIds] },
      customer: { status: { not: 'closed' } },
      emailVerifiedAt: { not: null },
      lowBalanceLetter: true,
      lowBalanceMicros: { not: null },
    },
    select: { id: true, customerId: true, lowBalanceMicros: true, lowBalanceSince: true },
  });
  return rows.map((row) => ({
    userId: row.id,
    customerId: row.customerId!,
    lineMicros: credits(row.lowBalanceMicros!),
    since: row.lowBalanceSince,
  }));
}

/** Notes that people are told of falls of their balance. @returns those who were not before */
export async function insertLowBalanceLetters(
  tx: Tx,
  letters: readonly { userId: Uuid; fallSeq: bigint; thresholdMicros: Credits }[],
  at: Date,
): Promise<Uuid[]> {
  const fresh = await tx.lowBalanceLetter.createManyAndReturn({
    data: letters.map((letter) => ({ ...letter, queuedAt: at })),
    skipDuplicates: true,
    select: { userId: true },
  });
  return fresh.map(({ userId }) => userId);
}

/** Gives up on purchases that nobody paid: begun before an instant, and nothing heard of a payment. */
export async function abandonUnpaid(prisma: Database['prisma'], begunBefore: Date): Promise<number> {
  const { count } = await prisma.purchase.updateMany({
    where: { status: { in: ['PENDING', 'FAILED'] }, paymentSeenAt: null, createdAt: { lt: begunBefore } },
    data: { status: 'ABANDONED' },
  });
  return count;
}
