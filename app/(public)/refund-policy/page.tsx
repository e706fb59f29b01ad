import type { Metadata } from 'next';
import { RefundPolicy } from '#components/legal/refund-policy.tsx';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { operatorFacts } from '#lib/paddle/seller.ts';
import { legalRules } from '../legal.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  const t = translator(locale, 'legal.refundPolicy');
  const days = legalRules(locale).credit.refund_days;
  return { title: t('title'), description: t('description', { days }) };
}

export default async function Page() {
  const { locale } = await preferences();
  return <RefundPolicy rules={legalRules(locale)} facts={operatorFacts()} locale={locale} />;
}
