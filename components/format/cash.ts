import { conventionsOf, type Locale } from '#lib/i18n/locales.ts';
import { type Cents, centsToEuros } from '#lib/money/cents.ts';
import { numberFormat } from './number-format.ts';

/** Cash at Paddle as text in euros, always two decimals. */
export function formatCents(amount: Cents, locale: Locale): string {
  const euros = numberFormat(conventionsOf(locale), {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  return euros.format(centsToEuros(amount) as `${number}`);
}
