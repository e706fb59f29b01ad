import type { Messages } from '#lib/i18n/catalogue.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';

/** The name of a processing operation in words; the id itself for one that the catalogue does not know. */
export function operationLabel(id: string, locale: Locale): string {
  const t = translator(locale, 'operations');
  const key = id as keyof Messages['operations'];
  return t.has(key) ? t(key) : id;
}

/** What a parameter of an operation is called; undefined for one without words. */
export function parameterLabel(
  operation: string | undefined,
  parameter: string,
  locale: Locale,
): string | undefined {
  if (parameter === 'input_image_url') return translator(locale, 'process')('picture');
  const t = translator(locale, 'parameters');
  const key = `${operation}_${parameter}` as keyof Messages['parameters'];
  return t.has(key) ? t(key) : undefined;
}
