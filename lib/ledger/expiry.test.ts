import { expect, test } from 'vitest';
import { expiryOf, isValidAt, validThrough } from './expiry.ts';

const DAY_MS = 86_400_000;

test('credit paid on a leap day is valid through 28 February, and at a month end through that month end', () => {
  expect(validThrough(expiryOf(new Date('2028-02-29T23:59:59.999Z')))).toBe('2029-02-28');
  expect(validThrough(expiryOf(new Date('2026-08-31T00:00:00Z')))).toBe('2027-08-31');
  expect(expiryOf(new Date('2026-11-22T15:00:00Z')).toISOString()).toBe('2027-11-23T00:00:00.000Z');
});

test('over every day of eight years: the same calendar day a year later, or the last of its month, whatever the hour', () => {
  const first = Date.UTC(2026, 0, 1);
  let previous = 0;
  for (let day = first; day < Date.UTC(2034, 0, 1); day += DAY_MS) {
    const paidOn = new Date(day).toISOString().slice(0, 10);
    const [year, month, date] = paidOn.split('-').map(Number) as [number, number, number];
    // Counted by hand, without the calendar that the function uses.
    const leap = (year + 1) % 4 === 0;
    const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    const last = Math.min(date, lengths[month - 1]!);
    const expected = `${year + 1}-${String(month).padStart(2, '0')}-${String(last).padStart(2, '0')}`;

    for (const atMs of [day, day + DAY_MS / 2, day + DAY_MS - 1]) {
      const expiresAt = expiryOf(new Date(atMs));
      expect(validThrough(expiresAt)).toBe(expected);
      expect(expiresAt.getTime() % DAY_MS).toBe(0);
      expect(isValidAt(expiresAt, new Date(expiresAt.getTime() - 1))).toBe(true);
      expect(isValidAt(expiresAt, expiresAt)).toBe(false);
      expect(expiresAt.getTime()).toBeGreaterThanOrEqual(previous);
      previous = expiresAt.getTime();
    }
  }
});

test('without a date there is nothing to spend', () => {
  expect(isValidAt(null, new Date())).toBe(false);
});
