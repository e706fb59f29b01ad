import type { Account } from '../account/account.ts';
import { Fields } from '../http/fields.ts';
import { Problem } from '../http/problem.ts';
import { readPeriod } from '../rest/catalogue.ts';
import type {
  BillingDetails,
  CollectionMode,
  Price,
  Product,
  Transaction,
  TransactionItem,
} from '../wire.ts';
import { readiness, reprice, requireChargeable } from './build.ts';
import { detailsOf, NOTHING_ADJUSTED } from './details.ts';
import { readItems } from './items.ts';
import { requireStep } from './status.ts';

/**
 * Creates a transaction: `draft` until customer and address are known, then `ready`; `billed` when asked for.
 *
 * @param body the request as sent
 * @param origin `api` for the REST interface, `web` for a checkout opened with items
 * @throws Problem with Paddle's code; nothing is stored then
 */
export function createTransaction(
  account: Account,
  body: unknown,
  origin: Transaction['origin'],
): Transaction {
  const fields = new Fields(body);
  const { items, customPrices, customProducts } = readItems(account, fields);
  const at = account.clock.stamp();
  const id = account.newId('txn');
  const collectionMode = fields.oneOf('collection_mode', ['automatic', 'manual']) ?? 'automatic';
  const wanted = fields.oneOf('status', ['billed']) ?? null;
  const bare: Transaction = {
    id,
    status: 'draft',
    customer_id: fields.text('customer_id') ?? null,
    address_id: fields.text('address_id') ?? null,
    business_id: fields.text('business_id') ?? null,
    custom_data: fields.customData() ?? null,
    currency_code: readCurrency(fields, items),
    origin,
    subscription_id: null,
    invoice_id: null,
    invoice_number: null,
    collection_mode: collectionMode,
    discount_id: null,
    billing_details: readBillingDetails(fields, collectionMode),
    billing_period: null,
    items,
    details: detailsOf([], { currencyCode: 'USD', status: 'draft', adjusted: NOTHING_ADJUSTED }),
    payments: [],
    checkout: { url: checkoutUrl(account, fields, id) },
    created_at: at,
    updated_at: at,
    billed_at: null,
    revised_at: null,
  };
  refuseDiscounts(fields);
  fields.check();
  const priced = reprice(account, readiness(bare), customProducts);
  requireChargeable(priced);
  const transaction = wanted === null ? { ...priced, updated_at: at } : billed(account, priced);
  storeCustom(account, customPrices, customProducts);
  account.state.transactions.put(transaction);
  account.publish('transaction.created', transaction);
  if (transaction.status !== 'draft') account.publish('transaction.ready', transaction);
  if (transaction.status === 'billed') account.publish('transaction.billed', transaction);
  return transaction;
}

/** The transaction as billed: an invoice exists from then on. */
export function billed(account: Account, transaction: Transaction): Transaction {
  requireStep(transaction.status, 'billed');
  return withInvoice(account, {
    ...transaction,
    status: 'billed',
    billed_at: account.clock.stamp(),
    updated_at: account.clock.stamp(),
  });
}

/** Gives the transaction an invoice number if it has none. */
export function withInvoice(account: Account, transaction: Transaction): Transaction {
  if (transaction.invoice_number !== null) return transaction;
  account.state.invoiceCount += 1;
  account.changed();
  return {
    ...transaction,
    invoice_id: account.newId('inv'),
    invoice_number: `325-${String(10_000 + account.state.invoiceCount)}`,
  };
}

/** Stores the prices and products that a request brought along. They are `custom`: no part of the catalogue. */
export function storeCustom(account: Account, prices: readonly Price[], products: readonly Product[]): void {
  for (const product of products) account.state.products.put(product);
  for (const price of prices) account.state.prices.put(price);
}

/** The transaction's currency: as asked for, else its first price's; one currency for all items. */
export function readCurrency(fields: Fields, items: readonly TransactionItem[]): string {
  const first = items[0]!.price.unit_price.currency_code;
  const currency = fields.currencyCode('currency_code') ?? first;
  if (items.some((item) => item.price.unit_price.currency_code !== currency)) {
    fields.fail(
      'currency_code',
      'must be the currency of every price: this emulator does not convert currencies',
    );
  }
  return currency;
}

/** Reads `billing_details`: required for invoices, forbidden for card payments. */
export function readBillingDetails(fields: Fields, mode: CollectionMode): BillingDetails | null {
  const details = fields.object('billing_details') ?? null;
  if (mode === 'automatic') {
    if (details !== null) throw new Problem('transaction_billing_details_must_be_null');
    return null;
  }
  if (details === null) throw new Problem('transaction_billing_details_object_required');
  return {
    enable_checkout: details.flag('enable_checkout') ?? false,
    purchase_order_number: details.text('purchase_order_number', 100) ?? null,
    additional_information: details.text('additional_information', 1500) ?? null,
    payment_terms: readPeriod(details, 'payment_terms') ?? { interval: 'day', frequency: 14 },
  };
}

/** Discounts are not emulated; asking for one is refused as an unknown one. */
export function refuseDiscounts(fields: Fields): void {
  const id = fields.text('discount_id') ?? null;
  if (id !== null) throw new Problem('transaction_discount_not_found', `Discount ${id} not found.`);
  if (fields.object('discount') != null)
    fields.fail('discount', 'discounts are not supported by this emulator');
}

/** Where a customer pays: the page asked for, the account's default payment link, or the emulator's own page. */
export function checkoutUrl(account: Account, fields: Fields, transactionId: string): string {
  const asked = fields.object('checkout')?.url('url') ?? null;
  const page = new URL(asked ?? account.settings.checkoutUrl ?? `${account.ownUrl}/pay`);
  page.searchParams.set('_ptxn', transactionId);
  return page.toString();
}
