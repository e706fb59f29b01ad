import { mix, type Rgb, rgb, shift } from '../paint/colour.ts';
import { limb } from '../paint/limb.ts';
import { between } from '../paint/prng.ts';
import { blob, circle, ellipse, type Point, path, polygon, smooth } from '../paint/svg.ts';
import { roundish } from '../paint/terrain.ts';
import type { Pen, Thing } from './thing.ts';
import { standing } from './wild-animals.ts';

function drawHorse(pen: Pen): string {
  const { words } = pen.stage.scene;
  const zebra = words.has('zebra');
  const unicorn = words.has('unicorn') || words.has('einhorn');
  const main = zebra
    ? rgb('#efebe2')
    : unicorn
      ? (pen.accent ?? rgb('#f3eef2'))
      : pen.own('#8a5230', '#5c3a28', '#b8793e', '#3a322f', '#d8cfc2');
  const hair = zebra ? rgb('#26242a') : unicorn ? rgb('#d58fc0') : shift(main, -0.2);
  const outline: Point[] = [
    [-190, -660],
    [-40, -636],
    [120, -650],
    [260, -680],
    [352, -630],
    [380, -520],
    [330, -440],
    [200, -410],
    [20, -380],
    [-140, -392],
    [-260, -440],
    [-320, -530],
    [-352, -640],
    [-400, -710],
    [-440, -726],
    [-540, -670],
    [-594, -676],
    [-604, -730],
    [-540, -800],
    [-468, -880],
    [-410, -912],
    [-340, -870],
    [-260, -760],
  ];
  let svg = path(
    limb(
      [
        [352, -630],
        [430, -590],
        [470, -440],
        [452, -250],
        [480, -130],
      ],
      [60, 90, 104, 78, 10],
    ),
    { fill: pen.rounded(hair, 0.7, 0.15) },
  );
  svg += polygon(
    [
      [-402, -880],
      [-388, -992],
      [-352, -870],
    ],
    { fill: pen.tone(main, 0.3) },
  );
  svg += standing(pen, outline, main, {
    near: [
      [
        [-250, -500],
        [-268, -270],
        [-262, -24],
      ],
      [
        [290, -540],
        [334, -290],
        [296, -170],
        [304, -24],
      ],
    ],
    far: [
      [
        [-190, -480],
        [-150, -300],
        [-250, -190],
        [-214, -70],
      ],
      [
        [220, -500],
        [250, -280],
        [204, -160],
        [196, -24],
      ],
    ],
    widths: [150, 66, 50, 46],
    hoof: '#2b2522',
  });
  if (zebra) svg += zebraStripes(pen);
  svg += path(
    smooth(
      [
        [-420, -915],
        [-340, -910],
        [-250, -800],
        [-170, -680],
        [-216, -640],
        [-300, -720],
        [-350, -830],
      ],
      true,
    ),
    { fill: pen.tone(hair, 0.5) },
  );
  svg += path(
    smooth(
      [
        [-420, -925],
        [-480, -860],
        [-470, -800],
        [-430, -860],
      ],
      true,
    ),
    { fill: pen.tone(hair, 0.6) },
  );
  svg += polygon(
    [
      [-430, -890],
      [-426, -1000],
      [-380, -890],
    ],
    { fill: pen.tone(main, 0.7) },
  );
  svg +=
    circle(-476, -806, 16, { fill: pen.tone('#171315', 0.5) }) + circle(-480, -811, 5, { fill: '#ffffff' });
  svg +=
    ellipse(-580, -716, 11, 15, { fill: pen.tone('#1d1718', 0.3) }) +
    path('M-596 -690q30 6 52 -8', { stroke: pen.tone('#2a2022', 0.2), width: 6 });
  if (unicorn)
    svg += polygon(
      [
        [-470, -880],
        [-560, -1060],
        [-440, -902],
      ],
      { fill: pen.rounded('#f2cf6a', 1, 0.5) },
    );
  return svg;
}

function zebraStripes(pen: Pen): string {
  let d = '';
  for (let i = 0; i < 9; i += 1) {
    const x = -230 + i * 66;
    const lean = (i - 4) * 12;
    d += `M${x} -660Q${x + 26} -540 ${x + lean} -420L${x + lean + 22} -425Q${x + 50} -540 ${x + 30} -658Z`;
  }
  for (let i = 0; i < 5; i += 1)
    d += `M${-400 + i * 34} ${-860 + i * 44}Q${-420 + i * 30} ${-780 + i * 50} ${-388 + i * 10} ${-730 + i * 50}l14 -10Q${-390 + i * 30} ${-790 + i * 50} ${-380 + i * 36} ${-850 + i * 44}Z`;
  return path(d, { fill: pen.tone('#26242a', 0.5), opacity: 0.9 });
}

/** A horse in profile; a unicorn or a zebra where the prompt says so. */
export const horse: Thing = { height: 0.6, aspect: 1.12, habitat: 'ground', draw: drawHorse };

function drawCow(pen: Pen): string {
  const { words } = pen.stage.scene;
  if (
    words.has('sheep') ||
    words.has('lamb') ||
    words.has('schaf') ||
    words.has('schafe') ||
    words.has('lamm')
  )
    return drawSheep(pen);
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
