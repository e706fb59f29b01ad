import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { centsFromMinorUnits, centsToEuros, toMinorUnits } from './cents.ts';
import {
  add,
  type Credits,
  credits,
  floorToCents,
  fromCents,
  fromWire,
  max,
  min,
  parseEuros,
  sum,
  toWire,
} from './credits.ts';

const amount = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }).map(credits);

describe('the wire form', () => {
  test('has exactly six places, and zero has no sign', () => {
    expect(toWire(credits(9_955_000n))).toBe('9.955000');
    expect(toWire(credits(-1n))).toBe('-0.000001');
    expect(toWire(credits(0n))).toBe('0.000000');
  });

  test('every amount survives the round trip', () => {
    fc.assert(
      fc.property(amount, (value) => {
        expect(fromWire(toWire(value))).toBe(value);
      }),
    );
  });

  test.each([
    '',
    '1',
    '1.0',
    '01.000000',
    '-0.000000',
    '1,000000',
    '1.0000000',
    '1e6',
    ' 1.000000',
    '+1.000000',
    'NaN',
    '１.000000',
  ])('refuses %j', (text) => expect(() => fromWire(text)).toThrow(RangeError));

  test('refuses what no BIGINT holds', () => {
    expect(() => credits(2n ** 63n)).toThrow(RangeError);
    expect(() => fromWire('9999999999999.000000')).toThrow(RangeError);
  });
});

describe('what people type', () => {
  test.each([
    ['25', 25_000_000n],
    ['25.00', 25_000_000n],
    ['25,5', 25_500_000n],
    [' 7.000001 ', 7_000_001n],
  ])('%j is understood', (text, micros) => expect(parseEuros(text)).toBe(micros));

  test.each(['', '-5', '1.000,00', '1,000.00', '5.', '.5', '5.0000001', '5€', '1e3', '٥'])(
    '%j is not guessed at',
    (text) => expect(parseEuros(text)).toBeUndefined(),
  );
});

describe('cash and credit', () => {
  test('cents become credit exactly, and credit becomes cents rounded down', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), (cents) => {
        const value = centsFromMinorUnits(cents.toString());
        expect(floorToCents(fromCents(value))).toBe(value);
        expect(floorToCents(credits(fromCents(value) + 9_999n))).toBe(value);
        expect(toMinorUnits(value)).toBe(cents.toString());
      }),
    );
  });

  test('a negative amount is not rounded, and cash has no sign', () => {
    expect(() => floorToCents(credits(-1n))).toThrow(RangeError);
    for (const text of ['-1', '1.5', '01', '', '+1', ' 1'])
      expect(() => centsFromMinorUnits(text)).toThrow(RangeError);
  });

  test('euros for people have two places', () => {
    expect(centsToEuros(centsFromMinorUnits('2505'))).toBe('25.05');
    expect(centsToEuros(centsFromMinorUnits('9'))).toBe('0.09');
  });
});

test('sum, least and most', () => {
  const three = [3n, -1n, 5n].map(credits) as [Credits, Credits, Credits];
  expect([sum(three), min(...three), max(...three)]).toEqual([7n, -1n, 5n]);
});

test('an amount is what a BIGINT holds, to the last micro-euro either way', () => {
  const limit = 2n ** 63n - 1n;
  expect([credits(limit), credits(-limit)]).toEqual([limit, -limit]);
  expect(() => credits(limit + 1n)).toThrow(RangeError);
  expect(() => credits(-limit - 1n)).toThrow(RangeError);
  expect(parseEuros('9223372036854.775807')).toBe(limit);
  expect(parseEuros('9223372036854.775808')).toBeUndefined();
  expect(add(credits(1n), credits(2n))).toBe(3n);
  expect(() => add(credits(limit), credits(1n))).toThrow(RangeError);
});
