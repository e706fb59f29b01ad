import { isAccountProblem, textOf } from '#lib/auth/account-error.ts';
import type { Locale } from '#lib/i18n/locales.ts';

/** The query of a page, as Next hands it over. */
export type Query = Promise<Record<string, string | string[] | undefined>>;

/** What the address says about a form that was sent without a script. */
export type FormState = {
  /** What was wrong with the whole form, in words. */
  problem: string | undefined;
  /** What was wrong with one field, in words. */
  errorOf: (field: string) => string | undefined;
};

/** One value of the query; the first where it was given twice. */
export function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/**
 * Reads what the address says. Only the names of our own problems are believed, so no link can put words into our page.
 */
export function formState(query: Awaited<Query>, locale: Locale): FormState {
  const name = one(query.problem);
  if (!isAccountProblem(name)) return { problem: undefined, errorOf: () => undefined };
  const wait = one(query.wait) ?? '';
  const text = textOf(name, locale, /^\d{1,6}$/.test(wait) ? Number(wait) : undefined);
  const wrong = one(query.field);
  return wrong === undefined
    ? { problem: text, errorOf: () => undefined }
    : { problem: undefined, errorOf: (field) => (field === wrong ? text : undefined) };
}
