import { formatCents } from '#components/format/cash.ts';
import { formatCredits } from '#components/format/credits.ts';
import { LastValidDay } from '#components/format/date-time.tsx';
import { Sum, type SumRow } from '#components/ui/explain.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import type { Cents } from '#lib/money/cents.ts';
import { type Credits, credits, fromCents, ZERO } from '#lib/money/credits.ts';

/** What has become of a purchase's credit, and what of it may go back. */
export interface RefundSumProps {
  lot: {
    originalMicros: Credits;
    remainingMicros: Credits;
    reservedMicros: Credits;
    spentMicros: Credits;
    refundedMicros: Credits;
    clawedBackMicros: Credits;
    expiredMicros: Credits;
    debtPaidMicros: Credits;
  };
  unusedCents: Cents;
  taxCents: Cents;
  availableAfterMicros: Credits;
  expiresAt: Date | null;
  expiresAtAfter: Date | null;
  /** Whether what is unused may go back now: only then is it shown as a refund. */
  mayGoBack: boolean;
  /** Where what was taken from it is listed: the customer's own statement unless the desk looks. */
  statementHref?: string;
  locale: Locale;
}

/** The whole sum before anything is asked: bought, spent, kept aside, refundable, its VAT, and what stands after it. */
export function RefundSum({
  lot,
  unusedCents,
  taxCents,
  availableAfterMicros,
  expiresAt,
  expiresAtAfter,
  mayGoBack,
  statementHref = '/statement',
  locale,
}: RefundSumProps) {
  const t = translator(locale, 'refunds');
  const unused = fromCents(unusedCents);
  const taken = (key: string, label: string, amount: Credits): SumRow[] =>
    amount === ZERO ? [] : [{ key, label, amount: credits(-amount), href: statementHref }];
  const rest = credits(lot.remainingMicros - lot.reservedMicros - unused);
  const isBelowCent = rest < 10_000n;
  return (
    <div className="grid gap-x-16 gap-y-8 lg:grid-cols-2">
      <Sum
        rows={[
          { key: 'paid', label: t('sumPaid'), amount: lot.originalMicros },
          ...taken('spent', t('sumSpent'), lot.spentMicros),
          ...taken('debt', t('sumDebt'), lot.debtPaidMicros),
          ...taken('expired', t('sumExpired'), lot.expiredMicros),
          ...taken('refunded', t('sumReturned'), lot.refundedMicros),
          ...taken('clawed', t('sumTaken'), lot.clawedBackMicros),
          ...taken('reserved', t('sumReserved'), lot.reservedMicros),
          ...taken('rest', t(isBelowCent ? 'sumBelowCent' : 'sumUnavailable'), rest),
        ]}
        totalLabel={t(mayGoBack ? 'sumRefundable' : 'sumUnused')}
        total={unused}
        locale={locale}
      />
      {mayGoBack && unusedCents > 0n && (
        <div className="self-end">
          <dl className="space-y-1.5">
            <Line label={t('net')}>{formatCents(unusedCents, locale)}</Line>
            <Line label={t('tax')}>{formatCents(taxCents, locale)}</Line>
            <Line label={t('gross')} strong>
              {formatCents((unusedCents + taxCents) as Cents, locale)}
            </Line>
            <Line label={t('after')}>
              {formatCredits(availableAfterMicros, locale, { precision: 'exact' })}
            </Line>
            <Line label={t('dateNow')}>
              {expiresAt === null ? t('noneAfter') : <LastValidDay expiresAt={expiresAt} locale={locale} />}
            </Line>
            <Line label={t('dateAfter')}>
              {expiresAtAfter === null ? (
                t('noneAfter')
              ) : (
                <LastValidDay expiresAt={expiresAtAfter} locale={locale} />
              )}
            </Line>
          </dl>
          {expiresAt?.getTime() !== expiresAtAfter?.getTime() && (
            <p className="pt-2.5 text-sm text-soft">{t('dateAfterNote')}</p>
          )}
        </div>
      )}
    </div>
  );
}

function Line({
  label,
  strong = false,
  children,
}: {
  label: string;
  strong?: boolean;
  children: React.ReactNode;
}) {
  return (
    <div className={`flex items-baseline justify-between gap-6 ${strong ? 'font-medium' : ''}`}>
      <dt className={strong ? undefined : 'text-soft'}>{label}</dt>
      <dd className="figure text-right">{children}</dd>
    </div>
  );
}
