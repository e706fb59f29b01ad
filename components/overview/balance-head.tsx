import { Amount } from '#components/format/amount.tsx';
import { formatCredits } from '#components/format/credits.ts';
import { kindLabel } from '#components/statement/kind.ts';
import { Explain, type SumRow } from '#components/ui/explain.tsx';
import { LedgerLine, type LedgerSegment } from '#components/ui/ledger-line.tsx';
import type { StatementKind } from '#lib/contracts/statement.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { type Credits, ZERO } from '#lib/money/credits.ts';

/** What a balance is made of, as `lib/history` explains it. */
export interface Sums {
  lines: readonly { kind: StatementKind; changeMicros: Credits }[];
  creditMicros: Credits;
  heldMicros: Credits;
  refundReservedMicros: Credits;
  availableMicros: Credits;
  unexplainedMicros: Credits;
}

/** The number the page is about, opened into its sum when pressed, and the credit as one divided line. */
export function BalanceHead({
  sums,
  openHolds,
  links = { statement: '/statement', refunds: '/refunds' },
  locale,
}: {
  sums: Sums;
  /** Left out where the holds are not listed beside it: at another moment. */
  openHolds?: number;
  /** Where its lines are listed; the customer's own pages unless the desk looks. */
  links?: { statement: string; refunds: string };
  locale: Locale;
}) {
  const t = translator(locale, 'overview');
  const rows: SumRow[] = sums.lines.map(({ kind, changeMicros }) => ({
    key: kind,
    label: kindLabel(kind, locale),
    amount: changeMicros,
    href: links.statement,
  }));
  const keptAside = [
    {
      key: 'held',
      label: t('held'),
      amount: sums.heldMicros,
      href: openHolds === undefined ? undefined : '#open',
    },
    { key: 'reserved', label: t('reserved'), amount: sums.refundReservedMicros, href: links.refunds },
  ].filter((row) => row.amount !== ZERO);
  for (const row of keptAside) rows.push({ ...row, amount: -row.amount as Credits });

  const segments: LedgerSegment[] = [
    { part: 'available', label: t('available'), amount: sums.availableMicros },
    {
      part: 'held',
      label: t('held'),
      amount: sums.heldMicros,
      ...(openHolds !== undefined && {
        note: openHolds === 0 ? t('heldNone') : t('heldCount', { count: openHolds }),
      }),
    },
  ];
  if (sums.refundReservedMicros !== ZERO) {
    segments.push({ part: 'reserved', label: t('reserved'), amount: sums.refundReservedMicros });
  }
  return (
    <div>
      <p className="text-soft">{t('available')}</p>
      <Explain
        hint={t('howAvailable')}
        rows={rows}
        totalLabel={t('available')}
        total={sums.availableMicros}
        locale={locale}
        note={t('unexplained', {
          amount: formatCredits(sums.unexplainedMicros, locale, { precision: 'exact' }),
        })}
      >
        <span className="headline-figure" data-testid="available">
          <Amount value={sums.availableMicros} locale={locale} />
        </span>
      </Explain>
      <div className="mt-6">
        <LedgerLine segments={segments} locale={locale} />
      </div>
    </div>
  );
}
