import type { Account } from '../account/account.ts';
import type { CheckoutRow } from '../account/state.ts';
import { notFound, Problem } from '../http/problem.ts';
import { fromTotals, sumAmounts, toTotals } from '../tax/amounts.ts';
import { COUNTRY_CODES, POSTAL_CODE_COUNTRIES } from '../tax/countries.ts';
import { EU_COUNTRY_CODES, taxRateFor } from '../tax/rates.ts';
import { priceLines } from '../transactions/details.ts';
import { productLookup } from '../transactions/items.ts';
import { getTransaction } from '../transactions/payment.ts';
import type { Totals, Transaction } from '../wire.ts';
import { checkoutEventData } from './event-data.ts';

/** The price as shown in the overlay, in minor units, with the tax rate as a decimal string. */
export type Breakdown = {
  lines: { name: string; quantity: number; totals: Totals }[];
  totals: Totals;
  taxRate: string;
};

/** An open checkout and its transaction. */
export type Session = { checkout: CheckoutRow; transaction: Transaction };

/** Opens a checkout on a transaction. @throws Problem when it cannot be paid (any more) */
export function openSession(account: Account, transactionId: string): Session {
  const transaction = getTransaction(account, transactionId);
  if (['paid', 'completed', 'canceled'].includes(transaction.status))
    throw new Problem('transaction_immutable');
  const checkout = account.state.checkouts.put({
    id: account.newId('che'),
    transaction_id: transaction.id,
    created_at: account.clock.stamp(),
  });
  return { checkout, transaction };
}

/** The checkout with this id. @throws Problem `not_found` */
export function getSession(account: Account, checkoutId: string): Session {
  const checkout = account.state.checkouts.get(checkoutId);
  if (checkout === undefined) throw notFound(checkoutId);
  return { checkout, transaction: getTransaction(account, checkout.transaction_id) };
}

/** What the overlay needs to know. */
export function viewSession(account: Account, { checkout, transaction }: Session): unknown {
  const customer = account.state.customers.get(transaction.customer_id ?? '');
  const address = account.state.addresses.get(transaction.address_id ?? '');
  const business = account.state.businesses.get(transaction.business_id ?? '');
  return {
    id: checkout.id,
    event_data: checkoutEventData(account, checkout, transaction),
    currency_code: transaction.currency_code,
    breakdown: breakdownOf(transaction),
    buyer: {
      email: customer?.email ?? '',
      country_code: address?.country_code ?? '',
      postal_code: address?.postal_code ?? '',
      tax_identifier: business?.tax_identifier ?? '',
      business_name: business?.name ?? '',
    },
    countries: COUNTRY_CODES,
    eu_countries: EU_COUNTRY_CODES,
    postal_code_countries: POSTAL_CODE_COUNTRIES,
  };
}

/** The price of a transaction as it stands. */
function breakdownOf(transaction: Transaction): Breakdown {
  const { line_items: lines, totals } = transaction.details;
  return {
    lines: lines.map((line) => ({ name: line.product.name, quantity: line.quantity, totals: line.totals })),
    totals: toTotals(fromTotals(totals)),
    taxRate: lines[0]?.tax_rate ?? '0',
  };
}

/** The price a transaction would have for a buyer elsewhere; nothing is stored. */
export function breakdownFor(
  account: Account,
  transaction: Transaction,
  countryCode: string | null,
  taxIdentifier: string | null,
): Breakdown {
  const taxRate = taxRateFor(countryCode, taxIdentifier);
  const lines = priceLines({
    items: transaction.items,
    lineIds: transaction.items.map(() => ''),
    product: productLookup(account, []),
    countryCode,
    taxRate,
    accountTaxMode: account.settings.accountTaxMode,
  });
  return {
    lines: lines.map((line) => ({ name: line.product.name, quantity: line.quantity, totals: line.totals })),
    totals: toTotals(sumAmounts(lines.map((line) => fromTotals(line.totals)))),
    taxRate,
  };
}
