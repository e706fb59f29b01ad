import type { FieldErrors } from '#lib/contracts/problem.ts';

/**
 * The message of each wrong field in a refused form, by the field's name; empty when the refusal names none.
 *
 * @param failure anything with our `details`: a problem of a route handler, or the error of an action
 */
export function fieldErrorsOf(failure: unknown): ReadonlyMap<string, string> {
  const details = (failure as { details?: unknown } | null | undefined)?.details;
  const fields = (details as Partial<FieldErrors> | null | undefined)?.fields;
  return new Map(Array.isArray(fields) ? fields.map(({ field, message }) => [field, message]) : []);
}
