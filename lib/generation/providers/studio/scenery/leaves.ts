import { mix, type Rgb, rgb } from '../paint/colour.ts';
import { between, chance, pick, type Rng } from '../paint/prng.ts';
import { circle, num, type Point, path, smooth, stroke } from '../paint/svg.ts';
import { roundish } from '../paint/terrain.ts';
import type { Stage } from '../stage.ts';
import { isSnowy, leafColours } from './seasons.ts';

/**
 * A broad-leaved tree: trunk, boughs, and clumps of leaves lit from one side. Bare in winter.
 *
 * @param leaves The leaves' colour; the season's own when left out.
 */
export function leafyTree(
  stage: Stage,
  rng: Rng,
  {
    x,
    y,
    height,
    distance = 0,
    leaves,
  }: { x: number; y: number; height: number; distance?: number; leaves?: Rgb },
): string {
  const colour = leaves ?? pick(rng, leafColours(stage));
  const wide = height * 0.4;
  const bark = rgb('#5b4332');
  const foot = height * 0.045;
  const boughs = [-0.75, -0.3, 0.25, 0.7].map((lean) => {
    const end: Point = [x + lean * wide * 0.85, y - height * between(rng, 0.6, 0.82)];
    return stroke(
      [[x, y - height * 0.26], [x + lean * wide * 0.3, y - height * 0.46], end],
      stage.tone(bark, 0.3, distance),
      foot * 0.55,
    );
  });
  const trunk = path(
    `M${num(x - foot)} ${num(y)}Q${num(x - foot * 0.4)} ${num(y - height * 0.2)} ${num(x - foot * 0.55)} ${num(y - height * 0.5)}L${num(x + foot * 0.55)} ${num(y - height * 0.5)}Q${num(x + foot * 0.4)} ${num(y - height * 0.2)} ${num(x + foot)} ${num(y)}Z`,
    { fill: stage.tone(bark, 0.35, distance) },
  );
  if (isSnowy(stage) && leaves === undefined)
    return boughs.join('') + trunk + bareTwigs(stage, rng, x, y, height, distance);
  return (
    boughs.join('') +
    trunk +
    foliage(stage, rng, { x, y: y - height * 0.64, rx: wide, ry: height * 0.35, colour, distance })
  );
}

function bareTwigs(stage: Stage, rng: Rng, x: number, y: number, height: number, distance: number): string {
  let d = '';
  const grow = (fromX: number, fromY: number, angle: number, length: number, depth: number): void => {
    const [toX, toY] = [fromX + Math.cos(angle) * length, fromY + Math.sin(angle) * length];
    d += `M${num(fromX)} ${num(fromY)}L${num(toX)} ${num(toY)}`;
    if (depth === 0) return;
    for (const turn of [-0.5, 0.1, 0.55])
      grow(toX, toY, angle + turn + between(rng, -0.15, 0.15), length * 0.7, depth - 1);
  };
  for (const lean of [-0.6, -0.15, 0.3, 0.7])
    grow(x, y - height * 0.4, -Math.PI / 2 + lean, height * 0.19, stage.detail === 1 ? 2 : 3);
  return path(d, { stroke: stage.tone(rgb('#54463f'), 0.4, distance), width: height * 0.008 });
}

/** A crown of leaves: dark clumps behind, lit clumps towards the light, single leaves on top in fine pictures. */
export function foliage(
  stage: Stage,
  rng: Rng,
  {
    x,
    y,
    rx,
    ry,
    colour,
    distance = 0,
  }: { x: number; y: number; rx: number; ry: number; colour: Rgb; distance?: number },
): string {
  const { side } = stage.light;
  const clumps = stage.detail === 1 ? 8 : 13;
  let svg = '';
  for (const [level, spread, size] of [
    [0.08, 1, 0.5],
    [0.42, 0.86, 0.38],
    [0.85, 0.66, 0.26],
  ] as const) {
    let d = '';
    for (let i = 0; i < clumps; i += 1) {
      const angle = (i / clumps) * Math.PI * 2 + rng();
      const away = Math.sqrt(rng()) * spread * (1 - size * 0.62);
      const cx = x + Math.cos(angle) * rx * away + side * rx * level * 0.2;
      const cy = y + Math.sin(angle) * ry * away - ry * level * 0.24;
      const reach = size * between(rng, 0.75, 1.15);
      d += smooth(roundish(rng, cx, cy, rx * reach, ry * reach * 0.95, 0.22, 10), true);
    }
    svg += path(d, { fill: stage.tone(colour, level, distance) });
  }
  if (stage.detail === 3 && distance < 0.5) {
    let flecks = '';
    for (let i = 0; i < 90; i += 1) {
      const angle = rng() * Math.PI * 2;
      const away = Math.sqrt(rng());
      const size = rx * between(rng, 0.014, 0.035);
      flecks += circle(
        x + Math.cos(angle) * rx * away * 0.95 + side * rx * 0.1,
        y + Math.sin(angle) * ry * away * 0.95,
        size,
        {
          fill: stage.tone(mix(colour, [255, 244, 190], 0.18), chance(rng, 0.5) ? 1 : 0.6, distance),
          opacity: 0.75,
        },
      );
    }
    svg += flecks;
  }
  return svg;
}
