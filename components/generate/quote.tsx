'use client';

import { Amount } from '#components/format/amount.tsx';
import { formatCredits, tailDigits } from '#components/format/credits.ts';
import { Banner } from '#components/ui/banner.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { useIntlSettings, useMessages } from '#lib/i18n/client.tsx';
import type { Preview } from './choices.ts';

/** Why a customer can order nothing, whatever the balance. */
export type Closed = 'unverified' | 'suspended';

/** What sending it would hold, and what is left meanwhile; or why it will be refused, and the way out. */
export function Quote({
  preview,
  version,
  fullFloor,
  closed,
}: {
  preview: Preview;
  version: string;
  fullFloor: string;
  closed: Closed | undefined;
}) {
  const t = useMessages('generate');
  const { locale } = useIntlSettings();
  const { holdMicros, typicalMicros, availableMicros, leftMicros, missingMicros, refusal } = preview;
  const rows = [
    { key: 'available', label: t('quoteAvailable'), amount: availableMicros },
    { key: 'hold', label: t('quoteHold'), amount: holdMicros },
    { key: 'left', label: t('quoteLeft'), amount: leftMicros },
    { key: 'typical', label: t('quoteTypical'), amount: typicalMicros },
  ].filter((row) => refusal === undefined || row.key !== 'left');
  const tail = tailDigits(rows.map((row) => row.amount));
  return (
    <section aria-labelledby="quote-title" className="border-t border-ink pt-4">
      <h2 id="quote-title" className="font-medium">
        {t('quoteTitle')}
      </h2>
      <dl className="mt-2" data-testid="quote">
        {rows.map(({ key, label, amount }) => (
          <div key={key} className="flex items-baseline justify-between gap-6 py-1">
            <dt className="text-soft">{label}</dt>
            <dd>
              <Amount value={amount} locale={locale} precision="exact" tail={tail} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-2 text-sm text-soft">{t('quoteVersion', { version })}</p>
      {closed !== undefined && <p className="mt-4">{t(closed)}</p>}
      {closed === undefined && refusal !== undefined && (
        <div className="mt-4">
          <Banner
            tone="warn"
            actions={
              <LinkButton href="/top-up" size="sm">
                {t('topUp')}
              </LinkButton>
            }
          >
            {refusal === 'credit_tier_restricted'
              ? t('tierRestricted', { floor: fullFloor })
              : t('insufficient', { missing: formatCredits(missingMicros, locale, { precision: 'exact' }) })}
          </Banner>
        </div>
      )}
    </section>
  );
}
