import { lerp, type Rgb, rgb } from '../paint/colour.ts';
import { createNoise, fractal, ramp } from '../paint/noise.ts';
import { between, pick } from '../paint/prng.ts';
import { rect } from '../paint/svg.ts';
import type { Stage } from '../stage.ts';
import type { Setting } from './setting.ts';
import { paintStars } from './sky.ts';

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
