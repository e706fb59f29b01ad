import type { Uuid } from '#lib/core/ids.ts';
import type { Tx } from '#lib/db/transaction.ts';
import { post } from '#lib/ledger/post.ts';
import { inTransaction } from '#lib/ledger/sql.ts';
import { insertCustomer } from './store.ts';

/**
 * Makes a customer and opens their books, both or neither: nothing can be credited before.
 *
 * @param at the instant of sign-up
 */
export async function openCustomer(tx: Tx, options: { customerId: Uuid; at: Date }): Promise<void> {
  await insertCustomer(tx, options);
  await post(inTransaction(tx), options.at, [{ op: 'open', customerId: options.customerId }]);
}
