import type { Tier } from '#lib/contracts/image-choices.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';

/** The name of a model's tier in words. */
export function tierLabel(tier: Tier, locale: Locale): string {
  const t = translator(locale, 'pricing');
  return { budget: t('tierBudget'), standard: t('tierStandard'), premium: t('tierPremium') }[tier];
}
