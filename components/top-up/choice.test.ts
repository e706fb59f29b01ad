import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { topUpAmount } from '#lib/contracts/top-up.ts';
import { isUuid } from '#lib/core/ids.ts';
import { amountOf, type Choice, firstChoice, newRequestToken, problemsOf, quotable } from './choice.ts';

const chosen = (over: Partial<Choice> = {}): Choice => ({ ...firstChoice('DE'), ...over });

test('at first: EUR 25, the last country, and no consent', () => {
  expect(firstChoice(null)).toEqual({
    ...{ preset: '25.000000', custom: '', country: '', consented: false },
    ...{ isBusiness: false, company: '', vatNumber: '' },
  });
  expect(problemsOf(firstChoice(null))).toEqual({ country: 'countryMissing', consent: 'consentMissing' });
  expect(problemsOf(chosen({ consented: true }))).toEqual({});
});

describe('an amount', () => {
  test.each([
    ['12,50', '12.500000'],
    ['12.50', '12.500000'],
    [' 5 ', '5.000000'],
    ['5,1', '5.100000'],
    ['1000', '1000.000000'],
    ['1000,00', '1000.000000'],
  ])('written as %s', (custom, amountEur) => {
    expect(amountOf(chosen({ custom }))).toEqual({ amountEur });
  });

  test.each([
    ['4,99', 'amountTooSmall'],
    ['0', 'amountTooSmall'],
    ['1000,01', 'amountTooLarge'],
    ['99999', 'amountTooLarge'],
    ['12,345', 'amountCents'],
    ['5,001', 'amountCents'],
    ['1.000,00', 'amountUnreadable'],
    ['1 000', 'amountUnreadable'],
    ['-5', 'amountUnreadable'],
    ['€ 5', 'amountUnreadable'],
    ['five', 'amountUnreadable'],
  ])('written as %s is not taken: %s', (custom, problem) => {
    expect(amountOf(chosen({ custom }))).toEqual({ problem });
    expect(quotable(chosen({ custom }))).toBeUndefined();
  });

  test('that the form takes, the server takes', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{0,5}[.,]?\d{0,4}$/), (custom) => {
        const amount = amountOf(chosen({ custom, preset: '' }));
        if ('amountEur' in amount) expect(topUpAmount.safeParse(amount.amountEur).success).toBe(true);
      }),
    );
  });
});

test('each token is another, and of the form the server wants', () => {
  const tokens = Array.from({ length: 100 }, newRequestToken);
  expect(new Set(tokens).size).toBe(100);
  expect(tokens.every(isUuid)).toBe(true);
});

test('a business needs its name and a text that can be a VAT number, and then they are sent in one form', () => {
  const business = { isBusiness: true, consented: true };
  expect(problemsOf(chosen(business))).toEqual({
    company: 'companyMissing',
    vatNumber: 'vatNumberUnreadable',
  });
  expect(quotable(chosen({ ...business, company: 'Ada & Co', vatNumber: 'DE' }))).toBeUndefined();
  const whole = chosen({ ...business, company: ' Ada & Co ', vatNumber: 'de 123.456-789' });
  expect(problemsOf(whole)).toEqual({});
  expect(quotable(whole)?.business).toEqual({ name: 'Ada & Co', vatNumber: 'DE123456789' });
  // Unticked, what was written counts for nothing.
  expect(quotable({ ...whole, isBusiness: false })).not.toHaveProperty('business');
});
