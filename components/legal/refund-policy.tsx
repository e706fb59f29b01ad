import type { OperatorFacts } from '#lib/contracts/operator.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { LegalPage } from './legal-page.tsx';
import type { LegalRules } from './rules.ts';

/** What goes back, how, and what does not. */
export function RefundPolicy({
  rules,
  facts,
  locale,
}: {
  rules: LegalRules;
  facts: OperatorFacts;
  locale: Locale;
}) {
  const t = translator(locale, 'legal.refundPolicy');
  const days = rules.credit.refund_days;
  const parts = [
    { title: t('rightTitle'), paragraphs: [t('right', { days })] },
    { title: t('amountTitle'), paragraphs: [t('amount'), t('amountOrder')] },
    { title: t('notTitle'), paragraphs: [t('notUsed')] },
    {
      title: t('consentTitle'),
      paragraphs: [
        t('consent'),
        <blockquote key="consent" className="border-l-2 border-edge pl-4">
          {rules.consent}
        </blockquote>,
      ],
    },
    { title: t('howTitle'), paragraphs: [t('how', { page: translator(locale, 'shell')('payments') })] },
    { title: t('thenTitle'), paragraphs: [t('thenAside'), t('thenPaddle'), t('thenDate')] },
    { title: t('laterTitle', { days }), paragraphs: [t('later')] },
    { title: t('disputeTitle'), paragraphs: [t('dispute')] },
  ];
  return (
    <LegalPage
      page="refundPolicy"
      title={t('title')}
      description={t('description', { days })}
      parts={parts}
      facts={facts}
      locale={locale}
    />
  );
}
