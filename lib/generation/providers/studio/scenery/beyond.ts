import { css, lerp, mix, type Rgb, rgb, shift } from '../paint/colour.ts';
import { createNoise, fractal, ramp } from '../paint/noise.ts';
import { between, pick } from '../paint/prng.ts';
import { circle, ellipse, num, path, polygon, rect } from '../paint/svg.ts';
import type { Stage } from '../stage.ts';
import { drawMist } from './clouds.ts';
import { paintHills } from './hills.ts';
import { farRange } from './mountains.ts';
import type { Habitat, Setting } from './setting.ts';
import { paintSky, paintStars } from './sky.ts';

/** High above the land: a large sky, hills far below. */
export function openSky(stage: Stage, habitat: Habitat): Setting {
  const { frame } = stage;
  const horizonY = frame.height * 0.8;
  paintSky(stage, horizonY + 20);
  stage.layer('far range', farRange(stage, horizonY + 14, { rise: frame.height * 0.13, layers: 3 }));
  paintHills(stage, horizonY, frame.height * 0.91);
  stage.layer('mist', drawMist(stage, 'valley', horizonY + 6, frame.height * 0.12, 0.6));
  const y = habitat === 'air' ? frame.height * 0.7 : frame.height * 0.94;
  return { standAt: () => y, room: y - frame.height * 0.06, horizonY, shadow: 0, front: () => undefined };
}

/** Deep space: stars, a nebula, a far planet. */
export function space(stage: Stage): Setting {
  const { frame } = stage;
  paintDeepSpace(stage);
  const y = frame.height * 0.84;
  return {
    standAt: () => y,
    room: y - frame.height * 0.12,
    horizonY: frame.height,
    shadow: 0,
    front: () => undefined,
  };
}

const NEBULAE: readonly (readonly [string, string, string])[] = [
  ['#3a1d6e', '#b0408a', '#f2a27a'],
  ['#12305e', '#2a8a9a', '#b9e6c8'],
  ['#2a1450', '#5a48c0', '#e07ac0'],
  ['#401a3a', '#c04a4a', '#f4c27a'],
];

/** Black sky, stars to all sides, and a cloud of gas. */
export function paintDeepSpace(stage: Stage): void {
  const { frame } = stage;
  const deep = stage.light.grade(rgb('#05060f'));
  const edge = stage.light.grade(rgb('#0d1230'));
  stage.layer(
    'space',
    rect(-10, -10, frame.width + 20, frame.height + 20, {
      fill: stage.linear(
        [
          [0, deep],
          [0.6, edge],
          [1, deep],
        ],
        [0, 0],
        [1, 1],
      ),
    }),
  );
  stage.layer('nebula', nebula(stage));
  paintStars(stage, frame.height * 1.8, 0.9);
}

function nebula(stage: Stage): string {
  const rng = stage.rng('nebula');
  const noise = createNoise(rng);
  const [deep, middle, bright] = pick(rng, NEBULAE).map((hex) => stage.light.grade(rgb(hex))) as [
    Rgb,
    Rgb,
    Rgb,
  ];
  const aspect = stage.frame.width / stage.frame.height;
  const columns = stage.detail === 1 ? 90 : stage.detail === 2 ? 170 : 240;
  const [cx, cy] = [between(rng, 0.3, 0.7), between(rng, 0.3, 0.7)];
  const lean = between(rng, -0.6, 0.6);
  const box = { x: -10, y: -10, width: stage.frame.width + 20, height: stage.frame.height + 20 };
  return stage.texture(box, columns, Math.round(columns / aspect), (u, v) => {
    const [x, y] = [(u - cx) * aspect, v - cy];
    const warp = fractal(noise, x * 1.7 + 9, y * 1.7, 4);
    const gas = 0.5 + fractal(noise, x * 2.6 + warp * 1.6, y * 2.6 - warp * 1.3, 6) * 1.25;
    const band = Math.exp(-(((y - lean * x) / 0.34) ** 2)) * Math.exp(-((x / 0.95) ** 2));
    const strength = Math.max(0, gas) * band;
    const dust = ramp(0.15, 0.5, fractal(noise, x * 3.1 - 7, y * 3.1 + 4, 5));
    const colour =
      strength < 0.4 ? lerp(deep, middle, strength / 0.4) : lerp(middle, bright, (strength - 0.4) / 0.6);
    return [colour[0], colour[1], colour[2], Math.min(0.94, strength * 1.5) * (1 - dust * 0.6)];
  });
}

