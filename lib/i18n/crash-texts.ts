import { DEFAULT_LOCALE, isLocale, type Locale } from './locales.ts';
import { crash as german } from './messages/de/crash.ts';
import { crash } from './messages/en/crash.ts';

export type CrashTexts = Record<keyof typeof crash, string>;

const TEXTS: Record<Locale, CrashTexts> = { en: crash, de: german };

/**
 * The texts for when a page, or even the frame around it, failed: the only ones that the browser carries in itself,
 * because then nobody hands it any.
 */
export function crashTexts(): { locale: Locale; texts: CrashTexts } {
  const shown = typeof document === 'undefined' ? undefined : document.documentElement.lang;
  const locale = isLocale(shown) ? shown : DEFAULT_LOCALE;
  return { locale, texts: TEXTS[locale] };
}
