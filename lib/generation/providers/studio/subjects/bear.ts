import { mix, type Rgb, rgb, shift } from '../paint/colour.ts';
import { limb } from '../paint/limb.ts';
import { blob, circle, ellipse, type Point, path } from '../paint/svg.ts';
import { eye } from './eye.ts';
import type { Pen, Thing } from './thing.ts';

function drawBear(pen: Pen): string {
  const { place } = pen.stage.scene;
  const panda = pen.named('panda');
  const polar = pen.named('eisbaer', 'arctic') || place === 'snow';
  const main = panda || polar ? rgb('#f0ece2') : pen.own('#6b4630', '#7a5236', '#50392c');
  const limbs = panda ? rgb('#26242a') : shift(main, polar ? -0.05 : -0.05);
  const muzzle = polar || panda ? rgb('#faf7ef') : mix(shift(main, 0.16), [220, 190, 150], 0.35);
  let svg = '';
  for (const [x, level] of [
    [-250, 0.2],
    [270, 0.15],
  ] as const)
    svg += path(
      limb(
        [
          [x, -430],
          [x - 8, -220],
          [x - 14, -30],
        ],
        [190, 160, 150],
      ),
      { fill: pen.tone(limbs, level) },
    );
  const body: Point[] = [
    [-420, -560],
    [-330, -720],
    [-180, -800],
    [0, -770],
    [180, -770],
    [360, -700],
    [470, -520],
    [460, -330],
    [330, -240],
    [60, -220],
    [-240, -240],
    [-400, -360],
  ];
  svg += blob(body, { fill: pen.falling(main, 0.95, 0.2) });
  if (panda)
    svg += blob(
      [
        [-330, -720],
        [-180, -800],
        [-90, -770],
        [-110, -500],
        [-160, -240],
        [-330, -300],
        [-410, -480],
      ],
      { fill: pen.falling(limbs, 0.8, 0.2) },
    );
  for (const [x, level] of [
    [-330, 0.75],
    [360, 0.65],
  ] as const) {
    svg += path(
      limb(
        [
          [x + 20, -440],
          [x, -220],
          [x - 10, -40],
        ],
        [220, 180, 165],
      ),
      { fill: pen.tone(limbs, level) },
    );
    svg += ellipse(x - 26, -28, 104, 38, { fill: pen.tone(limbs, level * 0.8) });
    svg += path(`M${x - 98} -22v20M${x - 66} -18v20M${x - 34} -16v20`, {
      stroke: pen.tone('#1d181a', 0.3),
      width: 8,
    });
  }
  svg += circle(476, -560, 34, { fill: pen.tone(main, 0.5) });
  return svg + bearHead(pen, main, muzzle, panda ? limbs : undefined);
}

function bearHead(pen: Pen, main: Rgb, muzzle: Rgb, patches: Rgb | undefined): string {
  const [x, y] = [-430, -690];
  let svg = '';
  for (const side of [-1, 1]) {
    svg += circle(x + side * 128, y - 120, 62, { fill: pen.tone(patches ?? main, 0.6) });
    svg += circle(x + side * 128, y - 114, 34, { fill: pen.tone(patches ?? shift(main, -0.14), 0.3) });
  }
  svg += ellipse(x, y, 190, 170, { fill: pen.rounded(main, 0.95, 0.25) });
  for (const side of [-1, 1]) {
    if (patches !== undefined)
      svg += ellipse(x + side * 76, y - 14, 46, 58, { fill: pen.tone(patches, 0.6) });
    svg += eye(pen, x + side * 74, y - 22, 22, 24, '#4a2f1e');
  }
  svg += ellipse(x, y + 72, 104, 84, { fill: pen.tone(muzzle, 0.85) });
  svg +=
    ellipse(x, y + 36, 46, 32, { fill: pen.tone('#1c191c', 0.6) }) +
    ellipse(x + pen.side * 14, y + 26, 12, 7, { fill: pen.tone('#ffffff', 0.8), opacity: 0.6 });
  return (
    svg +
    path(`M${x} ${y + 68}v28q-26 28 -54 10M${x} ${y + 96}q26 28 54 10`, {
      stroke: pen.tone('#2a2022', 0.3),
      width: 8,
    })
  );
}

/** A bear on all fours that looks at us; a panda or a polar bear where the prompt says so. */
export const bear: Thing = { height: 0.52, aspect: 1.16, habitat: 'ground', draw: drawBear };
