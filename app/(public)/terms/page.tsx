import type { Metadata } from 'next';
import { Terms } from '#components/legal/terms.tsx';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { operatorFacts } from '#lib/paddle/seller.ts';
import { legalRules } from '../legal.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  const t = translator(locale, 'legal.terms');
  return { title: t('title'), description: t('description') };
}

export default async function Page() {
  const { locale } = await preferences();
  return <Terms rules={legalRules(locale)} facts={operatorFacts()} locale={locale} />;
}
