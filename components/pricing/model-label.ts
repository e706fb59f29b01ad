import type { Messages } from '#lib/i18n/catalogue.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';

/** What a model is called and what it is good for; a model that the catalogue does not know goes by its id. */
export function modelLabel(id: string, locale: Locale): { name: string; about: string | undefined } {
  const t = translator(locale, 'models');
  // A dot would lead deeper into the catalogue.
  const key = id.replaceAll('.', '_') as keyof Messages['models'];
  return t.has(`${key}.name`)
    ? { name: t(`${key}.name`), about: t(`${key}.about`) }
    : { name: id, about: undefined };
}
