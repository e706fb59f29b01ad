import { conventionsOf, type Locale } from '#lib/i18n/locales.ts';
import { numberFormat } from './number-format.ts';

/**
 * A share of a whole as text: 19%, 25.5%.
 *
 * @param share a decimal between 0 and 1 as it travels, such as `"0.255"`
 */
export function formatShare(share: string, locale: Locale): string {
  return numberFormat(conventionsOf(locale), { style: 'percent', maximumFractionDigits: 2 }).format(
    share as `${number}`,
  );
}
