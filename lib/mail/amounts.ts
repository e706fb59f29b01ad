import { conventionsOf, type Locale } from '#lib/i18n/locales.ts';

/**
 * Euros as people read them, with every decimal there is and two at least. The pages have a formatter of their own,
 * which sets decimals below a cent apart; a mail is text.
 *
 * @param decimal such as `"25.00"` or the wire's `"1.000000"`: no float is involved
 */
export function euros(decimal: string, locale: Locale): string {
  return new Intl.NumberFormat(conventionsOf(locale), {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: 2,
    maximumFractionDigits: 6,
  }).format(decimal as `${number}`);
}
