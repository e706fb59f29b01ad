import { LOCALE_COOKIE } from '#lib/i18n/cookies.ts';
import { type Locale, resolveLocale } from '#lib/i18n/locales.ts';
import { readCookie } from './cookies.ts';

/** The language in which a route handler answers a browser: as `preferences()` has it for a page. */
export function localeOf(headers: Headers): Locale {
  return resolveLocale(readCookie(headers, LOCALE_COOKIE), headers.get('accept-language') ?? undefined);
}
