/** The languages whose catalogue is complete; the first is the fallback. */
export const LOCALES = ['en'] as const;

export type Locale = (typeof LOCALES)[number];

export const DEFAULT_LOCALE: Locale = LOCALES[0];

/** The regional conventions behind each language: figures and dates follow them, e.g. 22 November 2027. */
const CONVENTIONS: Record<Locale, string> = { en: 'en-GB' };

/** The BCP 47 tag to hand to `Intl` for a language of ours. */
export function conventionsOf(locale: Locale): string {
  return CONVENTIONS[locale];
}

/** Whether a text from outside names a language of ours. */
export function isLocale(text: string | undefined): text is Locale {
  return LOCALES.some((locale) => locale === text);
}

/**
 * The language to answer in: the one chosen in the settings, else the first that the browser asks for and we
 * have, else the fallback.
 *
 * @param chosen the value of the settings cookie, if any
 * @param acceptLanguage the request's `Accept-Language` header, if any (RFC 9110, section 12.5.4)
 */
export function resolveLocale(chosen: string | undefined, acceptLanguage: string | undefined): Locale {
  if (isLocale(chosen)) return chosen;
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find((q) => q !== undefined);
      return { language: tag.split('-')[0] ?? '', quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter((range) => range.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { language } of wanted) if (isLocale(language)) return language;
  return DEFAULT_LOCALE;
}
