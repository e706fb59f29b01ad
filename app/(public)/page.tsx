import type { Metadata } from 'next';
import { formatCredits } from '#components/format/credits.ts';
import { Landing } from '#components/landing/landing.tsx';
import { preferences } from '#lib/i18n/preferences.ts';
import { translator } from '#lib/i18n/translator.ts';
import { publishedPricing } from '#lib/pricing/published.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await preferences();
  const minimum = formatCredits(publishedPricing().rules.minimum_top_up_eur, locale);
  return { description: translator(locale, 'landing')('description', { minimum }) };
}

export default async function Page() {
  const { locale } = await preferences();
  return <Landing locale={locale} pricing={publishedPricing()} />;
}