/** Under water: light from above, beams, weeds, corals and a sandy bed. */
export function underwater(stage: Stage): Setting {
  const { frame } = stage;
  paintDepths(stage);
  const y = frame.height * 0.66;
  return {
    standAt: () => y,
    room: y - frame.height * 0.12,
    horizonY: frame.height,
    shadow: 0,
    front: () => stage.layer('bubbles', bubbles(stage)),
  };
}

function paintDepths(stage: Stage): void {
  const { frame, light } = stage;
  const rng = stage.rng('depths');
  const night = stage.scene.time === 'night';
  const warm = stage.scene.time === 'dusk' || stage.scene.time === 'dawn';
  const top = light.grade(mix(rgb(night ? '#1d5a7a' : '#7fd8de'), light.sky[3], warm ? 0.3 : 0.08));
  const middle = light.grade(rgb(night ? '#0d3354' : '#2391b0'));
  const deep = light.grade(rgb(night ? '#051529' : '#0b3f66'));
  stage.layer(
    'depths',
    rect(-10, -10, frame.width + 20, frame.height + 20, {
      fill: stage.linear([
        [0, top],
        [0.42, middle],
        [1, deep],
      ]),
    }),
  );
  stage.layer('surface', surfaceLight(stage, top));
  stage.layer('beams', seaBeams(stage, mix(top, [255, 255, 255], 0.4)));
  const bed = rgb('#cdb98a');
  for (const [i, share] of [0.8, 0.9].entries()) {
    const points = Array.from({ length: 14 }, (_, k): readonly [number, number] => [
      (frame.width * (k - 0.5)) / 12.5,
      frame.height * share + between(rng, -22, 22),
    ]);
    const tone = mix(
      light.grade(shift(bed, night ? -0.35 : -0.14)),
      i === 0 ? middle : deep,
      i === 0 ? 0.68 : 0.44,
    );
    if (i === 0) stage.layer('far reef', reef(stage, frame.height * 0.84, 0.55, middle, 'far'));
    stage.layer(
      `bed ${i}`,
      polygon([...points, [frame.width + 40, frame.height + 20], [-40, frame.height + 20]], {
        fill: stage.linear([
          [0, mix(tone, top, 0.18)],
          [1, mix(tone, deep, 0.5)],
        ]),
      }),
    );
  }
  stage.layer('reef', reef(stage, frame.height * 0.98, 1, deep, 'near'));
}

function surfaceLight(stage: Stage, top: Rgb): string {
  if (stage.detail === 1) return '';
  const noise = createNoise(stage.rng('surface'));
  const aspect = stage.frame.width / 200;
  return stage.texture(
    { x: -10, y: -10, width: stage.frame.width + 20, height: stage.frame.height * 0.34 },
    180,
    60,
    (u, v) => {
      const depth = 0.25 + v * 1.4;
      const cell =
        Math.abs(noise((u * aspect * 1.5) / depth, v * 7 + 3)) +
        Math.abs(noise((u * aspect * 2.6) / depth + 20, v * 11)) * 0.5;
      const line = ramp(0.3, 0, cell) * (1 - v) ** 1.6;
      return [
        Math.min(255, top[0] + 60),
        Math.min(255, top[1] + 40),
        Math.min(255, top[2] + 30),
        line * 0.65,
      ];
    },
  );
}

function seaBeams(stage: Stage, colour: Rgb): string {
  const rng = stage.rng('sea beams');
  const { frame } = stage;
  const x = frame.width * stage.light.place[0];
  const fill = stage.linear([
    [0, colour, 0.3],
    [1, colour, 0],
  ]);
  let svg = '';
  for (let i = 0; i < 4 + stage.detail * 2; i += 1) {
    const from = x + between(rng, -0.36, 0.36) * frame.width;
    const wide = between(rng, 20, 70);
    const slant = (from - x) * 0.6 - stage.light.side * 60;
    const low = frame.height * between(rng, 0.55, 0.9);
    svg += polygon(
      [
        [from, -10],
        [from + wide, -10],
        [from + wide * 2.6 + slant, low],
        [from + slant, low],
      ],
      { fill },
    );
  }
  return svg;
}

