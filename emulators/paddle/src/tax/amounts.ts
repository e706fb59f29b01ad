import type { Totals } from '../wire.ts';

/** Rates are computed in millionths, which holds every rate of up to six decimals exactly. */
const RATE_SCALE = 1_000_000n;

/** Amounts in minor units, before they become strings. */
export type Amounts = { subtotal: bigint; discount: bigint; tax: bigint; total: bigint };

/** Whether a price includes its tax (`internal`) or has it added on top (`external`). */
export type AppliedTaxMode = 'external' | 'internal';

/**
 * Amounts of one line. Tax is rounded once a line, so that a transaction's totals are the exact sum of its lines.
 *
 * @param amount price of the whole line in minor units
 * @param rate decimal string such as `"0.19"`
 */
export function lineAmounts(amount: bigint, rate: string, mode: AppliedTaxMode): Amounts {
  const millionths = rateInMillionths(rate);
  if (mode === 'external') {
    const tax = divideHalfDown(amount * millionths, RATE_SCALE);
    return { subtotal: amount, discount: 0n, tax, total: amount + tax };
  }
  const tax = divideHalfDown(amount * millionths, RATE_SCALE + millionths);
  return { subtotal: amount - tax, discount: 0n, tax, total: amount };
}

/** The sum of lines; of none, zeros. */
export function sumAmounts(lines: readonly Amounts[]): Amounts {
  return lines.reduce<Amounts>(
    (sum, line) => ({
      subtotal: sum.subtotal + line.subtotal,
      discount: sum.discount + line.discount,
      tax: sum.tax + line.tax,
      total: sum.total + line.total,
    }),
    { subtotal: 0n, discount: 0n, tax: 0n, total: 0n },
  );
}

/** Amounts as strings of minor units. */
export function toTotals(amounts: Amounts): Totals {
  return {
    subtotal: String(amounts.subtotal),
    discount: String(amounts.discount),
    tax: String(amounts.tax),
    total: String(amounts.total),
  };
}

/** Amounts from strings of minor units. */
export function fromTotals(totals: Totals): Amounts {
  return {
    subtotal: BigInt(totals.subtotal),
    discount: BigInt(totals.discount),
    tax: BigInt(totals.tax),
    total: BigInt(totals.total),
  };
}

/**
 * `part` of `whole`, applied to `amount`: how a partial refund is split between net and tax.
 *
 * @returns minor units, rounded to the nearest, a half down
 */
export function share(amount: bigint, part: bigint, whole: bigint): bigint {
  return whole === 0n ? 0n : divideHalfDown(amount * part, whole);
}

/** Paddle's fee in its standard plan: 5 % of what was charged, plus 50 minor units. */
export function paddleFee(grandTotal: bigint): bigint {
  return grandTotal === 0n ? 0n : variableFee(grandTotal) + 50n;
}

/** The part of Paddle's fee that grows with the amount: 5 %. */
export function variableFee(amount: bigint): bigint {
  return divideHalfDown(amount * 5n, 100n);
}

/**
 * Division of non-negative numbers to the nearest whole, a half down: Paddle's published example bills 8.875 % of
 * 10 000 as 887.
 */
function divideHalfDown(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator - 1n) / (2n * denominator);
}

function rateInMillionths(rate: string): bigint {
  const match = /^(\d+)(?:\.(\d{1,6}))?$/.exec(rate);
  if (match === null) throw new Error(`not a tax rate: ${rate}`);
  return BigInt(match[1]!) * RATE_SCALE + BigInt((match[2] ?? '').padEnd(6, '0') || '0');
}
