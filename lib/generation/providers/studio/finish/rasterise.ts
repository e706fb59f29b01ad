import sharp from 'sharp';
import type { PixelSize } from '../dimensions.ts';
import type { Canvas } from './canvas.ts';

/**
 * Turns SVG into pixels.
 *
 * @param svg Writes the drawing at a size in pixels.
 * @param size The size that the picture will have.
 * @param finer How many times finer it is drawn before it is brought to that size; 1 draws it as it is.
 */
export async function rasterise(
  svg: (size: PixelSize) => string,
  size: PixelSize,
  finer: number,
): Promise<Canvas> {
  const drawn = { width: Math.round(size.width * finer), height: Math.round(size.height * finer) };
  const image = sharp(Buffer.from(svg(drawn)), { unlimited: true }).removeAlpha();
  const fitted =
    finer === 1 ? image : image.resize(size.width, size.height, { fit: 'fill', kernel: 'lanczos3' });
  const { data, info } = await fitted.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/**
 * A small, blurred copy of a picture, as values 0 to 255 to be read smoothly.
 *
 * @param canvas The picture.
 * @param longEdge Pixels of the copy's long edge.
 * @param blur Blur in the copy's pixels; 0 for none.
 */
export async function smallCopy(
  { width, height, data }: Canvas,
  longEdge: number,
  blur: number,
): Promise<Canvas> {
  const scale = longEdge / Math.max(width, height);
  const columns = Math.max(8, Math.round(width * scale));
  const rows = Math.max(8, Math.round(height * scale));
  const small = sharp(data, { raw: { width, height, channels: 3 } }).resize(columns, rows, {
    fit: 'fill',
    kernel: 'linear',
  });
  const blurred = await (blur > 0 ? small.blur(blur) : small).raw().toBuffer();
  return { width: columns, height: rows, data: blurred };
}
