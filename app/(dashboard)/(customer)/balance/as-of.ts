import { isWithinReach } from '#lib/contracts/wire.ts';

/** The instant that an address asks for; `wrong` is a text that names none. */
export type AsOf = { at: Date } | { wrong: string } | undefined;

const INSTANT = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)Z?)?$/;

/**
 * Reads `?as_of=`: a day or a time of UTC, as the field for it and the API write it (`2026-11-22T12:00`,
 * `2026-11-22T12:00:00Z`). A day means its beginning.
 */
export function readAsOf(given: string | string[] | undefined): AsOf {
  if (given === undefined || given === '') return undefined;
  const text = typeof given === 'string' ? given : given.join(' ');
  const [, day, time = '00:00'] = INSTANT.exec(text) ?? [];
  const at = new Date(`${day}T${time}Z`);
  const exists = day !== undefined && isWithinReach(at) && at.toISOString().startsWith(`${day}T${time}`);
  return exists ? { at } : { wrong: text.slice(0, 40) };
}
