import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatDistance } from './distance.ts';

const NOW = '2026-11-22T15:00:00Z';

it.each([
  ['2026-11-22T15:00:00Z', 'now'],
  ['2026-11-22T15:00:59Z', 'now'],
  ['2026-11-22T15:01:00Z', 'in 1 minute'],
  ['2026-11-22T14:15:00Z', '45 minutes ago'],
  ['2026-11-22T16:59:59Z', 'in 1 hour'],
  ['2026-11-23T14:59:59Z', 'in 23 hours'],
  ['2026-11-23T15:00:00Z', 'in 1 day'],
  ['2026-11-29T15:00:00Z', 'in 7 days'],
  ['2027-01-21T15:00:00Z', 'in 60 days'],
  ['2027-01-22T15:00:00Z', 'in 2 months'],
  ['2027-11-22T14:59:59Z', 'in 11 months'],
  ['2027-11-23T00:00:00Z', 'in 12 months'],
  ['2025-11-22T15:00:00Z', '12 months ago'],
  ['2028-11-22T15:00:00Z', 'in 2 years'],
])('%s is %s', (to, text) => {
  expect(formatDistance(to, NOW, 'en')).toBe(text);
});

it('is as far back as it is forward', () => {
  const instants = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(instants, instants, (a, b) => {
      const digits = (text: string) => text.replace(/in | ago/, '');
      expect(digits(formatDistance(a, b, 'en'))).toBe(digits(formatDistance(b, a, 'en')));
    }),
  );
});

it.each([
  ['2027-11-22T15:00:00Z', 'in 12 Monaten'],
  ['2026-11-23T15:00:00Z', 'in 1 Tag'],
  ['2026-11-22T12:00:00Z', 'vor 3 Stunden'],
  ['2026-11-22T15:00:30Z', 'jetzt'],
])('%s reads %s in German', (to, text) => {
  expect(formatDistance(to, '2026-11-22T15:00:00Z', 'de')).toBe(text);
});
