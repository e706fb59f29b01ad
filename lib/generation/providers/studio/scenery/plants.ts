import type { Season } from '../grammar/scene.ts';
import { mix, type Rgb, rgb } from '../paint/colour.ts';
import { between, chance, pick, type Rng } from '../paint/prng.ts';
import { circle, ellipse, line, num, type Point, path, polygon, rect, smooth, stroke } from '../paint/svg.ts';
import { roundish } from '../paint/terrain.ts';
import type { Stage } from '../stage.ts';

/** The colours of leaves in each season. */
const LEAVES: Readonly<Record<Season, readonly string[]>> = {
  spring: ['#7fae52', '#98bd5e', '#6a9f58'],
  summer: ['#4c8a47', '#5c9a4e', '#3f7a4a'],
  autumn: ['#d07a2d', '#c2502e', '#dda33c', '#a8452f'],
  winter: ['#7d8a86', '#8b9693', '#6f7d7c'],
};

/** The leaf colours of the scene's season. */
export function leafColours(stage: Stage): readonly Rgb[] {
  return LEAVES[stage.scene.season ?? 'summer'].map(rgb);
}

/** The ground's colour under grass in the scene's season. */
export function grassColour(stage: Stage): Rgb {
  return rgb(
    { spring: '#86b356', summer: '#6f9a4c', autumn: '#a58e4b', winter: '#e6ecf2' }[
      stage.scene.season ?? 'summer'
    ],
  );
}

/** Whether snow lies in this scene. */
export function isSnowy(stage: Stage): boolean {
  return stage.scene.season === 'winter' || stage.scene.weather === 'snow' || stage.scene.place === 'snow';
}

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

/** A palm leaning from its foot, crown of fronds on top. */
export function palm(
  stage: Stage,
  rng: Rng,
  x: number,
  y: number,
  height: number,
  lean: number,
  distance = 0,
): string {
  const top: Point = [x + lean * height, y - height];
  const bend: Point = [x + lean * height * 0.25, y - height * 0.55];
  const wide = height * 0.032;
  const trunk = path(
    `M${num(x - wide * 1.3)} ${num(y)}Q${num(bend[0] - wide)} ${num(bend[1])} ${num(top[0] - wide * 0.6)} ${num(top[1])}L${num(top[0] + wide * 0.6)} ${num(top[1])}Q${num(bend[0] + wide)} ${num(bend[1])} ${num(x + wide * 1.3)} ${num(y)}Z`,
    {
      fill: stage.linear(
        [
          [0, stage.toneRgb(rgb('#8a6a48'), stage.light.side < 0 ? 0.8 : 0.15, distance)],
          [1, stage.toneRgb(rgb('#8a6a48'), stage.light.side < 0 ? 0.15 : 0.8, distance)],
        ],
        [0, 0],
        [1, 0],
      ),
    },
  );
  let rings = '';
  for (let i = 1; i < 11; i += 1) {
    const t = i / 11;
    const px = (1 - t) ** 2 * x + 2 * t * (1 - t) * bend[0] + t * t * top[0];
    const py = (1 - t) ** 2 * y + 2 * t * (1 - t) * bend[1] + t * t * top[1];
    rings += `M${num(px - wide)} ${num(py)}q${num(wide)} ${num(wide * 0.6)} ${num(wide * 2)} 0`;
  }
  let fronds = '';
  const angles = [-2.9, -2.45, -2, -1.5, -1.05, -0.6, -0.15, 0.35, 2.8];
  for (const [i, base] of angles.entries()) {
    const angle = base + between(rng, -0.12, 0.12);
    fronds += frond(
      stage,
      top,
      angle,
      height * between(rng, 0.36, 0.48),
      i % 3 === 0 ? 0.15 : 0.45 + (0.4 * ((i * 7) % 3)) / 2,
      distance,
    );
  }
  const nuts = [-1, 0, 1].map((i) =>
    circle(top[0] + i * wide, top[1] + wide * 0.8, wide * 0.75, {
      fill: stage.tone(rgb('#6b4a2c'), 0.4, distance),
    }),
  );
  return (
    trunk +
    path(rings, {
      stroke: stage.tone(rgb('#5b4530'), 0.2, distance),
      width: wide * 0.22,
      strokeOpacity: 0.6,
    }) +
    fronds +
    nuts.join('')
  );
}

