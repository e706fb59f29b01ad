import type { Prisma } from '#generated/prisma/client.ts';
import { isUuid, type Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import type { Tx } from '#lib/db/transaction.ts';

/** A grant as it is kept beside the ledger: the words, who gave it, and who decided where one person may not. */
export type GrantRow = {
  id: Uuid;
  customerId: Uuid;
  amountMicros: bigint;
  reason: string;
  internalNote: string;
  /** The id of a user of the desk, or `operator`. */
  author: string;
  createdAt: Date;
  state: string;
  decidedAt: Date | null;
  decidedBy: Uuid | null;
  refusal: string | null;
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

/** Moves a customer from one status to another. @returns false when they do not stand there */
export async function setStatus(
  tx: Tx,
  { customerId, from, to }: { customerId: Uuid; from: string; to: string },
): Promise<boolean> {
  const { count } = await tx.customer.updateMany({
    where: { id: customerId, status: from },
    data: { status: to },
  });
  return count === 1;
}

export async function insertGrant(tx: Tx, grant: GrantRow): Promise<void> {
  await tx.grant.create({ data: grant });
}

/**
 * Writes down what somebody did, as the next link of the log's chain. It locks the log until the transaction ends: call it
 * last.
 */
export async function insertAudit(tx: Tx, row: AuditRow): Promise<void> {
  const [before, after] = [row.before, row.after].map((each) => each && JSON.stringify(each));
  await tx.$queryRaw`SELECT audit_append(${row.id}::uuid, ${row.at.toISOString()}::timestamptz, ${row.actor}, ${row.action},
    ${row.customerId}::uuid, ${row.reason}, ${before}::jsonb, ${after}::jsonb)`;
}

/** The addresses of everybody who signs in for a customer. */
export async function emailsOf(tx: Tx, customerId: Uuid): Promise<string[]> {
  const users = await tx.user.findMany({ where: { customerId }, select: { email: true } });
  return users.map(({ email }) => email);
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

/**
 * The purchase that each of some events from Paddle is about: the one that its transaction is bound to, else the one it names.
 * An event about none of ours is not in the answer.
 */
export async function purchasesOfEvents(
  prisma: Database['prisma'],
  eventIds: readonly Uuid[],
): Promise<Map<Uuid, Uuid>> {
  const rows = await prisma.$queryRaw<{ eventId: Uuid; purchaseId: Uuid }[]>`
    SELECT e.id AS "eventId", p.id AS "purchaseId"
    FROM inbound_event e
      CROSS JOIN LATERAL (SELECT e.payload -> 'data' AS data) d
      CROSS JOIN LATERAL (SELECT d.data -> 'custom_data' ->> 'purchase_id' AS named) n
      CROSS JOIN LATERAL (
        SELECT id, 1 AS rank FROM purchase WHERE paddle_transaction_id IN (d.data ->> 'id', d.data ->> 'transaction_id')
        UNION ALL
        SELECT id, 2 FROM purchase WHERE id = CASE WHEN pg_input_is_valid(n.named, 'uuid') THEN n.named::uuid END
        ORDER BY rank LIMIT 1) p
    WHERE e.id = ANY (${[...eventIds]}::uuid[])`;
  return new Map(rows.map(({ eventId, purchaseId }) => [eventId, purchaseId]));
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

/** Somebody of the desk, or who was; undefined for customers and strangers. */
export async function findStaff(tx: Tx, userId: Uuid): Promise<{ email: string; role: string } | undefined> {
  const person = await tx.user.findFirst({
    where: { id: userId, role: { not: 'customer' } },
    select: { email: true, role: true },
  });
  return person ?? undefined;
}

/** The same by their address. */
export async function findStaffId(prisma: Database['prisma'], email: string): Promise<Uuid | undefined> {
  const person = await prisma.user.findFirst({
    where: { email, role: { not: 'customer' } },
    select: { id: true },
  });
  return person?.id;
}

/** Of somebody of the desk; a customer never becomes one. */
export async function setStaffRole(tx: Tx, { userId, role }: { userId: Uuid; role: string }): Promise<void> {
  await tx.user.updateMany({ where: { id: userId, role: { not: 'customer' } }, data: { role } });
}
