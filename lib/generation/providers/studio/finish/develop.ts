import { openRng } from '../paint/prng.ts';
import { type Canvas, eachRow, rowReader, type SoftMap } from './canvas.ts';

/** How a picture is developed. All strengths: 0 for none. */
export type Development = {
  /** Light to add softly, from `softLight`. */
  readonly light?: SoftMap;
  /** How much darker the corners are, 0 to 1. */
  readonly vignette: number;
  /** Grain in brightness steps. */
  readonly grain: number;
  /** Recolours a finished pixel in place; red, green and blue at `i`, `i + 1`, `i + 2`. */
  readonly tone?: (row: Float32Array, i: number) => void;
};

const GRAIN_EDGE = 256;

/** Grain from 256 x 256 values of a bell-shaped distribution. The same for every picture. */
let grainTile: Float32Array | undefined;

function grain(): Float32Array {
  if (grainTile !== undefined) return grainTile;
  const rng = openRng('grain', 'tile');
  grainTile = Float32Array.from({ length: GRAIN_EDGE * GRAIN_EDGE }, () => rng() + rng() + rng() - 1.5);
  return grainTile;
}

/**
 * Develops a picture in place: soft light, vignette, tone and grain, in one pass over its pixels.
 *
 * @param canvas The picture; its pixels are changed.
 * @param development What to do.
 * @param signal Aborts between rows.
 */
export async function develop(canvas: Canvas, development: Development, signal?: AbortSignal): Promise<void> {
  const { width, height, data } = canvas;
  const { light, vignette, tone } = development;
  const readLight = light === undefined ? undefined : rowReader(light, width, height);
  const lightRow = new Float32Array(width * 3);
  const row = new Float32Array(width * 3);
  const pixels = new Uint8ClampedArray(data.buffer, data.byteOffset, data.length);
  const tile = grain();
  const shuffle = openRng('grain', 'rows');
  const squares = Float32Array.from({ length: width }, (_, x) => (((x + 0.5) / width) * 2 - 1) ** 2);
  await eachRow(canvas, signal, (y) => {
    const start = y * width * 3;
    const down = (((y + 0.5) / height) * 2 - 1) ** 2;
    const grainRow = (y % GRAIN_EDGE) * GRAIN_EDGE;
    const grainShift = Math.floor(shuffle() * GRAIN_EDGE);
    readLight?.(y, lightRow);
    for (let x = 0, i = 0; x < width; x += 1, i += 3) {
      const edge = (squares[x]! + down) * 0.5;
      const dim = 1 - vignette * edge * edge;
      for (let c = 0; c < 3; c += 1) {
        let value = pixels[start + i + c]!;
        if (readLight !== undefined) value += lightRow[i + c]! * (1 - value / 255);
        row[i + c] = value * dim;
      }
      tone?.(row, i);
      const speck = tile[grainRow + ((x + grainShift) & (GRAIN_EDGE - 1))]! * development.grain;
      pixels[start + i] = row[i]! + speck;
      pixels[start + i + 1] = row[i + 1]! + speck;
      pixels[start + i + 2] = row[i + 2]! + speck;
    }
  });
}
