import { rgb } from '../paint/colour.ts';
import { limb } from '../paint/limb.ts';
import { blob, circle, ellipse, type Point, path, stroke } from '../paint/svg.ts';
import { standing } from './quadruped.ts';
import type { Pen, Thing } from './thing.ts';

function drawDeer(pen: Pen): string {
  const main = pen.own('#a5703f', '#8f6138', '#b67c48');
  const pale = rgb('#ecdcc0');
  const outline: Point[] = [
    [-250, -560],
    [-120, -610],
    [60, -600],
    [200, -620],
    [270, -560],
    [284, -440],
    [220, -380],
    [80, -350],
    [-110, -350],
    [-226, -390],
    [-290, -470],
    [-310, -560],
    [-330, -660],
    [-372, -690],
    [-450, -664],
    [-498, -676],
    [-500, -712],
    [-440, -762],
    [-372, -800],
    [-320, -796],
    [-270, -700],
  ];
  let svg = '';
  const antler = (dx: number, level: number): string => {
    const colour = pen.tone('#8a7358', level);
    const beam: Point[] = [
      [-338 + dx, -796],
      [-330 + dx * 2.2, -860],
      [-250 + dx * 3.4, -920],
      [-236 + dx * 3.8, -996],
    ];
    return (
      stroke(beam, colour, 17) +
      stroke(
        [
          [-332 + dx * 2, -850],
          [-380 + dx * 1.6, -890],
          [-392 + dx * 1.6, -940],
        ],
        colour,
        13,
      ) +
      stroke(
        [
          [-276 + dx * 3, -906],
          [-310 + dx * 3, -950],
          [-306 + dx * 3, -994],
        ],
        colour,
        12,
      ) +
      stroke(
        [
          [-244 + dx * 3.6, -950],
          [-196 + dx * 3.6, -970],
        ],
        colour,
        11,
      )
    );
  };
  const doe = pen.named('doe', 'reh', 'fawn');
  if (!doe) svg += antler(36, 0.3);
  svg += path(
    limb(
      [
        [262, -590],
        [310, -560],
        [304, -490],
      ],
      [46, 44, 8],
    ),
    { fill: pen.tone(pale, 0.7) },
  );
  svg += standing(pen, outline, main, {
    near: [
      [
        [-220, -430],
        [-232, -240],
        [-226, -20],
      ],
      [
        [214, -470],
        [262, -250],
        [232, -20],
      ],
    ],
    far: [
      [
        [-150, -420],
        [-120, -250],
        [-150, -130],
        [-138, -20],
      ],
      [
        [150, -440],
        [192, -240],
        [160, -20],
      ],
    ],
    widths: [120, 50, 34],
    hoof: '#2c2422',
  });
  svg += blob(
    [
      [-262, -590],
      [-296, -510],
      [-272, -440],
      [-226, -420],
      [-230, -500],
    ],
    { fill: pen.tone(pale, 0.55), opacity: 0.7 },
  );
  for (const [x, y] of [
    [-40, -540],
    [20, -560],
    [80, -530],
    [140, -560],
    [0, -500],
    [60, -490],
    [150, -510],
    [-90, -560],
  ] as const)
    svg += ellipse(x, y, 13, 10, { fill: pen.tone(pale, 0.8), opacity: 0.65 });
  svg += path('M-318 -776Q-262 -850 -226 -846Q-232 -784 -300 -752Z', { fill: pen.tone(main, 0.6) });
  svg +=
    circle(-402, -740, 13, { fill: pen.tone('#1a1516', 0.5) }) + circle(-405, -744, 4, { fill: '#ffffff' });
  svg += ellipse(-494, -694, 16, 13, { fill: pen.tone('#1d1819', 0.5) });
  return svg + (doe ? '' : antler(0, 0.75));
}

/** A deer that stands and listens; a stag with antlers unless the prompt names a doe. */
export const deer: Thing = { height: 0.66, aspect: 0.86, habitat: 'ground', draw: drawDeer };
