import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineAmounts, paddleFee, sumAmounts } from '../src/tax/amounts.ts';
import { COUNTRY_CODES } from '../src/tax/countries.ts';
import { EU_COUNTRY_CODES, isVatNumber, taxRateFor } from '../src/tax/rates.ts';
import { detailsOf, NOTHING_ADJUSTED, priceLines } from '../src/transactions/details.ts';
import type { Price, Product } from '../src/wire.ts';

const rate = fc.constantFrom(...COUNTRY_CODES).map((country) => taxRateFor(country, null));
const mode = fc.constantFrom('external' as const, 'internal' as const);
const amount = fc.bigInt({ min: 0n, max: 10_000_000_000n });

describe('tax rates', () => {
  it('taxes the 27 members of the EU and nobody else', () => {
    expect(EU_COUNTRY_CODES).toHaveLength(27);
    const taxed = COUNTRY_CODES.filter((country) => taxRateFor(country, null) !== '0');
    expect(taxed.toSorted()).toEqual(EU_COUNTRY_CODES.toSorted());
  });

  it.each([
    ['DE', '0.19'],
    ['FI', '0.255'],
    ['HU', '0.27'],
    ['LU', '0.17'],
    ['US', '0'],
    ['GB', '0'],
  ])('%s is taxed at %s', (country, expected) => {
    expect(taxRateFor(country, null)).toBe(expected);
  });

  it('moves the tax to a buyer with a VAT number of their own country', () => {
    expect(taxRateFor('DE', 'DE 123 456 789')).toBe('0');
    expect(taxRateFor('GR', 'EL123456789')).toBe('0');
    expect(taxRateFor('DE', 'FR12345678901')).toBe('0.19');
    expect(taxRateFor('DE', 'hello')).toBe('0.19');
    expect(isVatNumber('US', '123456789')).toBe(false);
  });
});

describe('line amounts', () => {
  it('agree with Paddle’s published example, half a unit rounded down', () => {
    expect(lineAmounts(30_000n, '0.08875', 'external')).toMatchObject({ tax: 2662n, total: 32_662n });
    expect(lineAmounts(10_000n, '0.08875', 'external')).toMatchObject({ tax: 887n, total: 10_887n });
    expect(lineAmounts(19_900n, '0.08875', 'external')).toMatchObject({ tax: 1766n, total: 21_666n });
    expect(paddleFee(65_215n)).toBe(3311n);
  });

  it('add up, and the tax is the nearest whole unit to the exact one', () => {
    fc.assert(
      fc.property(amount, rate, mode, (value, taxRate, taxMode) => {
        const line = lineAmounts(value, taxRate, taxMode);
        const exact =
          taxMode === 'external'
            ? Number(value) * Number(taxRate)
            : (Number(value) * Number(taxRate)) / (1 + Number(taxRate));
        expect(line.subtotal + line.tax).toBe(line.total);
        expect(taxMode === 'external' ? line.subtotal : line.total).toBe(value);
        expect(Math.abs(Number(line.tax) - exact)).toBeLessThanOrEqual(0.5 + 1e-3);
      }),
    );
  });
});

describe('transaction totals', () => {
  const product: Product = {
    id: 'pro_1',
    name: 'Credit',
    type: 'custom',
    description: null,
    tax_category: 'standard',
    image_url: null,
    custom_data: null,
    status: 'active',
    created_at: '',
    updated_at: '',
    import_meta: null,
  };
  const price = (unit: bigint, taxMode: 'external' | 'internal'): Price => ({
    id: 'pri_1',
    product_id: product.id,
    type: 'custom',
    description: '',
    name: null,
    billing_cycle: null,
    trial_period: null,
    tax_mode: taxMode,
    unit_price: { amount: String(unit), currency_code: 'EUR' },
    unit_price_overrides: [],
    quantity: { minimum: 1, maximum: 1000 },
    status: 'active',
    custom_data: null,
    created_at: '',
    updated_at: '',
    import_meta: null,
  });

  it('are the exact sum of their lines, and earnings are the total less tax and fee', () => {
    const item = fc.record({ unit: amount, quantity: fc.integer({ min: 1, max: 1000 }), taxMode: mode });
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 6 }), rate, (items, taxRate) => {
        const lines = priceLines({
          items: items.map(({ unit, quantity, taxMode }) => ({
            price: price(unit, taxMode),
            quantity,
            proration: null,
          })),
          lineIds: items.map((_entry, index) => `txnitm_${index}`),
          product: () => product,
          countryCode: 'DE',
          taxRate,
          accountTaxMode: 'external',
        });
        const details = detailsOf(lines, {
          currencyCode: 'EUR',
          status: 'completed',
          adjusted: NOTHING_ADJUSTED,
        });
        const big = (text: string | null) => BigInt(text ?? 'missing');
        const sum = (pick: (line: (typeof lines)[number]) => string) =>
          lines.reduce((total, line) => total + BigInt(pick(line)), 0n);
        const { totals } = details;
        expect(big(totals.subtotal)).toBe(sum((line) => line.totals.subtotal));
        expect(big(totals.tax)).toBe(sum((line) => line.totals.tax));
        expect(big(totals.total)).toBe(sum((line) => line.totals.total));
        expect(big(totals.subtotal) - big(totals.discount) + big(totals.tax)).toBe(big(totals.total));
        expect(big(totals.grand_total)).toBe(big(totals.total) - big(totals.credit));
        expect(big(totals.earnings)).toBe(big(totals.total) - big(totals.tax) - big(totals.fee));
        expect(details.tax_rates_used.reduce((total, used) => total + big(used.totals.tax), 0n)).toBe(
          big(totals.tax),
        );
      }),
    );
  });

  it('of no lines are zero', () => {
    expect(sumAmounts([])).toEqual({ subtotal: 0n, discount: 0n, tax: 0n, total: 0n });
  });
});
