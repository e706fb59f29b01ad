import sharp from 'sharp';
import { MOST_PIXELS, unusable } from './source.ts';

/** Longer sides are brought to this: a reference is at most a megapixel, which is what holds reckon with. */
const LONGEST_SIDE_PX = 1000;

/**
 * Brings a picture that a generation is shown into a form that every provider reads: upright, of moderate size, with nothing
 * but pixels.
 *
 * @param field that named it, for the error
 * @returns a PNG or JPEG file
 * @throws {DepictaError} `validation_error`
 */
export async function moderate(bytes: Uint8Array, field: string): Promise<Uint8Array> {
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
    throw unusable(field, message, error);
  }
}
