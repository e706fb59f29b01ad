import type { Metadata } from 'next';
import { PricingPage } from '#components/pricing/pricing-page.tsx';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { publishedPricing } from '#lib/pricing/published.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  const t = translator(locale, 'pricing');
  return { title: t('title'), description: t('description') };
}

export default async function Page() {
  const { locale } = await preferences();
  return <PricingPage pricing={publishedPricing()} locale={locale} />;
}
