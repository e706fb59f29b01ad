import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ledgerSpans } from './ledger-spans.ts';

it('divides the line as the amounts divide the credit', () => {
  expect(ledgerSpans([750n, 250n])).toEqual([
    { start: 0, width: 75 },
    { start: 75, width: 25 },
  ]);
  expect(ledgerSpans([0n, 0n])).toEqual([
    { start: 0, width: 0 },
    { start: 0, width: 0 },
  ]);
});

it('fills the line, shows whatever is not zero, and nothing else', () => {
  const amount = fc.oneof(fc.constant(0n), fc.bigInt({ min: 1n, max: 2n ** 62n }));
  fc.assert(
    fc.property(fc.array(amount, { minLength: 1, maxLength: 3 }), (amounts) => {
      const spans = ledgerSpans(amounts);
      let end = 0;
      spans.forEach((span, index) => {
        expect(span.start).toBeCloseTo(end, 6);
        expect(span.width > 0.5).toBe((amounts[index] ?? 0n) > 0n);
        end += span.width;
      });
      const empty = amounts.every((each) => each === 0n);
      expect(end).toBeGreaterThan(empty ? -1 : 99.9);
      expect(end).toBeLessThanOrEqual(empty ? 0 : 100.001);
    }),
  );
});
