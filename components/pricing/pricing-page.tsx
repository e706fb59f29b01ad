import type { ReactNode } from 'react';
import { formatCredits } from '#components/format/credits.ts';
import { Details } from '#components/ui/details.tsx';
import type { Pricing } from '#lib/contracts/pricing.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { fromWire, ZERO } from '#lib/money/credits.ts';
import { ModelPrices } from './model-prices.tsx';
import { OperationPrices } from './operation-prices.tsx';
import { TierTable } from './tier-table.tsx';

/** Models, operations and the rules of credit, from the answer of `GET /v1/pricing`. */
export function PricingPage({ pricing, locale }: { pricing: Pricing; locale: Locale }) {
  const { rules } = pricing;
  const t = translator(locale, 'pricing');
  const questions = [
    {
      title: t('topUpTitle'),
      text: t('topUpText', {
        minimum: formatCredits(rules.minimum_top_up_eur, locale),
        maximum: formatCredits(rules.maximum_top_up_eur, locale),
      }),
    },
    { title: t('costTitle'), text: t('costText') },
    { title: t('cancelTitle'), text: t('cancelText') },
    { title: t('expiryTitle'), text: t('expiryText', { months: rules.valid_months_after_top_up }) },
    { title: t('refundTitle'), text: t('refundText', { days: rules.refund_days }) },
    {
      title: t('trialTitle'),
      text:
        fromWire(rules.trial_credit_eur) > ZERO
          ? t('trialText', { amount: formatCredits(rules.trial_credit_eur, locale) })
          : t('noTrialText'),
    },
  ];
  return (
    <div className="page pb-16">
      <header className="pt-14 pb-14 sm:pt-20">
        <h1 className="text-3xl font-medium sm:text-display">{t('title')}</h1>
        <p className="mt-5 max-w-prose text-lg text-soft">{t('description')}</p>
        <p className="mt-3 text-sm text-soft">{t('version', { version: pricing.version })}</p>
      </header>
      <Part title={t('modelsTitle')}>
        <ModelPrices models={pricing.models} locale={locale} />
      </Part>
      <Part title={t('operationsTitle')} text={t('operationsText')}>
        <OperationPrices operations={pricing.operations} locale={locale} />
      </Part>
      <Part title={t('tiersTitle')}>
        <TierTable tiers={rules.tiers} locale={locale} />
      </Part>
      <Part title={t('rulesTitle')}>
        <div className="border-t border-line">
          {questions.map((question) => (
            <Details key={question.title} summary={question.title}>
              <p>{question.text}</p>
            </Details>
          ))}
        </div>
      </Part>
    </div>
  );
}

function Part({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <section className="pb-16">
      <h2 className="text-xl font-medium">{title}</h2>
      {text !== undefined && <p className="mt-2 max-w-prose text-soft">{text}</p>}
      <div className="mt-7">{children}</div>
    </section>
  );
}
