import { expect, test } from 'vitest';
import type { QuoteOnWire } from '#lib/contracts/quote.ts';
import { eur } from '#lib/testing/books.ts';
import { previewOfQuote, previewOperation, unquoted } from './preview.ts';

const quote: QuoteOnWire = {
  operation: 'blur',
  price_eur: '0.001000',
  approximate: false,
  hold_eur: '0.001000',
  allowed: true,
  refusal: null,
  lots: [
    { id: 'a', amount_eur: '0.000400' },
    { id: 'b', amount_eur: '0.000600' },
  ],
  balance_after_hold_eur: '0.499000',
  price_version: 'x',
};

test('a quote shows its lots, and what is available, held and left add up', () => {
  expect(previewOfQuote(quote)).toEqual({
    holdMicros: eur('0.001'),
    typicalMicros: eur('0.001'),
    availableMicros: eur('0.5'),
    leftMicros: eur('0.499'),
    refusal: undefined,
    lots: [
      { id: 'a', amountMicros: eur('0.0004') },
      { id: 'b', amountMicros: eur('0.0006') },
    ],
  });
});

test('a refused quote holds nothing: it tells what is available now, and what is missing with a debt in it', () => {
  const refusal = {
    error: 'credit_insufficient',
    message: 'EUR 6.000000 is owed.',
    details: { missing_eur: '6.000000', owed_eur: '6.000000' },
    request_id: 'req_1',
  } as const;
  const refused = { ...quote, allowed: false, refusal, lots: [], balance_after_hold_eur: '0.500000' };
  expect(previewOfQuote(refused)).toMatchObject({
    availableMicros: eur('0.5'),
    refusal: { code: 'credit_insufficient', missingMicros: eur('6'), owedMicros: eur('6') },
    lots: [],
  });
});

test('a refusal that is not about credit keeps its own words', () => {
  const refusal = { error: 'rate_limited', message: 'At most ten.', details: null, request_id: 'r' } as const;
  expect(previewOfQuote({ ...quote, allowed: false, refusal, lots: [] }).refusal).toEqual({
    code: 'rate_limited',
    message: 'At most ten.',
    missingMicros: undefined,
    owedMicros: undefined,
  });
});

test('before its quote is there an operation is told by its price and the balance', () => {
  const at = (balance_eur: string) => ({ balance_eur, owed_eur: '0.000000' });
  expect(previewOperation('0.005000', '0.010000', at('0.010000'))).toMatchObject({
    leftMicros: eur('0.005'),
    refusal: undefined,
    lots: undefined,
  });
  expect(previewOperation('0.020000', '0.010000', at('0.015000')).refusal).toMatchObject({
    code: 'credit_insufficient',
    missingMicros: eur('0.005'),
  });
  // Below a cent nothing can be ordered, however little it costs.
  expect(previewOperation('0.001000', '0.010000', at('0.004000')).refusal).toMatchObject({
    missingMicros: eur('0.006'),
  });
});

test('while something is owed nothing can be ordered, and what is missing has the debt in it, before a quote is there too', () => {
  const owing = { balance_eur: '2.000000', owed_eur: '4.000000' };
  expect(previewOperation('0.020000', '0.010000', owing).refusal).toEqual({
    ...{ code: 'credit_insufficient', message: '' },
    ...{ missingMicros: eur('4'), owedMicros: eur('4') },
  });
  expect(
    previewOperation('0.020000', '0.010000', { ...owing, balance_eur: '0.000000' }).refusal,
  ).toMatchObject({
    missingMicros: eur('4.02'),
  });
  expect(unquoted(eur('0.01'), eur('0.02'), eur('2'), null, eur('4')).refusal).toMatchObject({
    ...{ code: 'credit_insufficient', missingMicros: eur('4'), owedMicros: eur('4') },
  });
});
