import { crc32, deflateSync } from 'node:zlib';
import { num } from './svg.ts';

/** The colour and opacity of one texture pixel: red, green, blue 0 to 255, opacity 0 to 1. */
export type Texel = readonly [number, number, number, number];

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function encodePng(columns: number, rows: number, pixels: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(columns, 0);
  header.writeUInt32BE(rows, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * Paints a small raster and places it, stretched, in the drawing. This is how soft things (clouds, mist, nebulae)
 * are drawn: SVG's own blur and turbulence take minutes at 4K, a stretched raster takes a tenth of a second.
 *
 * @param box Where it goes, in the drawing's units.
 * @param columns Raster width in pixels.
 * @param rows Raster height in pixels.
 * @param texel Colour at a place, given by two fractions (0 to 1, from the left and from the top) and as column and row.
 */
export function texture(
  box: { x: number; y: number; width: number; height: number },
  columns: number,
  rows: number,
  texel: (u: number, v: number, column: number, row: number) => Texel,
): string {
  const stride = columns * 4 + 1;
  const pixels = Buffer.alloc(stride * rows);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const [red, green, blue, opacity] = texel((column + 0.5) / columns, (row + 0.5) / rows, column, row);
      const offset = row * stride + 1 + column * 4;
      pixels[offset] = red;
      pixels[offset + 1] = green;
      pixels[offset + 2] = blue;
      pixels[offset + 3] = Math.max(0, Math.min(255, Math.round(opacity * 255)));
    }
  }
  const data = encodePng(columns, rows, pixels).toString('base64');
  const place = `x="${num(box.x)}" y="${num(box.y)}" width="${num(box.width)}" height="${num(box.height)}"`;
  return `<image ${place} preserveAspectRatio="none" href="data:image/png;base64,${data}"/>`;
}

/** Values on a grid, read by whole columns and rows; outside, the nearest value. */
export type Grid = { readonly at: (column: number, row: number) => number };

/**
 * Computes a value for every texel once, so that neighbours can be compared without computing them again.
 *
 * @param value The value at a place given by two fractions.
 */
export function grid(columns: number, rows: number, value: (u: number, v: number) => number): Grid {
  const values = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      values[row * columns + column] = value((column + 0.5) / columns, (row + 0.5) / rows);
    }
  }
  const within = (index: number, count: number): number =>
    index < 0 ? 0 : index >= count ? count - 1 : index;
  return {
    at: (column, row) =>
      values[within(Math.round(row), rows) * columns + within(Math.round(column), columns)]!,
  };
}
