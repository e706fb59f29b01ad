import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import type { Parameters, Position } from '#lib/contracts/operations.ts';
import { type Source, unusable } from './source.ts';

/** Lays another picture over it; what of that lies outside is cut off. */
export async function overlay(
  source: Source,
  over: Source,
  parameters: Parameters<'overlay'>,
): Promise<Sharp> {
  const x = parameters.x ?? 0;
  const y = parameters.y ?? 0;
  const [left, top] = [Math.max(x, 0), Math.max(y, 0)];
  const width = Math.min(x + over.width, source.width) - left;
  const height = Math.min(y + over.height, source.height) - top;
  if (width <= 0 || height <= 0)
    throw unusable(
      width <= 0 ? 'x' : 'y',
      `leaves nothing of the overlay (${over.width} x ${over.height} pixels) on the picture (${source.width} x ${source.height})`,
    );
  const { data, info } = await over
    .pixels()
    .toColourspace('srgb')
    .ensureAlpha()
    .extract({ left: left - x, top: top - y, width, height })
    .raw()
    .toBuffer({ resolveWithObject: true });
  fade(data, parameters.opacity ?? 1);
  return source
    .pixels()
    .toColourspace('srgb')
    .composite([{ input: data, raw: { width, height, channels: info.channels }, left, top }]);
}

/** The letters that a watermark is written in, whatever is installed on the machine. The app runs in its own folder. */
const FONT_FILE = join(process.cwd(), 'node_modules/geist/dist/fonts/geist-sans/Geist-Medium.ttf');

/** Writes a line of text on it: white with a soft shadow, so that it can be read on any ground. */
export async function watermark(source: Source, parameters: Parameters<'watermark'>): Promise<Sharp> {
  const { width, height } = source;
  const size = parameters.size ?? Math.max(12, Math.round(Math.min(width, height) / 20));
  const margin = Math.round(Math.min(size, width / 20, height / 20));
  const letters = await line(parameters.text, size, {
    width: Math.max(1, width - 2 * margin),
    height: Math.max(1, height - 2 * margin),
  });
  const { left, top } = placed(parameters.position ?? 'bottom-right', letters, { width, height, margin });
  const layer = await layered(letters);
  fade(layer, parameters.opacity ?? 0.5);
  return source
    .pixels()
    .toColourspace('srgb')
    .composite([
      { input: layer, raw: { width: letters.width, height: letters.height, channels: 4 }, left, top },
    ]);
}

type Box = { width: number; height: number };
/** How much of each pixel letters cover. */
type Letters = Box & { coverage: Buffer };

/** The widest line that can be drawn, in pixels; a letter is at most about one and a half times as wide as high. */
const WIDEST_LINE = 30_000;
const WIDEST_LETTER = 1.5;

/** A line of text, smaller than asked for where it would not fit. */
async function line(text: string, size: number, room: Box): Promise<Letters> {
  // Pango reads its input as markup: the customer's text is text.
  const escaped = text.replace(
    /[&<>]/g,
    (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[char] ?? char,
  );
  const drawable = Math.max(1, Math.min(size, Math.floor(WIDEST_LINE / WIDEST_LETTER / text.length)));
  const drawn = sharp({
    text: { text: escaped, font: `Geist Medium ${drawable}px`, fontfile: FONT_FILE, dpi: 72, rgba: true },
  });
  const { data, info } = await drawn
    .extractChannel('alpha')
    .resize({ ...room, fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { coverage: data, width: info.width, height: info.height };
}

/** White letters over their own blurred shadow, as RGBA. */
async function layered({ coverage, width, height }: Letters): Promise<Buffer> {
  const shadow = await sharp(coverage, { raw: { width, height, channels: 1 } })
    .blur(Math.max(0.5, height / 12))
    .extractChannel(0)
    .raw()
    .toBuffer();
  const pixels = Buffer.alloc(width * height * 4);
  for (let at = 0; at < coverage.length; at += 1) {
    const white = coverage[at] ?? 0;
    const dark = ((shadow[at] ?? 0) * (255 - white)) / 255;
    const alpha = white + dark * 0.8;
    pixels.fill(alpha === 0 ? 0 : Math.round((255 * white) / alpha), at * 4, at * 4 + 3);
    pixels[at * 4 + 3] = Math.round(alpha);
  }
  return pixels;
}

function placed(position: Position, box: Box, room: Box & { margin: number }): { left: number; top: number } {
  const along = (length: number, space: number, isFirst: boolean, isLast: boolean) => {
    if (isFirst) return Math.min(room.margin, space - length);
    return isLast ? Math.max(0, space - length - room.margin) : Math.round((space - length) / 2);
  };
  return {
    left: along(box.width, room.width, position.includes('left'), position.includes('right')),
    top: along(box.height, room.height, position.includes('top'), position.includes('bottom')),
  };
}

/** Makes an RGBA picture more see-through, in place. */
function fade(pixels: Buffer, opacity: number): void {
  for (let at = 3; at < pixels.length; at += 4) pixels[at] = Math.round((pixels[at] ?? 0) * opacity);
}
