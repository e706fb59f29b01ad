import * as z from 'zod/mini';
import { LOCALES } from '#lib/i18n/locales.ts';
import { THEMES } from '#lib/i18n/theme.ts';
import { isTimeZone, resolveTimeZone } from '#lib/i18n/time-zone.ts';
import { parseEuros, ZERO } from '#lib/money/credits.ts';
import { type AccountProblem, type FieldProblem, isAccountProblem, wrongFields } from './account-error.ts';

// The forms of an account. A check's message is the name of its problem; the catalogue has the words.

const LONGEST_EMAIL = 254;

const problem = (name: AccountProblem) => ({ error: name });

const text = (missing: AccountProblem) => z.string(problem(missing));

/** An address as it is kept: trimmed, in lower case. */
const email = z.pipe(
  z.pipe(
    text('email_invalid'),
    z.transform((value: string) => value.trim().toLowerCase()),
  ),
  z.email(problem('email_invalid')).check(z.maxLength(LONGEST_EMAIL, problem('email_invalid'))),
);

/** A password to compare: any text that is not absurdly long. */
const password = text('password_missing').check(
  z.minLength(1, problem('password_missing')),
  z.maxLength(1000, problem('password_too_long')),
);

const name = z.pipe(
  z.pipe(
    text('name_missing'),
    // Line breaks and other controls have no business in a name that stands in the head of a mail.
    z.transform((value: string) =>
      value
        .toWellFormed()
        .replace(/\p{Cc}+/gu, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    ),
  ),
  z.string().check(z.minLength(1, problem('name_missing')), z.maxLength(100, problem('name_too_long'))),
);

/** The secret of a mailed link; one that cannot be ours is simply dead. */
const token = z._default(z.string().check(z.maxLength(200)), '');

const next = z.optional(z.string());

export const signUpForm = z.object({ email, password, name });
export const signInForm = z.object({ email, password, next });
export const emailForm = z.object({ email });
/** The password is asked for only where the browser has not shown that it knows it. */
export const verifyForm = z.object({
  token,
  password: z._default(z.string().check(z.maxLength(1000, problem('password_too_long'))), ''),
});
export const resetForm = z.object({ token, password });

/** A code of the second factor, or a recovery code. */
export const codeForm = z.object({
  code: text('code_missing').check(
    z.trim(),
    z.minLength(1, problem('code_missing')),
    z.maxLength(100, problem('code_wrong')),
  ),
  next,
});
export const ownPasswordForm = z.object({ password, next });

export const nameForm = z.object({ name });
export const passwordForm = z.object({ current: password, password });
export const sessionForm = z.object({ sessionId: z.uuid() });
export const nothing = z.object({});
/** Notices that were seen: all up to the newest that was shown. */
export const seenForm = z.object({ upTo: z.iso.datetime() });

export const newKeyForm = z.object({
  name,
  /** Empty: no cap. Otherwise euros with a comma or a dot, more than none. */
  monthlyCap: z.pipe(
    z._default(z.string().check(z.maxLength(40, problem('cap_invalid'))), ''),
    z.transform((value: string, context) => {
      if (value.trim() === '') return null;
      const amount = parseEuros(value);
      if (amount !== undefined && amount > ZERO) return amount;
      context.issues.push({ code: 'custom', message: 'cap_invalid', input: value });
      return z.NEVER;
    }),
  ),
});
/** A box that is not ticked is not sent. */
const ticked = z.pipe(
  z.optional(z.string()),
  z.transform((value: string | undefined) => value !== undefined),
);

const warningsAsTyped = z.object({
  /** Empty: no warning. Otherwise euros with a comma or a dot, more than none. */
  lowBalance: z.pipe(
    z._default(z.string().check(z.maxLength(40, problem('line_invalid'))), ''),
    z.transform((value: string, context) => {
      if (value.trim() === '') return null;
      const amount = parseEuros(value);
      if (amount !== undefined && amount > ZERO) return amount;
      context.issues.push({ code: 'custom', message: 'line_invalid', input: value });
      return z.NEVER;
    }),
  ),
  lowBalanceLetter: ticked,
  grantLetter: ticked,
  statementLetter: ticked,
});
export const warningsForm = z.pipe(
  warningsAsTyped,
  z.transform(({ lowBalance, ...letters }: z.output<typeof warningsAsTyped>) => ({
    lowBalanceMicros: lowBalance,
    ...letters,
  })),
);
/** The time zone, and the language where there are several to choose from. */
export const regionForm = z.object({
  timeZone: z.pipe(
    z.string(problem('time_zone_unknown')).check(z.refine(isTimeZone, problem('time_zone_unknown'))),
    z.transform((value: string) => resolveTimeZone(value)),
  ),
  locale: z.optional(z.enum(LOCALES)),
});
export const themeForm = z.object({ theme: z.enum(THEMES) });
export const keyForm = z.object({ keyId: z.uuid() });

/**
 * Reads a form.
 *
 * @throws {AccountError} naming each wrong field
 */
export function parseForm<Schema extends z.ZodMiniType>(schema: Schema, values: unknown): z.output<Schema> {
  const result = schema.safeParse(values);
  if (result.success) return result.data;
  const fields: FieldProblem[] = [];
  for (const issue of result.error.issues) {
    const field = issue.path.map(String).join('.') || 'form';
    // One problem a field is enough to mend it.
    if (!fields.some((known) => known.field === field))
      fields.push({ field, problem: isAccountProblem(issue.message) ? issue.message : 'unreadable' });
  }
  throw wrongFields(...fields);
}
