import { decimalMark } from '#components/format/count.ts';
import type { RegionForm } from '#components/settings/region-form.tsx';
import type { WarningsForm } from '#components/settings/warnings-form.tsx';
import type { preferencesOf } from '#lib/auth/preferences.ts';
import { conventionsOf, LOCALES, type Locale } from '#lib/i18n/locales.ts';
import type { Preferences } from '#lib/i18n/preferences.ts';
import { timeZones } from '#lib/i18n/time-zone.ts';
import { translator } from '#lib/i18n/translator.ts';
import { type Credits, toWire } from '#lib/money/credits.ts';

/** What the form of warnings and letters shows: what is stored. */
export function warningsOf(
  own: Awaited<ReturnType<typeof preferencesOf>>,
  locale: Locale,
): Parameters<typeof WarningsForm>[0] {
  const t = translator(locale, 'settings');
  return {
    line: own.lowBalanceMicros === null ? '' : typed(own.lowBalanceMicros, locale),
    letters: (['lowBalanceLetter', 'grantLetter', 'statementLetter'] as const).map((name) => ({
      name,
      label: t(name),
      isOn: own[name],
    })),
    texts: {
      line: t('line'),
      lineHint: t('lineHint'),
      optional: translator(locale, 'words')('optional'),
      letters: t('letters'),
      always: t('lettersAlways'),
      save: t('warningsSave'),
      saved: t('warningsSaved'),
    },
  };
}

/** What the form of time zone and language shows: what this page is drawn with. */
export function regionOf({ locale, timeZone }: Preferences): Parameters<typeof RegionForm>[0] {
  const t = translator(locale, 'settings');
  return {
    timeZone,
    timeZones: timeZones(),
    locale,
    languages: LOCALES.map((value) => ({ value, label: nameOf(value) })),
    texts: {
      zone: t('zone'),
      zoneHint: t('zoneHint'),
      device: t('zoneDevice'),
      language: t('language'),
      languageHint: t('languageHint'),
      save: t('lookSave'),
      saved: t('lookSaved'),
    },
  };
}

/** Euros as a person types them: at least two places, no zeros beyond, with the comma where the language has one. */
function typed(amount: Credits, locale: Locale): string {
  const [euros = '', places = ''] = toWire(amount)
    .replace(/0{1,4}$/, '')
    .split('.');
  return `${euros}${decimalMark(locale)}${places}`;
}

/** A language by its own name. */
function nameOf(locale: Locale): string {
  return new Intl.DisplayNames(conventionsOf(locale), { type: 'language' }).of(locale) ?? locale;
}
