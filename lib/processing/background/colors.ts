/** Colors as CIELAB values, three a pixel: distances in it are about what the eye sees. */
export type Lab = Float32Array;

/** What a set of pixels looks like: a few colors, how widely each is spread, and how much of the set it is. */
export type Palette = readonly {
  center: readonly [number, number, number];
  variance: number;
  share: number;
}[];

const COLORS = 6;
const ROUNDS = 6;
/** No color is known more exactly than this: noise, and the steps of 8 bits. */
const LEAST_VARIANCE = 6;

/** Reads 8-bit sRGB pixels (3 a pixel) as CIELAB. */
export function toLab(rgb: Uint8Array): Lab {
  const lab = new Float32Array(rgb.length);
  for (let at = 0; at < rgb.length; at += 3) {
    const [r, g, b] = [linear(rgb[at] ?? 0), linear(rgb[at + 1] ?? 0), linear(rgb[at + 2] ?? 0)];
    const x = cubic((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
    const y = cubic(0.2126 * r + 0.7152 * g + 0.0722 * b);
    const z = cubic((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
    lab.set([116 * y - 16, 500 * (x - y), 200 * (y - z)], at);
  }
  return lab;
}

/**
 * Learns the colors of some pixels (k-means, begun with colors far from each other, so that it always ends the same).
 *
 * @param weights how much each pixel belongs to the set, 0 to 1
 * @returns an empty palette for an empty set
 */
export function learn(lab: Lab, weights: Float32Array): Palette {
  let centers = spreadCenters(lab, weights);
  let sums: Sums[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    sums = centers.map(() => ({ weight: 0, color: [0, 0, 0], square: 0 }));
    weights.forEach((weight, pixel) => {
      if (weight < 0.05) return;
      const { index, distance } = nearest(lab, pixel, centers);
      const sum = sums[index];
      if (sum === undefined) return;
      sum.weight += weight;
      sum.square += weight * distance;
      for (let c = 0; c < 3; c += 1) sum.color[c] = (sum.color[c] ?? 0) + weight * (lab[pixel * 3 + c] ?? 0);
    });
    sums = sums.filter(({ weight }) => weight > 0);
    centers = sums.map(({ color: [l, a, b], weight }) => [l / weight, a / weight, b / weight]);
  }
  const total = sums.reduce((sum, { weight }) => sum + weight, 0);
  return sums.map(({ weight, square }, index) => ({
    center: centers[index] ?? [0, 0, 0],
    variance: LEAST_VARIANCE + square / weight / 3,
    share: weight / total,
  }));
}

/** How likely a palette makes a pixel's color: a logarithm, comparable between palettes. */
export function likelihood(palette: Palette, lab: Lab, pixel: number): number {
  let density = 1e-12;
  for (const { center, variance, share } of palette)
    density += (share * Math.exp(-distanceTo(lab, pixel, center) / (2 * variance))) / variance ** 1.5;
  return Math.log(density);
}

type Sums = { weight: number; color: [number, number, number]; square: number };
type Center = readonly [number, number, number];

function spreadCenters(lab: Lab, weights: Float32Array): Center[] {
  const members = [...weights.keys()].filter((pixel) => (weights[pixel] ?? 0) > 0.5);
  const [first] = members;
  if (first === undefined) return [];
  const centers: Center[] = [colorOf(lab, first)];
  while (centers.length < COLORS) {
    let [farthest, most] = [first, 0];
    for (const pixel of members) {
      const { distance } = nearest(lab, pixel, centers);
      if (distance > most) [farthest, most] = [pixel, distance];
    }
    if (most < LEAST_VARIANCE) break;
    centers.push(colorOf(lab, farthest));
  }
  return centers;
}

function nearest(lab: Lab, pixel: number, centers: readonly Center[]): { index: number; distance: number } {
  let [index, distance] = [0, Number.POSITIVE_INFINITY];
  centers.forEach((center, at) => {
    const here = distanceTo(lab, pixel, center);
    if (here < distance) [index, distance] = [at, here];
  });
  return { index, distance };
}

/** The square of the distance to a color. */
function distanceTo(lab: Lab, pixel: number, [l, a, b]: Center): number {
  const at = pixel * 3;
  return ((lab[at] ?? 0) - l) ** 2 + ((lab[at + 1] ?? 0) - a) ** 2 + ((lab[at + 2] ?? 0) - b) ** 2;
}

function colorOf(lab: Lab, pixel: number): Center {
  return [lab[pixel * 3] ?? 0, lab[pixel * 3 + 1] ?? 0, lab[pixel * 3 + 2] ?? 0];
}

function linear(value: number): number {
  const v = value / 255;
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
}

function cubic(t: number): number {
  return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116;
}
