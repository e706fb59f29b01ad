import { formatCents } from '#components/format/cash.ts';
import { DateTime } from '#components/format/date-time.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import type { Cents } from '#lib/money/cents.ts';

/** Something that happened to a payment. */
export type Step = { at: Date } & (
  | { kind: 'begun' | 'received' | 'paid' | 'credited' | 'reconciled' | 'parked' }
  | { kind: 'asked'; amountCents: Cents }
  | { kind: 'approved' | 'sent' | 'refunded' | 'rejected' | 'superseded' }
  | { kind: 'refused'; refusal: string }
  | {
      kind: 'adjustment';
      action:
        | 'refund'
        | 'chargeback'
        | 'chargeback_reverse'
        | 'chargeback_warning'
        | 'chargeback_warning_reverse';
      status: 'pending_approval' | 'approved' | 'rejected' | 'reversed';
      amountCents: Cents;
    }
);

/** What became of a payment, oldest first. */
export function Timeline({
  steps,
  locale,
  timeZone,
}: {
  steps: readonly Step[];
  locale: Locale;
  timeZone: string;
}) {
  return (
    <ol className="border-l border-line">
      {steps.map((step) => (
        <li key={`${step.at.getTime()} ${textOf(step, locale)}`} className="relative pb-5 pl-6 last:pb-0">
          <span
            aria-hidden="true"
            className={`absolute top-2 -left-[5px] size-2.5 rounded-full border border-paper ${step === steps.at(-1) ? 'bg-accent' : 'bg-edge'}`}
          />
          <p>{textOf(step, locale)}</p>
          <p className="text-sm text-soft">
            <DateTime value={step.at} locale={locale} timeZone={timeZone} />
          </p>
        </li>
      ))}
    </ol>
  );
}

function textOf(step: Step, locale: Locale): string {
  const t = translator(locale, 'refunds');
  switch (step.kind) {
    case 'asked':
      return t('step_asked', { amount: formatCents(step.amountCents, locale) });
    case 'refused':
      return t('step_refused', { reason: reasonText(step.refusal, locale) });
    case 'adjustment': {
      const amount = formatCents(step.amountCents, locale);
      return t(`step_${step.action}`, { amount, status: t(`adjustment_${step.status}`) });
    }
    default:
      return t(`step_${step.kind}`);
  }
}

function reasonText(refusal: string, locale: Locale): string {
  const t = translator(locale, 'refunds');
  return refusal === 'nothing_unused' || refusal === 'dispute_open' ? t(`refused_${refusal}`) : refusal;
}
