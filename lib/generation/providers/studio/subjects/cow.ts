import { mix, type Rgb, rgb, shift } from '../paint/colour.ts';
import { limb } from '../paint/limb.ts';
import { between } from '../paint/prng.ts';
import { blob, circle, ellipse, type Point, path, smooth } from '../paint/svg.ts';
import { roundish } from '../paint/terrain.ts';
import { standing } from './quadruped.ts';
import type { Pen, Thing } from './thing.ts';

function drawCow(pen: Pen): string {
  if (pen.named('sheep', 'lamb') || pen.named('schaf', 'schafe', 'lamm')) return drawSheep(pen);
  const main = pen.own('#f2ece2', '#a8683c', '#f2ece2', '#6a4632');
  const patch = pen.accent === undefined && main[0] > 220 ? rgb('#2f2a2c') : mix(main, [250, 244, 234], 0.7);
  const outline: Point[] = [
    [-300, -760],
    [-120, -770],
    [120, -760],
    [330, -780],
    [410, -720],
    [424, -520],
    [380, -400],
    [200, -350],
    [-60, -340],
    [-260, -380],
    [-360, -480],
    [-400, -620],
  ];
  let svg =
    path(
      limb(
        [
          [408, -730],
          [466, -620],
          [452, -430],
        ],
        [34, 26, 20],
      ),
      { fill: pen.tone(main, 0.5) },
    ) + ellipse(450, -400, 24, 46, { fill: pen.tone(shift(main, -0.3), 0.4) });
  svg += ellipse(190, -352, 110, 66, { fill: pen.tone('#e3a49a', 0.5) });
  svg += standing(pen, outline, main, {
    near: [
      [
        [-270, -440],
        [-276, -230],
        [-272, -24],
      ],
      [
        [340, -480],
        [366, -240],
        [344, -24],
      ],
    ],
    far: [
      [
        [-190, -420],
        [-180, -230],
        [-186, -24],
      ],
      [
        [250, -440],
        [264, -230],
        [250, -24],
      ],
    ],
    widths: [136, 84, 70],
    hoof: '#2b2522',
  });
  for (const [x, y, rx, ry] of [
    [-190, -640, 120, 90],
    [110, -560, 150, 110],
    [330, -650, 90, 110],
    [-60, -420, 80, 50],
  ] as const)
    svg += blob(roundish(pen.rng, x, y, rx, ry, 0.3, 9), {
      fill: pen.falling(patch, 0.9, 0.25),
      opacity: 0.95,
    });
  return svg + cowHead(pen, main, patch);
}

function cowHead(pen: Pen, main: Rgb, patch: Rgb): string {
  const [x, y] = [-440, -720];
  let svg = '';
  for (const side of [-1, 1]) {
    svg += path(
      limb(
        [
          [x + side * 90, y - 120],
          [x + side * 160, y - 170],
          [x + side * 150, y - 240],
        ],
        [46, 36, 8],
      ),
      { fill: pen.tone('#e6dcc4', 0.8) },
    );
    svg += path(
      smooth(
        [
          [x + side * 110, y - 96],
          [x + side * 210, y - 110],
          [x + side * 244, y - 60],
          [x + side * 190, y - 30],
          [x + side * 118, y - 50],
        ],
        true,
      ),
      { fill: pen.tone(patch, side === pen.side ? 0.8 : 0.4) },
    );
  }
  const half: Point[] = [
    [0, -150],
    [-96, -140],
    [-132, -60],
    [-112, 60],
    [-100, 150],
    [-60, 190],
    [0, 200],
  ];
  const whole = [...half, ...half.map(([px, py]): Point => [-px, py]).reverse()].map(
    ([px, py]): Point => [x + px, y + py],
  );
  svg += path(smooth(whole, true), { fill: pen.rounded(main, 1, 0.3) });
  svg += path(
    smooth(
      [
        [x + 20, y - 146],
        [x + 96, y - 138],
        [x + 130, y - 60],
        [x + 108, y + 40],
        [x + 40, y + 10],
      ],
      true,
    ),
    { fill: pen.tone(patch, 0.6) },
  );
  svg += ellipse(x, y + 150, 112, 74, { fill: pen.tone('#e0a79c', 0.85) });
  for (const side of [-1, 1])
    svg +=
      ellipse(x + side * 44, y + 140, 15, 20, { fill: pen.tone('#5a3434', 0.4) }) +
      circle(x + side * 74, y - 30, 22, { fill: pen.tone('#1b1719', 0.5) }) +
      circle(x + side * 74 + pen.side * 7, y - 38, 7, { fill: '#ffffff' });
  return svg + path(`M${x - 40} ${y + 192}q40 22 80 0`, { stroke: pen.tone('#7a4644', 0.4), width: 7 });
}

function drawSheep(pen: Pen): string {
  const wool = pen.accent ?? rgb('#f1ebdd');
  const face = rgb('#3a3336');
  let svg = '';
  for (const [x, level] of [
    [-200, 0.2],
    [-110, 0.6],
    [170, 0.2],
    [260, 0.6],
  ] as const)
    svg += path(
      limb(
        [
          [x, -330],
          [x, -20],
        ],
        [62, 52],
      ),
      { fill: pen.tone(face, level) },
    );
  for (const [level, reach] of [
    [0.2, 1],
    [0.6, 0.9],
    [1, 0.72],
  ] as const) {
    for (let i = 0; i < 22; i += 1) {
      const angle = (i / 22) * Math.PI * 2;
      const away = i % 2 === 0 ? 1 : 0.62;
      const lift = (1 - reach) * -190;
      svg += circle(
        40 + pen.side * (1 - reach) * 150 + Math.cos(angle) * 330 * away * reach,
        -500 + lift + Math.sin(angle) * 200 * away * reach,
        96 * between(pen.rng, 0.85, 1.15) * reach,
        { fill: pen.tone(wool, level) },
      );
    }
  }
  svg += path(
    smooth(
      [
        [-330, -700],
        [-440, -690],
        [-490, -560],
        [-450, -450],
        [-380, -440],
        [-320, -540],
      ],
      true,
    ),
    { fill: pen.rounded(face, 0.9, 0.3) },
  );
  svg += ellipse(-290, -680, 84, 34, { fill: pen.tone(face, 0.6), transform: 'rotate(14 -290 -680)' });
  for (const [x, y] of [
    [-360, -730],
    [-410, -720],
    [-310, -740],
  ] as const)
    svg += circle(x, y, 62, { fill: pen.tone(wool, 0.9) });
  return svg + circle(-424, -590, 17, { fill: '#f4efe4' }) + circle(-428, -588, 10, { fill: '#151214' });
}

/** A cow in a patched coat; a sheep where the prompt says so. */
export const cow: Thing = { height: 0.5, aspect: 1.1, habitat: 'ground', draw: drawCow };
