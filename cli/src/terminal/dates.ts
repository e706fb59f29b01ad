import { usage } from '../failure.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/** A calendar day in full, UTC: `22 November 2027`. */
export function formatDay(isoDay: string): string {
  const date = new Date(`${isoDay.slice(0, 10)}T00:00:00Z`);
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(date);
}

/** An instant for tables, UTC: `2026-11-22 15:04`. Nothing for no instant. */
export function formatInstant(instant: string | null | undefined): string {
  return instant ? new Date(instant).toISOString().slice(0, 16).replace('T', ' ') : '';
}

/** The time of day of an instant, UTC: `15:04 UTC`. */
export function formatTime(instant: string): string {
  return `${new Date(instant).toISOString().slice(11, 16)} UTC`;
}

/**
 * Reads a day or an instant that was typed. Without a zone it is UTC, like every date of Depicta.
 *
 * @param edge which end of a day is meant where only a day was given
 * @param option the flag's name, for the complaint
 * @returns ISO 8601 in UTC
 * @throws {Failure} when the text is neither
 */
export function parseInstant(text: string, edge: 'start' | 'end', option: string): string {
  const wrong = usage(`${option} is a day such as 2026-11-22, or an instant such as 2026-11-22T15:00Z.`);
  if (DAY.test(text)) {
    const start = new Date(`${text}T00:00:00Z`);
    // 2026-02-30 is parsed as 2 March by some, and refused by others.
    if (Number.isNaN(start.getTime()) || start.toISOString().slice(0, 10) !== text) throw wrong;
    if (edge === 'start') return start.toISOString();
    start.setUTCDate(start.getUTCDate() + 1);
    return start.toISOString();
  }
  if (!INSTANT.test(text)) throw wrong;
  const hasZone = /(Z|[+-]\d{2}:?\d{2})$/i.test(text);
  const date = new Date(`${text.replace(' ', 'T')}${hasZone ? '' : 'Z'}`);
  if (Number.isNaN(date.getTime())) throw wrong;
  return date.toISOString();
}
