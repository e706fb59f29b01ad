import { Amount } from '#components/format/amount.tsx';
import { tailDigits } from '#components/format/credits.ts';
import type { Pricing } from '#lib/contracts/pricing.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { operationLabel } from './operation-label.ts';

/** The operations as a price list: name, leader, price. */
export function OperationPrices({
  operations,
  locale,
}: {
  operations: Pricing['operations'];
  locale: Locale;
}) {
  const tail = tailDigits(operations.map((operation) => operation.price_eur));
  return (
    <ul className="gap-x-16 sm:columns-2">
      {operations.map((operation) => (
        <li key={operation.id} className="flex break-inside-avoid items-baseline gap-3 py-1.5">
          <span>{operationLabel(operation.id, locale)}</span>
          <span
            aria-hidden="true"
            className="min-w-4 flex-1 -translate-y-1 border-b border-dotted border-edge"
          />
          <Amount value={operation.price_eur} locale={locale} precision="exact" tail={tail} />
        </li>
      ))}
    </ul>
  );
}
