import type { Job } from '#lib/contracts/job.ts';
import type { Messages } from '#lib/i18n/catalogue.ts';

type Words = (key: keyof Messages['failures'], values: { label: string }) => string;

/**
 * Why a job failed, in the reader's language: by its code, and where an operation found a parameter that does not fit the
 * picture, by the parameter's name. The job's own words are the API's, and English.
 *
 * @param t the messages of `failures`
 * @param labelOf what a parameter is called on pages; undefined for one that the page does not know
 */
export function failureWords(
  { error, message }: NonNullable<Job['error']>,
  t: Words,
  labelOf: (parameter: string) => string | undefined = () => undefined,
): string {
  // A refused operation names its parameter first.
  const label = error === 'validation_error' ? labelOf(message.split(' ')[0] ?? '') : undefined;
  return t(label === undefined ? keyOf(error) : 'field', { label: label ?? '' });
}

function keyOf(code: string): keyof Messages['failures'] {
  switch (code) {
    case 'content_rejected':
    case 'provider_failed':
    case 'validation_error':
      return code;
    default:
      return 'other';
  }
}
