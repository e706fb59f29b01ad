import { expect, it } from 'vitest';
import { cents } from '#lib/money/cents.ts';
import { formatCents } from './cash.ts';

it('shows cash with two decimals, exactly', () => {
  expect(formatCents(cents(0n), 'en')).toBe('€0.00');
  expect(formatCents(cents(2500n), 'en')).toBe('€25.00');
  expect(formatCents(cents(475n), 'en')).toBe('€4.75');
  expect(formatCents(cents(900719925474099301n), 'en')).toBe('€9,007,199,254,740,993.01');
  expect(formatCents(cents(475n), 'de')).toBe('4,75\u00A0€');
  expect(formatCents(cents(900719925474099301n), 'de')).toBe('9.007.199.254.740.993,01\u00A0€');
});
