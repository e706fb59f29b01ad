/** Preferences live in cookies of one year, readable by scripts: they hold no secret and no identity. */
export const LOCALE_COOKIE = 'depicta_locale';
export const TIME_ZONE_COOKIE = 'depicta_tz';
export const THEME_COOKIE = 'depicta_theme';

export const ONE_YEAR_SECONDS = 31_536_000;

/**
 * The text to assign to `document.cookie`, or of a `Set-Cookie` header, to keep a preference.
 *
 * @param secure whether the page came over https
 */
export function preferenceCookie(name: string, value: string, secure: boolean): string {
  const base = `${name}=${encodeURIComponent(value)}; path=/; max-age=${ONE_YEAR_SECONDS}; samesite=lax`;
  return secure ? `${base}; secure` : base;
}