function reef(stage: Stage, floorY: number, size: number, water: Rgb, name: string): string {
  const rng = stage.rng(`reef ${name}`);
  const { frame, light } = stage;
  const fade = name === 'far' ? 0.74 : 0.12;
  const dim = stage.scene.time === 'night' ? -0.25 : -0.04;
  const paint = (hex: string): string => {
    return css(mix(light.grade(shift(rgb(hex), dim)), water, fade));
  };
  let svg = '';
  const many = Math.round((frame.width / 110) * (0.5 + stage.detail * 0.25));
  for (let i = 0; i < many; i += 1) {
    const share = rng();
    const x = frame.width * (share < 0.5 ? share * 0.72 : 1 - (1 - share) * 0.72);
    const kind = rng();
    const y = floorY + between(rng, -10, 24);
    if (kind < 0.4)
      svg += weed(
        rng,
        x,
        y,
        between(rng, 110, 250) * size,
        paint(pick(rng, ['#2f8a5c', '#3f9a4c', '#6aa84a', '#1f7a6a'])),
      );
    else if (kind < 0.7)
      svg += branchCoral(
        rng,
        x,
        y,
        between(rng, 60, 130) * size,
        paint(pick(rng, ['#e86a6a', '#f08a4a', '#d95a9a', '#f2b84a', '#a86ad0'])),
      );
    else
      svg += brainCoral(
        rng,
        x,
        y,
        between(rng, 34, 78) * size,
        paint(pick(rng, ['#c96a8a', '#d9a05a', '#7a8ac0', '#b9564a'])),
        paint('#5a3a4a'),
      );
  }
  return svg;
}

function weed(rng: () => number, x: number, y: number, tall: number, colour: string): string {
  let d = '';
  for (let i = 0; i < 4; i += 1) {
    const lean = (rng() - 0.5) * tall * 0.5;
    const wide = tall * 0.045;
    const high = tall * (0.6 + rng() * 0.5);
    const from = x + (i - 1.5) * wide * 1.6;
    d += `M${num(from - wide / 2)} ${num(y)}C${num(from + lean)} ${num(y - high * 0.35)} ${num(from - lean)} ${num(y - high * 0.65)} ${num(from + lean * 0.7)} ${num(y - high)}C${num(from - lean + wide)} ${num(y - high * 0.6)} ${num(from + lean + wide)} ${num(y - high * 0.3)} ${num(from + wide / 2)} ${num(y)}Z`;
  }
  return path(d, { fill: colour });
}

function branchCoral(rng: () => number, x: number, y: number, tall: number, colour: string): string {
  let d = '';
  const grow = (px: number, py: number, angle: number, long: number, depth: number): void => {
    const [qx, qy] = [px + Math.cos(angle) * long, py + Math.sin(angle) * long];
    d += `M${num(px)} ${num(py)}L${num(qx)} ${num(qy)}`;
    if (depth > 0)
      for (const turn of [-0.55, 0, 0.5])
        grow(qx, qy, angle + turn + (rng() - 0.5) * 0.3, long * 0.68, depth - 1);
  };
  grow(x, y, -Math.PI / 2, tall * 0.4, 3);
  return path(d, { stroke: colour, width: tall * 0.06 });
}

function brainCoral(
  rng: () => number,
  x: number,
  y: number,
  size: number,
  colour: string,
  line: string,
): string {
  let d = '';
  for (let i = 0; i < 7; i += 1) {
    const at = y - size * 0.1 - size * 0.6 * rng();
    const half = size * 0.75 * Math.sqrt(Math.max(0, 1 - ((y - at) / (size * 0.8)) ** 2));
    d += `M${num(x - half)} ${num(at)}q${num(half * 0.5)} ${num(-size * 0.16)} ${num(half)} 0t${num(half)} 0`;
  }
  return (
    ellipse(x, y, size, size * 0.8, { fill: colour }) +
    path(d, { stroke: line, width: size * 0.05, strokeOpacity: 0.35 })
  );
}

function bubbles(stage: Stage): string {
  const rng = stage.rng('bubbles');
  const { frame } = stage;
  let svg = '';
  for (let i = 0; i < 14 * stage.detail; i += 1) {
    const column = Math.floor(rng() * 4);
    const x = frame.width * (0.16 + column * 0.23) + between(rng, -26, 26);
    const y = frame.height * rng();
    const radius = between(rng, 2, 11);
    svg += circle(x, y, radius, {
      fill: '#ffffff',
      opacity: 0.12,
      stroke: '#e8fbff',
      width: 1.2,
      strokeOpacity: 0.55,
    });
    svg += circle(x - radius * 0.35, y - radius * 0.35, radius * 0.22, { fill: '#ffffff', opacity: 0.8 });
  }
  return svg;
}
