import { css, mix, type Rgb, rgb, shift } from '../paint/colour.ts';
import { between, pick } from '../paint/prng.ts';
import { num, path, polygon, rect } from '../paint/svg.ts';
import type { Stage } from '../stage.ts';
import { farRange } from './mountains.ts';
import type { Setting } from './setting.ts';

const WALLS = ['#c9b79c', '#9fb0a6', '#b58f7c', '#8a9bb0', '#cfa986', '#a6a38c'].map(rgb);

const WOODS = ['#a9754a', '#8a5a3a', '#b98a5c', '#7a4f38'].map(rgb);

/** A room with a window that shows the time of day, and a table in front for what stands on one. */
export function interior(stage: Stage, onTable: boolean): Setting {
  const { frame } = stage;
  const rng = stage.rng('room');
  const wall = pick(rng, WALLS);
  const edgeY = frame.height * (onTable ? 0.66 : 0.76);
  stage.layer('wall', paintWall(stage, wall, edgeY));
  stage.layer('window', windowPane(stage, edgeY));
  stage.layer('wall picture', wallPicture(stage, edgeY));
  const wood = pick(rng, WOODS);
  stage.layer(
    onTable ? 'table' : 'floor',
    onTable ? tableTop(stage, wood, edgeY) : floorBoards(stage, wood, edgeY),
  );
  stage.layer('fallen light', fallenLight(stage, edgeY));
  const standY = frame.height * (onTable ? 0.84 : 0.91);
  return {
    standAt: () => standY,
    room: standY - frame.height * 0.1,
    horizonY: edgeY,
    shadow: 0.75,
    front: () => undefined,
  };
}

/** The light indoors is gentler than outside: a lamp keeps the night from being black. */
function indoor(stage: Stage, colour: Rgb, level: number): Rgb {
  const outside = stage.toneRgb(colour, level);
  const lamp = stage.light.grade(mix(shift(colour, -0.2 + level * 0.16), rgb('#ffb56a'), 0.16));
  return stage.scene.time === 'night'
    ? mix(outside, lamp, 0.62)
    : mix(outside, stage.light.grade(shift(colour, -0.12 + level * 0.08)), 0.45);
}

function paintWall(stage: Stage, wall: Rgb, edgeY: number): string {
  const { frame, light } = stage;
  const near: readonly [number, number] = light.side < 0 ? [0, 0.2] : [1, 0.2];
  const far: readonly [number, number] = light.side < 0 ? [1, 0.8] : [0, 0.8];
  let svg = rect(-10, -10, frame.width + 20, edgeY + 20, {
    fill: stage.linear(
      [
        [0, indoor(stage, wall, 0.9)],
        [1, indoor(stage, wall, 0.12)],
      ],
      near,
      far,
    ),
  });
  if (stage.detail > 1 && stage.scene.style !== 'minimalist') {
    let stripes = '';
    for (let x = 0; x < frame.width; x += 86) stripes += `M${x} -10V${num(edgeY)}`;
    svg += path(stripes, {
      stroke: css(indoor(stage, shift(wall, -0.08), 0.4)),
      width: 26,
      strokeOpacity: 0.12,
      cap: 'butt',
    });
  }
  return svg;
}

function windowPane(stage: Stage, edgeY: number): string {
  const { frame, light } = stage;
  const width = Math.min(frame.width * 0.42, 470);
  const height = Math.min(edgeY * 0.78, width * 1.35);
  const x = light.side < 0 ? frame.width * 0.07 : frame.width * 0.93 - width;
  const y = Math.max(edgeY * 0.07, edgeY * 0.5 - height * 0.6);
  const pane = stage.linear([
    [0, light.sky[1]],
    [0.6, light.sky[2]],
    [1, light.sky[3]],
  ]);
  const frameCss = css(indoor(stage, rgb('#efe6d6'), 0.8));
  let svg = rect(
    x - 20,
    y - 20,
    width + 40,
    height + 40,
    { fill: css(indoor(stage, rgb('#efe6d6'), 0.45)) },
    4,
  );
  svg += rect(x, y, width, height, { fill: pane });
  const sill = y + height;
  const hills = farRange(stage, sill - 4, { rise: height * 0.3, layers: 2, name: 'window' });
  svg += `<svg x="${num(x)}" y="${num(y)}" width="${num(width)}" height="${num(height)}" viewBox="${num(x)} ${num(y)} ${num(width)} ${num(height)}">${hills}${windowBody(stage, x + width * 0.62, y + height * 0.34, width * 0.09)}</svg>`;
  svg += path(
    `M${num(x + width / 2)} ${num(y)}V${num(sill)}M${num(x)} ${num(y + height * 0.4)}H${num(x + width)}`,
    { stroke: frameCss, width: 13, cap: 'butt' },
  );
  svg += rect(x - 34, sill + 12, width + 68, 26, { fill: css(indoor(stage, rgb('#efe6d6'), 0.95)) }, 3);
  return svg + curtains(stage, x, y, width, height);
}

