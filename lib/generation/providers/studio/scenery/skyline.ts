import { css, mix, type Rgb, rgb } from '../paint/colour.ts';
import { between, chance, pick, type Rng } from '../paint/prng.ts';
import { circle, num, path, polygon, rect } from '../paint/svg.ts';
import type { Stage } from '../stage.ts';

/** The colour of lamplight. */
export const LAMP: Rgb = [255, 214, 140];

/**
 * A row of buildings from left to right.
 *
 * @param stage The picture.
 * @param rng Its numbers.
 * @param options Where they stand, how high they are, how far away, and which walls.
 */
export function buildings(
  stage: Stage,
  rng: Rng,
  {
    from,
    to,
    baseY,
    tall,
    wide,
    distance,
    walls,
    peak,
  }: {
    from: number;
    to: number;
    baseY: number;
    tall: number;
    wide: number;
    distance: number;
    walls: readonly Rgb[];
    /** Where the tallest stand, as a place across; the row falls off from there. */
    peak?: number;
  },
): string {
  let bodies = '';
  let windows = '';
  let lamps = '';
  let x = from;
  while (x < to) {
    const width = wide * between(rng, 0.6, 1.45);
    const swell = peak === undefined ? 1 : 0.45 + 0.75 * Math.exp(-(((x - peak) / (tall * 1.5)) ** 2));
    const height = tall * between(rng, 0.35, 1.1) * swell;
    const wall = pick(rng, walls);
    const top = baseY - height;
    const fill = stage.linear([
      [0, stage.toneRgb(wall, 0.62, distance * 0.8)],
      [1, stage.toneRgb(wall, 0.3, Math.min(1, distance * 1.25))],
    ]);
    bodies += rect(x, top, width, height + 4, { fill });
    bodies += roof(stage, rng, { x, top, width, height, wall, distance });
    const lightSide = stage.light.side < 0 ? x + width * 0.72 : x;
    if (stage.detail > 1) {
      bodies += rect(lightSide, top, width * 0.28, height + 4, {
        fill: stage.tone(wall, 0.05, distance),
        opacity: 0.42,
      });
    }
    const grid = windowGrid(stage, rng, { x, top, width, height: height - 6, size: wide * 0.085 });
    windows += grid.dark;
    lamps += grid.lit;
    x += width * between(rng, 0.9, 1.12);
  }
  const dark = css(
    stage.light.grade(mix(stage.toneRgb([60, 74, 96], 0.35, distance), stage.light.sky[1], 0.3)),
  );
  const glow = css(stage.light.grade(mix(LAMP, stage.light.haze, distance * 0.55)));
  return (
    bodies +
    (windows === '' ? '' : path(windows, { fill: dark, opacity: 0.55 })) +
    (lamps === '' ? '' : path(lamps, { fill: glow, opacity: 0.5 + 0.45 * stage.light.lamps }))
  );
}

type Block = { x: number; top: number; width: number; height: number; wall: Rgb; distance: number };

function roof(stage: Stage, rng: Rng, { x, top, width, height, wall, distance }: Block): string {
  const fill = stage.tone(wall, 0.4, distance);
  const kind = rng();
  if (kind < 0.2) {
    const step = width * 0.2;
    return (
      rect(x + step, top - height * 0.07, width - step * 2, height * 0.08, { fill }) +
      mast(stage, x + width / 2, top - height * 0.07, height * 0.16, distance)
    );
  }
  if (kind < 0.32)
    return polygon(
      [
        [x, top + 1],
        [x + width * 0.5, top - height * 0.16],
        [x + width, top + 1],
      ],
      { fill },
    );
  if (kind < 0.44)
    return polygon(
      [
        [x, top + 1],
        [x + width, top - width * 0.35],
        [x + width, top + 1],
      ],
      { fill },
    );
  if (kind < 0.58) return mast(stage, x + width * 0.5, top, height * 0.2, distance);
  return (
    rect(x + width * 0.15, top - width * 0.1, width * 0.24, width * 0.12, { fill }) +
    rect(x + width * 0.6, top - width * 0.06, width * 0.2, width * 0.08, { fill })
  );
}

function mast(stage: Stage, x: number, y: number, height: number, distance: number): string {
  const pole = path(`M${num(x)} ${num(y + 2)}V${num(y - height)}`, {
    stroke: stage.tone([70, 74, 86], 0.4, distance),
    width: 2,
    cap: 'butt',
  });
  if (stage.light.lamps < 0.5) return pole;
  return pole + circle(x, y - height, 2.6, { fill: css(stage.light.grade(rgb('#ff5a4f'))) });
}

