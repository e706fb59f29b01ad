import { expect, test } from 'vitest';
import { cents } from '#lib/money/cents.ts';
import { eur } from '#lib/testing/books.ts';
import { type RefundFacts, refundable, refundWindowEnd } from './refundable.ts';

const paidAt = new Date('2026-11-22T15:00:00Z');
const facts = (over: Partial<RefundFacts> = {}): RefundFacts => ({
  remainingMicros: eur('10'),
  reservedMicros: eur('0'),
  availableMicros: eur('10'),
  expiresAt: new Date('2027-11-23T00:00:00Z'),
  paidCents: cents(1000n),
  returnedCents: cents(0n),
  paidAt,
  ...over,
});
const amounts = (over: Partial<RefundFacts>, at = paidAt) => {
  const { amountCents, unusedCents } = refundable(facts(over), at);
  return [amountCents, unusedCents];
};

test('the window is open through the end, in UTC, of the 14th day after the day of payment', () => {
  const end = new Date('2026-12-07T00:00:00Z');
  expect(refundWindowEnd(paidAt)).toEqual(end);
  expect(refundWindowEnd(new Date('2026-11-22T00:00:00Z'))).toEqual(end);
  expect(refundWindowEnd(new Date('2026-11-22T23:59:59.999Z'))).toEqual(end);
  expect(refundable(facts(), new Date(end.getTime() - 1))).toMatchObject({
    windowOpen: true,
    amountCents: 1000n,
  });
  // After it support may still give back what is unused.
  expect(refundable(facts(), end)).toMatchObject({ windowOpen: false, amountCents: 0n, unusedCents: 1000n });
});

test('it is the least of what remains unreserved, what is available, and what was paid less what went back', () => {
  expect(amounts({ remainingMicros: eur('4.709999') })).toEqual([470n, 470n]);
  expect(amounts({ reservedMicros: eur('3') })).toEqual([700n, 700n]);
  expect(amounts({ availableMicros: eur('0.019999') })).toEqual([1n, 1n]);
  expect(amounts({ returnedCents: cents(999n) })).toEqual([1n, 1n]);
  expect(amounts({ reservedMicros: eur('10') })).toEqual([0n, 0n]);
});

test('expired credit is worth nothing, from the very instant', () => {
  const expiresAt = new Date('2026-11-30T00:00:00Z');
  expect(amounts({ expiresAt }, new Date(expiresAt.getTime() - 1))).toEqual([1000n, 1000n]);
  expect(amounts({ expiresAt }, expiresAt)).toEqual([0n, 0n]);
  expect(amounts({ expiresAt: null })).toEqual([0n, 0n]);
});
