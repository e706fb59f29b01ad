import type { Locale } from '#lib/i18n/locales.ts';
import {
  formatDateTime,
  formatDay,
  formatLastValidDay,
  formatPreciseDateTime,
  formatShortDay,
  formatTime,
  type Instant,
  toDate,
} from './dates.ts';
import { formatDistance } from './distance.ts';

interface TimeProps {
  value: Instant;
  locale: Locale;
  /** IANA time zone; UTC when left out. */
  timeZone?: string | undefined;
  className?: string;
}

const STYLES = {
  'date-time': formatDateTime,
  day: formatDay,
  'short-day': formatShortDay,
  time: formatTime,
} as const;

/** An instant; its title says it to the second with its zone. */
export function DateTime({
  value,
  locale,
  timeZone = 'UTC',
  show = 'date-time',
  className,
}: TimeProps & { show?: keyof typeof STYLES }) {
  return (
    <time
      dateTime={toDate(value).toISOString()}
      title={formatPreciseDateTime(value, locale, { timeZone })}
      className={`figure ${className ?? ''}`}
    >
      {STYLES[show](value, locale, { timeZone })}
    </time>
  );
}

/** The last day on which credit is valid: 22 November 2027 (UTC). Put "valid through" before it. */
export function LastValidDay({
  expiresAt,
  locale,
  className,
}: {
  expiresAt: Instant;
  locale: Locale;
  className?: string;
}) {
  return (
    <time
      dateTime={new Date(toDate(expiresAt).getTime() - 1).toISOString().slice(0, 10)}
      className={`figure ${className ?? ''}`}
    >
      {formatLastValidDay(expiresAt, locale)}
    </time>
  );
}

/** How far an instant is from now, in words; its title says the instant itself. */
export function Distance({ value, locale, timeZone = 'UTC', now, className }: TimeProps & { now: Instant }) {
  return (
    <time
      dateTime={toDate(value).toISOString()}
      title={formatPreciseDateTime(value, locale, { timeZone })}
      className={className}
    >
      {formatDistance(value, now, locale)}
    </time>
  );
}
