import { DepictaError } from '#lib/core/errors.ts';
import { log } from '#lib/core/log.ts';
import { type Failure, NOT_CHARGED } from './finish.ts';
import type { Operator } from './port.ts';
import type { GenerationJob } from './store.ts';

/**
 * Fetches the pictures that a generation is shown, all at once, and brings one after the other into a form that every
 * provider reads. One that cannot be used ends the job with the reason, at no cost.
 *
 * @returns PNG or JPEG files in their order, or why there are none, beginning with `reference_images.N.url`
 * @throws what is not the customer's to mend: the queue tries again later
 */
export async function fetchReferences(
  operator: Operator,
  { id: jobId, request: { references = [] } }: GenerationJob,
  signal: AbortSignal,
): Promise<{ images: Uint8Array[] } | { failure: Failure }> {
  const fields = references.map((_, i) => `reference_images.${i}.url`);
  const fetched = await Promise.allSettled(
    references.map(({ url }, i) => operator.pictureAt(url, fields[i]!)),
  );
  const images: Uint8Array[] = [];
  try {
    for (const [i, one] of fetched.entries()) {
      if (one.status === 'rejected') throw one.reason;
      // One at a time: decoded, a picture of a few kilobytes can take half a gigabyte.
      images.push(await operator.moderate(one.value, fields[i]!, signal));
    }
    return { images };
  } catch (error) {
    if (!(error instanceof DepictaError)) throw error;
    const { code, message } = error;
    log.info({ jobId, code }, 'a reference was refused');
    return { failure: { code, message: `${message} ${NOT_CHARGED}`, reason: 'rejected' } };
  }
}