function frond(
  stage: Stage,
  [x, y]: Point,
  angle: number,
  length: number,
  level: number,
  distance: number,
): string {
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  const droop = length * 0.55;
  const at = (t: number): Point => [
    x + dx * length * t,
    y + dy * length * t * (1 - t * 0.35) + droop * t * t,
  ];
  const upper: Point[] = [];
  const lower: Point[] = [];
  const steps = 9;
  for (let i = 0; i <= steps; i += 1) {
    const t = i / steps;
    const [px, py] = at(t);
    const wide = length * 0.13 * Math.sin(Math.PI * Math.min(1, t * 0.9 + 0.08));
    upper.push([px - dy * wide * 0.25, py - wide * 0.45]);
    lower.push([px - dx * wide * 0.3, py + wide * (i % 2 === 0 ? 1.15 : 0.5)]);
  }
  return polygon([...upper, ...lower.reverse()], { fill: stage.tone(rgb('#4f8a4a'), level, distance) });
}

/**
 * Grass blades along the ground.
 *
 * @param ground The ground's height at a place across.
 * @param size Mean height of a blade.
 * @param many How many blades.
 */
export function grass(
  stage: Stage,
  rng: Rng,
  {
    from,
    to,
    ground,
    size,
    many,
    colour,
    level = 0.5,
  }: {
    from: number;
    to: number;
    ground: (x: number) => number;
    size: number;
    many: number;
    colour: Rgb;
    level?: number;
  },
): string {
  const tones = [0.1, 0.5, 0.95].map((share) => ({ fill: stage.tone(colour, share * level * 1.6), d: '' }));
  for (let i = 0; i < many; i += 1) {
    const x = between(rng, from, to);
    const y = ground(x) + size * 0.1;
    const tall = size * between(rng, 0.45, 1.2);
    const lean = tall * between(rng, -0.45, 0.45);
    const wide = size * 0.07;
    tones[i % 3]!.d +=
      `M${num(x - wide)} ${num(y)}Q${num(x + lean * 0.2)} ${num(y - tall * 0.6)} ${num(x + lean)} ${num(y - tall)}Q${num(x + lean * 0.4)} ${num(y - tall * 0.5)} ${num(x + wide)} ${num(y)}Z`;
  }
  return tones.map(({ fill, d }) => path(d, { fill })).join('');
}

/** Small flowers strewn over a patch of ground, smaller with distance. */
export function blossoms(
  stage: Stage,
  rng: Rng,
  {
    from,
    to,
    top,
    bottom,
    many,
    colours,
    size,
  }: {
    from: number;
    to: number;
    top: number;
    bottom: number;
    many: number;
    colours: readonly Rgb[];
    size: number;
  },
): string {
  const sorted = Array.from({ length: many }, () => rng() ** 0.8).sort((a, b) => a - b);
  let svg = '';
  for (const near of sorted) {
    const x = between(rng, from, to);
    const y = top + (bottom - top) * near;
    const radius = size * (0.25 + near) * between(rng, 0.7, 1.2);
    const colour = pick(rng, colours);
    const level = between(rng, 0.45, 1);
    if (stage.detail === 1 || radius < size * 0.6) {
      svg += ellipse(x, y, radius, radius * 0.7, { fill: stage.tone(colour, level) });
      continue;
    }
    svg += path(`M${num(x)} ${num(y)}q${num(radius * 0.3)} ${num(radius * 1.6)} 0 ${num(radius * 3)}`, {
      stroke: stage.tone(rgb('#4f7a3c'), 0.4),
      width: radius * 0.22,
    });
    const petals = 5;
    for (let p = 0; p < petals; p += 1) {
      const angle = (p / petals) * Math.PI * 2 + near * 9;
      svg += ellipse(
        x + Math.cos(angle) * radius * 0.55,
        y + Math.sin(angle) * radius * 0.4,
        radius * 0.5,
        radius * 0.4,
        {
          fill: stage.tone(colour, p < 2 ? level * 0.7 : level),
        },
      );
    }
    svg += circle(x, y, radius * 0.28, { fill: stage.tone(rgb('#f2c84b'), level) });
  }
  return svg;
}
