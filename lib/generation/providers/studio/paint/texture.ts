import { promisify } from 'node:util';
import { crc32, deflate } from 'node:zlib';

/** The colour and opacity of one pixel of a raster: red, green, blue 0 to 255, opacity 0 to 1. */
export type Texel = readonly [number, number, number, number];

/** A small raster that is part of a drawing, described but not yet painted. */
export type Raster = {
  /** Width in pixels. */
  readonly columns: number;
  /** Height in pixels. */
  readonly rows: number;
  /** The pixel at a place: two fractions (0 to 1, from the left and from the top), and the column and row. */
  readonly texel: (u: number, v: number, column: number, row: number) => Texel;
};

/** What stands in a drawing for its raster of a number, until that is painted. */
export const rasterName = (index: number): string => `raster:${index};`;

/**
 * Puts painted rasters into a drawing.
 *
 * @param svg Text with the names of rasters in it.
 * @param addresses What to write for each, in the order of their numbers.
 */
export function placeRasters(svg: string, addresses: readonly string[]): string {
  return svg.replace(/raster:(\d+);/g, (_, index: string) => addresses[Number(index)] ?? '');
}

/** Values on a grid, read by whole columns and rows; outside, the nearest value. */
export type Grid = { readonly at: (column: number, row: number) => number };

/**
 * Computes a value for every place once, so that neighbours can be compared without computing them again. Each row is
 * computed when it is first read.
 *
 * @param value The value at a place given by two fractions.
 */
export function grid(columns: number, rows: number, value: (u: number, v: number) => number): Grid {
  const values = new Float32Array(columns * rows);
  const done = new Uint8Array(rows);
  const compute = (row: number): void => {
    for (let column = 0; column < columns; column += 1) {
      values[row * columns + column] = value((column + 0.5) / columns, (row + 0.5) / rows);
    }
    done[row] = 1;
  };
  const within = (index: number, count: number): number =>
    index < 0 ? 0 : index >= count ? count - 1 : index;
  return {
    at(column, row) {
      const r = within(Math.round(row), rows);
      if (done[r] === 0) compute(r);
      return values[r * columns + within(Math.round(column), columns)]!;
    },
  };
}

/** Pixels painted before other work of the process gets its turn: some milliseconds. */
const PIXELS_AT_ONCE = 3_000;

const compress = promisify(deflate);

/**
 * Paints a raster.
 *
 * @param raster What to paint.
 * @param signal Aborts between rows by throwing its reason.
 * @returns A PNG file.
 */
export async function paintRaster({ columns, rows, texel }: Raster, signal?: AbortSignal): Promise<Buffer> {
  const stride = columns * 4 + 1;
  const pixels = Buffer.alloc(stride * rows);
  const atOnce = Math.max(1, Math.floor(PIXELS_AT_ONCE / columns));
  for (let row = 0; row < rows; row += 1) {
    if (row % atOnce === atOnce - 1) {
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
    }
    for (let column = 0; column < columns; column += 1) {
      const [red, green, blue, opacity] = texel((column + 0.5) / columns, (row + 0.5) / rows, column, row);
      const offset = row * stride + 1 + column * 4;
      pixels[offset] = red;
      pixels[offset + 1] = green;
      pixels[offset + 2] = blue;
      pixels[offset + 3] = Math.max(0, Math.min(255, Math.round(opacity * 255)));
    }
  }
  return encodePng(columns, rows, pixels);
}

async function encodePng(columns: number, rows: number, pixels: Buffer): Promise<Buffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(columns, 0);
  header.writeUInt32BE(rows, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', await compress(pixels, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
