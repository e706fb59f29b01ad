import { Prisma } from '#generated/prisma/client.ts';
import type { Uuid } from '#lib/core/ids.ts';
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
  customerId: Uuid;
  reason: string;
  before: Prisma.InputJsonObject | null;
  after: Prisma.InputJsonObject | null;
};

export async function isOpenCustomer(tx: Tx, customerId: Uuid): Promise<boolean> {
  return (await tx.customer.count({ where: { id: customerId, status: { not: 'closed' } } })) > 0;
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
