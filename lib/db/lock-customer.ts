import type { Uuid } from '#lib/core/ids.ts';
import type { Tx } from './transaction.ts';

/** Locks a customer until the transaction ends: of two who count at once, the second counts what the first added. */
export async function lockCustomer(tx: Tx, customerId: Uuid): Promise<void> {
  await tx.$queryRaw`SELECT id FROM customer WHERE id = ${customerId}::uuid FOR NO KEY UPDATE`;
}
