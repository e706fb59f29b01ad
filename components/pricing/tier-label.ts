import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';
import type { Tier } from './price-list.ts';

/** The name of a model's tier in words. */
export function tierLabel(tier: Tier, locale: Locale): string {
  const t = translator(locale, 'pricing');
  return { budget: t('tierBudget'), standard: t('tierStandard'), premium: t('tierPremium') }[tier];
}
