import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { Balance } from '#lib/ledger/balance.ts';
import { type Credits, ZERO } from '#lib/money/credits.ts';
import { eur } from '#lib/testing/books.ts';
import { BalanceNotices } from './balance-notices.tsx';

const expiresAt = new Date('2027-11-23T00:00:00Z');
const summer = new Date('2027-07-01T09:00:00Z');

/** What the notices say, as text. */
function shown(
  available: string,
  { line = null as Credits | null, at = summer, held = '0', expires = expiresAt as Date | null } = {},
): string {
  const availableMicros = eur(available);
  const heldMicros = eur(held);
  const balance: Balance = {
    ...{ asOf: at, isLive: true, version: 3n, expiresAt: expires, owedMicros: ZERO, dueMicros: ZERO },
    ...{ availableMicros, heldMicros, refundReservedMicros: ZERO },
    creditMicros: (availableMicros + heldMicros) as Credits,
  };
  const notices = <BalanceNotices balance={balance} lineMicros={line} at={at} locale="en" />;
  return renderToStaticMarkup(notices)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

test('a balance at the line or above says nothing, below it how much is left and what to do', () => {
  expect(shown('5', { line: eur('5') })).toBe('');
  const low = shown('4.995', { line: eur('5') });
  expect(low).toContain('Your balance is low: €4.99 available');
  expect(low).toContain('below the €5.00 at which we warn you');
  expect(low).toContain('Top up');
  expect(low).toContain('Change the line');
  expect(low).not.toContain('held');
});

test('what is held is counted in, and named where the rest is low all the same', () => {
  expect(shown('4', { line: eur('5'), held: '1' })).toBe('');
  expect(shown('3.5', { line: eur('5'), held: '1' })).toContain('Another €1.00 is held');
});

test('who wants no warning, or never had any credit, sees none', () => {
  expect(shown('0.01')).toBe('');
  expect(shown('0', { line: eur('5'), expires: null })).toBe('');
});

test.each([
  ['2027-09-23T23:59:59.999Z', false],
  ['2027-09-24T00:00:00Z', true],
  ['2027-11-22T23:59:59.999Z', true],
  ['2027-11-23T00:00:00Z', false],
])('at %s the notice of an expiry stands: %s', (at, stands) => {
  const text = shown('12.5', { at: new Date(at) });
  expect(text.includes('€12.50 is valid through 22 November 2027 (UTC), then it expires')).toBe(stands);
});

test('the notice of an expiry says what a top-up of today would do, and goes with the last of the credit', () => {
  const at = new Date('2027-11-01T09:00:00Z');
  expect(shown('1', { at })).toContain('moves the date of your entire balance to 1 November 2028 (UTC)');
  expect(shown('0', { at, held: '1' })).toBe('');
});

test('low and about to expire are two notices', () => {
  const both = shown('1', { line: eur('5'), at: new Date('2027-11-01T09:00:00Z') });
  expect(both).toMatch(/balance is low.*then it expires/);
});
