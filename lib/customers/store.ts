import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import type { Tx } from '#lib/db/transaction.ts';

export async function insertCustomer(tx: Tx, options: { customerId: Uuid; at: Date }): Promise<void> {
  await tx.customer.create({ data: { id: options.customerId, createdAt: options.at } });
}

/** @returns false when the mailbox has had its trial; waits for another claimant who has not committed yet */
export async function insertTrialClaim(
  tx: Tx,
  options: { emailHash: Uint8Array<ArrayBuffer>; at: Date },
): Promise<boolean> {
  const { count } = await tx.trialClaim.createMany({
    data: [{ emailHash: options.emailHash, claimedAt: options.at }],
    skipDuplicates: true,
  });
  return count === 1;
}

export async function isTrialClaimed(
  prisma: Database['prisma'],
  emailHash: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  return (await prisma.trialClaim.findUnique({ where: { emailHash } })) !== null;
}
