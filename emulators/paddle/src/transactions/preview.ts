import type { Account } from '../account/account.ts';
import { Fields } from '../http/fields.ts';
import { formatMoney } from '../tax/currencies.ts';
import { taxRateFor } from '../tax/rates.ts';
import type { Totals, TransactionDetails, TransactionItem } from '../wire.ts';
import { readCurrency, refuseDiscounts } from './create.ts';
import { detailsOf, NOTHING_ADJUSTED, priceLines } from './details.ts';
import { productLookup, readItems } from './items.ts';
import { resolveParties } from './parties.ts';

const AVAILABLE_PAYMENT_METHODS = ['card'];

type Location = { address: { country_code: string; postal_code: string | null } | null; taxRate: string };

type Preview = {
  head: {
    customer_id: string | null;
    address_id: string | null;
    business_id: string | null;
    currency_code: string;
    discount_id: null;
    customer_ip_address: string | null;
    address: Location['address'];
  };
  items: TransactionItem[];
  details: TransactionDetails;
};

/**
 * What a transaction with these items would cost (`POST /transactions/preview`). Nothing is stored; ids of prices and
 * products that only exist in the request are null, as at Paddle.
 */
export function previewTransaction(account: Account, body: unknown): unknown {
  const fields = new Fields(body);
  const included = (fields.list('items') ?? []).map((entry) => entry.flag('include_in_totals') ?? true);
  const ignoreTrials = fields.flag('ignore_trials') ?? false;
  const preview = compute(account, fields, included);
  return {
    ...preview.head,
    ignore_trials: ignoreTrials,
    items: preview.items.map((item, index) => ({
      price: nullCustomIds(item.price),
      quantity: item.quantity,
      include_in_totals: included[index],
      proration: null,
    })),
    details: {
      tax_rates_used: preview.details.tax_rates_used,
      totals: preview.details.totals,
      line_items: preview.details.line_items.map(({ id: _id, ...line }, index) => ({
        ...line,
        price_id: nullCustomIds(preview.items[index]!.price).id,
        product: nullCustomIds(line.product),
      })),
    },
    available_payment_methods: AVAILABLE_PAYMENT_METHODS,
  };
}

/** What catalogue prices cost somewhere (`POST /pricing-preview`), also as formatted text. */
export function previewPrices(account: Account, body: unknown): unknown {
  const { head, items, details } = compute(account, new Fields(body), null);
  return {
    ...head,
    details: {
      line_items: details.line_items.map(
        ({ id: _id, price_id: _price, proration: _proration, ...line }, index) => ({
          price: items[index]!.price,
          ...line,
          formatted_unit_totals: formatted(line.unit_totals, head.currency_code),
          formatted_totals: formatted(line.totals, head.currency_code),
          discounts: [],
        }),
      ),
    },
    available_payment_methods: AVAILABLE_PAYMENT_METHODS,
  };
}

/** @param included which items count in the totals; null for all */
function compute(account: Account, fields: Fields, included: readonly boolean[] | null): Preview {
  const { items, customProducts } = readItems(account, fields);
  const ids = {
    customer_id: fields.text('customer_id') ?? null,
    address_id: fields.text('address_id') ?? null,
    business_id: fields.text('business_id') ?? null,
  };
  const ipAddress = fields.text('customer_ip_address') ?? null;
  const currency = readCurrency(fields, items);
  refuseDiscounts(fields);
  const location = readLocation(account, fields, ids);
  fields.check();
  const lines = priceLines({
    items,
    lineIds: items.map(() => ''),
    product: productLookup(account, customProducts),
    countryCode: location.address?.country_code ?? null,
    taxRate: location.taxRate,
    accountTaxMode: account.settings.accountTaxMode,
  });
  const counted = lines.filter((_line, index) => included?.[index] ?? true);
  return {
    head: {
      ...ids,
      currency_code: currency,
      discount_id: null,
      customer_ip_address: ipAddress,
      address: location.address,
    },
    items,
    details: {
      ...detailsOf(counted, { currencyCode: currency, status: 'draft', adjusted: NOTHING_ADJUSTED }),
      line_items: lines,
    },
  };
}

function readLocation(account: Account, fields: Fields, ids: Parameters<typeof resolveParties>[1]): Location {
  const parties = resolveParties(account, ids);
  const given = fields.object('address') ?? null;
  const country =
    given === null
      ? (parties.address?.country_code ?? null)
      : given.required('country_code', given.countryCode('country_code'));
  const postalCode =
    given === null ? (parties.address?.postal_code ?? null) : (given.text('postal_code', 20) ?? null);
  return {
    address: country === null ? null : { country_code: country, postal_code: postalCode },
    taxRate: taxRateFor(country, parties.business?.tax_identifier ?? null),
  };
}

function nullCustomIds<T extends { id: string; type: string; product_id?: string }>(
  entity: T,
): Omit<T, 'id'> & { id: string | null } {
  return entity.type === 'custom' ? { ...entity, id: null } : entity;
}

function formatted(totals: Totals, currencyCode: string): Totals {
  return {
    subtotal: formatMoney(totals.subtotal, currencyCode),
    discount: formatMoney(totals.discount, currencyCode),
    tax: formatMoney(totals.tax, currencyCode),
    total: formatMoney(totals.total, currencyCode),
  };
}
