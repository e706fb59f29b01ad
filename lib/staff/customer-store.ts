import type { Uuid } from '#lib/core/ids.ts';
import type { CustomerStatus } from '#lib/customers/may-order.ts';
import type { Database } from '#lib/db/client.ts';

/** Who a customer is, as far as it is kept. */
export type CustomerProfile = {
  id: Uuid;
  status: CustomerStatus;
  country: string | null;
  paddleCustomerId: string | null;
  createdAt: Date;
  closedAt: Date | null;
  /** Everybody who signs in for them. */
  users: { id: Uuid; email: string; name: string; emailVerifiedAt: Date | null; createdAt: Date }[];
};

/** @returns undefined when there is no such customer */
export async function findProfile(
  prisma: Database['prisma'],
  id: Uuid,
): Promise<CustomerProfile | undefined> {
  const found = await prisma.customer.findUnique({
    where: { id },
    omit: { creditNoticeSeenAt: true },
    include: {
      users: {
        orderBy: { id: 'asc' },
        select: { id: true, email: true, name: true, emailVerifiedAt: true, createdAt: true },
      },
    },
  });
  return found === null ? undefined : { ...found, status: found.status as CustomerStatus };
}
