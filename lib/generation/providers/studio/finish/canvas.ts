/** A raster in memory: rows of red, green and blue bytes. */
export type Canvas = { readonly width: number; readonly height: number; readonly data: Buffer };

/** How many rows are worked on before other work of the process gets its turn. */
const PIXELS_AT_ONCE = 200_000;

/**
 * Works through a canvas row by row without holding up the process: pauses now and then, and stops when aborted.
 *
 * @param canvas Its size decides the rhythm.
 * @param signal Ends the work between two pauses by throwing the signal's reason.
 * @param row Called once for each row, from the top.
 */
export async function eachRow(
  { width, height }: { width: number; height: number },
  signal: AbortSignal | undefined,
  row: (y: number) => void,
): Promise<void> {
  const atOnce = Math.max(1, Math.floor(PIXELS_AT_ONCE / width));
  for (let y = 0; y < height; y += 1) {
    if (y % atOnce === 0 && y > 0) {
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
    }
    row(y);
  }
}

/** A small map of three channels that is read smoothly at any size: soft light, paper, blotches. */
export type SoftMap = {
  readonly columns: number;
  readonly rows: number;
  readonly values: Float32Array;
};

/**
 * Prepares to read a soft map along the rows of a wider canvas.
 *
 * @param map The small map.
 * @param width The canvas's width in pixels.
 * @param height The canvas's height in pixels.
 * @returns A function that fills `out` (three values a pixel) with the map's values along row `y`.
 */
export function rowReader(
  map: SoftMap,
  width: number,
  height: number,
): (y: number, out: Float32Array) => void {
  const left = new Int32Array(width);
  const weight = new Float32Array(width);
  for (let x = 0; x < width; x += 1) {
    const at = Math.max(0, Math.min(map.columns - 1.001, ((x + 0.5) * map.columns) / width - 0.5));
    left[x] = Math.floor(at) * 3;
    weight[x] = at - Math.floor(at);
  }
  const blended = new Float32Array(map.columns * 3);
  return (y, out) => {
    const at = Math.max(0, Math.min(map.rows - 1.001, ((y + 0.5) * map.rows) / height - 0.5));
    const top = Math.floor(at);
    const share = at - top;
    const upper = top * map.columns * 3;
    const lower = upper + map.columns * 3;
    for (let i = 0; i < blended.length; i += 1) {
      const value = map.values[upper + i]!;
      blended[i] = value + (map.values[lower + i]! - value) * share;
    }
    for (let x = 0, o = 0; x < width; x += 1) {
      const from = left[x]!;
      const w = weight[x]!;
      for (let c = 0; c < 3; c += 1, o += 1) {
        const value = blended[from + c]!;
        out[o] = value + (blended[from + c + 3]! - value) * w;
      }
    }
  };
}
