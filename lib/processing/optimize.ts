import type { OperationFormat, Parameters } from '#lib/contracts/operations.ts';
import { encoded } from './encode.ts';
import { type Source, unusable, whole } from './source.ts';

/** What a picture is stored with when nobody says: smaller, and hardly to be told from the original. */
const USUAL_QUALITY = 80;
/** Below this a picture is not worth having. */
const LOWEST_QUALITY = 10;

/**
 * Stores a picture in fewer bytes, in its own format: never in more than it came in, unless it had to be turned upright. With `max_bytes` the quality is
 * lowered, no further than it must be, until it fits.
 *
 * @throws {DepictaError} `validation_error` when it does not fit at any quality
 */
export async function optimize(source: Source, parameters: Parameters<'optimize'>): Promise<Uint8Array> {
  const { format } = source;
  const most = parameters.max_bytes ?? Number.POSITIVE_INFINITY;
  const quality = parameters.quality ?? USUAL_QUALITY;
  const usual = await stored(source, format, quality);
  const best = source.isTurned ? usual : smaller(usual, source.bytes);
  if (best.byteLength <= most) return best;

  // First whether it can be done at all: what cannot is refused after two tries, not after all of them.
  let fitting = quality > LOWEST_QUALITY ? await stored(source, format, LOWEST_QUALITY) : best;
  if (fitting.byteLength > most) {
    throw unusable(
      'max_bytes',
      `cannot be reached as ${format}: resize the picture first, or convert it to webp or avif`,
    );
  }
  let [fittingQuality, tooLarge] = [LOWEST_QUALITY, quality];
  while (tooLarge - fittingQuality > 1) {
    const tried = Math.floor((fittingQuality + tooLarge) / 2);
    const bytes = await stored(source, format, tried);
    if (bytes.byteLength <= most) [fitting, fittingQuality] = [bytes, tried];
    else tooLarge = tried;
  }
  return fitting;
}

function stored(source: Source, format: OperationFormat, quality: number): Promise<Buffer> {
  return whole(encoded(source.pixels(), format, quality));
}

function smaller(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.byteLength < b.byteLength ? a : b;
}
