import type { OperatorFacts } from '#lib/contracts/operator.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { LegalPage } from './legal-page.tsx';
import { inWords } from './list.ts';
import { FactList } from './operator-facts.tsx';
import type { LegalRules } from './rules.ts';

const HOUR_SECONDS = 3600;

/** What is stored of people, why, and for how long. */
export function Privacy({
  rules,
  facts,
  locale,
}: {
  rules: LegalRules;
  facts: OperatorFacts;
  locale: Locale;
}) {
  const t = translator(locale, 'legal.privacy');
  const { cookies, imageProviders } = rules;
  const makers =
    imageProviders.length === 0
      ? t('whoNoProviders')
      : t('whoProviders', { providers: inWords(imageProviders, locale) });
  const parts = [
    {
      title: t('whatTitle'),
      paragraphs: [
        t('whatAccount'),
        t('whatSignIns', { kept: rules.signInKeptDays, known: rules.knownSignInDays }),
        t('whatPayments'),
        t('whatWork'),
        t('whatFiles', { hours: rules.credit.files_available_seconds / HOUR_SECONDS }),
        t('whatKeys'),
        t('whatRest'),
      ],
    },
    { title: t('whyTitle'), paragraphs: [t('why')] },
    {
      title: t('whoTitle'),
      paragraphs: [
        t('whoPaddle'),
        makers,
        <FactList key="hosting" shown={['hosting']} facts={facts} locale={locale} />,
      ],
    },
    {
      title: t('cookiesTitle'),
      paragraphs: [
        t('cookiesOurs', {
          session: cookies.session,
          days: cookies.sessionDays,
          signUp: cookies.signUp,
          hours: cookies.signUpHours,
          choices: inWords(cookies.choices, locale),
          year: cookies.choiceDays,
        }),
        t('cookiesPaddle'),
      ],
    },
    {
      title: t('rightsTitle'),
      paragraphs: [t('rightsExport', { times: rules.exportsPerHour }), t('rightsOther')],
    },
    { title: t('closeTitle'), paragraphs: [t('closeErased'), t('closeStays')] },
    { title: t('childrenTitle'), paragraphs: [t('children')] },
  ];
  return (
    <LegalPage
      page="privacy"
      title={t('title')}
      description={t('description')}
      parts={parts}
      facts={facts}
      locale={locale}
    />
  );
}
