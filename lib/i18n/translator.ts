import { createTranslator, type NamespaceKeys, type NestedKeyOf } from 'use-intl/core';
import { catalogue, type Messages } from './catalogue.ts';
import type { Locale } from './locales.ts';

/** A part of the catalogue, such as `shell` or `topUp.form`. */
export type Namespace = NamespaceKeys<Messages, NestedKeyOf<Messages>>;

/**
 * The texts of one part of the catalogue: `t('key', {value})` gives text, `t.rich('key', {tag})` React nodes.
 * Keys and values are checked by the compiler against the English messages.
 *
 * Amounts and times are handed in as text made by `components/format`; messages never format them.
 *
 * @param locale from `preferences()`
 * @param namespace such as `shell`
 * @throws {IntlError} when a message lacks a value: a text with holes never reaches a page
 */
export function translator<const Part extends Namespace>(locale: Locale, namespace: Part) {
  return createTranslator<Messages, Part>({
    locale,
    // Another language has the same keys (see `Translation`); its texts are typed as the English ones.
    messages: catalogue[locale] as Messages,
    namespace,
    timeZone: 'UTC',
    onError(error) {
      throw error;
    },
  });
}

/** What `translator(locale, part)` gives, for handing it to a component. */
export type TranslatorOf<Part extends Namespace> = ReturnType<typeof translator<Part>>;
