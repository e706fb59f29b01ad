import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOCALES, type Locale } from '#lib/i18n/locales.ts';
import { credits, fromWire, toWire } from '#lib/money/credits.ts';
import { creditsParts, formatCredits, tailDigits } from './credits.ts';

const MAX = 2n ** 63n - 1n;
const anyAmount = fc.oneof(
  fc.bigInt({ min: -MAX, max: MAX }),
  fc.bigInt({ min: -20_000n, max: 20_000n }),
  fc.bigInt({ min: -2_000_000n, max: 2_000_000n }),
);

/** Reads a shown amount back, exactly. */
function microsOf(text: string, locale: Locale = 'en'): bigint {
  const dotted =
    locale === 'de'
      ? text.replaceAll('.', '').replace(',', '.').replace('\u00A0', '')
      : text.replaceAll(',', '');
  const plain = dotted.replace('€', '').replace('\u2212', '-').replace('+', '');
  const [whole = '', fraction = ''] = plain.replace('-', '').split('.');
  const magnitude = BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
  return plain.startsWith('-') ? -magnitude : magnitude;
}

describe('an amount of credit', () => {
  it.each([
    ['0.000000', '€0.00'],
    ['5.000000', '€5.00'],
    ['9.955000', '€9.95'],
    ['0.499999', '€0.49'],
    ['0.010000', '€0.01'],
    ['0.009999', '€0.009999'],
    ['0.004500', '€0.0045'],
    ['0.000001', '€0.000001'],
    ['-0.000001', '\u2212€0.000001'],
    ['-0.060000', '\u2212€0.06'],
    ['1234567.890000', '€1,234,567.89'],
    ['9223372036854.775807', '€9,223,372,036,854.77'],
  ])('of %s reads %s', (wire, text) => {
    expect(formatCredits(wire, 'en')).toBe(text);
    expect(formatCredits(fromWire(wire), 'en')).toBe(text);
  });

  it.each([
    ['9.955000', '€9.955'],
    ['10.000000', '€10.00'],
    ['0.000000', '€0.00'],
    ['9223372036854.775807', '€9,223,372,036,854.775807'],
  ])('of %s reads %s where it must add up', (wire, text) => {
    expect(formatCredits(wire, 'en', { precision: 'exact' })).toBe(text);
  });

  it.each([
    ['0.000000', '0,00\u00A0€'],
    ['9.955000', '9,95\u00A0€'],
    ['0.012345', '0,01\u00A0€'],
    ['0.004500', '0,0045\u00A0€'],
    ['-0.060000', '\u22120,06\u00A0€'],
    ['9223372036854.775807', '9.223.372.036.854,77\u00A0€'],
  ])('of %s reads %s in German', (wire, text) => {
    expect(formatCredits(wire, 'de')).toBe(text);
  });

  it('shows every decimal in German as well where it must add up, with its sign where it changes something', () => {
    expect(formatCredits('0.012345', 'de', { precision: 'exact' })).toBe('0,012345\u00A0€');
    expect(formatCredits('5.000000', 'de', { sign: 'change' })).toBe('+5,00\u00A0€');
    expect(formatCredits('-5.000000', 'de', { sign: 'change' })).toBe('\u22125,00\u00A0€');
  });

  it('shows a change with its sign, and nothing before zero', () => {
    const shown = (wire: string) => formatCredits(wire, 'en', { sign: 'change' });
    expect(shown('5.000000')).toBe('+€5.00');
    expect(shown('-5.000000')).toBe('\u2212€5.00');
    expect(shown('0.000000')).toBe('€0.00');
  });

  it('never shows zero for what is not zero, nor a signed zero', () => {
    fc.assert(
      fc.property(anyAmount, fc.constantFrom('brief', 'exact'), (micros, precision) => {
        const text = formatCredits(credits(micros), 'en', { precision });
        expect(microsOf(text) === 0n).toBe(micros === 0n);
        if (micros === 0n) expect(text).toBe('€0.00');
      }),
    );
  });

  it('never looks larger than it is, and never a cent smaller', () => {
    fc.assert(
      fc.property(anyAmount, (micros) => {
        const magnitude = micros < 0n ? -micros : micros;
        const shown = microsOf(formatCredits(credits(magnitude), 'en'));
        expect(shown).toBeLessThanOrEqual(magnitude);
        expect(magnitude - shown).toBeLessThan(10_000n);
      }),
    );
  });

  it('loses nothing where it must add up', () => {
    fc.assert(
      fc.property(anyAmount, fc.constantFrom(...LOCALES), (micros, locale) => {
        const text = formatCredits(credits(micros), locale, { precision: 'exact' });
        expect(microsOf(text, locale)).toBe(micros);
      }),
    );
  });

  it('is cut after the cents without losing a character', () => {
    fc.assert(
      fc.property(anyAmount, fc.constantFrom(...LOCALES), (micros, locale) => {
        const { head, tail, end } = creditsParts(credits(micros), locale, { precision: 'exact' });
        expect(head + tail + end).toBe(formatCredits(credits(micros), locale, { precision: 'exact' }));
        expect(head).toMatch(/[.,]\d\d$/);
        expect(tail).toMatch(/^(\d{0,3}[1-9])?$/);
      }),
    );
  });

  it('is refused in any form but the wire’s', () => {
    for (const text of ['9.955', '9,955000', '', '-0.000000', 'NaN'])
      expect(() => formatCredits(text, 'en')).toThrow(RangeError);
  });
});

describe('room for decimals below a cent', () => {
  it('is what the longest amount of a column needs', () => {
    expect(tailDigits([])).toBe(0);
    expect(tailDigits(['10.000000', '0.060000'])).toBe(0);
    expect(tailDigits(['10.000000', '0.045000'])).toBe(1);
    expect(tailDigits(['-0.004500', '0.045000'])).toBe(2);
    expect(tailDigits([credits(1n)])).toBe(4);
  });

  it('is as long as the tail of each single amount', () => {
    fc.assert(
      fc.property(anyAmount, (micros) => {
        const amount = credits(micros);
        const { tail } = creditsParts(amount, 'en', { precision: 'exact' });
        expect(tailDigits([toWire(amount)])).toBe(tail.length);
      }),
    );
  });
});
