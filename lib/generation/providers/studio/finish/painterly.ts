import { createNoise, fractal, ramp } from '../paint/noise.ts';
import { openRng } from '../paint/prng.ts';
import { num } from '../paint/svg.ts';
import { type Canvas, eachRow, rowReader, type SoftMap } from './canvas.ts';
import { rasterise, smallCopy } from './rasterise.ts';

const luma = (data: Uint8Array | Uint8ClampedArray, i: number): number =>
  data[i]! * 0.299 + data[i + 1]! * 0.587 + data[i + 2]! * 0.114;

/** A soft map of noise: two directions to push pixels in, and blotches. */
function flowMap(key: string, aspect: number): SoftMap {
  const noise = createNoise(openRng(key, 'flow map'));
  const columns = Math.round(120 * Math.min(2, Math.max(1, aspect)));
  const rows = Math.max(40, Math.round(columns / aspect));
  const values = new Float32Array(columns * rows * 3);
  for (let y = 0, i = 0; y < rows; y += 1) {
    for (let x = 0; x < columns; x += 1, i += 3) {
      const [u, v] = [(x / columns) * aspect, y / rows];
      values[i] = fractal(noise, u * 14, v * 14, 3);
      values[i + 1] = fractal(noise, u * 14 + 60, v * 14 + 60, 3);
      values[i + 2] = fractal(noise, u * 5 + 20, v * 5 - 20, 5);
    }
  }
  return { columns, rows, values };
}

const asMap = ({ width, height, data }: Canvas): SoftMap => ({
  columns: width,
  rows: height,
  values: Float32Array.from(data),
});

/**
 * Watercolour: edges waver, pigment gathers at them and in the paper's grain, and the sheet stays white at its border.
 *
 * @param canvas The picture; its pixels are changed.
 * @param key Seeds the paper.
 */
export async function watercolour(canvas: Canvas, key: string, signal?: AbortSignal): Promise<void> {
  const { width, height, data } = canvas;
  const source = Buffer.from(data);
  const short = Math.min(width, height);
  const readFlow = rowReader(flowMap(key, width / height), width, height);
  const readBlur = rowReader(asMap(await smallCopy(canvas, 360, 3)), width, height);
  const flow = new Float32Array(width * 3);
  const blur = new Float32Array(width * 3);
  const push = short * 0.0075;
  const pixels = new Uint8ClampedArray(data.buffer, data.byteOffset, data.length);
  const paper = [252, 249, 241] as const;
  await eachRow(canvas, signal, (y) => {
    readFlow(y, flow);
    readBlur(y, blur);
    const rim = Math.min(y, height - 1 - y);
    for (let x = 0, i = 0; x < width; x += 1, i += 3) {
      const sx = Math.min(width - 1, Math.max(0, Math.round(x + flow[i]! * push)));
      const sy = Math.min(height - 1, Math.max(0, Math.round(y + flow[i + 1]! * push)));
      const from = (sy * width + sx) * 3;
      const at = (y * width + x) * 3;
      const blotch = flow[i + 2]!;
      const border = Math.min(rim, x, width - 1 - x) / short + flow[i]! * 0.022 + blotch * 0.05;
      const cover = ramp(0.016, 0.044, border);
      const pool = ramp(0.1, 0.03, border) * cover * 0.16;
      for (let c = 0; c < 3; c += 1) {
        const value = source[from + c]!;
        const edge = Math.max(-46, Math.min(12, (value - blur[i + c]!) * 0.42));
        const washed = (value + edge) * (1 - pool) + blotch * 15 + 5;
        pixels[at + c] = paper[c]! + (washed - paper[c]!) * cover * 0.95;
      }
    }
  });
}

/**
 * Pencil: lines where the picture changes, hatching where it is dark, on paper.
 *
 * @param canvas The picture; its pixels are changed.
 */
