import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { catalogue } from '#lib/i18n/catalogue.ts';
import { CURRENT_CONSENT } from './consent.ts';

/** The texts that customers agreed to, by version. Never change a line here: add the next version. */
const SHOWN = { v1: '29f40266af35677dcd8cdf8bfc028f6c7f6f99dfc5145baf73b34ff15c807883' };

test('a text that somebody may have agreed to is never changed', () => {
  const digests = Object.entries(catalogue.en.consent).map(([version, text]) => [
    version,
    createHash('sha256').update(text).digest('hex'),
  ]);
  expect(Object.fromEntries(digests)).toEqual(SHOWN);
});

test('the current version has its text in every language', () => {
  for (const messages of Object.values(catalogue)) expect(messages.consent[CURRENT_CONSENT]).not.toBe('');
});
