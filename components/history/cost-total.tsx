import Link from 'next/link';
import { Amount } from '#components/format/amount.tsx';
import { Explain, type SumRow } from '#components/ui/explain.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import type { Credits } from '#lib/money/credits.ts';

interface CostTotalProps {
  totals: { jobs: number; failed: number; costMicros: Credits };
  /** What the cost is the sum of, each leading to its jobs; none where the jobs below are the parts. */
  parts: readonly SumRow[];
  /** The list as a file. */
  csvHref: string;
  /** The charges in the statement that come to the same; left out where none do. */
  statementHref: string | undefined;
  locale: Locale;
}

/** What a filter finds over all its pages: how many jobs, and what they cost, opened into its sum when pressed. */
export function CostTotal({ totals, parts, csvHref, statementHref, locale }: CostTotalProps) {
  const t = translator(locale, 'history');
  const figure = (
    <span className="text-lg font-medium" data-testid="total-cost">
      <Amount value={totals.costMicros} locale={locale} precision="exact" />
    </span>
  );
  return (
    <div className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
      <div className="min-w-0 flex-1 basis-64">
        <p className="text-sm text-soft">
          {t('totals', { jobs: totals.jobs })}
          {t('totalsFailed', { failed: totals.failed })}
          {t('totalsCharged')}
        </p>
        {parts.length === 0 ? (
          <p>{figure}</p>
        ) : (
          <Explain
            hint={t('howTotal')}
            rows={parts}
            totalLabel={t('totalCharged')}
            total={totals.costMicros}
            locale={locale}
            note={
              statementHref !== undefined && (
                <Link href={statementHref} className="link">
                  {t('sameInStatement')}
                </Link>
              )
            }
          >
            {figure}
          </Explain>
        )}
      </div>
      <LinkButton href={csvHref} size="sm" prefetch={false} download>
        {t('asCsv')}
      </LinkButton>
    </div>
  );
}
