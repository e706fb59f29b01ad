import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import { LOCALE_COOKIE, THEME_COOKIE, TIME_ZONE_COOKIE } from '#lib/i18n/cookies.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import type { Preferences } from '#lib/i18n/preferences.ts';
import type { Theme } from '#lib/i18n/theme.ts';
import { findPreferences, type PreferenceRow, updatePreferences } from './store.ts';

/** When to be warned of a low balance, and which of the letters that one may do without to get. */
type Warnings = Pick<
  PreferenceRow,
  'lowBalanceMicros' | 'lowBalanceLetter' | 'grantLetter' | 'statementLetter'
>;

/** What a person chose, as it is stored with them. */
export async function preferencesOf(prisma: Database['prisma'], userId: Uuid): Promise<PreferenceRow> {
  return findPreferences(prisma, userId);
}

/**
 * Keeps the warnings and letters that a person wants. A line that was drawn anew counts from now on: what fell below it
 * before, its owner saw when they drew it.
 */
export async function keepWarnings(
  prisma: Database['prisma'],
  userId: Uuid,
  warnings: Warnings,
  at: Date,
): Promise<void> {
  await transaction(prisma, async (tx) => {
    const before = await findPreferences(tx, userId);
    const isSame =
      before.lowBalanceMicros === warnings.lowBalanceMicros &&
      before.lowBalanceLetter === warnings.lowBalanceLetter;
    await updatePreferences(tx, userId, { ...warnings, ...(!isSame && { lowBalanceSince: at }) });
  });
}

/** Keeps the time zone, and the language where one was chosen. */
export async function keepRegion(
  prisma: Database['prisma'],
  userId: Uuid,
  region: { timeZone: string; locale?: Locale | undefined },
): Promise<void> {
  const { timeZone, locale } = region;
  await updatePreferences(prisma, userId, { timeZone, ...(locale !== undefined && { locale }) });
}

/** Keeps the colours. */
export async function keepTheme(prisma: Database['prisma'], userId: Uuid, theme: Theme): Promise<void> {
  await updatePreferences(prisma, userId, { theme });
}

/** What somebody chose of how pages look, as cookies; what they never chose, the browser decides. */
export function chosenCookies(chosen: PreferenceRow): { name: string; value: string }[] {
  const { theme, timeZone, locale } = chosen;
  return [
    { name: THEME_COOKIE, value: theme },
    { name: TIME_ZONE_COOKIE, value: timeZone },
    { name: LOCALE_COOKIE, value: locale },
  ].flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]));
}

/**
 * The cookies that a browser lacks to show pages as the person who is signed in chose; none when it has them all.
 *
 * @param shown the preferences of the present request, read from its cookies
 */
export function missingCookies(chosen: PreferenceRow, shown: Preferences): { name: string; value: string }[] {
  const present: Readonly<Record<string, string>> = {
    [THEME_COOKIE]: shown.theme,
    [TIME_ZONE_COOKIE]: shown.timeZone,
    [LOCALE_COOKIE]: shown.locale,
  };
  return chosenCookies(chosen).filter(({ name, value }) => value !== present[name]);
}
