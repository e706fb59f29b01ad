import { type Locale, resolveLocale } from './locales.ts';
import { errors } from './messages/en/errors.ts';

type CrashTexts = Record<'crashTitle' | 'crashText' | 'crashReference' | 'crashRetry' | 'crashHome', string>;

const TEXTS: Record<Locale, CrashTexts> = { en: errors };

/**
 * The texts for when even the frame of a page failed: the only ones that the browser carries in itself, because
 * then nobody hands it any.
 *
 * @param languages what the browser asks for, as `navigator.language`
 */
export function crashTexts(languages: string): { locale: Locale; texts: CrashTexts } {
  const locale = resolveLocale(undefined, languages);
  return { locale, texts: TEXTS[locale] };
}
