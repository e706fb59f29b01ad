import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import type { Tx } from '#lib/db/transaction.ts';
import type { GrantRow } from './store.ts';

type Reader = Database['prisma'] | Tx;

export async function findGrant(prisma: Reader, id: Uuid): Promise<GrantRow | undefined> {
  return (await prisma.grant.findUnique({ where: { id } })) ?? undefined;
}

/** Locks a grant until the transaction ends, and reads it as it stands then. */
export async function lockGrant(tx: Tx, id: Uuid): Promise<GrantRow | undefined> {
  await tx.$queryRaw`SELECT FROM credit_grant WHERE id = ${id}::uuid FOR UPDATE`;
  return findGrant(tx, id);
}

/** Grants that stand in a state, the oldest first. */
export async function listGrants(
  prisma: Reader,
  { state, limit }: { state: string; limit: number },
): Promise<GrantRow[]> {
  return prisma.grant.findMany({ where: { state }, orderBy: { createdAt: 'asc' }, take: limit });
}

/** The newest grants of a customer, however they stand. */
export async function grantsOf(prisma: Reader, customerId: Uuid, limit: number): Promise<GrantRow[]> {
  return prisma.grant.findMany({ where: { customerId }, orderBy: { createdAt: 'desc' }, take: limit });
}

/** What one person has given a customer since an instant, approved or not. */
export async function givenSince(
  tx: Tx,
  { customerId, author, since, except }: { customerId: Uuid; author: string; since: Date; except: Uuid },
): Promise<bigint> {
  const { _sum } = await tx.grant.aggregate({
    _sum: { amountMicros: true },
    where: { customerId, author, state: 'given', decidedAt: { gt: since }, id: { not: except } },
  });
  return _sum.amountMicros ?? 0n;
}

/** Writes how a grant was decided. */
export async function updateGrant(
  tx: Tx,
  { id, state, decidedAt, decidedBy, refusal }: GrantRow,
): Promise<void> {
  await tx.grant.update({ where: { id }, data: { state, decidedAt, decidedBy, refusal } });
}
