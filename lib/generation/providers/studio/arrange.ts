import { between, type Rng } from './paint/prng.ts';
import type { Setting } from './scenery/setting.ts';
import type { Stage } from './stage.ts';
import type { Thing } from './subjects/thing.ts';

/** Where a thing is put: its foot, its height in units, how far off it seems, and whether it is mirrored. */
export type Spot = {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly distance: number;
  readonly mirrored: boolean;
};

/** The largest size at which a thing fits the frame and its setting. */
export function fittingSize(stage: Stage, thing: Thing, setting: Setting): number {
  const { width, height } = stage.frame;
  const grown = 1 + 0.3 * (Math.max(width, height) / 1000 - 1) * (height > width ? 1 : 0.25);
  const wanted = thing.height * 1000 * Math.min(1.35, grown);
  const room = thing.anchor === 'edge' ? height * 0.86 : setting.room * 0.97;
  return Math.min(wanted, room, (width * 0.86) / thing.aspect);
}

export function arrange(stage: Stage, thing: Thing, count: number, setting: Setting): Spot[] {
  const rng = stage.rng('arrange');
  const { width } = stage.frame;
  const size = fittingSize(stage, thing, setting);
  if (count === 1) {
    const wide = (size * thing.aspect) / width;
    const lean = Math.max(0, Math.min(0.13, 0.42 - wide / 2));
    const x = onGround(
      setting,
      width * (0.5 - stage.light.side * lean * between(rng, 0.55, 1)),
      size * thing.aspect,
    );
    return [
      { x, y: footOf(stage, thing, setting, x), size, distance: 0, mirrored: !thing.fixed && rng() < 0.5 },
    ];
  }
  return thing.habitat === 'air' || thing.habitat === 'deep'
    ? scatter(rng, stage, thing, count, setting, size)
    : lineUp(rng, stage, thing, count, setting, size);
}

/** Moves a thing to where there is ground under all of it. */
function onGround({ ground }: Setting, x: number, wide: number): number {
  if (ground === undefined) return x;
  return Math.max(ground[0] + wide / 2, Math.min(ground[1] - wide / 2, x));
}

/** Where a thing's foot goes: on the ground, at the picture's lower edge, or up on a bough. */
function footOf(stage: Stage, thing: Thing, setting: Setting, x: number): number {
  const { height } = stage.frame;
  if (thing.anchor === 'edge' && stage.scene.place !== 'interior') return height * 1.01;
  return thing.anchor === 'bough' ? Math.min(setting.standAt(x), height * 0.8) : setting.standAt(x);
}

/** How many stand in each row, far to near: fewer in front, so that those in front stand between those behind. */
function rowsOf(count: number): number[] {
  if (count <= 3) return [count];
  if (count <= 7) return [Math.floor(count / 2) + 1, count - Math.floor(count / 2) - 1];
  const far = Math.ceil((count + 3) / 3);
  return [far, far - 1, count - far * 2 + 1];
}

/** Rows from far to near; each row's things share out the width. */
function lineUp(
  rng: Rng,
  stage: Stage,
  thing: Thing,
  count: number,
  setting: Setting,
  single: number,
): Spot[] {
  const { width, height } = stage.frame;
  const rows = rowsOf(count);
  const widest = rows[0]!;
  const spots: Spot[] = [];
  for (const [row, inRow] of rows.entries()) {
    const near = rows.length === 1 ? 1 : row / (rows.length - 1);
    const share = (width * 0.92) / widest / thing.aspect;
    const size = Math.min(single * (0.46 + 0.28 * near), share * (0.84 + 0.3 * near));
    const depth = Math.max(0, setting.standAt(width / 2) - setting.horizonY);
    for (let i = 0; i < inRow; i += 1) {
      const place = (i - (inRow - 1) / 2) / widest;
      const x = width * (0.5 + 0.92 * place + (0.92 * between(rng, -0.07, 0.07)) / widest);
      const stagger = rows.length === 1 && inRow > 1 ? ((i % 2) - 0.5) * size * 0.14 : 0;
      const y =
        footOf(stage, thing, setting, x) -
        (1 - near) * depth * 0.5 +
        stagger +
        between(rng, -0.02, 0.02) * size;
      spots.push({
        x,
        y: thing.anchor === 'edge' ? y : Math.min(y, height * 0.985),
        size: size * between(rng, 0.92, 1.08),
        distance: (1 - near) * 0.18,
        mirrored: !thing.fixed && rng() < 0.4,
      });
    }
  }
  return spots.sort((a, b) => a.y - b.y);
}

/** Places in the air or in the deep, kept apart from each other; the first is the largest. */
function scatter(
  rng: Rng,
  stage: Stage,
  thing: Thing,
  count: number,
  setting: Setting,
  single: number,
): Spot[] {
  const { width } = stage.frame;
  const columns = Math.max(1, Math.round(Math.sqrt((count * width) / setting.room)));
  const rows = Math.ceil(count / columns);
  const spots: Spot[] = [];
  for (let i = 0; i < count; i += 1) {
    const row = Math.floor(i / columns);
    const inRow = Math.min(columns, count - row * columns);
    const cellWide = width / inRow;
    const cellHigh = setting.room / rows;
    const fit = Math.min(single * 0.92, cellHigh * 0.96, (cellWide * 0.94) / thing.aspect);
    const size = fit * (i === 0 ? 1 : between(rng, 0.55, 0.92));
    const x = cellWide * ((i % columns) + 0.5 + between(rng, -0.12, 0.12));
    const top = setting.standAt(x) - setting.room;
    const y = top + cellHigh * (row + 0.5 + between(rng, -0.1, 0.1)) + size / 2;
    spots.push({ x, y, size, distance: (1 - size / fit) * 0.35, mirrored: !thing.fixed && rng() < 0.3 });
  }
  return spots.sort((a, b) => a.size - b.size);
}
