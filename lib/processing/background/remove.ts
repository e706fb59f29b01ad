import sharp, { type Sharp } from 'sharp';
import type { Parameters } from '#lib/contracts/operations.ts';
import type { Source } from '../source.ts';
import { guidedLines } from './guided.ts';
import { subjectOf } from './subject.ts';

/** The subject is looked for in a picture of this side; its outline is then drawn in the full one. */
const LOOKED_AT = 256;
const USUAL_TOLERANCE = 24;

/**
 * Cuts the subject out: what is not background stays, the rest is see-through. For one subject, or a few, before
 * a background that reaches the picture's edge and has other colors than they have.
 */
export async function removeBackground(
  source: Source,
  { tolerance, output }: Parameters<'remove-background'>,
): Promise<Sharp> {
  const mask = await maskOf(source, tolerance ?? USUAL_TOLERANCE);
  const { width, height } = source;
  const asMask = { raw: { width, height, channels: 1 as const }, limitInputPixels: false };
  if (output === 'mask') return sharp(mask, asMask).toColourspace('b-w');
  // What was see-through before stays so: the mask is one more cut.
  const coverage = await sharp({
    create: { width, height, channels: 3, background: '#000000' },
    limitInputPixels: false,
  })
    .joinChannel(mask, asMask)
    .png({ compressionLevel: 0 })
    .toBuffer();
  return source
    .pixels()
    .toColourspace('srgb')
    .ensureAlpha()
    .composite([{ input: coverage, blend: 'dest-in', limitInputPixels: false }]);
}

/** How much each pixel is subject, 0 to 255. */
async function maskOf(source: Source, tolerance: number): Promise<Buffer> {
  const upright = () => source.pixels().toColourspace('srgb').flatten({ background: '#ffffff' });
  const small = await upright()
    .resize({ width: LOOKED_AT, height: LOOKED_AT, fit: 'inside', withoutEnlargement: true })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const size = { width: small.info.width, height: small.info.height };
  const rgb = threeChannels(small.data, small.info.channels);
  const subject = subjectOf(rgb, size, tolerance);
  const gray = Float32Array.from(
    subject,
    (_, at) =>
      (0.299 * (rgb[at * 3] ?? 0) + 0.587 * (rgb[at * 3 + 1] ?? 0) + 0.114 * (rgb[at * 3 + 2] ?? 0)) / 255,
  );
  const { slope, offset } = guidedLines(gray, subject, size, 2, 0.0005);
  const full = await upright().grayscale().extractChannel(0).raw().toBuffer();
  const { width, height } = source;
  const mask = Buffer.allocUnsafe(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const [u, v] = [((x + 0.5) * size.width) / width - 0.5, ((y + 0.5) * size.height) / height - 0.5];
      const value = (between(slope, size, u, v) * (full[at] ?? 0)) / 255 + between(offset, size, u, v);
      // The outline is drawn within a pixel or two of the small picture, and no haze is left around it.
      mask[at] = Math.round(255 * Math.max(0, Math.min(1, (value - 0.25) / 0.5)));
    }
  }
  return mask;
}

function threeChannels(pixels: Uint8Array, channels: number): Uint8Array {
  if (channels >= 3) return pixels;
  return Uint8Array.from({ length: pixels.length * 3 }, (_, at) => pixels[Math.floor(at / 3)] ?? 0);
}

/** A plane's value between its pixels. */
function between(
  plane: Float32Array,
  { width, height }: { width: number; height: number },
  u: number,
  v: number,
) {
  const x = Math.max(0, Math.min(width - 1, u));
  const y = Math.max(0, Math.min(height - 1, v));
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, bottom] = [Math.min(left + 1, width - 1), Math.min(top + 1, height - 1)];
  const [fx, fy] = [x - left, y - top];
  const at = (column: number, row: number) => plane[row * width + column] ?? 0;
  return (
    (at(left, top) * (1 - fx) + at(right, top) * fx) * (1 - fy) +
    (at(left, bottom) * (1 - fx) + at(right, bottom) * fx) * fy
  );
}
