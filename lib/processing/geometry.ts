import sharp, { type Sharp } from 'sharp';
import { LONGEST_SIDE, type Parameters } from '#lib/contracts/operations.ts';
import { MOST_PIXELS, type Source, unusable } from './source.ts';

const WHITE = '#ffffff';
const BLACK = '#000000';

/** Cuts a rectangle out. */
export function crop(source: Source, { x, y, width, height }: Parameters<'crop'>): Sharp {
  if (x + width > source.width) throw outside('width', `x + width is ${x + width}`, source);
  if (y + height > source.height) throw outside('height', `y + height is ${y + height}`, source);
  return source.pixels().extract({ left: x, top: y, width, height });
}

/** Makes it larger or smaller: to one side with its ratio kept, or to exactly both. */
export function resize(source: Source, { width, height }: Parameters<'resize'>): Sharp {
  const made = {
    width: width ?? scaled(source.width, height, source.height),
    height: height ?? scaled(source.height, width, source.width),
  };
  fits(made, width == null ? 'height' : 'width');
  return source.pixels().resize({ ...made, fit: 'fill' });
}

/** Turns it counter-clockwise. Without `expand` it keeps its size. */
export async function rotate(source: Source, parameters: Parameters<'rotate'>): Promise<Sharp> {
  const { angle, expand, fill_color: background } = parameters;
  const clockwise = (360 - (angle % 360)) % 360;
  const radians = (angle * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(radians)), Math.abs(Math.sin(radians))];
  fits(
    {
      width: Math.round(source.width * cos + source.height * sin),
      height: Math.round(source.width * sin + source.height * cos),
    },
    'angle',
  );
  const turned = source.pixels().rotate(clockwise, { background: background ?? WHITE });
  if (expand ?? true) return turned;
  const whole = await turned
    .keepMetadata()
    .png({ compressionLevel: 0 })
    .toBuffer({ resolveWithObject: true });
  const { width, height } = whole.info;
  // The middle of what was turned, on a ground as large as the picture was: a side may be shorter now.
  const kept = { width: Math.min(width, source.width), height: Math.min(height, source.height) };
  const cut = sharp(whole.data, { limitInputPixels: false }).extract({
    left: Math.floor((width - kept.width) / 2),
    top: Math.floor((height - kept.height) / 2),
    ...kept,
  });
  const [across, down] = [source.width - kept.width, source.height - kept.height];
  return cut.extend({
    left: Math.floor(across / 2),
    right: Math.ceil(across / 2),
    top: Math.floor(down / 2),
    bottom: Math.ceil(down / 2),
    background: background ?? WHITE,
  });
}

/** Mirrors it: left and right, or top and bottom. */
export function flip(source: Source, { direction }: Parameters<'flip'>): Sharp {
  return direction === 'horizontal' ? source.pixels().flop() : source.pixels().flip();
}

/** Cuts off a border of one color. What is of one color altogether stays as it is. */
export function trim(source: Source, { tolerance }: Parameters<'trim'>): Sharp {
  // Smaller pictures have no border that could be told from what it surrounds.
  if (source.width < 3 || source.height < 3) return source.pixels();
  return source.pixels().trim({ threshold: tolerance ?? 10 });
}

/** Puts ground around it. */
export function pad(source: Source, parameters: Parameters<'pad'>): Sharp {
  const { top, right, bottom, left, color } = parameters;
  const sides = { top: top ?? 0, right: right ?? 0, bottom: bottom ?? 0, left: left ?? 0 };
  const field = sides.left + sides.right > 0 ? 'left' : 'top';
  fits(
    {
      width: source.width + sides.left + sides.right,
      height: source.height + sides.top + sides.bottom,
    },
    field,
  );
  return source.pixels().extend({ ...sides, background: color ?? WHITE });
}

/** Puts an even border around it. */
export function border(source: Source, { width, color }: Parameters<'border'>): Sharp {
  fits({ width: source.width + 2 * width, height: source.height + 2 * width }, 'width');
  const sides = { top: width, right: width, bottom: width, left: width };
  return source.pixels().extend({ ...sides, background: color ?? BLACK });
}

/** Rounds its corners; outside of them it is see-through. */
export function roundCorners(source: Source, { radius }: Parameters<'round-corners'>): Sharp {
  const { width, height } = source;
  const r = Math.min(radius, width / 2, height / 2);
  const shape = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" rx="${r}"/></svg>`;
  return source
    .pixels()
    .toColourspace('srgb')
    .ensureAlpha()
    .composite([{ input: Buffer.from(shape), blend: 'dest-in' }]);
}

/** Makes a small square of it, or, uncropped, one that fits into the square. */
export function thumbnail(source: Source, { size, crop: how }: Parameters<'thumbnail'>): Sharp {
  if (how === 'none') return source.pixels().resize({ width: size, height: size, fit: 'inside' });
  const position = how === 'center' ? 'centre' : sharp.strategy.attention;
  return source.pixels().resize({ width: size, height: size, fit: 'cover', position });
}

function scaled(length: number, other: number | null | undefined, otherLength: number): number {
  return Math.max(1, Math.round((length * (other ?? otherLength)) / otherLength));
}

function fits({ width, height }: { width: number; height: number }, field: string): void {
  if (Math.max(width, height) > LONGEST_SIDE || width * height > MOST_PIXELS)
    throw unusable(
      field,
      `would make ${width} x ${height} pixels; at most ${LONGEST_SIDE} a side and 100 megapixels can be made`,
    );
}

function outside(field: string, what: string, { width, height }: Source) {
  return unusable(field, `reaches beyond the picture, which has ${width} x ${height} pixels (${what})`);
}
