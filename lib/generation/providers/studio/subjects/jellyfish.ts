import { css, mix, shift } from '../paint/colour.ts';
import { limb } from '../paint/limb.ts';
import { between } from '../paint/prng.ts';
import { ellipse, num, type Point, path } from '../paint/svg.ts';
import type { Pen, Thing } from './thing.ts';
import { wet } from './wet.ts';

function drawJellyfish(pen: Pen): string {
  const main = pen.own('#e58ad0', '#8ab4f2', '#f2a07a', '#9a8af0', '#7ae0d0');
  const glow = wet(pen, main, 1);
  let svg = pen.glow(0, -720, 760, main, 0.5);
  for (let i = 0; i < 9; i += 1) {
    const x = -250 + i * 62;
    const points: Point[] = [];
    const reach = between(pen.rng, 480, 780);
    for (let k = 0; k <= 7; k += 1)
      points.push([x * (1 + k * 0.03) + Math.sin(k * 1.3 + i * 1.7) * 34, -610 + (reach * k) / 7]);
    svg += path(limb(points, [18, 16, 14, 12, 10, 8, 6, 2]), {
      fill: css(mix(glow, [255, 255, 255], 0.25)),
      opacity: 0.6,
    });
  }
  for (let i = 0; i < 4; i += 1) {
    const x = -120 + i * 80;
    const points: Point[] = [];
    for (let k = 0; k <= 6; k += 1) points.push([x + Math.sin(k * 1.7 + i) * 46, -600 + k * 76]);
    svg += path(limb(points, [90, 70, 96, 60, 80, 44, 8]), {
      fill: css(mix(glow, [255, 255, 255], 0.5)),
      opacity: 0.5,
    });
  }
  const bell =
    'M-390 -600C-400 -860 -210 -1000 0 -1000C210 -1000 400 -860 390 -600Q330 -540 290 -610Q230 -540 180 -610Q110 -540 60 -612Q0 -540 -60 -612Q-110 -540 -180 -610Q-230 -540 -290 -610Q-330 -540 -390 -600Z';
  svg += path(bell, {
    fill: pen.stage.radial(
      [
        [0, mix(glow, [255, 255, 255], 0.65), 0.95],
        [0.6, glow, 0.85],
        [1, shift(glow, -0.12), 0.8],
      ],
      [0.5, 0.35],
      0.65,
    ),
  });
  for (const side of [-1, 1])
    for (const k of [0.35, 0.75])
      svg += path(
        `M0 -990C${num(side * 330 * k)} -960 ${num(side * 400 * k)} -780 ${num(side * 370 * k)} -610`,
        { stroke: '#ffffff', width: 8, strokeOpacity: 0.3 },
      );
  for (const [x, y] of [
    [-120, -760],
    [110, -780],
    [0, -700],
    [-10, -860],
  ] as const)
    svg += ellipse(x, y, 64, 42, { fill: css(mix(glow, [255, 255, 255], 0.7)), opacity: 0.45 });
  return svg + path('M-250 -900Q-160 -970 -50 -978', { stroke: '#ffffff', width: 20, strokeOpacity: 0.55 });
}

/** A glowing jellyfish. */
export const jellyfish: Thing = { height: 0.6, aspect: 0.72, habitat: 'deep', draw: drawJellyfish };
