import { expect, test } from 'vitest';
import { formatDay, formatInstant, formatTime, parseInstant } from '../src/terminal/dates.ts';

test.each([
  ['2027-11-22', '22 November 2027'],
  ['2028-02-29', '29 February 2028'],
  ['2027-01-01T23:59:59.999Z', '1 January 2027'],
])('the day %s reads %s in every time zone', (day, text) => {
  const zone = process.env.TZ;
  for (const there of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    process.env.TZ = there;
    expect(formatDay(day)).toBe(text);
  }
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

test('instants are shown in UTC', () => {
  expect(formatInstant('2026-11-22T15:04:59.999Z')).toBe('2026-11-22 15:04');
  expect(formatInstant('2026-11-22T00:30:00+01:00')).toBe('2026-11-21 23:30');
  expect(formatInstant(null)).toBe('');
  expect(formatTime('2026-11-22T15:04:59Z')).toBe('15:04 UTC');
});

test('a day that ends a range counts whole, over the ends of months and years', () => {
  expect(parseInstant('2026-11-30', 'start', '--to')).toBe('2026-11-30T00:00:00.000Z');
  expect(parseInstant('2026-11-30', 'end', '--to')).toBe('2026-12-01T00:00:00.000Z');
  expect(parseInstant('2028-02-28', 'end', '--to')).toBe('2028-02-29T00:00:00.000Z');
  expect(parseInstant('2026-12-31', 'end', '--to')).toBe('2027-01-01T00:00:00.000Z');
});

test('an instant is taken as it is, and without a zone as UTC', () => {
  expect(parseInstant('2026-11-22T15:00', 'end', '--to')).toBe('2026-11-22T15:00:00.000Z');
  expect(parseInstant('2026-11-22 15:00:01', 'start', '--to')).toBe('2026-11-22T15:00:01.000Z');
  expect(parseInstant('2026-11-22T15:00:00.5+02:00', 'start', '--to')).toBe('2026-11-22T13:00:00.500Z');
});

test.each([
  '',
  'now',
  '2026-13-01',
  '2026-02-29',
  '2026-1-1',
  '20261122',
  '2026-11-22T25:00',
  '2026-11-22T15',
  '1700000000',
])('%j is no day and no instant', (text) => {
  expect(() => parseInstant(text, 'start', '--from')).toThrow('--from is a day such as');
});
