import type { Rng } from './prng.ts';

/** Smooth noise over the plane, about -1 to 1. */
export type Noise = (x: number, y: number) => number;

const fade = (t: number): number => t * t * t * (t * (t * 6 - 15) + 10);

/**
 * Gradient noise with a lattice shuffled by the given numbers.
 *
 * @param rng Where the lattice's order comes from; 512 numbers are drawn.
 */
export function createNoise(rng: Rng): Noise {
  const order = new Uint8Array(512);
  for (let i = 0; i < 256; i += 1) order[i] = i;
  for (let i = 255; i > 0; i -= 1) {
    const j = Math.floor(rng() * (i + 1));
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
  order.copyWithin(256, 0, 256);
  const slopeX = new Float64Array(256);
  const slopeY = new Float64Array(256);
  for (let i = 0; i < 256; i += 1) {
    const angle = rng() * Math.PI * 2;
    slopeX[i] = Math.cos(angle);
    slopeY[i] = Math.sin(angle);
  }
  // Written out for speed: a picture asks for some million values.
  return (x, y) => {
    const cellX = Math.floor(x);
    const cellY = Math.floor(y);
    const dx = x - cellX;
    const dy = y - cellY;
    const left = order[cellX & 255]!;
    const right = order[(cellX + 1) & 255]!;
    const row = cellY & 255;
    const below = (cellY + 1) & 255;
    const a = order[left + row]!;
    const b = order[right + row]!;
    const c = order[left + below]!;
    const d = order[right + below]!;
    const topLeft = slopeX[a]! * dx + slopeY[a]! * dy;
    const topRight = slopeX[b]! * (dx - 1) + slopeY[b]! * dy;
    const lowLeft = slopeX[c]! * dx + slopeY[c]! * (dy - 1);
    const lowRight = slopeX[d]! * (dx - 1) + slopeY[d]! * (dy - 1);
    const u = fade(dx);
    const top = topLeft + u * (topRight - topLeft);
    const low = lowLeft + u * (lowRight - lowLeft);
    return (top + fade(dy) * (low - top)) * 1.5;
  };
}

/**
 * Several octaves of noise added up: clouds, mist, stone.
 *
 * @param noise The base noise.
 * @param octaves How many, each at twice the frequency and half the strength.
 * @returns About -1 to 1.
 */
export function fractal(noise: Noise, x: number, y: number, octaves: number): number {
  let sum = 0;
  let strength = 0.5;
  let scale = 1;
  for (let i = 0; i < octaves; i += 1) {
    sum += strength * noise(x * scale + i * 17.3, y * scale - i * 9.1);
    strength /= 2;
    scale *= 2.03;
  }
  return sum;
}

/** 0 below `from`, 1 above `to`, a smooth step between. */
export function ramp(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}
