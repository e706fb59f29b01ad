import { conventionsOf, type Locale } from '#lib/i18n/locales.ts';

/** Several words as a sentence lists them: "60, 30, 7 and 1". */
export function inWords(words: readonly (string | number)[], locale: Locale): string {
  return new Intl.ListFormat(conventionsOf(locale), { type: 'conjunction' }).format(words.map(String));
}
