import type { Locale } from '#lib/i18n/locales.ts';
import type { Theme } from '#lib/i18n/theme.ts';
import { translator } from '#lib/i18n/translator.ts';

/** The words for `ThemeChoice`. */
export function themeTexts(locale: Locale): {
  legend: string;
  options: { value: Theme; label: string }[];
} {
  const t = translator(locale, 'shell');
  return {
    legend: t('theme'),
    options: [
      { value: 'system', label: t('themeSystem') },
      { value: 'light', label: t('themeLight') },
      { value: 'dark', label: t('themeDark') },
    ],
  };
}
