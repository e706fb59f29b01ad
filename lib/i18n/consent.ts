import { catalogue, type Messages } from './catalogue.ts';
import { DEFAULT_LOCALE, isLocale, type Locale } from './locales.ts';

/** The wording that is shown now. The words of each that was ever shown stay in the messages under `consent`. */
export const CURRENT_CONSENT: keyof Messages['consent'] = 'v1';

/** What is agreed to before a payment: the words, and the version that is stored with the purchase. */
type Consent = { version: string; text: string };

/**
 * What a customer is asked to agree to, in the language of the page. The version names the language, so that the receipt
 * can repeat what was read, word for word, whatever language is chosen by then: `v1` is the English wording, `v1-de` the
 * German one.
 *
 * EU consumer law asks for it where digital content is delivered at once: without it the right of withdrawal would not
 * end with use. Product rules, section 2.
 */
export function consentOf(locale: Locale): Consent {
  const version = locale === DEFAULT_LOCALE ? CURRENT_CONSENT : `${CURRENT_CONSENT}-${locale}`;
  return { version, text: catalogue[locale].consent[CURRENT_CONSENT] };
}

/** Whether a version is one that is shown now, in whichever language. */
export function isCurrentConsent(version: string | undefined): version is string {
  const [wording, locale = DEFAULT_LOCALE] = version?.split('-') ?? [];
  return wording === CURRENT_CONSENT && isLocale(locale) && consentOf(locale).version === version;
}

/** The words of a version, in the language they were agreed to; undefined for one that never existed. */
export function consentText(version: string): string | undefined {
  const [wording = '', locale = DEFAULT_LOCALE] = version.split('-');
  if (!isLocale(locale)) return undefined;
  const texts: Readonly<Record<string, string>> = catalogue[locale].consent;
  return Object.hasOwn(texts, wording) ? texts[wording] : undefined;
}
