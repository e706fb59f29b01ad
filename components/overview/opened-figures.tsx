import Link from 'next/link';
import { Amount } from '#components/format/amount.tsx';
import { formatDay } from '#components/format/dates.ts';
import { kindLabel } from '#components/statement/kind.ts';
import { Explain, type SumRow } from '#components/ui/explain.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { type Credits, subtract, sum, ZERO } from '#lib/money/credits.ts';

/** What is held, opened into the open holds with their work. */
export function HeldFigure({
  heldMicros,
  holds,
  locale,
}: {
  heldMicros: Credits;
  holds: readonly { jobId: string; work: string; heldMicros: Credits }[];
  locale: Locale;
}) {
  const t = translator(locale, 'overview');
  const figure = (
    <span className="font-medium" data-testid="held">
      <Amount value={heldMicros} locale={locale} precision="exact" />
    </span>
  );
  // A hold that began or ended between the two readings: the next look, a second later, has them of one moment.
  const isWhole = sum(holds.map((hold) => hold.heldMicros)) === heldMicros;
  return (
    <div>
      <p className="text-sm text-soft">{t('held')}</p>
      {!isWhole ? (
        <p className="mt-0.5">{figure}</p>
      ) : (
        <Explain
          hint={t('howHeld')}
          rows={holds.map(({ jobId, work, heldMicros: amount }) => ({
            key: jobId,
            label: <span className="block truncate">{work}</span>,
            amount,
            href: `/history/${jobId}`,
          }))}
          totalLabel={t('held')}
          total={heldMicros}
          locale={locale}
          note={
            <a href="#open" className="link">
              {t('heldTimes')}
            </a>
          }
        >
          {figure}
        </Explain>
      )}
    </div>
  );
}

/** What would expire on the date, opened into the lots it is made of, with how the date came about. */
export function ExpiringFigure({
  sums,
  lots,
  locale,
}: {
  sums: { availableMicros: Credits; heldMicros: Credits; refundReservedMicros: Credits };
  lots: readonly {
    id: string;
    source: 'top_up' | 'trial' | 'grant';
    effectiveAt: Date;
    remainingMicros: Credits;
  }[];
  locale: Locale;
}) {
  const t = translator(locale, 'overview');
  const rows: SumRow[] = lots
    .filter(({ remainingMicros }) => remainingMicros !== ZERO)
    .map(({ id, source, effectiveAt, remainingMicros }) => ({
      key: id,
      label: t('lot', { kind: kindLabel(source, locale), day: formatDay(effectiveAt, locale) }),
      amount: remainingMicros,
      href: '/balance#lots',
    }));
  const keptAside = [
    { key: 'held', label: t('held'), amount: sums.heldMicros, href: '#open' },
    { key: 'reserved', label: t('reserved'), amount: sums.refundReservedMicros, href: '/refunds' },
  ].filter(({ amount }) => amount !== ZERO);
  for (const row of keptAside) rows.push({ ...row, amount: subtract(ZERO, row.amount) });
  return (
    <div>
      <p className="text-sm text-soft">{t('expiring')}</p>
      <Explain
        hint={t('howExpiring')}
        rows={rows}
        totalLabel={t('expiring')}
        total={sums.availableMicros}
        locale={locale}
        note={
          <Link href="/balance#dates" className="link">
            {t('howDate')}
          </Link>
        }
      >
        <span className="font-medium" data-testid="expiring">
          <Amount value={sums.availableMicros} locale={locale} precision="exact" />
        </span>
      </Explain>
    </div>
  );
}
