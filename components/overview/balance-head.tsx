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
  lines: readonly { kind: StatementKind; changeMicros: Credits; isDue?: true }[];
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
  links,
  asOf,
  locale,
}: {
  sums: Sums;
  /** The moment that it is about; left out for now. */
  asOf?: Date | undefined;
  /** Left out where the holds are not listed beside it: at another moment. */
  openHolds?: number;
  /** Where its lines are listed when the desk looks; left out for the customer's own pages. */
  links?: { statement: string; refunds: string };
  locale: Locale;
}) {
  const t = translator(locale, 'overview');
  const rows: SumRow[] = sums.lines.map(({ kind, changeMicros, isDue }) => ({
    key: isDue === true ? 'due' : kind,
    label: isDue === true ? t('expiryDue') : kindLabel(kind, locale),
    amount: changeMicros,
    href: isDue === true ? undefined : (links?.statement ?? rowsOf(kind, asOf)),
  }));
  const keptAside = [
    {
      key: 'held',
      label: t('held'),
      amount: sums.heldMicros,
      href: openHolds === undefined ? undefined : '#open',
    },
    {
      key: 'reserved',
      label: t('reserved'),
      amount: sums.refundReservedMicros,
      href: links?.refunds ?? '/refunds',
    },
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

/** The statement's rows that a line is the sum of: those of its kind, recorded by the moment that it is about. */
function rowsOf(kind: StatementKind, asOf: Date | undefined): string {
  const by = asOf === undefined ? {} : { as_of: asOf.toISOString() };
  return `/statement?${new URLSearchParams({ ...by, kind })}`;
}
