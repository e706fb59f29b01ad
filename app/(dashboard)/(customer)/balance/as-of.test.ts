import { expect, test } from 'vitest';
import { readAsOf } from './as-of.ts';

test.each([
  ['2026-11-22', '2026-11-22T00:00:00.000Z'],
  ['2026-11-22T12:30', '2026-11-22T12:30:00.000Z'],
  ['2026-11-22T12:30:59Z', '2026-11-22T12:30:59.000Z'],
  ['2026-11-22T12:30:59.123Z', '2026-11-22T12:30:59.123Z'],
  ['2028-02-29', '2028-02-29T00:00:00.000Z'],
])('%s is an instant of UTC', (text, expected) => {
  expect(readAsOf(text)).toEqual({ at: new Date(expected) });
});

test.each([
  '2026-02-30',
  '2026-11-22T24:00',
  '2026-13-01',
  '0001-01-01',
  'yesterday',
  '12',
  '2026-11-22 12:00',
])('%s names none', (text) => {
  expect(readAsOf(text)).toEqual({ wrong: text });
});

test('twice, or something long, is wrong as well, and shown short', () => {
  expect(readAsOf(['2026-11-22', '2026-11-23'])).toEqual({ wrong: '2026-11-22 2026-11-23' });
  expect(readAsOf('x'.repeat(500))).toEqual({ wrong: 'x'.repeat(40) });
});

test('nothing asks for now', () => {
  expect(readAsOf(undefined)).toBeUndefined();
  expect(readAsOf('')).toBeUndefined();
});
