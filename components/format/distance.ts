import { conventionsOf, type Locale } from '#lib/i18n/locales.ts';
import { type Instant, toDate } from './dates.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Up to here people count days: the expiry warnings go out at 60, 30, 7 and 1 days. */
const DAYS_COUNTED = 60;

/**
 * How far an instant is from another, in words: in 12 months, in 45 days, 3 hours ago. What is begun counts
 * only when complete, so that nothing seems further away than it is.
 *
 * @param to the instant spoken of
 * @param from the present instant; on the server `now()` of our clock
 */
export function formatDistance(to: Instant, from: Instant, locale: Locale): string {
  const [target, start] = [toDate(to), toDate(from)];
  const { count, unit } = distance(start, target);
  return new Intl.RelativeTimeFormat(conventionsOf(locale), {
    numeric: unit === 'second' ? 'auto' : 'always',
  }).format(count, unit);
}

function distance(start: Date, target: Date): { count: number; unit: Intl.RelativeTimeFormatUnit } {
  const differenceMs = target.getTime() - start.getTime();
  const magnitudeMs = Math.abs(differenceMs);
  if (magnitudeMs < MINUTE_MS) return { count: 0, unit: 'second' };
  if (magnitudeMs < HOUR_MS) return { count: Math.trunc(differenceMs / MINUTE_MS), unit: 'minute' };
  if (magnitudeMs < DAY_MS) return { count: Math.trunc(differenceMs / HOUR_MS), unit: 'hour' };
  const days = Math.trunc(differenceMs / DAY_MS);
  if (Math.abs(days) <= DAYS_COUNTED) return { count: days, unit: 'day' };
  const months = completeMonths(start, target);
  if (Math.abs(months) < 24) return { count: months, unit: 'month' };
  return { count: Math.trunc(months / 12), unit: 'year' };
}

/** Complete calendar months (UTC) between two instants, negative when the target lies before. */
function completeMonths(start: Date, target: Date): number {
  const [early, late] = start <= target ? [start, target] : [target, start];
  const months =
    (late.getUTCFullYear() - early.getUTCFullYear()) * 12 + late.getUTCMonth() - early.getUTCMonth();
  const complete = sinceMonthStart(late) >= sinceMonthStart(early) ? months : months - 1;
  return start <= target ? complete : -complete;
}

function sinceMonthStart(instant: Date): number {
  return instant.getTime() - Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth(), 1);
}
