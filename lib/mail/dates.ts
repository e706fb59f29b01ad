import { conventionsOf, type Locale } from '#lib/i18n/locales.ts';

/** A day as people read it, in UTC: 22 November 2027. */
export function dayInWords(instant: Date, locale: Locale): string {
  return new Intl.DateTimeFormat(conventionsOf(locale), { dateStyle: 'long', timeZone: 'UTC' }).format(
    instant,
  );
}

/** The day before an instant that is the first of a UTC day, as people read the end of something. */
export function lastDayBefore(end: Date, locale: Locale): string {
  return dayInWords(new Date(end.getTime() - 1), locale);
}

/** A month of UTC as people read it: November 2027. */
export function monthInWords(instant: Date, locale: Locale): string {
  return new Intl.DateTimeFormat(conventionsOf(locale), {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(instant);
}

/** A moment as people read it, with the zone's name: 22 November 2027 at 15:04 UTC. */
export function momentInWords(instant: Date, locale: Locale, timeZone = 'UTC'): string {
  return new Intl.DateTimeFormat(conventionsOf(locale), {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
    timeZoneName: 'short',
  }).format(instant);
}
