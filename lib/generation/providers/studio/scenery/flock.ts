import { css, mix } from '../paint/colour.ts';
import { between } from '../paint/prng.ts';
import { type Point, stroke } from '../paint/svg.ts';
import type { Stage } from '../stage.ts';

/** A flock of far birds, each two strokes. */
export function drawFlock(stage: Stage, x: number, y: number, size: number, count: number): string {
  const rng = stage.rng(`flock ${Math.round(x)}`);
  const colour = css(mix(stage.toneRgb([40, 44, 56], 0.2), stage.light.sky[2], 0.25));
  let svg = '';
  for (let i = 0; i < count; i += 1) {
    const bx = x + between(rng, -1, 1) * size * 7;
    const by = y + between(rng, -1, 1) * size * 3;
    const span = size * between(rng, 0.6, 1.15);
    const lift = span * between(rng, 0.25, 0.6);
    const wing = (side: number): Point[] => [
      [bx, by],
      [bx + side * span * 0.45, by - lift],
      [bx + side * span, by - lift * 0.35],
    ];
    svg += stroke(wing(-1), colour, size * 0.13) + stroke(wing(1), colour, size * 0.13);
  }
  return svg;
}
