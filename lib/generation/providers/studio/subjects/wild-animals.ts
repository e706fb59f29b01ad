import { mix, type Rgb, rgb, shift } from '../paint/colour.ts';
import { limb } from '../paint/limb.ts';
import { blob, circle, ellipse, num, type Point, path, polygon, smooth, stroke } from '../paint/svg.ts';
import { eye } from './pets.ts';
import type { Pen, Thing } from './thing.ts';

function drawFox(pen: Pen): string {
  const main = pen.own('#d8692c', '#d8692c', '#c95a28');
  const white = rgb('#f6efe4');
  const black = rgb('#2a2226');
  const tail: Point[] = [
    [130, -90],
    [300, -40],
    [430, -110],
    [470, -260],
    [420, -400],
  ];
  let svg = path(limb(tail, [100, 180, 210, 176, 30]), { fill: pen.rounded(main, 0.9, 0.15) });
  svg += path(
    limb(
      [
        [468, -250],
        [452, -330],
        [416, -412],
      ],
      [178, 130, 12],
    ),
    { fill: pen.rounded(white, 0.95, 0.4) },
  );
  svg += path(
    smooth(
      [
        [-30, -610],
        [-120, -540],
        [-150, -380],
        [-120, -220],
        [-90, -20],
        [60, 0],
        [210, -6],
        [236, -120],
        [190, -300],
        [110, -470],
        [60, -580],
      ],
      true,
    ),
    { fill: pen.rounded(main, 0.95, 0.15) },
  );
  svg += path(
    smooth(
      [
        [-70, -560],
        [-140, -470],
        [-140, -340],
        [-84, -250],
        [-34, -340],
        [-20, -500],
      ],
      true,
    ),
    { fill: pen.rounded(white, 0.95, 0.4) },
  );
  for (const [x, level] of [
    [-20, 0.35],
    [-96, 0.9],
  ] as const) {
    svg += path(
      limb(
        [
          [x, -340],
          [x - 4, -180],
          [x - 6, -24],
        ],
        [90, 62, 54],
      ),
      { fill: pen.tone(main, level) },
    );
    svg += path(
      limb(
        [
          [x - 4, -150],
          [x - 6, -24],
        ],
        [60, 56],
      ),
      { fill: pen.tone(black, level * 0.8) },
    );
    svg += ellipse(x - 14, -16, 44, 22, { fill: pen.tone(black, level * 0.7) });
  }
  svg +=
    ellipse(150, -110, 96, 120, { fill: pen.tone(main, 0.6) }) +
    ellipse(130, -18, 92, 26, { fill: pen.tone(black, 0.5) });
  return svg + foxHead(pen, main, white, black);
}

function foxHead(pen: Pen, main: Rgb, white: Rgb, black: Rgb): string {
  const [x, y] = [-40, -700];
  let svg = '';
  for (const side of [-1, 1]) {
    svg += polygon(
      [
        [x + side * 196, y - 70],
        [x + side * 178, y - 280],
        [x + side * 40, y - 130],
      ],
      {
        fill: pen.tone(main, side === pen.side ? 0.9 : 0.4),
        stroke: pen.tone(main, side === pen.side ? 0.9 : 0.4),
        width: 12,
      },
    );
    svg += polygon(
      [
        [x + side * 188, y - 190],
        [x + side * 180, y - 290],
        [x + side * 112, y - 214],
      ],
      { fill: pen.tone(black, 0.6) },
    );
    svg += polygon(
      [
        [x + side * 160, y - 96],
        [x + side * 160, y - 206],
        [x + side * 86, y - 140],
      ],
      { fill: pen.tone(white, 0.6), opacity: 0.8 },
    );
  }
  const place = (points: readonly Point[]): Point[] => points.map(([px, py]): Point => [x + px, y + py]);
  const half: Point[] = [
    [0, -160],
    [-110, -140],
    [-190, -40],
    [-236, 60],
    [-130, 96],
    [-52, 168],
    [0, 214],
  ];
  const whole = [...half, ...half.map(([px, py]): Point => [-px, py]).reverse()];
  svg += path(smooth(place(whole), true, 0.85), { fill: pen.rounded(main, 1, 0.25) });
  for (const side of [-1, 1]) {
    const cheek: Point[] = [
      [side * 20, 60],
      [side * 96, -10],
      [side * 176, 14],
      [side * 230, 62],
      [side * 130, 92],
      [side * 54, 164],
      [side * 10, 204],
    ];
    svg += path(smooth(place(cheek), true, 0.8), { fill: pen.tone(white, side === pen.side ? 1 : 0.55) });
    svg += eye(pen, x + side * 88, y + 2, 30, 32, '#b8742a');
  }
  svg += ellipse(x, y + 196, 34, 26, { fill: pen.tone(black, 0.6) });
  return svg + ellipse(x + pen.side * 10, y + 188, 10, 6, { fill: pen.tone('#ffffff', 0.8), opacity: 0.7 });
}

/** A sitting fox, its tail around it. */
export const fox: Thing = { height: 0.58, aspect: 0.84, habitat: 'ground', draw: drawFox };

function drawBear(pen: Pen): string {
  const { words, place } = pen.stage.scene;
  const panda = words.has('panda');
  const polar = words.has('eisbaer') || words.has('arctic') || place === 'snow';
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

/** Four-legged animals in profile, facing left: the outline of trunk, neck and head, and four legs. */
export function standing(
  pen: Pen,
  outline: readonly Point[],
  main: Rgb,
  legs: {
    near: readonly (readonly Point[])[];
    far: readonly (readonly Point[])[];
    widths: readonly number[];
    hoof: string;
  },
): string {
  let svg = '';
  const leg = (points: readonly Point[], level: number): string => {
    const end = points[points.length - 1]!;
    const wide = legs.widths[legs.widths.length - 1]!;
    const hoof = polygon(
      [
        [end[0] - wide * 0.5, end[1] - 26],
        [end[0] + wide * 0.5, end[1] - 26],
        [end[0] + wide * 0.6, 0],
        [end[0] - wide * 0.72, 0],
      ],
      { fill: pen.tone(legs.hoof, level * 0.7) },
    );
    const fill = level > 0.3 ? pen.falling(main, 0.44, 0.62) : pen.tone(main, level);
    return path(limb(points, legs.widths), { fill }) + hoof;
  };
  for (const points of legs.far) svg += leg(points, 0.14);
  svg += blob(outline, { fill: pen.falling(main, 1, 0.22) }, 0.95);
  for (const points of legs.near) svg += leg(points, 0.62);
  return svg;
}

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
  const doe =
    pen.stage.scene.words.has('doe') || pen.stage.scene.words.has('reh') || pen.stage.scene.words.has('fawn');
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
