'use client';

import { useQuery } from '@tanstack/react-query';
import { balanceNow } from '#components/balance/queries.ts';
import { Amount } from '#components/format/amount.tsx';
import { formatCredits, tailDigits } from '#components/format/credits.ts';
import { formatShortDay } from '#components/format/dates.ts';
import { Banner } from '#components/ui/banner.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { useIntlSettings, useMessages } from '#lib/i18n/client.tsx';
import type { Preview, PreviewRefusal } from './preview.ts';

/** Why a customer can order nothing, whatever the balance. */
export type Closed = 'unverified' | 'suspended';

/** What sending it would hold, from which lots, and what is left meanwhile; or why it will be refused, and the way out. */
export function Quote({
  preview,
  version,
  fullFloor,
  closed,
  isFlat = false,
  hasNoLots = false,
}: {
  preview: Preview;
  version: string;
  fullFloor: string;
  closed: Closed | undefined;
  /** An operation costs what is held; a picture at most that. */
  isFlat?: boolean;
  /** The lots were asked for and cannot be told at the moment. */
  hasNoLots?: boolean;
}) {
  const t = useMessages('generate');
  const { locale } = useIntlSettings();
  const { holdMicros, typicalMicros, availableMicros, leftMicros, refusal } = preview;
  const rows = [
    { key: 'available', label: t('quoteAvailable'), amount: availableMicros, isShown: true },
    { key: 'hold', label: t(isFlat ? 'quotePrice' : 'quoteHold'), amount: holdMicros, isShown: true },
    {
      key: 'left',
      label: t(isFlat ? 'quoteLeftFlat' : 'quoteLeft'),
      amount: leftMicros,
      isShown: refusal === undefined,
    },
    { key: 'typical', label: t('quoteTypical'), amount: typicalMicros, isShown: !isFlat },
  ].filter(({ isShown }) => isShown);
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
      {closed === undefined && refusal === undefined && (
        <DrawnLots lots={preview.lots} isUnknown={hasNoLots} isFlat={isFlat} />
      )}
      <p className="mt-2 text-sm text-soft">{t(isFlat ? 'quoteVersionFlat' : 'quoteVersion', { version })}</p>
      {closed !== undefined && <p className="mt-4">{t(closed)}</p>}
      {closed === undefined && refusal !== undefined && (
        <div className="mt-4">
          <RefusalBanner refusal={refusal} fullFloor={fullFloor} />
        </div>
      )}
    </section>
  );
}

/**
 * Says why an order is, or would be, refused; what is about credit in words and figures of the page.
 *
 * @param fullFloor from this balance on every model and size is open, as text
 */
export function useRefusalWords(fullFloor: string): (refusal: PreviewRefusal) => string {
  const t = useMessages('generate');
  const { locale } = useIntlSettings();
  return ({ code, message, missingMicros, owedMicros }) => {
    if (code === 'credit_tier_restricted') return t('tierRestricted', { floor: fullFloor });
    if (code !== 'credit_insufficient' || missingMicros === undefined) return message;
    const missing = formatCredits(missingMicros, locale, { precision: 'exact' });
    return owedMicros
      ? t('owing', { missing, owed: formatCredits(owedMicros, locale, { precision: 'exact' }) })
      : t('insufficient', { missing });
  };
}

function RefusalBanner({ refusal, fullFloor }: { refusal: PreviewRefusal; fullFloor: string }) {
  const t = useMessages('generate');
  const words = useRefusalWords(fullFloor);
  return (
    <Banner
      tone="warn"
      actions={
        refusal.code.startsWith('credit_') && (
          <LinkButton href="/top-up" size="sm">
            {t('topUp')}
          </LinkButton>
        )
      }
    >
      {words(refusal)}
    </Banner>
  );
}

/** The lots in the order in which they are spent. Room for one is kept while they are asked for: nothing jumps. */
function DrawnLots({
  lots,
  isUnknown,
  isFlat,
}: {
  lots: Preview['lots'];
  isUnknown: boolean;
  isFlat: boolean;
}) {
  const t = useMessages('generate');
  const { locale } = useIntlSettings();
  // The frame has it on every page; it gives the lots their names.
  const { data: balance } = useQuery(balanceNow());
  const tail = tailDigits((lots ?? []).map(({ amountMicros }) => amountMicros));
  return (
    <div className="mt-3 border-t border-line pt-3 text-sm">
      <h3 className="text-soft">{t(isFlat ? 'lotsTitleFlat' : 'lotsTitle')}</h3>
      {lots === undefined ? (
        <p className="mt-1 min-h-6 text-soft">{isUnknown ? t('lotsUnknown') : t('lotsAsked')}</p>
      ) : (
        <ul className="mt-1" data-testid="quote-lots">
          {lots.map(({ id, amountMicros }) => (
            <li key={id} className="flex min-h-6 items-baseline justify-between gap-6">
              <span>{nameOf(id)}</span>
              <Amount value={amountMicros} locale={locale} precision="exact" tail={tail} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );

  function nameOf(id: string): string {
    const lot = balance?.lots.find((each) => each.id === id);
    if (lot === undefined) return t('lot');
    return t(`lot_${lot.source}`, { day: formatShortDay(lot.created_at, locale) });
  }
}
