import { DepictaError, type ErrorCode } from '#lib/core/errors.ts';
import { catalogue, type Messages } from '#lib/i18n/catalogue.ts';
import { DEFAULT_LOCALE, type Locale } from '#lib/i18n/locales.ts';
import { translator } from '#lib/i18n/translator.ts';

/** Everything that can be wrong with a form of an account. Its words stand in the message catalogue. */
export type AccountProblem = keyof Messages['account']['problems'];

/** What is wrong with one field. */
export type FieldProblem = { field: string; problem: AccountProblem };

/** A refusal of a form. What it shows is said in the catalogue's words, so that a page can say it in its language. */
export class AccountError extends DepictaError {
  override name = 'AccountError';
  readonly problem: AccountProblem;
  readonly fields: readonly FieldProblem[];

  /** @param options.fields given: the problem is with these fields */
  constructor(
    problem: AccountProblem,
    options: { fields?: readonly FieldProblem[]; retryAfterSeconds?: number } = {},
  ) {
    const fields = options.fields ?? [];
    super(CODES[problem] ?? 'validation_error', textOf(problem, DEFAULT_LOCALE, options.retryAfterSeconds), {
      ...(fields.length > 0 && { details: { fields: fieldTexts(fields, DEFAULT_LOCALE) } }),
      ...(options.retryAfterSeconds !== undefined && { retryAfterSeconds: options.retryAfterSeconds }),
    });
    this.problem = problem;
    this.fields = fields;
  }
}

/** The error for wrong fields. */
export function wrongFields(...fields: readonly FieldProblem[]): AccountError {
  return new AccountError('fields', { fields });
}

const CODES: Partial<Record<AccountProblem, ErrorCode>> = {
  credentials_wrong: 'auth_invalid',
  signed_out: 'auth_invalid',
  too_many_attempts: 'rate_limited',
  link_dead: 'gone',
  setup_not_begun: 'conflict',
  wrong_origin: 'bad_request',
  unreadable: 'bad_request',
  not_yours: 'not_found',
  verify_first: 'auth_email_not_verified',
  unexpected: 'internal_error',
  busy: 'unavailable',
};

/** A problem in words. @param retryAfterSeconds how long to wait, where the problem is about time */
export function textOf(problem: AccountProblem, locale: Locale, retryAfterSeconds = 60): string {
  const t = translator(locale, 'account.problems');
  if (problem === 'too_many_attempts') return t(problem, { minutes: Math.ceil(retryAfterSeconds / 60) });
  return t(problem);
}

/** The wrong fields in words, as `details.fields` of an error has them. */
export function fieldTexts(
  fields: readonly FieldProblem[],
  locale: Locale,
): { field: string; message: string }[] {
  return fields.map(({ field, problem }) => ({ field, message: textOf(problem, locale) }));
}

/** Whether a text from an address names a problem of ours. */
export function isAccountProblem(text: string | undefined): text is AccountProblem {
  return text !== undefined && Object.hasOwn(catalogue[DEFAULT_LOCALE].account.problems, text);
}
