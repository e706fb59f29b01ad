import type { Account } from '../account/account.ts';
import { adjustedSums } from '../adjustments/sums.ts';
import { Problem } from '../http/problem.ts';
import type { LineItem, Product, Transaction } from '../wire.ts';
import { detailsOf, priceLines } from './details.ts';
import { productLookup } from './items.ts';
import { partiesTaxRate, resolveParties } from './parties.ts';

/** The least that Paddle charges, in minor units; zero totals are allowed. */
const SMALLEST_CHARGE = 70n;

/**
 * Prices an open transaction: `details` computed anew from its items and parties, `updated_at` set. Lines keep their
 * ids as long as the item in their place keeps its price.
 *
 * @param customProducts products that came with the request and are not stored yet
 * @throws Problem when the parties do not belong together
 */
export function reprice(
  account: Account,
  transaction: Transaction,
  customProducts: readonly Product[] = [],
): Transaction {
  const parties = resolveParties(account, transaction);
  const before = transaction.details.line_items;
  const lines = priceLines({
    items: transaction.items,
    lineIds: transaction.items.map((item, index) => {
      const line = before[index];
      return line?.price_id === item.price.id ? line.id : account.newId('txnitm');
    }),
    product: productLookup(account, customProducts),
    countryCode: parties.address?.country_code ?? null,
    taxRate: partiesTaxRate(parties),
    accountTaxMode: account.settings.accountTaxMode,
  });
  return withLines(account, transaction, lines);
}

/**
 * Computes the totals anew from the lines as they were priced: after a payment or an adjustment. What was charged
 * stays what was charged, also when the customer's address changes later.
 */
export function restate(account: Account, transaction: Transaction): Transaction {
  return withLines(account, transaction, transaction.details.line_items);
}

function withLines(account: Account, transaction: Transaction, lines: readonly LineItem[]): Transaction {
  return {
    ...transaction,
    details: detailsOf(lines, {
      currencyCode: transaction.currency_code,
      status: transaction.status,
      adjusted: adjustedSums(account, transaction.id),
    }),
    updated_at: account.clock.stamp(),
  };
}

/**
 * `draft` or `ready`, by whether customer and address are known; other statuses stay.
 */
export function readiness(transaction: Transaction): Transaction {
  if (transaction.status !== 'draft' && transaction.status !== 'ready') return transaction;
  const known = transaction.customer_id !== null && transaction.address_id !== null;
  return { ...transaction, status: known ? 'ready' : 'draft' };
}

/** @throws Problem `transaction_balance_less_than_charge_limit` when it is ready but too small to charge */
export function requireChargeable(transaction: Transaction): void {
  if (transaction.status === 'draft') return;
  const total = BigInt(transaction.details.totals.grand_total);
  if (total > 0n && total < SMALLEST_CHARGE) throw new Problem('transaction_balance_less_than_charge_limit');
}
