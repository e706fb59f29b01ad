import { mix, shift } from '../paint/colour.ts';
import { limb } from '../paint/limb.ts';
import { blob, circle, ellipse, num, type Point, path, stroke } from '../paint/svg.ts';
import type { Pen, Thing } from './thing.ts';

function drawElephant(pen: Pen): string {
  const main = pen.own('#8c8a90', '#7f7f88', '#97918c');
  const dark = shift(main, -0.1);
  let svg = '';
  for (const [x, level] of [
    [-120, 0.14],
    [300, 0.12],
  ] as const)
    svg += path(
      limb(
        [
          [x, -480],
          [x, -240],
          [x, -20],
        ],
        [200, 170, 176],
      ),
      { fill: pen.tone(main, level) },
    );
  const body: Point[] = [
    [-330, -700],
    [-220, -880],
    [20, -930],
    [260, -900],
    [430, -760],
    [480, -540],
    [440, -340],
    [240, -280],
    [-100, -270],
    [-290, -380],
  ];
  svg +=
    stroke(
      [
        [470, -640],
        [530, -520],
        [516, -380],
      ],
      pen.tone(main, 0.4),
      22,
    ) + ellipse(514, -366, 18, 32, { fill: pen.tone('#2c2a2e', 0.3) });
  svg += blob(body, { fill: pen.falling(main, 0.95, 0.22) });
  for (const [x, level] of [
    [-230, 0.6],
    [380, 0.55],
  ] as const) {
    svg += path(
      limb(
        [
          [x, -460],
          [x, -230],
          [x, -24],
        ],
        [230, 190, 190],
      ),
      { fill: pen.rounded(main, level, level * 0.35) },
    );
    svg += path(
      `M${x - 70} -12a24 24 0 0 1 44 0M${x - 20} -8a24 24 0 0 1 44 0M${x + 32} -12a24 24 0 0 1 40 0`,
      { fill: pen.tone('#d9d2c6', 0.7) },
    );
  }
  svg += path(
    limb(
      [
        [-470, -640],
        [-560, -500],
        [-590, -320],
        [-560, -150],
        [-480, -80],
        [-420, -110],
      ],
      [220, 140, 104, 80, 62, 46],
    ),
    { fill: pen.rounded(main, 0.9, 0.25) },
  );
  let folds = '';
  for (let i = 0; i < 7; i += 1)
    folds += `M${num(-620 + i * 5)} ${num(-470 + i * 52)}q40 14 ${num(86 - i * 6)} 0`;
  svg += path(folds, { stroke: pen.tone(dark, 0.1), width: 6, strokeOpacity: 0.6 });
  svg += blob(
    [
      [-300, -860],
      [-460, -880],
      [-570, -780],
      [-590, -640],
      [-520, -520],
      [-380, -490],
      [-260, -600],
    ],
    { fill: pen.rounded(main, 1, 0.3) },
  );
  svg += path('M-500 -520Q-600 -430 -660 -440Q-610 -380 -470 -440Z', {
    fill: pen.rounded('#f5ecd8', 1, 0.5),
  });
  svg += blob(
    [
      [-330, -840],
      [-180, -860],
      [-60, -760],
      [-40, -580],
      [-120, -420],
      [-220, -400],
      [-300, -520],
      [-360, -660],
    ],
    { fill: pen.rounded(shift(main, 0.03), 0.85, 0.35) },
  );
  svg += blob(
    [
      [-290, -790],
      [-180, -800],
      [-100, -720],
      [-90, -590],
      [-150, -470],
      [-220, -460],
      [-280, -560],
      [-320, -680],
    ],
    { fill: pen.tone(mix(main, [214, 160, 150], 0.35), 0.45), opacity: 0.7 },
  );
  svg +=
    circle(-480, -690, 19, { fill: pen.tone('#1c181a', 0.5) }) + circle(-485, -696, 6, { fill: '#ffffff' });
  return svg + path('M-512 -728q34 -24 66 0', { stroke: pen.tone(dark, 0.1), width: 7 });
}

/** An elephant in profile. */
export const elephant: Thing = { height: 0.6, aspect: 1.22, habitat: 'ground', draw: drawElephant };
