import { DepictaError } from '#lib/core/errors.ts';

/**
 * The reason of a deed, as the audit log keeps it.
 *
 * @throws {DepictaError} `validation_error` where nothing is left of it but spaces
 */
export function reasonOf(text: string): string {
  const reason = text.trim();
  if (reason === '')
    throw new DepictaError('validation_error', 'The reason must not be empty.', {
      details: { fields: [{ field: 'reason', message: 'must not be empty' }] },
    });
  return reason;
}
