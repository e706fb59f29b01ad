import { expect, it } from 'vitest';
import { bestOf, resolveLocale } from './locales.ts';
import { resolveTheme } from './theme.ts';
import { isTimeZone, resolveTimeZone, timeZones } from './time-zone.ts';

it('answers in the language that was chosen, else in the fallback', () => {
  expect(resolveLocale('en', 'de')).toBe('en');
  expect(resolveLocale(undefined, 'de-AT, en;q=0.8')).toBe('de');
  expect(resolveLocale('de', 'en-GB')).toBe('de');
  expect(resolveLocale('xx', undefined)).toBe('en');
  expect(resolveLocale(undefined, 'fr-CH, fr;q=0.9')).toBe('en');
});

it.each([
  ['de', 'de'],
  ['de-AT,de;q=0.9,en;q=0.8', 'de'],
  ['en;q=0.3, de;q=0.7', 'de'],
  ['fr, en-GB;q=0.5', 'en'],
  ['de;q=0, en;q=0.1', 'en'],
  ['fr', undefined],
  ['', undefined],
  [';;q=,,q=1.0.0', undefined],
])('prefers of English and German, when asked for %j, %s', (asked, language) => {
  expect(bestOf(['en', 'de'], asked)).toBe(language);
});

it('takes no theme or time zone that does not exist', () => {
  expect(resolveTheme('dark')).toBe('dark');
  expect(resolveTheme('sepia')).toBe('system');
  expect(resolveTheme(undefined)).toBe('system');
  expect(resolveTimeZone('Europe/Berlin')).toBe('Europe/Berlin');
  expect(resolveTimeZone('Mars/Olympus')).toBe('UTC');
  expect(resolveTimeZone('')).toBe('UTC');
  expect(resolveTimeZone('+01:00')).toBe('UTC');
  expect(resolveTimeZone(undefined)).toBe('UTC');
});

it('offers UTC first and only zones that it takes', () => {
  const [first, ...others] = timeZones();
  expect(first).toBe('UTC');
  expect(others).toContain('Europe/Berlin');
  expect(others.filter((zone) => !isTimeZone(zone))).toEqual([]);
});
