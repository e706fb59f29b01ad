import sharp from 'sharp';
import { ProviderFailedError } from '../errors.ts';
import { chroma, type Rgb } from './paint/colour.ts';

/** Side of the square that a reference is reduced to before its colours are counted. */
const SIDE = 48;

/** Colours that differ by less than this (in sRGB steps) count as the same. */
const NEAR = 76;

/**
 * The colours that a reference picture is known by: its two most telling ones, the colourful before the grey.
 * This is all that the studio takes from a reference; it does not copy its content.
 *
 * @param bytes An image file that sharp can decode.
 * @returns One or two colours, the most telling first.
 * @throws {ProviderFailedError} When the bytes are no image.
 */
export async function referencePalette(bytes: Uint8Array): Promise<Rgb[]> {
  const pixels = await sharp(bytes, { limitInputPixels: 100_000_000 })
    .resize(SIDE, SIDE, { fit: 'fill' })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer()
    .catch((cause: unknown) => {
      throw new ProviderFailedError('A reference picture cannot be read.', { retryable: false, cause });
    });
  const bins = new Map<number, { weight: number; sum: [number, number, number] }>();
  for (let i = 0; i < pixels.length; i += 3) {
    const colour: Rgb = [pixels[i]!, pixels[i + 1]!, pixels[i + 2]!];
    const key = ((colour[0] >> 5) << 6) | ((colour[1] >> 5) << 3) | (colour[2] >> 5);
    const bin = bins.get(key) ?? { weight: 0, sum: [0, 0, 0] };
    const weight = 0.15 + chroma(colour) * 5;
    bin.weight += weight;
    for (const c of [0, 1, 2] as const) bin.sum[c] += colour[c] * weight;
    bins.set(key, bin);
  }
  const ranked = [...bins.values()].sort((a, b) => b.weight - a.weight);
  const colours = ranked.map(({ weight, sum }): Rgb => [sum[0] / weight, sum[1] / weight, sum[2] / weight]);
  const first = colours[0]!;
  const second = colours.find((colour) => Math.hypot(...[0, 1, 2].map((c) => colour[c]! - first[c]!)) > NEAR);
  return second === undefined ? [first] : [first, second];
}
