import { type Rgb, shift } from '../paint/colour.ts';
import { limb } from '../paint/limb.ts';
import { between } from '../paint/prng.ts';
import { circle, ellipse, num, type Point, path, polygon } from '../paint/svg.ts';
import type { Pen, Thing } from './thing.ts';

function drawCactus(pen: Pen): string {
  const green = pen.own('#4f8a55', '#5a9460', '#47805a');
  const arm = (points: readonly Point[], wide: number, level: number): string =>
    path(limb(points, [wide * 0.86, wide, wide, wide * 0.9, wide * 0.5]), {
      fill: pen.rounded(green, level, level * 0.12),
    });
  let svg =
    arm(
      [
        [-10, -380],
        [-170, -390],
        [-240, -450],
        [-240, -620],
        [-240, -720],
      ],
      116,
      0.85,
    ) +
    arm(
      [
        [10, -300],
        [170, -310],
        [250, -370],
        [252, -520],
        [252, -600],
      ],
      108,
      0.8,
    );
  svg += path(
    'M-96 0C-104 -300 -106 -700 -90 -900Q-60 -1000 0 -1000Q60 -1000 90 -900C106 -700 104 -300 96 0Z',
    { fill: pen.rounded(green, 1, 0.12) },
  );
  let ribs = '';
  for (const x of [-58, -22, 18, 56]) ribs += `M${x} -10C${x * 1.06} -340 ${x * 1.04} -700 ${x * 0.8} -930`;
  svg += path(`${ribs}M-252 -480V-720M-226 -480V-720M240 -400V-600M266 -400V-600`, {
    stroke: pen.tone(shift(green, -0.12), 0.2),
    width: 8,
    strokeOpacity: 0.6,
  });
  let spines = '';
  for (let i = 0; i < 26 * pen.stage.detail; i += 1)
    spines += `M${num(between(pen.rng, -88, 88))} ${num(between(pen.rng, -960, -30))}l${num(between(pen.rng, -14, 14))} -15`;
  svg += path(spines, { stroke: pen.tone('#f3ead0', 0.9), width: 3.6, strokeOpacity: 0.8 });
  for (const [x, y] of [
    [0, -1000],
    [-240, -736],
    [252, -616],
  ] as const)
    for (let k = 0; k < 5; k += 1)
      svg += ellipse(x + (k - 2) * 17, y + Math.abs(k - 2) * 7, 16, 26, {
        fill: pen.tone('#e5568a', k % 2 === 0 ? 0.6 : 0.95),
        transform: `rotate(${(k - 2) * 22} ${x + (k - 2) * 17} ${y})`,
      });
  return svg + pads(pen, green);
}

function pads(pen: Pen, green: Rgb): string {
  let svg = '';
  for (const [x, y, size, turn] of [
    [390, -90, 92, 10],
    [450, -220, 76, 26],
    [340, -220, 70, -20],
    [-400, -70, 74, -8],
    [-440, -170, 60, -28],
  ] as const) {
    svg += ellipse(x, y, size * 0.72, size, {
      fill: pen.rounded(shift(green, 0.03), 0.95, 0.15),
      transform: `rotate(${turn} ${x} ${y})`,
    });
    svg += circle(x + turn, y - size, 17, { fill: pen.tone('#d8402e', 0.9) });
  }
  for (const [x, size] of [
    [-240, 40],
    [200, 52],
    [-120, 26],
    [560, 34],
  ] as const)
    svg += polygon(
      [
        [x - size, 8],
        [x - size * 0.6, -size * 0.6],
        [x + size * 0.4, -size * 0.7],
        [x + size, 8],
      ],
      { fill: pen.rounded('#b08a6a', 0.9, 0.2) },
    );
  return svg;
}

/** A tall cactus in flower, prickly pears beside it. */
export const cactus: Thing = { height: 0.6, aspect: 0.9, habitat: 'ground', draw: drawCactus };