function windowBody(stage: Stage, x: number, y: number, radius: number): string {
  if (!stage.light.shown) return '';
  const halo = stage.radial([
    [0, stage.light.disc, 0.8],
    [1, stage.light.disc, 0],
  ]);
  return `<circle cx="${num(x)}" cy="${num(y)}" r="${num(radius * 3)}" fill="${halo}"/><circle cx="${num(x)}" cy="${num(y)}" r="${num(radius)}" fill="${css(stage.light.disc)}"/>`;
}

function curtains(stage: Stage, x: number, y: number, width: number, height: number): string {
  const rng = stage.rng('curtains');
  const cloth = pick(rng, ['#b9584a', '#d8c3a0', '#6d8796', '#a3896f', '#8c5a74'].map(rgb));
  let svg = '';
  for (const side of [-1, 1]) {
    const edge = side < 0 ? x - 44 : x + width + 44;
    for (let i = 0; i < 5; i += 1) {
      const from = edge - side * i * 21;
      const sway = between(rng, -5, 5);
      const d = `M${num(from)} ${num(y - 40)}Q${num(from - side * (8 + sway))} ${num(y + height * 0.5)} ${num(from + side * 4)} ${num(y + height + 52)}L${num(from - side * 26)} ${num(y + height + 52)}Q${num(from - side * (30 + sway))} ${num(y + height * 0.5)} ${num(from - side * 24)} ${num(y - 40)}Z`;
      svg += path(d, { fill: css(indoor(stage, cloth, i % 2 === 0 ? 0.75 : 0.25)) });
    }
  }
  return svg + rect(x - 70, y - 48, width + 140, 11, { fill: css(indoor(stage, rgb('#6b4a36'), 0.5)) }, 5);
}

/** The window's light where it falls onto the table or the floor: four panes, slanting away from the window. */
function fallenLight(stage: Stage, edgeY: number): string {
  const { frame, light } = stage;
  if (stage.detail === 1 || !light.shown || light.dark) return '';
  const depth = frame.height - edgeY;
  const fill = stage.linear([
    [0, light.disc, 0.34],
    [1, light.disc, 0.04],
  ]);
  const start = frame.width * (light.side < 0 ? 0.22 : 0.78);
  let svg = '';
  for (const row of [0, 1]) {
    for (const column of [0, 1]) {
      const [top, low] = [edgeY + depth * (0.1 + row * 0.4), edgeY + depth * (0.44 + row * 0.44)];
      const at = (y: number, k: number): number =>
        start - light.side * ((y - edgeY) * 0.75 + k * (150 + (y - edgeY) * 0.3));
      const k = column * 1.08;
      svg += polygon(
        [
          [at(top, k), top],
          [at(top, k + 1), top],
          [at(low, k + 1), low],
          [at(low, k), low],
        ],
        { fill },
      );
    }
  }
  return svg;
}

