import { describe, expect, test } from 'vitest';
import { formatAmount, formatBalance, isAmount, isZero } from '../src/terminal/amount.ts';

describe('a balance is shown in whole cents, and never larger than it is', () => {
  test.each([
    ['9.955000', '€9.95'],
    ['0.499999', '€0.49'],
    ['10.000000', '€10.00'],
    ['1234567.890000', '€1,234,567.89'],
    ['0.000000', '€0.00'],
    ['-6.000000', '-€6.00'],
    // Beyond what a float holds.
    ['9007199254740.993000', '€9,007,199,254,740.99'],
  ])('%s is %s', (amount, text) => {
    expect(formatAmount(amount)).toBe(text);
  });
});

describe('what two decimals would show as nothing is shown in up to six', () => {
  test.each([
    ['0.004500', '€0.0045'],
    ['0.000001', '€0.000001'],
    ['-0.009999', '-€0.009999'],
    ['0.010000', '€0.01'],
  ])('%s is %s', (amount, text) => {
    expect(formatAmount(amount)).toBe(text);
  });
});

test('a price or a cost is shown with every decimal it has, two at least', () => {
  const exact = (amount: string) => formatAmount(amount, { precision: 'exact' });
  expect(['0.045000', '9.955000', '5.000000', '0.123456'].map(exact)).toEqual([
    '€0.045',
    '€9.955',
    '€5.00',
    '€0.123456',
  ]);
});

test('a change has its sign; nothing has none', () => {
  const change = (amount: string) => formatAmount(amount, { precision: 'exact', sign: 'change' });
  expect(['5.000000', '-0.045000', '0.000000'].map(change)).toEqual(['+€5.00', '-€0.045', '€0.00']);
});

test('a balance says what was cut, and nothing where nothing was', () => {
  expect(formatBalance('9.955000')).toEqual({ text: '€9.95', exactly: '9.955000' });
  expect(formatBalance('9.950000')).toEqual({ text: '€9.95', exactly: undefined });
  expect(formatBalance('0.004500')).toEqual({ text: '€0.0045', exactly: undefined });
});

test('anything but a decimal string with six places is no amount', () => {
  for (const value of [
    9.955,
    '9.955',
    '9.9550000',
    '1e3',
    ' 9.955000',
    '09.955000',
    '',
    null,
    undefined,
    9n,
  ]) {
    expect(isAmount(value)).toBe(false);
    expect(() => formatAmount(value as string)).toThrow('where an amount belongs');
  }
  expect(isAmount('-0.000001')).toBe(true);
});

test('zero is zero, and the least amount is not', () => {
  expect([isZero('0.000000'), isZero('0.000001'), isZero('-0.000001')]).toEqual([true, false, false]);
});
