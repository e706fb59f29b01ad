import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatDateTime,
  formatDay,
  formatLastValidDay,
  formatMonth,
  formatPreciseDateTime,
  formatShortDay,
  formatTime,
} from './dates.ts';

const AT = '2026-11-22T15:04:05.678Z';

describe('an instant', () => {
  it('reads the same in full and in short', () => {
    expect(formatDay(AT, 'en')).toBe('22 November 2026');
    expect(formatShortDay(AT, 'en')).toBe('22 Nov 2026');
    expect(formatMonth(AT, 'en')).toBe('November 2026');
    expect(formatTime(AT, 'en')).toBe('15:04');
    expect(formatDateTime(new Date(AT), 'en')).toBe('22 Nov 2026, 15:04');
    expect(formatPreciseDateTime(AT, 'en')).toBe('22 November 2026, 15:04:05 UTC');
  });

  it('is shown in the time zone asked for, whatever zone the machine is in', () => {
    const at = '2026-11-22T23:30:00Z';
    expect(formatDateTime(at, 'en', { timeZone: 'Asia/Tokyo' })).toBe('23 Nov 2026, 08:30');
    expect(formatDateTime(at, 'en', { timeZone: 'America/New_York' })).toBe('22 Nov 2026, 18:30');
    expect(formatPreciseDateTime(at, 'en', { timeZone: 'Europe/Berlin' })).toBe(
      '23 November 2026, 00:30:00 CET',
    );
    expect(formatTime('2026-11-22T00:00:00Z', 'en')).toBe('00:00');
  });

  it('reads as German writes it', () => {
    expect(formatDay(AT, 'de')).toBe('22. November 2026');
    expect(formatShortDay(AT, 'de')).toBe('22. Nov. 2026');
    expect(formatMonth('2026-03-01T00:00:00Z', 'de')).toBe('März 2026');
    expect(formatTime(AT, 'de')).toBe('15:04');
    expect(formatDateTime(AT, 'de', { timeZone: 'Europe/Berlin' })).toBe('22. Nov. 2026, 16:04');
    expect(formatPreciseDateTime(AT, 'de', { timeZone: 'Europe/Berlin' })).toBe(
      '22. November 2026, 16:04:05 MEZ',
    );
    expect(formatLastValidDay('2027-11-23T00:00:00Z', 'de')).toBe('22. November 2027 (UTC)');
  });

  it('that is none is refused', () => {
    expect(() => formatDay('yesterday', 'en')).toThrow(RangeError);
  });
});

describe('the last valid day', () => {
  it('is the day before the instant of expiry, in UTC', () => {
    expect(formatLastValidDay('2027-11-23T00:00:00Z', 'en')).toBe('22 November 2027 (UTC)');
    expect(formatLastValidDay('2028-03-01T00:00:00.000Z', 'en')).toBe('29 February 2028 (UTC)');
    expect(formatLastValidDay(new Date('2027-01-01T00:00:00Z'), 'en')).toBe('31 December 2026 (UTC)');
  });

  it('is never the day on which nothing is valid any more', () => {
    const midnights = fc.integer({ min: 0, max: 60_000 }).map((day) => new Date(day * 24 * 60 * 60 * 1000));
    fc.assert(
      fc.property(midnights, (expiresAt) => {
        expect(formatLastValidDay(expiresAt, 'en')).not.toContain(`${formatDay(expiresAt, 'en')} `);
      }),
    );
  });
});
