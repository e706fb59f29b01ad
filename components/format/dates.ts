import { conventionsOf, type Locale } from '#lib/i18n/locales.ts';

/** An instant as our code holds it, or as it travels (ISO 8601). */
export type Instant = Date | string;

export interface DateStyle {
  /** IANA time zone; UTC when left out. */
  timeZone?: string;
}

const made = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const tag = conventionsOf(locale);
  const key = `${tag}${JSON.stringify(options)}`;
  let format = made.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(tag, options);
    made.set(key, format);
  }
  return format;
}

/** Our instant as a `Date`. @throws {RangeError} when a text is no instant */
export function toDate(instant: Instant): Date {
  const date = typeof instant === 'string' ? new Date(instant) : instant;
  if (Number.isNaN(date.getTime())) throw new RangeError('Not an instant');
  return date;
}

/** A calendar day in full: 22 November 2027. */
export function formatDay(instant: Instant, locale: Locale, { timeZone = 'UTC' }: DateStyle = {}): string {
  return dateFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone }).format(
    toDate(instant),
  );
}

/** A calendar day in short, for tables: 22 Nov 2027. */
export function formatShortDay(
  instant: Instant,
  locale: Locale,
  { timeZone = 'UTC' }: DateStyle = {},
): string {
  return dateFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone }).format(
    toDate(instant),
  );
}

/** A month: November 2026. */
export function formatMonth(instant: Instant, locale: Locale, { timeZone = 'UTC' }: DateStyle = {}): string {
  return dateFormat(locale, { month: 'long', year: 'numeric', timeZone }).format(toDate(instant));
}

/** The time of day: 15:04. */
export function formatTime(instant: Instant, locale: Locale, { timeZone = 'UTC' }: DateStyle = {}): string {
  return dateFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(
    toDate(instant),
  );
}

/** Day and time for tables and lists: 22 Nov 2027, 15:04. */
export function formatDateTime(instant: Instant, locale: Locale, style: DateStyle = {}): string {
  return `${formatShortDay(instant, locale, style)}, ${formatTime(instant, locale, style)}`;
}

/** Day and time to the second with the name of the zone, for titles: 22 November 2027, 15:04:05 UTC. */
export function formatPreciseDateTime(
  instant: Instant,
  locale: Locale,
  { timeZone = 'UTC' }: DateStyle = {},
): string {
  const date = toDate(instant);
  const clock = dateFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const zone = dateFormat(locale, { timeZoneName: 'short', timeZone })
    .formatToParts(date)
    .find((part) => part.type === 'timeZoneName')?.value;
  return `${formatDay(date, locale, { timeZone })}, ${clock.format(date)} ${zone ?? timeZone}`;
}

/**
 * The last day on which credit is valid, as people read it: 22 November 2027 (UTC). Product rules, section 6:
 * `expires_at` is 00:00 UTC of the day after, and nobody is shown that day.
 *
 * @param expiresAt the first instant at which the credit is no longer valid
 */
export function formatLastValidDay(expiresAt: Instant, locale: Locale): string {
  const lastValid = new Date(toDate(expiresAt).getTime() - 1);
  return `${formatDay(lastValid, locale)} (UTC)`;
}
