import { conventionsOf, type Locale } from '#lib/i18n/locales.ts';
import { numberFormat } from './number-format.ts';

/** A whole number of things, grouped as the language does: 12,480. */
export function formatCount(count: number | bigint, locale: Locale): string {
  return numberFormat(conventionsOf(locale), { maximumFractionDigits: 0 }).format(count);
}

/** A number of any kind, to six decimals: 0.3. */
export function formatNumber(number: number, locale: Locale): string {
  return numberFormat(conventionsOf(locale), { maximumFractionDigits: 6 }).format(number);
}

/** What stands before the decimals: a dot, or a comma. */
export function decimalMark(locale: Locale): string {
  const parts = numberFormat(conventionsOf(locale), {}).formatToParts(0.5);
  return parts.find(({ type }) => type === 'decimal')?.value ?? '.';
}
