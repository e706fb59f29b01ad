import { type Rgb, rgb } from '../paint/colour.ts';
import type { Rng } from '../paint/prng.ts';
import { type Point, polygon } from '../paint/svg.ts';
import { roundish } from '../paint/terrain.ts';
import type { Stage } from '../stage.ts';

/** A stone, lit from one side, its foot in the dark. */
export function boulder(
  stage: Stage,
  rng: Rng,
  x: number,
  y: number,
  size: number,
  rock: Rgb = rgb('#6f665f'),
): string {
  const points = roundish(rng, x, y, size, size * 0.62, 0.22, 9).map(
    ([px, py]): Point => [px, Math.min(py, y + size * 0.3)],
  );
  const lit = points.map(
    ([px, py]): Point => [
      x + (px - x) * 0.62 + stage.light.side * size * 0.2,
      y + (py - y) * 0.6 - size * 0.16,
    ],
  );
  return (
    polygon(points, { fill: stage.tone(rock, 0.12) }) +
    polygon(lit, { fill: stage.tone(rock, 0.7), opacity: 0.8 })
  );
}
