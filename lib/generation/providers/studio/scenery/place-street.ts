import { css, mix, type Rgb, rgb, shift } from '../paint/colour.ts';
import { between, pick, type Rng } from '../paint/prng.ts';
import { circle, ellipse, num, path, polygon, rect } from '../paint/svg.ts';
import type { Stage } from '../stage.ts';
import { isSnowy } from './seasons.ts';
import type { Setting } from './setting.ts';
import { paintSky } from './sky.ts';
import { gabledHouse, LAMP, TOWN_WALLS } from './skyline.ts';

/** A street between two rows of houses that run to a vanishing point, lamps on both sides. */
export function street(stage: Stage): Setting {
  const { frame } = stage;
  const horizonY = frame.height * 0.56;
  paintSky(stage, horizonY + 20);
  paintStreet(stage, horizonY);
  const standY = frame.height * 0.86;
  return {
    standAt: () => standY,
    room: standY - frame.height * 0.1,
    horizonY,
    shadow: 0.6,
    front: () => undefined,
  };
}

/** The street itself: façades in perspective, road, pavements, lamps. */
export function paintStreet(stage: Stage, horizonY: number): void {
  const { frame } = stage;
  const vanishX = frame.width * (0.5 + stage.light.side * 0.06);
  stage.layer('street end', streetEnd(stage, vanishX, horizonY));
  stage.layer('facades left', facades(stage, stage.rng('left row'), -1, vanishX, horizonY));
  stage.layer('facades right', facades(stage, stage.rng('right row'), 1, vanishX, horizonY));
  stage.layer('road', road(stage, vanishX, horizonY));
  stage.layer('lamps', lamps(stage, vanishX, horizonY));
}

function streetEnd(stage: Stage, vanishX: number, horizonY: number): string {
  const rng = stage.rng('street end');
  let svg = '';
  for (let i = 0; i < 5; i += 1) {
    svg += gabledHouse(stage, rng, {
      x: vanishX + (i - 2) * 42,
      y: horizonY + 10,
      size: between(rng, 60, 92),
      distance: 0.55,
    });
  }
  return svg;
}

/** Perspective: where a point at depth `t` (0 near, 1 at the vanishing point) of the row's line lies. */
function facades(stage: Stage, rng: Rng, side: number, vanishX: number, horizonY: number): string {
  const { frame } = stage;
  const edge = side < 0 ? -frame.width * 0.04 : frame.width * 1.04;
  const floorNear = frame.height * 0.98;
  const roofNear = Math.min(-20, horizonY - frame.height * 0.62);
  const at = (t: number): number => edge + (vanishX - edge) * t;
  const down = (t: number): number => floorNear + (horizonY + 8 - floorNear) * t;
  const up = (t: number, share: number): number => {
    const top = roofNear + (horizonY - 34 - roofNear) * t;
    return down(t) + (top - down(t)) * share;
  };
  const cuts = [0, 0.3, 0.5, 0.64, 0.74, 0.815, 0.87];
  let svg = '';
  for (let i = cuts.length - 2; i >= 0; i -= 1) {
    const [near, far] = [cuts[i]!, cuts[i + 1]!];
    const tall = between(rng, 0.72, 1);
    const wall = pick(rng, TOWN_WALLS);
    const distance = near * 0.5;
    const level = side === stage.light.side ? 0.2 : 0.66;
    const body: readonly (readonly [number, number])[] = [
      [at(near), down(near)],
      [at(near), up(near, tall)],
      [at(far), up(far, tall)],
      [at(far), down(far)],
    ];
    svg += polygon(body, {
      fill: stage.linear([
        [0, stage.toneRgb(wall, level, distance)],
        [1, stage.toneRgb(wall, level * 0.55, distance)],
      ]),
    });
    const peak: readonly (readonly [number, number])[] = [
      [at(near), up(near, tall)],
      [at(near + (far - near) * 0.16), up(near + (far - near) * 0.16, tall * 1.1)],
      [at(near + (far - near) * 0.9), up(near + (far - near) * 0.9, tall * 1.1)],
      [at(far), up(far, tall)],
    ];
    const roof = isSnowy(stage) ? rgb('#e8eef4') : rgb('#7c4c40');
    svg += polygon(peak, { fill: stage.tone(roof, level, distance) });
    svg += facadeWindows(stage, rng, { at, down, up, near, far, tall, wall, distance });
  }
  return svg;
}

