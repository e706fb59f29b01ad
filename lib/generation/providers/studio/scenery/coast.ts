import { rgb } from '../paint/colour.ts';
import { between } from '../paint/prng.ts';
import { polygon } from '../paint/svg.ts';
import { jagged } from '../paint/terrain.ts';
import type { Stage } from '../stage.ts';

export const calmness = (stage: Stage): number =>
  stage.scene.weather === 'storm'
    ? 0.05
    : stage.scene.words.has('calm') || stage.scene.words.has('still')
      ? 0.95
      : 0.65;

export function farCoast(stage: Stage, horizonY: number): string {
  const rng = stage.rng('coast');
  const side = stage.light.side;
  const { width } = stage.frame;
  const long = width * between(rng, 0.3, 0.5);
  const high = between(rng, 24, 54);
  const edge = side < 0 ? width + 10 : -10;
  const tip = edge + side * long;
  const points = jagged(rng, [edge, horizonY - high], [tip, horizonY - 1], 0.05, 5);
  return polygon([...points, [edge, horizonY + 1]], { fill: stage.tone(rgb('#56697a'), 0.4, 0.58) });
}
