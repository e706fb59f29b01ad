import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';

type Prisma = Database['prisma'];

/** Somebody who signs in for a customer. */
export type FoundUser = { customerId: Uuid; email: string };

/**
 * Users whose address has this local part once tags and dots are gone: a coarse look, by an index, which the caller
 * refines.
 *
 * @param bare the local part without tag and dots, in lower case
 */
export async function usersWithBareLocalPart(
  prisma: Prisma,
  bare: string,
  limit: number,
): Promise<FoundUser[]> {
  return prisma.$queryRaw<FoundUser[]>`
    SELECT customer_id AS "customerId", email FROM user_account
    WHERE replace(split_part(split_part(email, '@', 1), '+', 1), '.', '') = ${bare} AND customer_id IS NOT NULL
    ORDER BY email LIMIT ${limit}`;
}

/** Users whose address begins with a text, exactly as it is written. */
export async function usersByPrefix(prisma: Prisma, prefix: string, limit: number): Promise<FoundUser[]> {
  const pattern = `${prefix.replace(/[\\%_]/g, '\\$&')}%`;
  return prisma.$queryRaw<FoundUser[]>`
    SELECT customer_id AS "customerId", email FROM user_account
    WHERE lower(email) LIKE ${pattern} AND customer_id IS NOT NULL ORDER BY email LIMIT ${limit}`;
}

/** What an id of ours names, and whose it is. */
export type FoundById = { kind: 'customer' | 'user' | 'key' | 'job' | 'grant'; id: Uuid; customerId: Uuid };

/** Whatever has this id, but purchases and their refunds. */
export async function findById(prisma: Prisma, id: Uuid): Promise<FoundById | undefined> {
  const rows = await prisma.$queryRaw<FoundById[]>`
    SELECT 'customer' AS kind, id, id AS "customerId" FROM customer WHERE id = ${id}::uuid
    UNION ALL SELECT 'user', id, customer_id FROM user_account WHERE id = ${id}::uuid AND customer_id IS NOT NULL
    UNION ALL SELECT 'key', id, customer_id FROM api_key WHERE id = ${id}::uuid
    UNION ALL SELECT 'job', id, customer_id FROM job WHERE id = ${id}::uuid
    UNION ALL SELECT 'grant', id, customer_id FROM credit_grant WHERE id = ${id}::uuid LIMIT 1`;
  return rows[0];
}

export async function findByPaddleCustomer(
  prisma: Prisma,
  paddleCustomerId: string,
): Promise<Uuid | undefined> {
  const found = await prisma.customer.findUnique({ where: { paddleCustomerId }, select: { id: true } });
  return found?.id;
}

/** A key by what its owner sees of it. */
export async function keysByLast4(
  prisma: Prisma,
  last4: string,
  limit: number,
): Promise<{ id: Uuid; customerId: Uuid; name: string }[]> {
  return prisma.apiKey.findMany({
    where: { last4 },
    orderBy: { createdAt: 'desc' },
    take: limit,
    select: { id: true, customerId: true, name: true },
  });
}

/** Purchases that bear a receipt number: one, unless Paddle gave it twice. */
export async function purchasesByReceipt(
  prisma: Prisma,
  receiptNumber: string,
  limit: number,
): Promise<{ id: Uuid; customerId: Uuid }[]> {
  return prisma.purchase.findMany({
    where: { receiptNumber },
    take: limit,
    select: { id: true, customerId: true },
  });
}

export async function customerOfPurchase(prisma: Prisma, id: Uuid): Promise<Uuid | undefined> {
  const found = await prisma.purchase.findUnique({ where: { id }, select: { customerId: true } });
  return found?.customerId;
}

/** How customers are told apart in a list: their first address, and how they stand. */
export async function customersNamed(
  prisma: Prisma,
  ids: readonly Uuid[],
): Promise<Map<Uuid, { email: string | undefined; status: string }>> {
  const customers = await prisma.customer.findMany({
    where: { id: { in: [...ids] } },
    select: {
      id: true,
      status: true,
      users: { orderBy: { id: 'asc' }, take: 1, select: { email: true } },
    },
  });
  return new Map(customers.map(({ id, status, users }) => [id, { email: users[0]?.email, status }]));
}
