import type { Account } from '../account/account.ts';
import type { CheckoutRow } from '../account/state.ts';
import { toMajorUnits } from '../tax/currencies.ts';
import type { LineItem, PaymentCard, Totals, Transaction } from '../wire.ts';

/**
 * The `data` of Paddle.js's checkout events. Unlike everywhere else, amounts are numbers in major units: for display
 * only. `settings` is added in the browser, which knows them.
 */
export function checkoutEventData(
  account: Account,
  checkout: CheckoutRow,
  transaction: Transaction,
): unknown {
  const currency = transaction.currency_code;
  const { totals, line_items: lines } = transaction.details;
  return {
    id: checkout.id,
    transaction_id: transaction.id,
    status: checkoutStatus(transaction),
    custom_data: transaction.custom_data,
    currency_code: currency,
    customer: customerData(account, transaction),
    items: lines.map((line, index) => itemData(line, transaction, index)),
    totals: {
      ...majorTotals(totals, currency),
      credit: toMajorUnits(totals.credit, currency),
      balance: toMajorUnits(totals.balance, currency),
    },
    payment: { method_details: paymentData(transaction.payments[0]?.method_details.card) },
    upsell: null,
  };
}

/** A paid checkout is complete for the customer, whatever is still done behind it. */
function checkoutStatus(transaction: Transaction): string {
  return transaction.status === 'paid' ? 'completed' : transaction.status;
}

function customerData(account: Account, transaction: Transaction): unknown {
  const customer = account.state.customers.get(transaction.customer_id ?? '');
  const address = account.state.addresses.get(transaction.address_id ?? '');
  const business = account.state.businesses.get(transaction.business_id ?? '');
  return {
    id: customer?.id ?? null,
    email: customer?.email ?? null,
    address:
      address === undefined
        ? null
        : {
            id: address.id,
            country_code: address.country_code,
            postal_code: address.postal_code ?? '',
            city: address.city ?? '',
            region: address.region ?? '',
            first_line: address.first_line ?? '',
          },
    business:
      business === undefined
        ? null
        : { id: business.id, name: business.name, tax_identifier: business.tax_identifier ?? '' },
  };
}

function itemData(line: LineItem, transaction: Transaction, index: number): unknown {
  const price = transaction.items[index]!.price;
  return {
    price_id: line.price_id,
    price_name: price.name,
    product: {
      id: line.product.id,
      name: line.product.name,
      description: line.product.description ?? '',
      image_url: line.product.image_url ?? '',
    },
    quantity: line.quantity,
    ...(price.billing_cycle === null ? {} : { billing_cycle: price.billing_cycle }),
    ...(price.trial_period === null ? {} : { trial_period: price.trial_period }),
    totals: majorTotals(line.totals, transaction.currency_code),
  };
}

function majorTotals(totals: Totals, currency: string): Record<keyof Totals, number> {
  return {
    subtotal: toMajorUnits(totals.subtotal, currency),
    discount: toMajorUnits(totals.discount, currency),
    tax: toMajorUnits(totals.tax, currency),
    total: toMajorUnits(totals.total, currency),
  };
}

function paymentData(card: PaymentCard | undefined): unknown {
  if (card === undefined) return { type: 'none' };
  const { type, last4, expiry_month, expiry_year } = card;
  return { type: 'card', card: { type, last4, expiry_month, expiry_year } };
}
