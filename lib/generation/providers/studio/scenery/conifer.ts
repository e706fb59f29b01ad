import { type Rgb, rgb } from '../paint/colour.ts';
import { between, pick, type Rng } from '../paint/prng.ts';
import { line, num, type Point, path, rect } from '../paint/svg.ts';
import type { Stage } from '../stage.ts';
import { isSnowy } from './seasons.ts';

/**
 * A conifer standing at a point: tiers of drooping boughs, lit from one side.
 *
 * @param stage The picture.
 * @param rng Its numbers.
 * @param x The middle of its foot.
 * @param y The ground.
 * @param height Its height.
 * @param distance 0 near, 1 lost in the haze.
 */
export function conifer(stage: Stage, rng: Rng, x: number, y: number, height: number, distance = 0): string {
  const width = height * between(rng, 0.34, 0.44);
  const tiers = stage.detail === 1 ? 4 : 6;
  const green = pick(rng, [rgb('#2f5d46'), rgb('#2a5347'), rgb('#38663f')]);
  const snow = isSnowy(stage);
  const trunk = rect(x - height * 0.02, y - height * 0.14, height * 0.04, height * 0.14, {
    fill: stage.tone(rgb('#4a3527'), 0.3, distance),
  });
  let boughs = '';
  for (let i = 0; i < tiers; i += 1) {
    const t = i / tiers;
    const top = y - height * (1 - t * 0.8);
    const low = y - height * (0.9 - (t + 1 / tiers) * 0.82);
    const half = (width / 2) * ((i + 1.1) / tiers) * between(rng, 0.9, 1.08);
    const tier = { x, top, low, half, dip: height * 0.018 };
    const white = snow
      ? path(snowOnTier(rng, tier), { fill: stage.tone(rgb('#f2f6fa'), 0.75, distance) })
      : '';
    boughs = drawTier(stage, tier, green, distance) + white + boughs;
  }
  return trunk + boughs;
}

type Tier = { x: number; top: number; low: number; half: number; dip: number };

/** One tier of boughs with a toothed lower edge; the half towards the light is brighter. */
function drawTier(stage: Stage, { x, top, low, half, dip }: Tier, green: Rgb, distance: number): string {
  const edge = (side: number): Point[] =>
    [0, 1, 2, 3].map((k): Point => {
      const out = 1 - k / 3;
      return [x + side * half * out, low - (k % 2 === 0 ? 0 : dip) - (1 - out) * dip * 0.7];
    });
  const { side } = stage.light;
  const bright = edge(side);
  const shade = `${line([[x, top], ...edge(-1)])}Z${line([[x, top], ...edge(1)])}Z`;
  const lit = `${line([[x, top], bright[0]!, bright[1]!, [x + side * half * 0.12, low - dip * 1.7]])}Z`;
  return (
    path(shade, { fill: stage.tone(green, 0.12, distance) }) +
    path(lit, { fill: stage.tone(green, 0.75, distance) })
  );
}

/** Snow that lies on one tier: from its tip half way down, with a wavy lower edge. */
function snowOnTier(rng: Rng, { x, top, low, half }: Tier): string {
  const down = top + (low - top) * 0.62;
  const edge = half * 0.6;
  const sag = (low - top) * 0.2;
  let d = `M${num(x)} ${num(top)}L${num(x + edge)} ${num(down)}`;
  const waves = 4;
  for (let i = 0; i < waves; i += 1) {
    const to = x + edge - (edge * 2 * (i + 1)) / waves;
    d += `Q${num(to + edge / waves)} ${num(down + sag * between(rng, 0.5, 1.5))} ${num(to)} ${num(down - sag * 0.15)}`;
  }
  return `${d}Z`;
}

/**
 * A far row of conifers as one silhouette.
 *
 * @param ground The ground's height at a place across.
 * @param height Mean height of the trees.
 * @param colour The silhouette's colour, for SVG.
 */
export function coniferRow(
  stage: Stage,
  rng: Rng,
  ground: (x: number) => number,
  height: number,
  colour: string,
  gap = 0.3,
): string {
  let d = '';
  const { width } = stage.frame;
  for (let x = -20; x < width + 20; x += height * between(rng, gap * 0.55, gap * 1.45)) {
    const tall = height * between(rng, 0.5, 1.2);
    const half = tall * between(rng, 0.15, 0.21);
    const y = ground(x) + 4;
    d += `M${num(x)} ${num(y - tall)}`;
    for (let i = 1; i <= 4; i += 1) {
      const at = y - tall * (1 - i / 4);
      d += `L${num(x + half * (i / 4))} ${num(at)}L${num(x + half * (i / 4) * 0.55)} ${num(at - tall * 0.02)}`;
    }
    d += `L${num(x)} ${num(y + 6)}`;
    for (let i = 4; i >= 1; i -= 1) {
      const at = y - tall * (1 - i / 4);
      d += `L${num(x - half * (i / 4) * 0.55)} ${num(at - tall * 0.02)}L${num(x - half * (i / 4))} ${num(at)}`;
    }
    d += 'Z';
  }
  return path(d, { fill: colour });
}
