import * as z from 'zod/mini';

// The forms that every answer is made of. Money is never a number on the wire.

/** Euros with exactly six decimal places, such as `"9.955000"`. `fromWire` of `#lib/money/credits.ts` reads it. */
export const euros = z.string().check(z.regex(/^-?(0|[1-9]\d{0,12})\.\d{6}$/));

/** An instant: ISO 8601 in UTC, such as `"2026-11-22T12:00:00.000Z"`. */
export const instant = z.iso.datetime();

/** A day in UTC, `YYYY-MM-DD`. */
export const day = z.iso.date();

/**
 * At most so many characters, as people and JSON Schema count them: a character outside of Unicode's first plane is one.
 * Spread into `.check(...)`.
 */
export function atMost(characters: number) {
  return [
    z.refine<string>((text) => [...text].length <= characters, `must be at most ${characters} characters`),
    z.meta<string>({ maxLength: characters }),
  ] as const;
}

/** Text that the database and JSON can hold: no zero character, no half of a pair. Spread into `.check(...)`. */
export function wellFormed() {
  return [
    z.refine<string>((text) => text.isWellFormed() && !text.includes('\0'), 'must be well-formed text'),
  ] as const;
}

/** The longest address that is taken. */
const LONGEST_URL = 2_000;

/** The address of a picture that is fetched from there. @param what it must be, in a refusal */
export function pictureUrl(what: string) {
  return z
    .url({
      ...{ protocol: /^https?$/, abort: true },
      error: (issue) => (issue.input === undefined ? undefined : `must be ${what}`),
    })
    .check(z.maxLength(LONGEST_URL, `must be at most ${LONGEST_URL} characters`), ...wellFormed());
}

/** One page of a list; `next_cursor` asks for the one after it, and is null on the last. */
export function pageOf<Row extends z.core.$ZodType>(row: Row) {
  return z.object({ data: z.array(row), next_cursor: z.nullable(z.string()) });
}

/** Rows a page, as a query parameter. */
export const limit = z._default(
  z.pipe(
    z.string().check(z.regex(/^([1-9]\d?|100)$/, 'must be a whole number from 1 to 100')),
    z.transform(Number),
  ),
  25,
);

/** A time without its seconds, which ISO 8601 knows and the `date-time` of RFC 3339 does not. */
const minute = z.iso.datetime({ offset: true, precision: -1 });

/** An instant or a day as a query parameter: a day means its beginning in UTC, a minute its beginning. */
export const instantParameter = z.pipe(
  z.pipe(
    z.union([z.iso.datetime({ offset: true }), minute, z.iso.date()], {
      error:
        'must be a day, or a time with its offset from UTC, such as 2026-11-22, 2026-11-22T12:00Z or 2026-11-22T12:00:00+01:00 (in an address + is %2B)',
    }),
    z.transform((text) => new Date(text)),
  ),
  z.date().check(z.refine(isWithinReach, 'must lie in the years 1970 to 9999')),
);

/** What the database and our own form of an instant can hold, with room for a day more or less. */
export function isWithinReach(instant: Date): boolean {
  const ms = instant.getTime();
  return ms >= 0 && ms < Date.UTC(9999, 11, 30);
}

/** A text as a query parameter that the database is asked for: no control characters, of which it refuses some. */
export const wordParameter = z.string().check(z.regex(/^\P{Cc}{0,100}$/u, 'must be at most 100 characters'));
