import type { Amounts, AppliedTaxMode } from '../tax/amounts.ts';
import { fromTotals, lineAmounts, paddleFee, sumAmounts, toTotals } from '../tax/amounts.ts';
import type {
  AdjustedPayoutTotals,
  AdjustedTotals,
  LineItem,
  PayoutTotals,
  Price,
  TaxRateUsed,
  TransactionDetails,
  TransactionItem,
  TransactionStatus,
  TransactionTotals,
} from '../wire.ts';
import type { ProductLookup } from './items.ts';

/** What approved adjustments have taken off a transaction, in minor units. */
export type Adjusted = { subtotal: bigint; tax: bigint; total: bigint; fee: bigint; chargebackFee: bigint };

export const NOTHING_ADJUSTED: Adjusted = { subtotal: 0n, tax: 0n, total: 0n, fee: 0n, chargebackFee: 0n };

export type LinesInput = {
  items: readonly TransactionItem[];
  /** The id of each line, in the order of the items. */
  lineIds: readonly string[];
  product: ProductLookup;
  /** Null before it is known: then no tax is computed. */
  countryCode: string | null;
  taxRate: string;
  accountTaxMode: AppliedTaxMode;
};

export type DetailsInput = { currencyCode: string; status: TransactionStatus; adjusted: Adjusted };

/** Prices the items: one line each, with its tax. */
export function priceLines(input: LinesInput): LineItem[] {
  return input.items.map((item, index) => {
    const unit = BigInt(unitAmount(item.price, input.countryCode));
    const mode = appliedTaxMode(item.price, input.accountTaxMode);
    return {
      id: input.lineIds[index]!,
      price_id: item.price.id,
      quantity: item.quantity,
      proration: null,
      tax_rate: input.taxRate,
      unit_totals: toTotals(lineAmounts(unit, input.taxRate, mode)),
      totals: toTotals(lineAmounts(unit * BigInt(item.quantity), input.taxRate, mode)),
      product: input.product(item.price.product_id),
    };
  });
}

/** Computes `details` from priced lines: totals, tax by rate, and from `completed` on Paddle's fee. */
export function detailsOf(lines: readonly LineItem[], input: DetailsInput): TransactionDetails {
  const sum = sumLines(lines);
  const settled = input.status === 'paid' || input.status === 'completed';
  const fee = input.status === 'completed' ? paddleFee(sum.total) : null;
  const totals = transactionTotals(sum, input.currencyCode, settled, fee);
  return {
    tax_rates_used: ratesUsed(lines),
    totals,
    adjusted_totals: adjustedTotals(sum, input, fee),
    payout_totals: fee === null ? null : payoutTotals(totals, sum, fee),
    adjusted_payout_totals: fee === null ? null : adjustedPayoutTotals(sum, input, fee),
    line_items: [...lines],
  };
}

/** The price for a country: an override where the price has one, else its own. */
function unitAmount(price: Price, countryCode: string | null): string {
  const override = price.unit_price_overrides.find(
    (entry) => countryCode !== null && entry.country_codes.includes(countryCode),
  );
  return override?.unit_price.amount ?? price.unit_price.amount;
}

function appliedTaxMode(price: Price, accountTaxMode: AppliedTaxMode): AppliedTaxMode {
  return price.tax_mode === 'external' || price.tax_mode === 'internal' ? price.tax_mode : accountTaxMode;
}

function ratesUsed(lines: readonly LineItem[]): TaxRateUsed[] {
  const rates = [...new Set(lines.map((line) => line.tax_rate))];
  return rates.map((rate) => ({
    tax_rate: rate,
    totals: toTotals(sumLines(lines.filter((line) => line.tax_rate === rate))),
  }));
}

function sumLines(lines: readonly LineItem[]): Amounts {
  return sumAmounts(lines.map((line) => fromTotals(line.totals)));
}

function transactionTotals(
  sum: Amounts,
  currency: string,
  settled: boolean,
  fee: bigint | null,
): TransactionTotals {
  return {
    ...toTotals(sum),
    credit: '0',
    credit_to_balance: '0',
    balance: settled ? '0' : String(sum.total),
    grand_total: String(sum.total),
    grand_total_tax: String(sum.tax),
    fee: fee === null ? null : String(fee),
    earnings: fee === null ? null : String(sum.total - sum.tax - fee),
    currency_code: currency,
  };
}

function adjustedTotals(sum: Amounts, input: DetailsInput, fee: bigint | null): AdjustedTotals {
  const { adjusted } = input;
  const total = sum.total - adjusted.total;
  const tax = sum.tax - adjusted.tax;
  const keptFee = fee === null ? null : fee - adjusted.fee;
  return {
    subtotal: String(sum.subtotal - adjusted.subtotal),
    tax: String(tax),
    total: String(total),
    grand_total: String(total),
    grand_total_tax: String(tax),
    fee: keptFee === null ? null : String(keptFee),
    earnings: keptFee === null ? null : String(total - tax - keptFee),
    currency_code: input.currencyCode,
    retained_fee: '0',
  };
}

function payoutTotals(totals: TransactionTotals, sum: Amounts, fee: bigint): PayoutTotals {
  return {
    ...totals,
    fee: String(fee),
    earnings: String(sum.total - sum.tax - fee),
    exchange_rate: '1',
    fee_rate: '0.05',
  };
}

function adjustedPayoutTotals(sum: Amounts, input: DetailsInput, fee: bigint): AdjustedPayoutTotals {
  const { adjusted } = input;
  const keptFee = fee - adjusted.fee;
  const total = sum.total - adjusted.total;
  const tax = sum.tax - adjusted.tax;
  return {
    subtotal: String(sum.subtotal - adjusted.subtotal),
    tax: String(tax),
    total: String(total),
    fee: String(keptFee),
    chargeback_fee: { amount: String(adjusted.chargebackFee), original: null },
    earnings: String(total - tax - keptFee - adjusted.chargebackFee),
    currency_code: input.currencyCode,
    exchange_rate: '1',
    retained_fee: '0',
  };
}
