import sharp from 'sharp';
import type { Canvas, SoftMap } from './canvas.ts';

/**
 * The soft light that bright places spread around them: a small, blurred map of the highlights.
 *
 * @param canvas The picture.
 * @param threshold Brightness (0 to 255) from which a place spreads light.
 * @param strength How much of it is spread.
 * @returns Light to add, 0 to 255 for each channel.
 */
export async function softLight(
  { width, height, data }: Canvas,
  threshold: number,
  strength: number,
): Promise<SoftMap> {
  const columns = Math.max(24, Math.round((width / Math.max(width, height)) * 200));
  const rows = Math.max(24, Math.round((height / Math.max(width, height)) * 200));
  const gain = 255 / (255 - threshold);
  const small = (blur: number): Promise<Buffer> =>
    sharp(data, { raw: { width, height, channels: 3 } })
      .resize(columns, rows, { fit: 'fill', kernel: 'linear' })
      .linear(gain, -threshold * gain)
      .blur(blur)
      .raw()
      .toBuffer();
  const [near, wide] = [await small(2.2), await small(9)];
  const values = new Float32Array(columns * rows * 3);
  for (let i = 0; i < values.length; i += 1) values[i] = (near[i]! * 0.45 + wide[i]! * 0.75) * strength;
  return { columns, rows, values };
}
