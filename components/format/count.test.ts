import { expect, it } from 'vitest';
import { decimalMark, formatCount, formatNumber } from './count.ts';

it('groups counts, also beyond what a number can hold', () => {
  expect(formatCount(0, 'en')).toBe('0');
  expect(formatCount(12_480, 'en')).toBe('12,480');
  expect(formatCount(9_007_199_254_740_993n, 'en')).toBe('9,007,199,254,740,993');
});

it('writes numbers as German does', () => {
  expect(formatCount(12_480, 'de')).toBe('12.480');
  expect([0.3, 4096, -1].map((number) => formatNumber(number, 'de'))).toEqual(['0,3', '4.096', '-1']);
  expect([0.3, 4096, -1].map((number) => formatNumber(number, 'en'))).toEqual(['0.3', '4,096', '-1']);
  expect([decimalMark('en'), decimalMark('de')]).toEqual(['.', ',']);
});
