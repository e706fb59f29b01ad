import Link from 'next/link';
import { Fragment, type ReactNode } from 'react';
import { formatDay } from '#components/format/dates.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Section } from '#components/ui/section.tsx';
import { missingSettings, type OperatorFacts } from '#lib/contracts/operator.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import { FactList } from './operator-facts.tsx';

/** The day of the present wording. Whoever changes what a text means changes this. */
const TEXT_DAY = '2026-11-29T00:00:00Z';

const PAGES = { terms: '/terms', privacy: '/privacy', refundPolicy: '/refund-policy' } as const;

interface LegalPageProps {
  /** Which of the three it is. */
  page: keyof typeof PAGES;
  title: string;
  description: string;
  parts: readonly { title: string; paragraphs: readonly ReactNode[] }[];
  facts: OperatorFacts;
  locale: Locale;
}

/** The frame of the three texts: what it is, whether it is finished, who answers, the parts, and the way to the others. */
export function LegalPage({ page, title, description, parts, facts, locale }: LegalPageProps) {
  const t = translator(locale, 'legal');
  const names = translator(locale, 'shell');
  const missing = missingSettings(facts);
  const others = (Object.keys(PAGES) as (keyof typeof PAGES)[]).filter((other) => other !== page);
  return (
    <div className="page pb-16">
      <header className="pt-14 pb-10 sm:pt-20">
        <h1 className="text-3xl font-medium sm:text-display">{title}</h1>
        <p className="mt-5 max-w-prose text-lg text-soft">{description}</p>
        <p className="mt-3 text-sm text-soft">{t('textOf', { day: formatDay(TEXT_DAY, locale) })}</p>
      </header>
      {missing.length > 0 && (
        <div className="mb-10">
          <Banner tone="warn" title={t('templateTitle')} announce="none">
            <p className="max-w-prose">{t('templateText')}</p>
            <p className="mt-1 break-words">{missing.join(', ')}</p>
          </Banner>
        </div>
      )}
      <Section layout="beside" title={t('facts.title')} description={t('facts.text')}>
        <FactList shown={['name', 'address', 'email', 'register', 'vatId']} facts={facts} locale={locale} />
      </Section>
      {parts.map((part) => (
        <Section key={part.title} layout="beside" title={part.title}>
          <div className="max-w-prose space-y-3">
            {part.paragraphs.map((paragraph, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the paragraphs of a text keep their places
              <Fragment key={i}>{typeof paragraph === 'string' ? <p>{paragraph}</p> : paragraph}</Fragment>
            ))}
          </div>
        </Section>
      ))}
      <Section layout="beside" title={t('seeAlso')}>
        <ul className="flex flex-wrap gap-x-6 gap-y-2">
          {others.map((other) => (
            <li key={other}>
              <Link href={PAGES[other]} className="link">
                {names(other)}
              </Link>
            </li>
          ))}
          <li>
            <Link href="/pricing" className="link">
              {names('pricing')}
            </Link>
          </li>
        </ul>
      </Section>
    </div>
  );
}
