import { conventionsOf, type Locale } from '#lib/i18n/locales.ts';
import { numberFormat } from './number-format.ts';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/**
 * A size of data in decimal units, with at most one decimal: 1.4 MB.
 *
 * @param bytes zero or more
 */
export function formatBytes(bytes: number, locale: Locale): string {
  let unit = 0;
  let amount = bytes;
  // 999.95 is where one decimal would round up to 1,000 of a unit.
  while (amount >= (unit === 0 ? 1000 : 999.95) && unit < UNITS.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  return numberFormat(conventionsOf(locale), {
    style: 'unit',
    unit: UNITS[unit] ?? 'byte',
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumFractionDigits: unit === 0 ? 0 : 1,
  }).format(amount);
}
