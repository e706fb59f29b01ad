import { expect, test } from 'vitest';
import { LOCALES } from '#lib/i18n/locales.ts';
import { priceBook } from '#lib/pricing/book.ts';
import { REMOTE_MODELS } from '#lib/pricing/remote-models.ts';
import { modelLabel } from './model-label.ts';

test.each(LOCALES)(
  'every model that can be switched on has a name and what it is good for (%s)',
  (locale) => {
    const all = [...priceBook.models, ...Object.values(REMOTE_MODELS).flat()];
    expect(all.length).toBeGreaterThan(15);
    for (const { id } of all) {
      const { name, about } = modelLabel(id, locale);
      expect(name).not.toBe(id);
      expect(about, id).toMatch(/\.$/);
    }
  },
);

test('one that the catalogue does not know goes by its id', () => {
  expect(modelLabel('new-model-2', 'en')).toEqual({ name: 'new-model-2', about: undefined });
});
