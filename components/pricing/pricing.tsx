import type { ReactNode } from 'react';
import { formatCredits } from '#components/format/credits.ts';
import { Details } from '#components/ui/details.tsx';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { type Credits, ZERO } from '#lib/money/credits.ts';
import { ModelPrices } from './model-prices.tsx';
import { OperationPrices } from './operation-prices.tsx';
import type { PriceList } from './price-list.ts';
import { TierTable } from './tier-table.tsx';

interface PricingProps {
  locale: Locale;
  prices: PriceList;
  /** What a new account receives; zero when the trial is off. */
  trialCredit: Credits;
  minimumTopUp: Credits;
  maximumTopUp: Credits;
  tiers: { fullFrom: Credits; least: Credits };
}

/** Models, operations and the rules of credit. */
export function Pricing({ locale, prices, trialCredit, minimumTopUp, maximumTopUp, tiers }: PricingProps) {
  const t = translator(locale, 'pricing');
  const questions = [
    {
      title: t('topUpTitle'),
      text: t('topUpText', {
        minimum: formatCredits(minimumTopUp, locale),
        maximum: formatCredits(maximumTopUp, locale),
      }),
    },
    { title: t('costTitle'), text: t('costText') },
    { title: t('cancelTitle'), text: t('cancelText') },
    { title: t('expiryTitle'), text: t('expiryText') },
    { title: t('refundTitle'), text: t('refundText') },
    {
      title: t('trialTitle'),
      text:
        trialCredit > ZERO
          ? t('trialText', { amount: formatCredits(trialCredit, locale) })
          : t('noTrialText'),
    },
  ];
  return (
    <div className="page pb-16">
      <header className="pt-14 pb-14 sm:pt-20">
        <h1 className="text-3xl font-medium sm:text-display">{t('title')}</h1>
        <p className="mt-5 max-w-prose text-lg text-soft">{t('description')}</p>
        <p className="mt-3 text-sm text-soft">{t('version', { version: prices.version })}</p>
      </header>
      <Part title={t('modelsTitle')}>
        <ModelPrices models={prices.models} locale={locale} />
      </Part>
      <Part title={t('operationsTitle')} text={t('operationsText')}>
        <OperationPrices operations={prices.operations} locale={locale} />
      </Part>
      <Part title={t('tiersTitle')}>
        <TierTable fullFrom={tiers.fullFrom} least={tiers.least} locale={locale} />
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
