import { expect, test } from 'vitest';
import { paintRaster } from '../paint/texture.ts';
import { eachRow, rowReader } from './canvas.ts';

test('long work lets others in between rows, and stops there when aborted', async () => {
  const stop = new AbortController();
  let rows = 0;
  setImmediate(() => stop.abort(new Error('enough')));
  const work = eachRow({ width: 200_000, height: 1000 }, stop.signal, () => {
    rows += 1;
  });
  await expect(work).rejects.toThrow('enough');
  expect(rows).toBeGreaterThan(0);
  expect(rows).toBeLessThan(1000);
});

test('a raster that is being painted stops when aborted', async () => {
  const stop = new AbortController();
  setImmediate(() => stop.abort(new Error('enough')));
  const raster = { columns: 400, rows: 4000, texel: () => [0, 0, 0, 1] as const };
  await expect(paintRaster(raster, stop.signal)).rejects.toThrow('enough');
});

test('a soft map is read smoothly: its values where they stand, between them what lies between', () => {
  const values = Float32Array.from([0, 0, 0, 100, 100, 100, 200, 200, 200, 100, 100, 100]);
  const read = rowReader({ columns: 2, rows: 2, values }, 200, 200);
  const row = new Float32Array(600);
  read(50, row);
  expect(row[50 * 3]).toBeCloseTo(1, 0);
  expect(row[149 * 3]).toBeCloseTo(100, 0);
  expect(row[100 * 3 + 2]).toBeCloseTo(51, 0);
  read(149, row);
  expect(row[50 * 3]).toBeGreaterThan(195);
  for (let x = 51; x < 149; x += 1) expect(row[x * 3]!).toBeLessThanOrEqual(row[(x - 1) * 3]!);
});
