import type { Pricing } from '#lib/contracts/pricing.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';

/** The promises that matter before one pays, each in two sentences. */
export function CreditRules({ rules, locale }: { rules: Pricing['rules']; locale: Locale }) {
  const t = translator(locale, 'landing');
  const promises = [
    { title: t('ruleCostTitle'), text: t('ruleCostText') },
    { title: t('ruleDropTitle'), text: t('ruleDropText') },
    {
      title: t('ruleValidTitle', { months: rules.valid_months_after_top_up }),
      text: t('ruleValidText'),
    },
    { title: t('ruleRefundTitle'), text: t('ruleRefundText', { days: rules.refund_days }) },
    { title: t('rulePaymentTitle'), text: t('rulePaymentText') },
    { title: t('ruleNothingTitle'), text: t('ruleNothingText') },
  ];
  return (
    <dl className="grid gap-x-12 gap-y-8 sm:grid-cols-2 lg:grid-cols-3">
      {promises.map((promise) => (
        <div key={promise.title} className="border-t border-line pt-4">
          <dt className="font-medium">{promise.title}</dt>
          <dd className="mt-1.5 text-soft">{promise.text}</dd>
        </div>
      ))}
    </dl>
  );
}
