import type { Locale } from '#lib/i18n/locales.ts';
import { type Cents, centsToEuros } from '#lib/money/cents.ts';
import { formatCents } from './cash.ts';

/** An amount of cash at Paddle: net, VAT or gross of a payment. */
export function CashAmount({
  value,
  locale,
  className,
}: {
  value: Cents;
  locale: Locale;
  className?: string;
}) {
  return (
    <data value={centsToEuros(value)} className={`figure ${className ?? ''}`}>
      {formatCents(value, locale)}
    </data>
  );
}