export async function pencil(canvas: Canvas, signal?: AbortSignal): Promise<void> {
  const { width, height, data } = canvas;
  const source = Buffer.from(data);
  const short = Math.min(width, height);
  const readBlur = rowReader(asMap(await smallCopy(canvas, 420, 1.6)), width, height);
  const blur = new Float32Array(width * 3);
  const pixels = new Uint8ClampedArray(data.buffer, data.byteOffset, data.length);
  const pitch = (Math.PI * 2) / Math.max(4, short * 0.0072);
  await eachRow(canvas, signal, (y) => {
    readBlur(y, blur);
    for (let x = 0, i = 0; x < width; x += 1, i += 3) {
      const at = (y * width + x) * 3;
      const here = luma(source, at);
      const around = blur[i]! * 0.299 + blur[i + 1]! * 0.587 + blur[i + 2]! * 0.114;
      const line = Math.max(0, around - here) * 2.1;
      const wave = 0.5 + 0.5 * Math.sin((x + y + 3 * Math.sin(y * pitch * 0.11)) * pitch);
      const cross = 0.5 + 0.5 * Math.sin((x - y) * pitch);
      const dark = 1 - around / 255;
      const hatch =
        ramp(0.3, 0.95, dark) * 120 * ramp(0.35, 0.75, wave) +
        ramp(0.62, 1, dark) * 100 * ramp(0.4, 0.8, cross);
      const graphite = Math.min(205, line + hatch * 0.8 + dark * 46);
      pixels[at] = 250 - graphite * 0.98;
      pixels[at + 1] = 247 - graphite * 0.97;
      pixels[at + 2] = 239 - graphite * 0.9;
    }
  });
}

/** Which strokes an oil painting is built of: how far apart and how long, in thousandths of the short edge. */
const OIL_STROKES = [
  { gap: 25, length: 62, width: 31, needs: 0 },
  { gap: 13, length: 34, width: 15, needs: 3 },
  { gap: 7, length: 17, width: 7.4, needs: 10 },
] as const;

/**
 * Oil: the picture is painted again with brush strokes that follow its shapes, broad ones first, fine ones where there
 * is something to show.
 *
 * @param canvas The picture.
 * @param key Seeds the strokes.
 * @returns A new picture of the same size.
 */
export async function oil(canvas: Canvas, key: string, signal?: AbortSignal): Promise<Canvas> {
  const { width, height } = canvas;
  const short = Math.min(width, height);
  const fine = await smallCopy(canvas, 460, 0);
  const soft = await smallCopy(canvas, 460, 4);
  signal?.throwIfAborted();
  const rng = openRng(key, 'strokes');
  const unit = short / 1000;
  const scale = fine.width / width;
  const at = (x: number, y: number): number =>
    (Math.min(fine.height - 1, Math.max(0, Math.round(y))) * fine.width +
      Math.min(fine.width - 1, Math.max(0, Math.round(x)))) *
    3;
  let svg = '';
  for (const { gap, length, width: wide, needs } of OIL_STROKES) {
    const from = needs === 0 ? soft : fine;
    for (let y = 0; y < height + gap * unit; y += gap * unit) {
      for (let x = 0; x < width + gap * unit; x += gap * unit) {
        const [px, py] = [x + (rng() - 0.5) * gap * unit, y + (rng() - 0.5) * gap * unit];
        const [sx, sy] = [px * scale, py * scale];
        const here = at(sx, sy);
        const lean = rng();
        const tint = rng();
        if (needs > 0 && Math.abs(luma(fine.data, here) - luma(soft.data, here)) < needs) continue;
        const dx = luma(soft.data, at(sx + 3, sy)) - luma(soft.data, at(sx - 3, sy));
        const dy = luma(soft.data, at(sx, sy + 3)) - luma(soft.data, at(sx, sy - 3));
        const flat = Math.hypot(dx, dy) < 5;
        const angle = flat
          ? 0.25 * Math.sin(px / (150 * unit)) + (lean - 0.5) * 0.5
          : Math.atan2(dy, dx) + Math.PI / 2 + (lean - 0.5) * 0.3;
        const half = (length * unit) / 2;
        const [cx, cy] = [Math.cos(angle) * half, Math.sin(angle) * half];
        const bow = (lean - 0.5) * half * 0.5;
        const lift = (tint - 0.5) * 26;
        const ink = [0, 1, 2]
          .map((c) => Math.round(Math.max(0, Math.min(255, from.data[here + c]! + lift))))
          .join(',');
        svg += `<path d="M${num(px - cx)} ${num(py - cy)}Q${num(px - (cy / half) * bow)} ${num(py + (cx / half) * bow)} ${num(px + cx)} ${num(py + cy)}" stroke="rgb(${ink})" stroke-width="${num(wide * unit)}"/>`;
      }
    }
  }
  const painted = await rasterise(
    () =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="#6b6258"/><g fill="none" stroke-linecap="round">${svg}</g></svg>`,
    { width, height },
    1,
  );
  return painted;
}
