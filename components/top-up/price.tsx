'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { fieldErrorsOf } from '#components/auth/field-errors.ts';
import { CashAmount } from '#components/format/cash-amount.tsx';
import { formatShare } from '#components/format/share.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { TopUpQuote } from '#lib/contracts/top-up.ts';
import { useIntlSettings, useMessages } from '#lib/i18n/client.tsx';
import { floorToCents, fromWire } from '#lib/money/credits.ts';
import type { Quotable } from './choice.ts';
import { quoteOptions } from './queries.ts';
import { useDebounced } from './use-debounced.ts';

const DEBOUNCE_MS = 350;
/** A VAT number is long to type, and Paddle keeps each that is asked for. */
const BUSINESS_DEBOUNCE_MS = 1_200;

/** VAT and total of what is chosen, as soon as it has stood still; `pending` until they belong to what is shown. */
export interface Quoted {
  quote: TopUpQuote | undefined;
  isPending: boolean;
  hasFailed: boolean;
  /** What a refusal said about the VAT number. */
  vatProblem: string | undefined;
}

/** Asks for the price of a choice. @param choice undefined while amount or country is missing */
export function useQuote(choice: Quotable | undefined): Quoted {
  const key = JSON.stringify(choice ?? '');
  const pauseMs = choice?.business === undefined ? DEBOUNCE_MS : BUSINESS_DEBOUNCE_MS;
  const settled = useDebounced(key, pauseMs) === key;
  const query = useQuery({ ...quoteOptions(choice), enabled: choice !== undefined && settled });
  const isKnown = query.data !== undefined;
  return {
    quote: query.data,
    isPending: choice !== undefined && !isKnown && !(settled && query.isError),
    hasFailed: settled && query.isError,
    vatProblem: settled ? fieldErrorsOf(query.error).get('vatNumber') : undefined,
  };
}

/** Net, VAT and total. What is not known yet keeps its place. */
export function Price({ amountEur, quoted }: { amountEur: string | undefined; quoted: Quoted }) {
  const t = useMessages('topUp');
  const { locale } = useIntlSettings();
  const { quote, isPending, hasFailed } = quoted;
  const cash = (amount: string | undefined, width: string) =>
    amount === undefined ? (
      isPending ? (
        <Skeleton className={`ml-auto h-5 ${width}`} />
      ) : (
        <span aria-hidden="true" className="text-faint">
          –
        </span>
      )
    ) : (
      <CashAmount value={floorToCents(fromWire(amount))} locale={locale} />
    );
  const taxLabel =
    quote === undefined ? t('tax') : t('taxWithRate', { rate: formatShare(quote.tax_rate, locale) });
  return (
    <div>
      <dl>
        <Line label={t('net')}>{cash(amountEur, 'w-16')}</Line>
        <Line label={taxLabel}>{cash(quote?.tax_eur, 'w-14')}</Line>
        <div className="mt-1.5 flex items-baseline justify-between gap-6 border-t border-ink pt-2 text-lg font-medium">
          <dt>{t('gross')}</dt>
          <dd className="double-rule min-w-20 pb-0.5 text-right">{cash(quote?.total_eur, 'w-20')}</dd>
        </div>
      </dl>
      <p role="status" className="mt-2 min-h-5 text-sm text-soft">
        {isPending ? (
          <span className="visually-hidden">{t('quoteLoading')}</span>
        ) : hasFailed ? (
          t('quoteFailed')
        ) : (
          quote === undefined && (amountEur === undefined ? t('quoteNeedsAmount') : t('quoteNeedsCountry'))
        )}
      </p>
    </div>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-6 py-1.5">
      <dt className="min-w-0 text-soft">{label}</dt>
      <dd className="text-right">{children}</dd>
    </div>
  );
}