function windowGrid(
  stage: Stage,
  rng: Rng,
  { x, top, width, height, size }: { x: number; top: number; width: number; height: number; size: number },
): { dark: string; lit: string } {
  if (stage.scene.style === 'minimalist') return { dark: '', lit: '' };
  const cell = size * (stage.detail === 1 ? 3.4 : 2.3);
  const columns = Math.max(1, Math.floor((width - size) / cell));
  const rows = Math.min(60, Math.floor((height - size) / (cell * 1.15)));
  const margin = (width - columns * cell) / 2 + (cell - size) / 2;
  const share = stage.light.lamps * between(rng, 0.25, 0.75);
  const strips = chance(rng, 0.2);
  let dark = '';
  let lit = '';
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const wx = x + margin + column * cell;
      const wy = top + size * 1.4 + row * cell * 1.15;
      const pane = `M${num(wx)} ${num(wy)}h${num(strips ? cell * 0.9 : size)}v${num(size * 1.3)}h${num(-(strips ? cell * 0.9 : size))}z`;
      if (rng() < share) lit += pane;
      else dark += pane;
    }
  }
  return { dark, lit };
}

/** The walls that a city may have. */
export const CITY_WALLS: readonly Rgb[] = [
  '#7f8a9c',
  '#94867f',
  '#6c7787',
  '#a59a8d',
  '#5f6f84',
  '#8b7a78',
].map(rgb);

/** Warm, small-town walls. */
export const TOWN_WALLS: readonly Rgb[] = [
  '#d9b48a',
  '#c98f74',
  '#e2cfa8',
  '#b9a58c',
  '#d5a06b',
  '#a9b7b0',
].map(rgb);

/** One small gabled house: walls, roof, windows, chimney; snow on the roof in winter. */
export function gabledHouse(
  stage: Stage,
  rng: Rng,
  { x, y, size, distance, wall }: { x: number; y: number; size: number; distance: number; wall?: Rgb },
): string {
  const paint = wall ?? pick(rng, TOWN_WALLS);
  const width = size * between(rng, 0.78, 1.05);
  const height = size * between(rng, 0.5, 0.72);
  const peak = size * between(rng, 0.4, 0.55);
  const winter = stage.scene.season === 'winter' || stage.scene.place === 'snow';
  const tile = winter ? rgb('#eef3f8') : pick(rng, ['#9c4a38', '#7d4a41', '#5f5a63', '#a65b3c'].map(rgb));
  const [left, right, eaves] = [x - width / 2, x + width / 2, y - height];
  const over = size * 0.07;
  let svg = rect(left, eaves - 1, width, height + size * 0.1, {
    fill: stage.linear([
      [0, stage.toneRgb(paint, 0.75, distance)],
      [1, stage.toneRgb(paint, 0.4, distance)],
    ]),
  });
  svg += polygon(
    [
      [left, eaves],
      [x, eaves - peak],
      [right, eaves],
    ],
    { fill: stage.tone(paint, 0.6, distance) },
  );
  const chimneyX = x + width * 0.2;
  svg += rect(chimneyX, eaves - peak * 0.95, size * 0.09, peak * 0.6, {
    fill: stage.tone(rgb('#7a5347'), 0.4, distance),
  });
  const thick = size * 0.075;
  const slope = (side: number): string =>
    polygon(
      [
        [x, eaves - peak - thick],
        [x + side * (width / 2 + over), eaves + over * 0.6 - thick * 0.2],
        [x + side * (width / 2 + over), eaves + over * 0.6 + thick],
        [x, eaves - peak + thick * 0.7],
      ],
      {
        fill: stage.tone(tile, side === stage.light.side ? 0.95 : 0.3, distance),
      },
    );
  svg += slope(-1) + slope(1);
  const rows = height > size * 0.6 ? 2 : 1;
  const pane = size * 0.12;
  for (let row = 0; row < rows; row += 1) {
    for (const share of [-0.26, 0.26]) {
      const lit = rng() < stage.light.lamps * 0.85;
      const wx = x + share * width - pane / 2;
      const wy = eaves + height * (0.18 + row * 0.42);
      const fill = lit
        ? css(stage.light.grade(mix(LAMP, stage.light.haze, distance * 0.4)))
        : stage.tone([66, 82, 104], 0.5, distance);
      svg += rect(wx, wy, pane, pane * 1.25, { fill });
      svg += path(
        `M${num(wx + pane / 2)} ${num(wy)}v${num(pane * 1.25)}M${num(wx)} ${num(wy + pane * 0.62)}h${num(pane)}`,
        { stroke: stage.tone(paint, 0.3, distance), width: size * 0.016 },
      );
    }
  }
  if (rows === 1) {
    svg += rect(x - pane * 0.55, y - pane * 2, pane * 1.1, pane * 2 + size * 0.02, {
      fill: stage.tone(rgb('#6b4630'), 0.5, distance),
    });
  }
  return svg;
}
