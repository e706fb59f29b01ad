/** The languages whose catalogue is complete; the first is the fallback. */
export const LOCALES = ['en', 'de'] as const;

export type Locale = (typeof LOCALES)[number];

export const DEFAULT_LOCALE: Locale = LOCALES[0];

/** The regional conventions behind each language: figures and dates follow them, e.g. 22 November 2027, 22. November 2027. */
const CONVENTIONS: Record<Locale, string> = { en: 'en-GB', de: 'de-DE' };

/** The BCP 47 tag to hand to `Intl` for a language of ours. */
export function conventionsOf(locale: Locale): string {
  return CONVENTIONS[locale];
}

/** Whether a text from outside names a language of ours. */
export function isLocale(text: string | undefined): text is Locale {
  return LOCALES.some((locale) => locale === text);
}

/**
 * The language to answer in: the one chosen in the settings, else the one the browser likes best of those we
 * have, else the fallback.
 *
 * @param chosen the value of the settings cookie, if any
 * @param acceptLanguage the request's `Accept-Language` header, if any
 */
export function resolveLocale(chosen: string | undefined, acceptLanguage: string | undefined): Locale {
  return isLocale(chosen) ? chosen : (bestOf(LOCALES, acceptLanguage ?? '') ?? DEFAULT_LOCALE);
}

/**
 * The first of the browser's languages that is on offer. RFC 9110, section 12.5.4; regions are ignored, and a
 * quality of zero means "not this one".
 */
export function bestOf<Offered extends string>(
  offered: readonly Offered[],
  acceptLanguage: string,
): Offered | undefined {
  const wanted = acceptLanguage
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
      const quality = parameters.map((each) => /^\s*q=([\d.]+)$/.exec(each)?.[1]).find(Boolean) ?? '1';
      return { language: tag.split('-')[0], quality: Number(quality) };
    })
    .filter((range) => range.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { language } of wanted) {
    const found = offered.find((each) => each === language);
    if (found !== undefined) return found;
  }
  return undefined;
}