type Facade = {
  at: (t: number) => number;
  down: (t: number) => number;
  up: (t: number, share: number) => number;
  near: number;
  far: number;
  tall: number;
  wall: Rgb;
  distance: number;
};

function facadeWindows(stage: Stage, rng: Rng, { at, up, near, far, tall, wall, distance }: Facade): string {
  const columns = 3;
  const rows = 4;
  let lit = '';
  let dark = '';
  for (let c = 0; c < columns; c += 1) {
    const a = near + (far - near) * ((c + 0.26) / columns);
    const b = near + (far - near) * ((c + 0.74) / columns);
    for (let r = 0; r < rows; r += 1) {
      const low = tall * ((r + 0.28) / rows);
      const high = tall * ((r + 0.78) / rows);
      const pane = `M${num(at(a))} ${num(up(a, low))}L${num(at(a))} ${num(up(a, high))}L${num(at(b))} ${num(up(b, high))}L${num(at(b))} ${num(up(b, low))}Z`;
      if (rng() < stage.light.lamps * (r === 0 ? 0.95 : 0.6)) lit += pane;
      else dark += pane;
    }
  }
  const frameCss = stage.tone(shift(wall, 0.08), 0.5, distance);
  return (
    path(dark, {
      fill: stage.tone(rgb('#3f4f66'), 0.4, distance),
      stroke: frameCss,
      width: 2.4 * (1 - near) + 0.6,
    }) +
    path(lit, {
      fill: css(stage.light.grade(mix(LAMP, stage.light.haze, distance * 0.5))),
      stroke: frameCss,
      width: 2.4 * (1 - near) + 0.6,
    })
  );
}

function road(stage: Stage, vanishX: number, horizonY: number): string {
  const { frame, scene } = stage;
  const wet = scene.weather === 'rain' || scene.weather === 'storm';
  const asphalt = isSnowy(stage) ? rgb('#c9d2dc') : rgb(wet ? '#4a5060' : '#6b6868');
  const paving = isSnowy(stage) ? rgb('#e4eaf0') : rgb('#9b938a');
  const bottom = frame.height + 20;
  const far = horizonY + 8;
  let svg = polygon(
    [
      [vanishX - 60, far],
      [vanishX + 60, far],
      [frame.width * 1.5, bottom],
      [frame.width * -0.5, bottom],
    ],
    {
      fill: stage.linear([
        [0, stage.toneRgb(paving, 0.6, 0.4)],
        [1, stage.toneRgb(paving, 0.36)],
      ]),
    },
  );
  svg += polygon(
    [
      [vanishX - 30, far],
      [vanishX + 30, far],
      [frame.width * 1.02, bottom],
      [frame.width * -0.02, bottom],
    ],
    {
      fill: stage.linear([
        [0, stage.toneRgb(asphalt, 0.6, 0.45)],
        [1, stage.toneRgb(asphalt, 0.34)],
      ]),
    },
  );
  let dashes = '';
  for (let i = 0; i < 9; i += 1) {
    const [a, b] = [(i / 9) ** 1.9, ((i + 0.5) / 9) ** 1.9];
    const [ya, yb] = [far + (bottom - far) * a, far + (bottom - far) * b];
    const centre = (t: number): number => vanishX + (frame.width * 0.5 - vanishX) * t;
    dashes += `M${num(centre(a) - 1 - a * 7)} ${num(ya)}H${num(centre(a) + 1 + a * 7)}L${num(centre(b) + 1 + b * 7)} ${num(yb)}H${num(centre(b) - 1 - b * 7)}Z`;
  }
  svg += path(dashes, { fill: stage.tone(rgb('#e9e3d4'), 0.7), opacity: 0.6 });
  return svg + (wet ? wetShine(stage, vanishX, far, bottom) : '');
}

