import sharp from 'sharp';
import { LONG_EDGE_PX, type PixelSize } from '../dimensions.ts';
import { type Drawing, paintRasters, toSvg } from '../drawing.ts';
import type { Detail } from '../models.ts';
import { lightness, mix, type Rgb, rgb } from '../paint/colour.ts';
import type { Canvas } from './canvas.ts';
import { type Development, develop } from './develop.ts';
import { oil, pencil, watercolour } from './painterly.ts';
import { pixelArt } from './pixels.ts';
import { rasterise } from './rasterise.ts';
import { softLight } from './soft-light.ts';

/** libvips would take every core for one picture, and the process has other work: one thread for each picture. */
sharp.concurrency(1);

/**
 * How much finer than asked a picture is drawn: the premium model smooths its edges this way up to 2K. At 4K the
 * pixels are fine enough, and a finer canvas would not fit into memory.
 */
function supersampling(detail: Detail, { width, height }: PixelSize): number {
  if (detail < 3) return 1;
  const long = Math.max(width, height);
  return long <= LONG_EDGE_PX['1K'] ? 2 : long <= LONG_EDGE_PX['2K'] ? 1.25 : 1;
}

/**
 * Renders a drawing: pixels, the style's own treatment, development, PNG.
 *
 * @param drawing What is drawn.
 * @param size The picture's size in pixels.
 * @param detail The model's care.
 * @param signal Aborts between and within the stages by throwing its reason.
 * @returns The PNG file. The same arguments always give the same bytes.
 */
export async function renderPicture(
  drawing: Drawing,
  size: PixelSize,
  detail: Detail,
  signal?: AbortSignal,
): Promise<Buffer> {
  signal?.throwIfAborted();
  const rasters = await paintRasters(drawing, signal);
  const plain = await rasterise((drawn) => toSvg(drawing, rasters, drawn), size, supersampling(detail, size));
  signal?.throwIfAborted();
  const canvas = await treat(plain, drawing, signal);
  signal?.throwIfAborted();
  await develop(canvas, await development(canvas, drawing, detail), signal);
  const { width, height } = size;
  return sharp(canvas.data, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 5 })
    .toBuffer();
}

async function treat(canvas: Canvas, { scene }: Drawing, signal: AbortSignal | undefined): Promise<Canvas> {
  switch (scene.style) {
    case 'watercolour':
      await watercolour(canvas, scene.layoutKey, signal);
      return canvas;
    case 'pencil':
      await pencil(canvas, signal);
      return canvas;
    case 'oil':
      return oil(canvas, scene.layoutKey, signal);
    case 'pixel':
      return pixelArt(canvas);
    default:
      return canvas;
  }
}

async function development(canvas: Canvas, { scene }: Drawing, detail: Detail): Promise<Development> {
  const { style, time } = scene;
  const grain = [0, 1.2, 3, 4][detail]!;
  switch (style) {
    case 'watercolour':
      return { vignette: 0, grain: 7 };
    case 'pencil':
      return { vignette: 0, grain: 15 };
    case 'pixel':
      return { vignette: 0, grain: 0 };
    case 'oil':
      return { vignette: 0.16, grain: 5 };
    case 'minimalist':
      return { vignette: 0, grain: 2.4 };
    case 'neon':
      return { vignette: 0.34, grain, light: await softLight(canvas, 130, detail === 1 ? 0.4 : 0.62) };
    case 'monochrome':
      return { vignette: 0.24, grain: grain + 3, tone: monochrome(scene.tint ?? scene.accent) };
    case 'vintage':
      return { vignette: 0.5, grain: grain + 6, tone: faded };
    default:
      if (detail === 1) return { vignette: 0, grain };
      return {
        vignette: time === 'night' ? 0.3 : 0.2,
        grain,
        light: await softLight(canvas, 168, detail === 3 ? 0.34 : 0.24),
      };
  }
}

/** Black and white, or the shades of one colour. */
function monochrome(hue: Rgb | undefined): (row: Float32Array, i: number) => void {
  const ramp: Rgb[] = Array.from({ length: 256 }, (_, value) => {
    const grey: Rgb = [value, value, value];
    if (hue === undefined) return [value * 0.99 + 2, value * 0.98 + 2, value * 0.95 + 4];
    const middle = lightness(hue) * 255;
    const dyed =
      value < middle
        ? mix(rgb('#0c0c12'), hue, value / middle)
        : mix(hue, [252, 250, 244], (value - middle) / (255 - middle));
    return mix(grey, dyed, 0.92);
  });
  return (row, i) => {
    const grey = row[i]! * 0.299 + row[i + 1]! * 0.587 + row[i + 2]! * 0.114;
    const contrast = Math.max(0, Math.min(255, (grey - 128) * 1.12 + 126));
    const shade = ramp[Math.round(contrast)]!;
    row[i] = shade[0];
    row[i + 1] = shade[1];
    row[i + 2] = shade[2];
  };
}

/** An old print: blacks gone brown, whites gone yellow. */
function faded(row: Float32Array, i: number): void {
  row[i] = 34 + row[i]! * 0.86;
  row[i + 1] = 24 + row[i + 1]! * 0.84;
  row[i + 2] = 26 + row[i + 2]! * 0.7;
}
