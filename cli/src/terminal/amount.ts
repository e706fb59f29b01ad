import { unexpected } from '../failure.ts';

export type AmountStyle = {
  /**
   * `brief` shows two decimals and, where those would show a non-zero amount as zero, up to six: for balances.
   * `exact` shows every decimal there is, two at least: for prices, costs and whatever must add up.
   */
  precision?: 'brief' | 'exact';
  /** `change` puts a plus before what comes in. */
  sign?: 'plain' | 'change';
};

const WIRE = /^-?(0|[1-9]\d{0,12})\.\d{6}$/;
/** Not zero, yet nothing but zeros in its first two decimals. */
const BELOW_A_CENT = /^-?0\.00(?!0000)/;

/**
 * An amount in euros as people read it: `€9.95`. What lies below the last shown decimal is cut, never rounded up,
 * so that a balance never looks larger than it is. The text goes to `Intl` as it came: no float is made of it.
 *
 * @param amount the API's decimal string with exactly six places
 * @throws {Failure} on anything else
 */
export function formatAmount(amount: string, { precision, sign }: AmountStyle = {}): string {
  if (!isAmount(amount)) throw unexpected(`The API sent "${String(amount)}" where an amount belongs.`);
  const whole = precision === 'exact' || BELOW_A_CENT.test(amount);
  return new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: 2,
    maximumFractionDigits: whole ? 6 : 2,
    roundingMode: 'trunc',
    signDisplay: sign === 'change' ? 'exceptZero' : 'negative',
  }).format(amount as `${number}`);
}

/** `formatAmount`, and the figure to the micro-euro beside it where something was cut. */
export function formatBalance(amount: string): { text: string; exactly: string | undefined } {
  const text = formatAmount(amount);
  return { text, exactly: text === formatAmount(amount, { precision: 'exact' }) ? undefined : amount };
}

/** Whether a value is an amount as it travels. */
export function isAmount(value: unknown): value is string {
  return typeof value === 'string' && WIRE.test(value);
}

/** Whether an amount is zero. */
export function isZero(amount: string): boolean {
  return !/[1-9]/.test(amount);
}
