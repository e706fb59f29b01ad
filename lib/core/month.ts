/** A month of UTC, `2026-11`: `from` counts, `to` does not. */
export type Month = { name: string; from: Date; to: Date };

/** @returns undefined for what names no month from 1970 to 9998 */
export function monthNamed(name: string): Month | undefined {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(name);
  const [year, month] = [Number(match?.[1]), Number(match?.[2])];
  if (match === null || year < 1970 || year > 9998) return undefined;
  return { name, from: new Date(Date.UTC(year, month - 1)), to: new Date(Date.UTC(year, month)) };
}

/** The month of an instant, or one some months away from it. */
export function monthOf(at: Date, away = 0): Month {
  const first = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + away));
  return monthNamed(first.toISOString().slice(0, 7))!;
}
