import { createNoise, fractal } from './noise.ts';
import { between, type Rng } from './prng.ts';
import type { Point } from './svg.ts';

/**
 * The outline of rolling or rugged land from left to right.
 *
 * @param rng Its numbers.
 * @param width How far it goes; it starts and ends a little outside.
 * @param y Its mean height.
 * @param swing How far it rises and falls.
 * @param waves How many rises fit into 1000 units.
 * @param octaves 1 for dunes, 2 for hills, 4 and more for rock.
 * @param step Distance between its points.
 */
export function outline(
  rng: Rng,
  {
    width,
    y,
    swing,
    waves,
    octaves,
    step,
  }: {
    width: number;
    y: number;
    swing: number;
    waves: number;
    octaves: number;
    step: number;
  },
): Point[] {
  const noise = createNoise(rng);
  const start = rng() * 90;
  const points: Point[] = [];
  for (let x = -30; x <= width + 30 + step; x += step) {
    points.push([x, y - swing * 1.7 * fractal(noise, start + (x / 1000) * waves, start, octaves)]);
  }
  return points;
}

/** The height of an outline at a place across. */
export function heightAt(points: readonly Point[], x: number): number {
  const right = points.findIndex(([px]) => px >= x);
  if (right <= 0) return points[Math.max(0, right)]![1];
  const [a, b] = [points[right - 1]!, points[right]!];
  return a[1] + ((b[1] - a[1]) * (x - a[0])) / (b[0] - a[0] || 1);
}

/**
 * A jagged line between two points (midpoint displacement).
 *
 * @param roughness How far the middle may move, as a share of the distance.
 * @param rounds Each round doubles the points.
 */
export function jagged(rng: Rng, from: Point, to: Point, roughness: number, rounds: number): Point[] {
  if (rounds === 0) return [from, to];
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const away = Math.hypot(dx, dy) * roughness * between(rng, -1, 1);
  const along = between(rng, 0.38, 0.62);
  const length = Math.hypot(dx, dy) || 1;
  const middle: Point = [
    from[0] + dx * along - (dy / length) * away,
    from[1] + dy * along + (dx / length) * away,
  ];
  const front = jagged(rng, from, middle, roughness, rounds - 1);
  return [...front, ...jagged(rng, middle, to, roughness, rounds - 1).slice(1)];
}

/**
 * Points around an uneven circle: foliage, stones, clouds of smoke.
 *
 * @param uneven 0 for a circle, 1 for a very ragged shape.
 */
export function roundish(
  rng: Rng,
  x: number,
  y: number,
  rx: number,
  ry: number,
  uneven: number,
  count = 12,
): Point[] {
  const turn = rng() * Math.PI;
  return Array.from({ length: count }, (_, i) => {
    const angle = turn + (i / count) * Math.PI * 2;
    const reach = 1 - uneven * rng();
    return [x + Math.cos(angle) * rx * reach, y + Math.sin(angle) * ry * reach];
  });
}
