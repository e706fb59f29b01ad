import { formatCredits } from '#components/format/credits.ts';
import { Sum } from '#components/ui/explain.tsx';
import type { StatementKind } from '#lib/contracts/statement.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { sumLabel } from '#lib/i18n/sum-label.ts';
import { translator } from '#lib/i18n/translator.ts';
import { type Credits, ZERO } from '#lib/money/credits.ts';
import { kindLabel } from './kind.ts';

interface MonthSummaryProps {
  openingMicros: Credits;
  sums: readonly { kind: StatementKind; facts: number; changeMicros: Credits; owedChangeMicros: Credits }[];
  closingMicros: Credits;
  unexplainedMicros: Credits;
  /** Where the rows of a kind are listed that its line is the sum of. */
  hrefOf: (kind: StatementKind) => string;
  locale: Locale;
}

/** What a month did to the available balance: opening, each kind of entry, closing, and that nothing is unexplained. */
export function MonthSummary({
  openingMicros,
  sums,
  closingMicros,
  unexplainedMicros,
  hrefOf,
  locale,
}: MonthSummaryProps) {
  const t = translator(locale, 'statement');
  const owed = (micros: Credits) =>
    micros === ZERO ? undefined : formatCredits(micros, locale, { precision: 'exact', sign: 'change' });
  return (
    <section aria-label={t('summary')} className="mb-12 max-w-md">
      <Sum
        rows={[
          { key: 'opening', label: t('opening'), amount: openingMicros },
          ...sums.map(({ kind, facts, changeMicros, owedChangeMicros }) => ({
            key: kind,
            label: sumLabel(t, { kind: kindLabel(kind, locale), facts, owed: owed(owedChangeMicros) }),
            amount: changeMicros,
            href: hrefOf(kind),
          })),
        ]}
        totalLabel={t('closing')}
        total={closingMicros}
        locale={locale}
        note={t('unexplained', { amount: formatCredits(unexplainedMicros, locale, { precision: 'exact' }) })}
      />
    </section>
  );
}
