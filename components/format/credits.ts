import { conventionsOf, type Locale } from '#lib/i18n/locales.ts';
import { type Credits, fromWire, toWire } from '#lib/money/credits.ts';
import { numberFormat } from './number-format.ts';

/** Credit as the ledger holds it (micro-euros) or as it travels (`"9.955000"`). */
export type AmountOfCredit = Credits | string;

export interface CreditsStyle {
  /**
   * `brief` shows two decimals and, where those would show a non-zero amount as zero, up to six. `exact` shows
   * every decimal there is, two at least: for prices, costs and whatever must add up.
   */
  precision?: 'brief' | 'exact';
  /** `change` puts a plus before what comes in: for lines of a statement. */
  sign?: 'plain' | 'change';
}

/** An amount cut after its cents, so that a page can set what lies below a cent apart. */
export interface CreditsParts {
  /** Sign, currency and everything up to the second decimal. */
  head: string;
  /** The third to sixth decimal without trailing zeros; often empty. */
  tail: string;
  /** What the language puts after the figure, such as a currency sign. */
  end: string;
}

/** Ten thousand micro-euros: below this, two decimals would show nothing but zeros. */
const ONE_CENT_MICROS = 10_000n;

/**
 * Credit as text in euros. Product rules, section 1.
 *
 * What lies below the last shown decimal is cut, never rounded up: a balance never looks larger than it is, and
 * EUR 0.499999 never looks like the EUR 0.50 that opens every model. No float is involved: `Intl.NumberFormat`
 * is given the decimal string.
 *
 * @param amount micro-euros, or the wire's string with six places
 * @throws {RangeError} when a string is not in the wire's form
 */
export function formatCredits(amount: AmountOfCredit, locale: Locale, style: CreditsStyle = {}): string {
  const { head, tail, end } = creditsParts(amount, locale, style);
  return head + tail + end;
}

/** `formatCredits`, cut after the cents. `head + tail + end` is the whole text. */
export function creditsParts(
  amount: AmountOfCredit,
  locale: Locale,
  { precision = 'brief', sign = 'plain' }: CreditsStyle = {},
): CreditsParts {
  const micros = typeof amount === 'string' ? fromWire(amount) : amount;
  const magnitude = micros < 0n ? -micros : micros;
  const full = precision === 'exact' || (magnitude > 0n && magnitude < ONE_CENT_MICROS);
  const parts = numberFormat(conventionsOf(locale), {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: 2,
    maximumFractionDigits: full ? 6 : 2,
    roundingMode: 'trunc',
    signDisplay: sign === 'change' ? 'exceptZero' : 'negative',
  }).formatToParts(toWire(micros) as `${number}`);
  const result: CreditsParts = { head: '', tail: '', end: '' };
  let place: 'head' | 'end' = 'head';
  for (const { type, value } of parts) {
    if (type === 'fraction') {
      result.head += value.slice(0, 2);
      result.tail = value.slice(2);
      place = 'end';
    } else result[place] += type === 'minusSign' ? MINUS : value;
  }
  return result;
}

/**
 * How many decimals below a cent the longest of some amounts has, 0 to 4: what `Amount` must leave room for so
 * that a column of them stands decimal under decimal.
 */
export function tailDigits(amounts: Iterable<AmountOfCredit>): number {
  let most = 0;
  for (const amount of amounts) {
    const wire = typeof amount === 'string' ? amount : toWire(amount);
    most = Math.max(most, wire.replace(/0+$/, '').length - wire.indexOf('.') - 3);
  }
  return most;
}

/** The typographic minus: as wide as a figure, and read aloud, which a hyphen is not. */
const MINUS = '\u2212';
