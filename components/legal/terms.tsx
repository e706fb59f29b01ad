import { formatCredits } from '#components/format/credits.ts';
import type { OperatorFacts } from '#lib/contracts/operator.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { fromWire, ZERO } from '#lib/money/credits.ts';
import { LegalPage } from './legal-page.tsx';
import { inWords } from './list.ts';
import { Fact } from './operator-facts.tsx';
import type { LegalRules } from './rules.ts';

const HOUR_SECONDS = 3600;

/** What is bought and on which terms. */
export function Terms({ rules, facts, locale }: { rules: LegalRules; facts: OperatorFacts; locale: Locale }) {
  const t = translator(locale, 'legal.terms');
  const { credit } = rules;
  const minimum = formatCredits(credit.minimum_top_up_eur, locale);
  const maximum = formatCredits(credit.maximum_top_up_eur, locale);
  const trial =
    fromWire(credit.trial_credit_eur) > ZERO
      ? t('creditTrial', { amount: formatCredits(credit.trial_credit_eur, locale) })
      : t('creditNoTrial');
  const hours = credit.files_available_seconds / HOUR_SECONDS;
  const parts = [
    { title: t('serviceTitle'), paragraphs: [t('service')] },
    {
      title: t('creditTitle'),
      paragraphs: [
        t('creditSold', { minimum, maximum }),
        t('creditPaddle'),
        trial,
        t('creditFree'),
        t('creditUse'),
      ],
    },
    {
      title: t('costTitle'),
      paragraphs: [
        t('costHold'),
        t('costFailed'),
        t('costCancel', { hours }),
        t('costLimits', { most: credit.max_in_flight }),
      ],
    },
    {
      title: t('expiryTitle'),
      paragraphs: [
        t('expiryRule', { months: credit.valid_months_after_top_up }),
        t('expiryLost', { days: inWords(rules.warningDays, locale) }),
        t('expiryBack', { grace: rules.graceDays }),
      ],
    },
    { title: t('disputeTitle'), paragraphs: [t('disputeTaken'), t('disputeOwed')] },
    { title: t('contentTitle'), paragraphs: [t('contentYours'), t('contentLawful')] },
    { title: t('accountTitle'), paragraphs: [t('accountKeys'), t('accountSuspend'), t('accountClose')] },
    { title: t('childrenTitle'), paragraphs: [t('children')] },
    {
      title: t('lawTitle'),
      paragraphs: [
        t('law'),
        <p key="law">
          <Fact fact="law" facts={facts} locale={locale} />
        </p>,
      ],
    },
  ];
  return (
    <LegalPage
      page="terms"
      title={t('title')}
      description={t('description')}
      parts={parts}
      facts={facts}
      locale={locale}
    />
  );
}
