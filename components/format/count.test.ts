import { expect, it } from 'vitest';
import { decimalMark, formatBytes, formatCount, formatNumber } from './count.ts';

it('groups counts, also beyond what a number can hold', () => {
  expect(formatCount(0, 'en')).toBe('0');
  expect(formatCount(12_480, 'en')).toBe('12,480');
  expect(formatCount(9_007_199_254_740_993n, 'en')).toBe('9,007,199,254,740,993');
});

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1000, '1 kB'],
  [1_449_000, '1.4 MB'],
  [999_949, '999.9 kB'],
  [999_950, '1 MB'],
  [50_000_000, '50 MB'],
  [3_200_000_000_000_000, '3,200 TB'],
])('shows %d bytes as %s', (bytes, text) => {
  expect(formatBytes(bytes, 'en')).toBe(text);
});

it('writes numbers and sizes as German does', () => {
  expect(formatCount(12_480, 'de')).toBe('12.480');
  expect(formatBytes(1_449_000, 'de')).toBe('1,4 MB');
  expect(formatBytes(999, 'de')).toBe('999 Byte');
  expect([0.3, 4096, -1].map((number) => formatNumber(number, 'de'))).toEqual(['0,3', '4.096', '-1']);
  expect([0.3, 4096, -1].map((number) => formatNumber(number, 'en'))).toEqual(['0.3', '4,096', '-1']);
  expect([decimalMark('en'), decimalMark('de')]).toEqual(['.', ',']);
});
