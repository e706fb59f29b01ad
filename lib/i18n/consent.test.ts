import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';
import { CURRENT_CONSENT, consentOf, consentText, isCurrentConsent } from './consent.ts';
import { LOCALES } from './locales.ts';

/** The texts that customers agreed to, by version. Never change a line here: add the next version. */
const SHOWN = {
  v1: '29f40266af35677dcd8cdf8bfc028f6c7f6f99dfc5145baf73b34ff15c807883',
  'v1-de': 'b602ca23dec31ebc46a05ee0ba63077d530094df57a1212eb13cf4ab547b6601',
};

test('a text that somebody may have agreed to is never changed', () => {
  const versions = LOCALES.flatMap((locale) =>
    Object.keys(catalogue[locale].consent).map((wording) =>
      locale === 'en' ? wording : `${wording}-${locale}`,
    ),
  );
  const digests = versions.map((version) => [
    version,
    createHash('sha256').update(consentText(version)!).digest('hex'),
  ]);
  expect(Object.fromEntries(digests)).toEqual(SHOWN);
});

test('each language asks for it in its own words, under a version that says so', () => {
  expect(consentOf('en').version).toBe(CURRENT_CONSENT);
  expect(consentOf('de').version).toBe(`${CURRENT_CONSENT}-de`);
  expect(consentOf('de').text).toContain('Widerrufsrecht');
  for (const locale of LOCALES) {
    const { version, text } = consentOf(locale);
    expect(isCurrentConsent(version)).toBe(true);
    expect(consentText(version)).toBe(text);
  }
});

test.each(['', 'v0', 'v1-fr', 'v1-en', 'v1-de-de', 'toString', undefined])(
  'there is no version %s',
  (version) => {
    expect(isCurrentConsent(version)).toBe(false);
    if (version !== undefined && version !== 'v1-en' && version !== 'v1-de-de')
      expect(consentText(version)).toBeUndefined();
  },
);
