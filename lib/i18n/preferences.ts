import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import { LOCALE_COOKIE, THEME_COOKIE, TIME_ZONE_COOKIE } from './cookies.ts';
import { type Locale, resolveLocale } from './locales.ts';
import { resolveTheme, type Theme } from './theme.ts';
import { resolveTimeZone } from './time-zone.ts';

/** How one person wants to see the pages; never who they are. */
export interface Preferences {
  locale: Locale;
  /** An IANA time zone; `UTC` until another is chosen. */
  timeZone: string;
  theme: Theme;
}

/**
 * The preferences of the present request, read from its cookies and headers, so that the first byte of HTML is
 * already in the right language and colours. Server components only; read once a request.
 */
export const preferences = cache(async (): Promise<Preferences> => {
  const [jar, received] = await Promise.all([cookies(), headers()]);
  return {
    locale: resolveLocale(jar.get(LOCALE_COOKIE)?.value, received.get('accept-language') ?? undefined),
    timeZone: resolveTimeZone(jar.get(TIME_ZONE_COOKIE)?.value),
    theme: resolveTheme(jar.get(THEME_COOKIE)?.value),
  };
});
