import type { Account } from '../account/account.ts';
import { Fields } from '../http/fields.ts';
import { Problem } from '../http/problem.ts';
import type { Transaction } from '../wire.ts';
import { readiness, reprice, requireChargeable } from './build.ts';
import {
  billed,
  checkoutUrl,
  readBillingDetails,
  readCurrency,
  refuseDiscounts,
  storeCustom,
} from './create.ts';
import type { ReadItems } from './items.ts';
import { readItems } from './items.ts';
import { EDITABLE, requireStep } from './status.ts';

/**
 * Changes a transaction: any field while it is `draft` or `ready`, afterwards only its status (to `canceled`).
 *
 * @throws Problem with Paddle's code; nothing changes then
 */
export function updateTransaction(account: Account, transaction: Transaction, body: unknown): Transaction {
  const fields = new Fields(body);
  const wanted = fields.oneOf('status', ['billed', 'canceled']) ?? null;
  fields.check();
  if (wanted === 'canceled') {
    if (fields.names().length > 1) throw new Problem('transaction_cannot_be_modified_and_canceled');
    return cancelTransaction(account, transaction);
  }
  if (!EDITABLE.includes(transaction.status)) throw new Problem('transaction_immutable');
  const read: ReadItems = fields.has('items')
    ? readItems(account, fields)
    : { items: transaction.items, customPrices: [], customProducts: [] };
  const changed = readiness({ ...transaction, ...readChanges(account, fields, transaction, read) });
  refuseDiscounts(fields);
  fields.check();
  const priced = reprice(account, changed, read.customProducts);
  requireChargeable(priced);
  const after = wanted === 'billed' ? billed(account, priced) : priced;
  storeCustom(account, read.customPrices, read.customProducts);
  return saveTransaction(account, transaction, after);
}

/** Cancels a transaction that nothing was paid for. */
export function cancelTransaction(account: Account, transaction: Transaction): Transaction {
  requireStep(transaction.status, 'canceled');
  return saveTransaction(account, transaction, {
    ...transaction,
    status: 'canceled',
    updated_at: account.clock.stamp(),
  });
}

/**
 * Stores a changed transaction and publishes what happened: always `transaction.updated`, then the event named after
 * its status if that changed.
 */
export function saveTransaction(account: Account, before: Transaction, after: Transaction): Transaction {
  account.state.transactions.put(after);
  account.publish('transaction.updated', after);
  if (after.status !== before.status && after.status !== 'draft') {
    account.publish(`transaction.${after.status}`, after);
  }
  return after;
}

function readChanges(
  account: Account,
  fields: Fields,
  transaction: Transaction,
  read: ReadItems,
): Partial<Transaction> {
  const changes: Partial<Transaction> = { items: read.items };
  if (fields.has('items') || fields.has('currency_code'))
    changes.currency_code = readCurrency(fields, read.items);
  if (fields.has('customer_id')) changes.customer_id = fields.text('customer_id') ?? null;
  if (fields.has('address_id')) changes.address_id = fields.text('address_id') ?? null;
  if (fields.has('business_id')) changes.business_id = fields.text('business_id') ?? null;
  if (fields.has('custom_data')) changes.custom_data = fields.customData() ?? null;
  if (fields.has('collection_mode') || fields.has('billing_details')) {
    const mode = fields.oneOf('collection_mode', ['automatic', 'manual']) ?? transaction.collection_mode;
    changes.collection_mode = mode;
    changes.billing_details = fields.has('billing_details')
      ? readBillingDetails(fields, mode)
      : mode === 'automatic'
        ? null
        : (transaction.billing_details ?? readBillingDetails(fields, mode));
  }
  if (fields.has('checkout')) changes.checkout = { url: checkoutUrl(account, fields, transaction.id) };
  return changes;
}
