import { expect, it } from 'vitest';
import { formatBytes, formatCount } from './count.ts';

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
