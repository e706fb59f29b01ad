import sharp from 'sharp';
import { DepictaError } from '#lib/core/errors.ts';
import { log } from '#lib/core/log.ts';
import { type Failure, NOT_CHARGED } from './finish.ts';
import type { Operator } from './port.ts';
import type { GenerationJob } from './store.ts';

/** Longer sides are brought to this: a reference is at most a megapixel, which is what holds reckon with. */
const LONGEST_SIDE_PX = 1000;
const MOST_PIXELS = 100_000_000;

/**
 * Fetches the pictures that a generation is shown, all at once, and brings them into a form that every provider reads:
 * upright, of moderate size, with nothing but pixels. One that cannot be used ends the job with the reason, at no cost.
 *
 * @returns PNG or JPEG files in their order, or why there are none, beginning with `reference_images.N.url`
 * @throws what is not the customer's to mend: the queue tries again later
 */
export async function fetchReferences(
  { pictureAt }: Pick<Operator, 'pictureAt'>,
  { id: jobId, request: { references = [] } }: GenerationJob,
): Promise<{ images: Uint8Array[] } | { failure: Failure }> {
  const fetched = await Promise.allSettled(
    references.map(async ({ url }, i) => {
      const field = `reference_images.${i}.url`;
      return await moderate(await pictureAt(url, field), field);
    }),
  );
  const images: Uint8Array[] = [];
  for (const one of fetched) {
    if (one.status === 'fulfilled') images.push(one.value);
    else if (one.reason instanceof DepictaError) {
      const { code, message } = one.reason;
      log.info({ jobId, code }, 'a reference was refused');
      return { failure: { code, message: `${message} ${NOT_CHARGED}`, reason: 'rejected' } };
    } else throw one.reason;
  }
  return { images };
}

async function moderate(bytes: Uint8Array, field: string): Promise<Uint8Array> {
  try {
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
      .autoOrient()
      .resize({ width: LONGEST_SIDE_PX, height: LONGEST_SIDE_PX, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb');
    const { hasAlpha } = await sharp(bytes).metadata();
    return await (hasAlpha ? picture.png() : picture.jpeg({ quality: 90 })).toBuffer();
  } catch (error) {
    const message =
      'cannot be read: the file is damaged, has more than 100 megapixels, or is not what it says';
    throw new DepictaError('validation_error', `${field} ${message}.`, {
      details: { fields: [{ field, message }] },
      cause: error,
    });
  }
}