/** Wet asphalt: lamps and windows drawn out into long, broken reflections. */
function wetShine(stage: Stage, vanishX: number, far: number, bottom: number): string {
  const rng = stage.rng('wet road');
  const { frame } = stage;
  const warm = stage.light.grade(LAMP);
  const depth = bottom - far;
  let lamplight = '';
  let skylight = '';
  for (let i = 0; i < 60 * stage.detail; i += 1) {
    const near = rng() ** 0.8;
    const y = far + depth * near;
    const spread = frame.width * (0.04 + 0.5 * near);
    const column = pick(rng, [-0.92, -0.6, 0.6, 0.92, -0.2, 0.15]);
    const x = vanishX + column * spread + between(rng, -0.06, 0.06) * spread;
    const half = (3 + 26 * near) * between(rng, 0.5, 1.3);
    const mark = `M${num(x - half)} ${num(y)}q${num(half)} ${num(-1 - 3 * near)} ${num(half * 2)} 0q${num(-half)} ${num(1 + 3 * near)} ${num(-half * 2)} 0z`;
    if (Math.abs(column) > 0.3) lamplight += mark;
    else skylight += mark;
  }
  let columns = '';
  for (const side of [-0.92, -0.6, 0.6, 0.92]) {
    const [top, low] = [vanishX + side * frame.width * 0.05, vanishX + side * frame.width * 0.5];
    const fill = stage.linear([
      [0, warm, 0.1],
      [0.4, warm, 0.3],
      [1, warm, 0],
    ]);
    columns += polygon(
      [
        [top - 3, far],
        [top + 3, far],
        [low + 34, bottom],
        [low - 34, bottom],
      ],
      { fill },
    );
  }
  return (
    (stage.light.lamps > 0.3 ? columns + path(lamplight, { fill: css(warm), opacity: 0.42 }) : '') +
    path(skylight, { fill: css(stage.light.sky[3]), opacity: 0.4 })
  );
}

function lamps(stage: Stage, vanishX: number, horizonY: number): string {
  const { frame } = stage;
  let svg = '';
  for (const near of [0.12, 0.24, 0.45, 0.8]) {
    for (const side of [-1, 1]) {
      const x = vanishX + side * (34 + (frame.width * 0.5 - 34) * near * 0.92);
      const foot = horizonY + 10 + (frame.height * 0.95 - horizonY) * near;
      svg += streetLamp(stage, x, foot, 60 + 330 * near, side);
    }
  }
  return svg;
}

/** A street lamp with its light. */
function streetLamp(stage: Stage, x: number, y: number, height: number, side: number): string {
  const iron = stage.tone(rgb('#3a3d44'), 0.25);
  const top = y - height;
  const headX = x - side * height * 0.11;
  const bulb = height * 0.045;
  const warm = stage.light.grade(LAMP);
  let svg = path(
    `M${num(x)} ${num(y)}V${num(top + height * 0.08)}Q${num(x)} ${num(top)} ${num(headX)} ${num(top)}`,
    { stroke: iron, width: height * 0.022 },
  );
  svg += rect(x - height * 0.02, y - height * 0.1, height * 0.04, height * 0.1, { fill: iron });
  if (stage.light.lamps > 0.3) {
    svg += circle(headX, top + bulb, height * 0.3, {
      fill: stage.radial([
        [0, warm, 0.75],
        [0.3, warm, 0.26],
        [1, warm, 0],
      ]),
    });
  }
  svg += path(
    `M${num(headX - bulb)} ${num(top)}h${num(bulb * 2)}l${num(bulb * 0.5)} ${num(bulb * 0.9)}h${num(-bulb * 3)}z`,
    { fill: iron },
  );
  return (
    svg +
    ellipse(headX, top + bulb * 1.1, bulb * 1.1, bulb * 0.7, {
      fill: css(
        stage.light.lamps > 0.3 ? stage.light.grade(rgb('#fff3d0')) : stage.toneRgb(rgb('#d8d6cc'), 0.8),
      ),
    })
  );
}
