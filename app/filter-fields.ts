import { isWithinReach } from '#lib/contracts/wire.ts';

/** The query of a page's address. */
export type Address = Readonly<Record<string, string | string[] | undefined>>;

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

/** A day of a filter (UTC) and its first instant, in milliseconds. */
export function filterDay(text: string): { text: string; ms: number } | undefined {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return isWithinReach(new Date(ms)) ? { text, ms } : undefined;
}
