import { catalogue, type Messages } from './catalogue.ts';
import type { Locale } from './locales.ts';
import { type TranslatorOf, translator } from './translator.ts';

/** An error of ours as it travels: a code, and facts that go with it. */
type Told = {
  code: keyof Messages['problems']['code'];
  details?: Readonly<Record<string, unknown>> | undefined;
  retryAfterSeconds?: number | undefined;
};

type Values = Record<string, string | number>;

/**
 * What an error means to somebody who reads a page, in their language: by the rule that it names in its details, else by
 * its code; and its details, with what is wrong with each field in words. What the error itself says is the API's, and
 * English.
 */
export function inWords(
  { code, details, retryAfterSeconds = 0 }: Told,
  locale: Locale,
): { message: string; details: Readonly<Record<string, unknown>> | null } {
  const { rule, fields } = details ?? {};
  const isKnown = typeof rule === 'string' && Object.hasOwn(catalogue[locale].problems.rule, rule);
  // Which values a message takes is known per key; here they come from the error, and a test holds them together.
  const t = translator(locale, 'problems') as TranslatorOf<'problems'> &
    ((key: string, values: Values) => string);
  const values = { ...plain(details ?? {}), minutes: Math.floor(retryAfterSeconds / 60) };
  return {
    message: t(isKnown ? `rule.${rule}` : `code.${code}`, values),
    details: Array.isArray(fields) ? { ...details, fields: fieldsIn(fields, locale) } : (details ?? null),
  };
}

function fieldsIn(
  fields: readonly { field: string; rule?: string }[],
  locale: Locale,
): { field: string; message: string }[] {
  const { problems } = catalogue[locale];
  const rules: Readonly<Record<string, string>> = problems.rule;
  const words: Readonly<Record<string, string>> = problems.field;
  return fields.map(({ field, rule }) => ({
    field,
    message: rules[rule ?? ''] ?? (Object.hasOwn(words, field) ? words[field] : words.other)!,
  }));
}

function plain(details: Readonly<Record<string, unknown>>): Values {
  const entries = Object.entries(details).filter(
    (entry): entry is [string, string | number] =>
      typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  return Object.fromEntries(entries);
}
