import { expect, test } from 'vitest';
import { cents, centsFromMinorUnits, centsToEuros } from './cents.ts';

test('cash is whole cents, and never negative', () => {
  expect(cents(0n)).toBe(0n);
  expect(() => cents(-1n)).toThrow('never negative');
  expect(centsFromMinorUnits('1999')).toBe(1999n);
  for (const text of ['', '-1', '1.5', '1e3', ' 1']) expect(() => centsFromMinorUnits(text)).toThrow();
  expect(centsToEuros(cents(1999n))).toBe('19.99');
  expect(centsToEuros(cents(5n))).toBe('0.05');
});