/** A framed picture on the wall away from the window. */
function wallPicture(stage: Stage, edgeY: number): string {
  if (stage.detail === 1 || stage.scene.style === 'minimalist') return '';
  const { frame, light } = stage;
  const rng = stage.rng('wall picture');
  const width = Math.min(190, frame.width * 0.17);
  const height = width * pick(rng, [1.25, 0.8]);
  const x = light.side < 0 ? frame.width * 0.86 - width / 2 : frame.width * 0.14 - width / 2;
  const y = edgeY * 0.32 - height / 2;
  const ink = pick(rng, ['#b5653a', '#3f6a78', '#6a7f4f', '#8a4f5f'].map(rgb));
  const mat = (inset: number, colour: Rgb, level: number): string =>
    rect(
      x + inset,
      y + inset,
      width - inset * 2,
      height - inset * 2,
      { fill: css(indoor(stage, colour, level)) },
      2,
    );
  const low = y + height - 30;
  return (
    rect(x + 7, y + 9, width, height, { fill: css(indoor(stage, rgb('#3a2f2a'), 0)), opacity: 0.25 }) +
    mat(0, rgb('#5a4030'), 0.5) +
    mat(10, rgb('#f3ecdd'), 0.8) +
    mat(28, mix(ink, [255, 244, 226], 0.65), 0.8) +
    `<circle cx="${num(x + width * 0.62)}" cy="${num(y + height * 0.4)}" r="${num(width * 0.1)}" fill="${css(indoor(stage, shift(ink, 0.1), 0.9))}"/>` +
    path(
      `M${num(x + 28)} ${num(low + 2)}V${num(y + height * 0.66)}Q${num(x + width * 0.4)} ${num(y + height * 0.44)} ${num(x + width * 0.6)} ${num(y + height * 0.64)}T${num(x + width - 28)} ${num(y + height * 0.6)}V${num(low + 2)}Z`,
      { fill: css(indoor(stage, ink, 0.6)) },
    )
  );
}

function tableTop(stage: Stage, wood: Rgb, edgeY: number): string {
  const { frame } = stage;
  let svg = rect(-10, edgeY, frame.width + 20, frame.height - edgeY + 10, {
    fill: stage.linear([
      [0, indoor(stage, wood, 0.95)],
      [0.5, indoor(stage, wood, 0.6)],
      [1, indoor(stage, wood, 0.2)],
    ]),
  });
  svg += rect(-10, edgeY, frame.width + 20, 5, {
    fill: css(indoor(stage, shift(wood, 0.12), 1)),
    opacity: 0.7,
  });
  return svg + grain(stage, wood, edgeY);
}

function grain(stage: Stage, wood: Rgb, edgeY: number): string {
  if (stage.scene.style === 'minimalist') return '';
  const rng = stage.rng('wood');
  let d = '';
  for (let i = 0; i < 16 * stage.detail; i += 1) {
    const y = edgeY + 8 + (stage.frame.height - edgeY) * rng() ** 1.3;
    const x = between(rng, -100, stage.frame.width);
    const long = between(rng, 160, 620);
    d += `M${num(x)} ${num(y)}q${num(long / 2)} ${num(between(rng, -7, 7))} ${num(long)} 0`;
  }
  return path(d, { stroke: css(indoor(stage, shift(wood, -0.12), 0.35)), width: 2, strokeOpacity: 0.35 });
}

function floorBoards(stage: Stage, wood: Rgb, edgeY: number): string {
  const { frame } = stage;
  const centre = frame.width / 2;
  let svg = rect(-10, edgeY, frame.width + 20, frame.height - edgeY + 10, {
    fill: stage.linear([
      [0, indoor(stage, wood, 0.5)],
      [1, indoor(stage, wood, 0.85)],
    ]),
  });
  let joints = '';
  for (let i = -14; i <= 14; i += 1)
    joints += `M${num(centre + i * 84)} ${num(edgeY)}L${num(centre + i * 190)} ${num(frame.height + 10)}`;
  svg += path(joints, {
    stroke: css(indoor(stage, shift(wood, -0.14), 0.3)),
    width: 2.4,
    strokeOpacity: 0.6,
  });
  svg += rect(-10, edgeY - 26, frame.width + 20, 28, { fill: css(indoor(stage, rgb('#efe6d6'), 0.55)) });
  const rug = pick(stage.rng('rug'), ['#a4463c', '#3f6a78', '#7a5a86', '#b9893e'].map(rgb));
  const y = frame.height * 0.91;
  for (const [size, level] of [
    [1, 0.35],
    [0.9, 0.75],
    [0.7, 0.45],
  ] as const) {
    svg += `<ellipse cx="${num(centre)}" cy="${num(y)}" rx="${num(Math.min(440, frame.width * 0.42) * size)}" ry="${num(84 * size)}" fill="${css(indoor(stage, level === 0.75 ? shift(rug, 0.1) : rug, level))}"/>`;
  }
  return svg;
}
