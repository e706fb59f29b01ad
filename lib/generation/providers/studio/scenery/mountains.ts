import { mix, type Rgb, rgb } from '../paint/colour.ts';
import { between, type Rng } from '../paint/prng.ts';
import { land, line, type Point, path, polygon } from '../paint/svg.ts';
import { jagged, outline } from '../paint/terrain.ts';
import type { Stage } from '../stage.ts';
import { relief } from './relief.ts';

/** A mountain: its peak, how wide and how far it is, and what lies on it. */
export type Mountain = {
  readonly x: number;
  readonly peakY: number;
  readonly baseY: number;
  /** Half of its width at the base. */
  readonly half: number;
  readonly distance: number;
  readonly rock: Rgb;
  /** How far down the snow reaches, as a share of the height; 0 for none. */
  readonly snow: number;
};

function along(points: readonly Point[], share: number): Point {
  const place = Math.min(1, Math.max(0, share)) * (points.length - 1);
  const index = Math.min(points.length - 2, Math.floor(place));
  const [a, b] = [points[index]!, points[index + 1]!];
  return [a[0] + (b[0] - a[0]) * (place - index), a[1] + (b[1] - a[1]) * (place - index)];
}

/** Draws one mountain with a lit and a shaded face, gullies, and snow with a ragged edge. */
export function drawMountain(stage: Stage, rng: Rng, mountain: Mountain): string {
  const { x, peakY, baseY, half, distance, rock, snow } = mountain;
  const { side } = stage.light;
  const rounds = stage.detail === 1 ? 3 : 5;
  const peak: Point = [x, peakY];
  const left = jagged(rng, peak, [x - half * between(rng, 0.9, 1.15), baseY], 0.13, rounds);
  const right = jagged(rng, peak, [x + half * between(rng, 0.9, 1.15), baseY], 0.13, rounds);
  const spine = jagged(rng, peak, [x - side * half * between(rng, 0.02, 0.22), baseY], 0.16, rounds);
  const lit = side < 0 ? left : right;
  const dim = side < 0 ? right : left;
  const whole = polygon([...[...left].reverse(), ...right.slice(1)], {
    fill: stage.tone(rock, 0.08, distance),
  });
  const face = polygon([...lit, ...[...spine].reverse()], { fill: stage.tone(rock, 0.82, distance) });
  return (
    whole +
    face +
    stone(stage, mountain, [...left, ...right]) +
    gullies(stage, rng, mountain, { lit, dim, spine }) +
    snowcap(stage, rng, mountain, { lit, dim, spine }, snow)
  );
}

/** Rough stone on near mountains, where there is time for it. */
function stone(stage: Stage, { x, peakY, baseY, half, distance }: Mountain, edge: readonly Point[]): string {
  if (stage.detail < 3 || distance > 0.3) return '';
  const sorted = [...edge].sort((a, b) => a[0] - b[0]);
  const box = { x: x - half * 1.2, y: peakY, width: half * 2.4, height: baseY - peakY };
  return relief(stage, `stone ${Math.round(x)}`, `${line(sorted)}Z`, box, {
    features: 9,
    strength: 0.34 - distance * 0.5,
    drawn: 1.5,
  });
}

type Faces = { readonly lit: Point[]; readonly dim: Point[]; readonly spine: Point[] };

function gullies(
  stage: Stage,
  rng: Rng,
  { baseY, peakY, rock, distance }: Mountain,
  { lit, dim, spine }: Faces,
): string {
  if (stage.scene.style === 'minimalist') return '';
  let shaded = '';
  let bright = '';
  const many = stage.detail * 4;
  const height = baseY - peakY;
  for (let i = 0; i < many; i += 1) {
    const start = between(rng, 0.04, 0.7);
    const [edge, target] = i % 2 === 0 ? [lit, 'shaded'] : [dim, 'bright'];
    const from = mixPoint(along(spine, start), along(edge, start), between(rng, 0.02, 0.55));
    const length = between(rng, 0.16, 0.4);
    const end = mixPoint(along(spine, start + length), along(edge, start + length), between(rng, 0.25, 0.8));
    const wide = height * between(rng, 0.02, 0.06);
    const towards = Math.sign(end[0] - from[0]) || 1;
    const points = [
      ...jagged(rng, from, end, 0.12, 3),
      [end[0] + towards * wide, end[1] + wide * 0.6] as Point,
    ];
    if (target === 'shaded') shaded += `${line(points)}Z`;
    else bright += `${line(points)}Z`;
  }
  return (
    path(shaded, { fill: stage.tone(rock, 0.3, distance), opacity: 0.75 }) +
    path(bright, { fill: stage.tone(rock, 0.5, distance), opacity: 0.55 })
  );
}

function mixPoint(a: Point, b: Point, amount: number): Point {
  return [a[0] + (b[0] - a[0]) * amount, a[1] + (b[1] - a[1]) * amount];
}

function snowcap(
  stage: Stage,
  rng: Rng,
  { distance }: Mountain,
  { lit, dim, spine }: Faces,
  reach: number,
): string {
  if (reach <= 0) return '';
  const white = rgb('#f4f7fb');
  const cap = (edge: Point[], level: number): string => {
    const down: Point[] = [];
    const steps = 9;
    for (let i = 0; i <= steps; i += 1) down.push(along(edge, (reach * i) / steps));
    const back: Point[] = [];
    const teeth = 7;
    for (let i = 0; i <= teeth; i += 1) {
      const share = i / teeth;
      const depth = reach * (i % 2 === 0 ? between(rng, 0.98, 1.32) : between(rng, 0.52, 0.82));
      back.push(mixPoint(along(edge, depth), along(spine, depth), share));
    }
    const spineUp: Point[] = [];
    for (let i = steps; i >= 0; i -= 1) spineUp.push(along(spine, (reach * i) / steps));
    return polygon([...down, ...back, ...spineUp], { fill: stage.tone(white, level, distance) });
  };
  return cap(dim, 0.22) + cap(lit, 0.95);
}

/**
 * A far range as layered silhouettes, each paler than the one before it, mist at its foot.
 *
 * @param stage The picture.
 * @param baseY Where the range meets the land.
 * @param options How high it rises, how many silhouettes, and its rock.
 */
export function farRange(
  stage: Stage,
  baseY: number,
  {
    rise,
    layers,
    rock = rgb('#5a6b7d'),
    name = 'range',
  }: { rise: number; layers: number; rock?: Rgb; name?: string },
): string {
  let svg = '';
  for (let i = 0; i < layers; i += 1) {
    const share = layers === 1 ? 0.6 : i / (layers - 1);
    const distance = 0.82 - 0.36 * share;
    const points = outline(stage.rng(`${name} ${i}`), {
      width: stage.frame.width,
      y: baseY - rise * (0.62 - share * 0.42),
      swing: rise * (0.5 - share * 0.2),
      waves: 2.2 + share * 1.2,
      octaves: stage.detail === 1 ? 4 : 6,
      step: stage.detail === 1 ? 16 : 7,
    });
    const top = stage.toneRgb(rock, 0.45, distance);
    const foot = stage.light.grade(mix(stage.toneRgb(rock, 0.5, distance), stage.light.haze, 0.5));
    svg += land(
      points,
      baseY + 6,
      {
        fill: stage.linear([
          [0, top],
          [1, foot],
        ]),
      },
      true,
    );
  }
  return svg;
}
