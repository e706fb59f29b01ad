import { isWithinReach } from '#lib/contracts/wire.ts';

/** The query of a page's address. */
export type Address = Readonly<Record<string, string | string[] | undefined>>;

const DAY_MS = 86_400_000;

/** What of a wrong field is repeated to whoever wrote it. */
const LONGEST_TOLD = 60;

/**
 * Reads the fields of a filter from the address. An empty field is no filter; what a field cannot mean is kept as it was
 * written, to be said beside the field.
 *
 * @returns `read`, which gives undefined for a field that is empty or wrong, and `wrong`, which it fills
 */
export function filterFields<Name extends string>(address: Address) {
  const wrong: Partial<Record<Name, string>> = {};
  function read<Value>(name: Name, parse: (text: string) => Value | undefined): Value | undefined {
    const written = address[name] ?? '';
    const text = (typeof written === 'string' ? written : written.join(', ')).trim();
    if (text === '') return undefined;
    // What stands twice means neither.
    const value = typeof written === 'string' ? parse(text) : undefined;
    if (value === undefined) wrong[name] = text.replace(/\p{C}/gu, '').slice(0, LONGEST_TOLD);
    return value;
  }
  return { read, wrong };
}

/**
 * Reads the days of a filter (UTC), the last one included.
 *
 * @returns the days as text for the form, and the instants that they stand for
 */
export function filterDays(
  read: <Value>(name: 'from' | 'to', parse: (text: string) => Value | undefined) => Value | undefined,
) {
  const [from, to] = [read('from', filterDay), read('to', filterDay)];
  return {
    days: { from: from?.text ?? '', to: to?.text ?? '' },
    span: { from: from && new Date(from.ms), to: to && new Date(to.ms + DAY_MS) },
  };
}

/** A day and its first instant, in milliseconds. */
function filterDay(text: string): { text: string; ms: number } | undefined {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return isWithinReach(new Date(ms)) ? { text, ms } : undefined;
}
