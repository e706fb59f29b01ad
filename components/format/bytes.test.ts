import { expect, it } from 'vitest';
import { formatBytes } from './bytes.ts';

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1000, '1 kB'],
  [1_449_000, '1.4 MB'],
  [999_949, '999.9 kB'],
  [999_950, '1 MB'],
  [50_000_000, '50 MB'],
  [3_200_000_000_000_000, '3,200 TB'],
])('shows %d bytes as %s', (bytes, text) => {
  expect(formatBytes(bytes, 'en')).toBe(text);
});

it('writes sizes as German does', () => {
  expect(formatBytes(1_449_000, 'de')).toBe('1,4 MB');
  expect(formatBytes(999, 'de')).toBe('999 Byte');
});
