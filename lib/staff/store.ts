import { Prisma } from '#generated/prisma/client.ts';
import { isUuid, type Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import type { Tx } from '#lib/db/transaction.ts';

/** A grant as it is kept beside the ledger: the words, and who gave it. */
export type GrantRow = {
  id: Uuid;
  customerId: Uuid;
  amountMicros: bigint;
  reason: string;
  internalNote: string;
  author: string;
  createdAt: Date;
};

/** What somebody did, for the audit log. */
export type AuditRow = {
  id: Uuid;
  at: Date;
  actor: string;
  action: string;
  /** Null for what is about no customer. */
  customerId: Uuid | null;
  reason: string;
  before: Prisma.InputJsonObject | null;
  after: Prisma.InputJsonObject | null;
};

/** Whether a customer has not closed their account; they cannot do so before the transaction ends. */
export async function isOpenCustomer(tx: Tx, customerId: Uuid): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id FROM customer WHERE id = ${customerId}::uuid AND status <> 'closed' FOR SHARE`;
  return rows.length === 1;
}

export async function insertGrant(tx: Tx, grant: GrantRow): Promise<void> {
  await tx.grant.create({ data: grant });
}

export async function insertAudit(tx: Tx, row: AuditRow): Promise<void> {
  const { before, after } = row;
  await tx.auditEntry.create({
    data: { ...row, before: before ?? Prisma.DbNull, after: after ?? Prisma.DbNull },
  });
}

/** The names and addresses of some customers' people, and of staff, by what they are looked up with. */
export async function peopleOf(
  prisma: Database['prisma'],
  options: { customerIds: readonly Uuid[]; userIds: readonly Uuid[] },
): Promise<{ emails: Map<Uuid, string>; names: Map<Uuid, string> }> {
  const users = await prisma.user.findMany({
    where: { OR: [{ customerId: { in: [...options.customerIds] } }, { id: { in: [...options.userIds] } }] },
    orderBy: { id: 'desc' },
    select: { id: true, customerId: true, email: true, name: true },
  });
  const emails = new Map(
    users.flatMap(({ customerId, email }) => (customerId === null ? [] : [[customerId, email]])),
  );
  return { emails, names: new Map(users.map(({ id, name }) => [id, name])) };
}

/** A purchase by whatever somebody has at hand: its id, its receipt number, its Paddle transaction, a refund of it. */
export async function findPurchaseId(prisma: Database['prisma'], text: string): Promise<Uuid | undefined> {
  const byNumber = [{ receiptNumber: text }, { paddleTransactionId: text }];
  const byId = isUuid(text) ? [{ id: text }, { refundRequests: { some: { id: text } } }] : [];
  const found = await prisma.purchase.findFirst({
    where: { OR: [...byNumber, ...byId] },
    select: { id: true },
  });
  if (found !== null) return found.id;
  const adjustment = await prisma.paddleAdjustment.findUnique({ where: { id: text } });
  return adjustment === null ? undefined : findPurchaseId(prisma, adjustment.paddleTransactionId);
}

/** Notes that customers are sent the statement of a month. @returns those who were not before */
export async function insertStatementLetters(
  tx: Tx,
  customerIds: readonly Uuid[],
  month: Date,
  at: Date,
): Promise<Uuid[]> {
  const fresh = await tx.statementLetter.createManyAndReturn({
    data: customerIds.map((customerId) => ({ customerId, month, queuedAt: at })),
    skipDuplicates: true,
    select: { customerId: true },
  });
  return fresh.map(({ customerId }) => customerId);
}
