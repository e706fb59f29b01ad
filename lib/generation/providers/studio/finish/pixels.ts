import sharp from 'sharp';
import type { Canvas } from './canvas.ts';

/** Blocks along the long edge of a picture in pixel style. */
const BLOCKS = 170;

/**
 * Pixel art: few, square, sharply bounded pixels in few colours.
 *
 * @param canvas The picture.
 * @returns A new picture of the same size.
 */
export async function pixelArt({ width, height, data }: Canvas): Promise<Canvas> {
  const block = Math.max(2, Math.round(Math.max(width, height) / BLOCKS));
  const columns = Math.ceil(width / block);
  const rows = Math.ceil(height / block);
  const few = await sharp(data, { raw: { width, height, channels: 3 } })
    .resize(columns, rows, { fit: 'fill', kernel: 'linear' })
    .modulate({ saturation: 1.15 })
    .png({ palette: true, colours: 40, dither: 0.35 })
    .toBuffer();
  const small = await sharp(few).removeAlpha().toColourspace('srgb').raw().toBuffer();
  const large = await sharp(small, { raw: { width: columns, height: rows, channels: 3 } })
    .resize(columns * block, rows * block, { kernel: 'nearest' })
    .extract({ left: 0, top: 0, width, height })
    .raw()
    .toBuffer();
  return { width, height, data: large };
}
