import { mix, type Rgb, rgb, shift } from '../paint/colour.ts';
import { limb, symmetric } from '../paint/limb.ts';
import { between } from '../paint/prng.ts';
import { blob, circle, ellipse, num, type Point, path, polygon, smooth } from '../paint/svg.ts';
import type { Pen, Thing } from './thing.ts';

const has = (pen: Pen, ...words: readonly string[]): boolean =>
  words.some((word) => pen.stage.scene.words.has(word));

/** Short strokes of fur along a line, for fine pictures. */
export function fur(pen: Pen, colour: string, spots: readonly Point[], size: number, lean = 0): string {
  if (pen.stage.detail === 1) return '';
  let d = '';
  for (const [x, y] of spots) {
    for (let i = 0; i < 3; i += 1) {
      const dx = between(pen.rng, -size, size);
      d += `M${num(x + dx)} ${num(y + between(pen.rng, -size, size) * 0.6)}q${num(lean * 4)} ${num(size * 0.5)} ${num(lean * size)} ${num(size)}`;
    }
  }
  return path(d, { stroke: colour, width: 5, strokeOpacity: 0.5 });
}

/** A round eye with iris, pupil and a spark of light. */
export function eye(
  pen: Pen,
  x: number,
  y: number,
  rx: number,
  ry: number,
  iris: string,
  slit = false,
): string {
  return (
    ellipse(x, y, rx * 1.16, ry * 1.16, { fill: pen.tone('#1c1a20', 0.4) }) +
    ellipse(x, y, rx, ry, { fill: pen.tone(iris, 1) }) +
    ellipse(x, y, rx * (slit ? 0.36 : 0.62), ry * (slit ? 0.85 : 0.66), { fill: pen.tone('#141218', 0.3) }) +
    circle(x + pen.side * rx * 0.28, y - ry * 0.34, rx * 0.24, {
      fill: pen.stage.light.dark ? '#dfe6f2' : '#ffffff',
    })
  );
}

type Coat = { main: Rgb; dark: Rgb; light: Rgb; stripes: boolean; mane: boolean };

function catCoat(pen: Pen): Coat {
  if (has(pen, 'lion', 'loewe'))
    return { main: rgb('#d9a557'), dark: rgb('#8a5326'), light: rgb('#f3dfb4'), stripes: false, mane: true };
  if (has(pen, 'tiger'))
    return { main: rgb('#e58a34'), dark: rgb('#2a221e'), light: rgb('#fbf1e0'), stripes: true, mane: false };
  if (has(pen, 'leopard', 'lynx', 'luchs'))
    return { main: rgb('#d7a765'), dark: rgb('#4a3524'), light: rgb('#f6e7c8'), stripes: true, mane: false };
  const main = pen.own('#dd8a45', '#6d7280', '#3a3840', '#c7a27c', '#e6dccb');
  const pale = main[0] + main[1] + main[2] > 560;
  return {
    main,
    dark: shift(main, pale ? -0.2 : -0.13),
    light: mix(shift(main, 0.2, 0.6), [255, 250, 240], 0.5),
    stripes: pen.rng() < 0.7,
    mane: false,
  };
}

function drawCat(pen: Pen): string {
  const coat = catCoat(pen);
  const { main, dark, light } = coat;
  const tail: Point[] = [
    [190, -70],
    [330, -50],
    [388, -170],
    [330, -290],
    [352, -380],
  ];
  let svg = path(limb(tail, [92, 84, 74, 62, 40]), { fill: pen.rounded(main, 0.7, 0.1) });
  if (coat.mane)
    svg += path(
      limb(
        [
          [340, -330],
          [356, -410],
        ],
        [70, 90],
      ),
      { fill: pen.tone(dark, 0.5) },
    );
  const body: Point[] = [
    [0, -600],
    [-120, -560],
    [-176, -440],
    [-216, -300],
    [-268, -150],
    [-246, -30],
    [-130, 2],
    [0, 4],
  ];
  svg += path(symmetric(body), { fill: pen.rounded(main, 0.95, 0.12) });
  svg += blob(
    [
      [-150, -250],
      [-212, -150],
      [-214, -40],
      [-130, -8],
      [-92, -80],
      [-96, -200],
    ],
    { fill: pen.tone(dark, 0.35), opacity: 0.35 },
  );
  svg += blob(
    [
      [150, -250],
      [212, -150],
      [214, -40],
      [130, -8],
      [92, -80],
      [96, -200],
    ],
    { fill: pen.tone(dark, 0.35), opacity: 0.35 },
  );
  svg += path(
    symmetric([
      [0, -560],
      [-74, -500],
      [-92, -390],
      [-56, -270],
      [0, -236],
    ]),
    { fill: pen.rounded(light, 0.95, 0.3) },
  );
  for (const side of [-1, 1]) {
    svg += path(
      limb(
        [
          [side * 62, -330],
          [side * 66, -160],
          [side * 62, -26],
        ],
        [104, 92, 96],
      ),
      { fill: pen.rounded(main, 0.95, 0.2) },
    );
    svg += ellipse(side * 64, -22, 66, 32, { fill: pen.rounded(light, 1, 0.35) });
    svg += path(`M${side * 64 - 20} -16v18M${side * 64 + 20} -16v18`, {
      stroke: pen.tone(dark, 0.2),
      width: 5,
      strokeOpacity: 0.6,
    });
  }
  if (coat.stripes) svg += bodyStripes(pen, dark);
  return svg + catHead(pen, coat);
}

function bodyStripes(pen: Pen, dark: Rgb): string {
  let d = '';
  for (const side of [-1, 1]) {
    for (let i = 0; i < 5; i += 1) {
      const y = -470 + i * 78;
      const edge = 186 + i * 17;
      d += `M${num(side * edge)} ${y}Q${num(side * (edge - 50))} ${y + 10} ${num(side * (edge - 86))} ${y + 32}Q${num(side * (edge - 44))} ${y + 26} ${num(side * (edge + 4))} ${y + 26}Z`;
    }
  }
  return path(d, { fill: pen.tone(dark, 0.4), opacity: 0.75 });
}

function catHead(pen: Pen, { main, dark, light, stripes, mane }: Coat): string {
  const y = -720;
  let svg = '';
  if (mane) {
    const ring: Point[] = Array.from({ length: 22 }, (_, i): Point => {
      const angle = (i / 22) * Math.PI * 2;
      const reach = i % 2 === 0 ? 1 : 0.84;
      return [Math.cos(angle) * 330 * reach, y + 30 + Math.sin(angle) * 310 * reach];
    });
    svg += blob(ring, { fill: pen.rounded(dark, 0.9, 0.2) });
    svg += blob(
      ring.map(([px, py]): Point => [px * 0.83, y + 30 + (py - y - 30) * 0.83]),
      { fill: pen.rounded(mix(dark, main, 0.4), 0.9, 0.2) },
    );
  }
  for (const side of [-1, 1]) {
    const ear: Point[] = mane
      ? [
          [side * 205, y - 90],
          [side * 215, y - 190],
          [side * 130, y - 200],
          [side * 90, y - 130],
        ]
      : [
          [side * 216, y - 60],
          [side * 214, y - 270],
          [side * 150, y - 215],
          [side * 62, y - 134],
        ];
    svg += mane
      ? blob(ear, { fill: pen.tone(main, 0.6) })
      : polygon(ear, {
          fill: pen.tone(main, side === pen.side ? 0.9 : 0.35),
          stroke: pen.tone(main, side === pen.side ? 0.9 : 0.35),
          width: 16,
        });
    if (!mane)
      svg += polygon(
        [
          [side * 190, y - 96],
          [side * 196, y - 216],
          [side * 108, y - 146],
        ],
        { fill: pen.tone('#e0a095', 0.6) },
      );
  }
  const face: Point[] = [
    [0, y - 172],
    [-110, y - 160],
    [-208, y - 62],
    [-236, y + 40],
    [-170, y + 132],
    [-70, y + 168],
    [0, y + 172],
  ];
  svg += path(symmetric(face), { fill: pen.rounded(main, 1, 0.2) });
  if (stripes) {
    svg += path(`M0 ${y - 170}l-14 84h28zM-60 ${y - 166}l2 70l26 -16zM60 ${y - 166}l-2 70l-26 -16z`, {
      fill: pen.tone(dark, 0.4),
      opacity: 0.8,
    });
    for (const side of [-1, 1])
      svg += path(
        `M${side * 228} ${y + 20}l${-side * 76} 8l${side * 70} 20zM${side * 214} ${y + 72}l${-side * 66} -6l${side * 50} 28z`,
        { fill: pen.tone(dark, 0.4), opacity: 0.8 },
      );
  }
  svg += path(
    symmetric([
      [0, y + 32],
      [-66, y + 46],
      [-104, y + 104],
      [-60, y + 158],
      [0, y + 164],
    ]),
    { fill: pen.tone(light, 0.85) },
  );
  const iris = pen.own('#8fae3e', '#d9a02c', '#6aa6c8');
  svg +=
    eye(pen, -94, y + 4, 48, 52, pen.accent === undefined ? hex(iris) : '#d9b02c', true) +
    eye(pen, 94, y + 4, 48, 52, pen.accent === undefined ? hex(iris) : '#d9b02c', true);
  svg += path(
    `M-26 ${y + 58}Q0 ${y + 48} 26 ${y + 58}Q12 ${y + 84} 0 ${y + 88}Q-12 ${y + 84} -26 ${y + 58}Z`,
    { fill: pen.tone('#c9746c', 0.8) },
  );
  svg += path(`M0 ${y + 88}v18M0 ${y + 106}q-22 26 -50 12M0 ${y + 106}q22 26 50 12`, {
    stroke: pen.tone('#3a2a2c', 0.4),
    width: 6,
  });
  let whiskers = '';
  for (const side of [-1, 1])
    for (const dy of [-14, 6, 26])
      whiskers += `M${side * 78} ${y + 96 + dy * 0.4}q${side * 96} ${dy * 0.4 - 12} ${side * 190} ${dy}`;
  return (
    svg +
    path(whiskers, { stroke: pen.stage.light.dark ? '#aab2c4' : '#fffaf0', width: 3.4, strokeOpacity: 0.8 })
  );
}

const hex = ([r, g, b]: Rgb): string =>
  `#${[r, g, b].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** A sitting cat, seen from the front; a lion or a tiger where the prompt says so. */
export const cat: Thing = { height: 0.62, aspect: 0.74, habitat: 'ground', draw: drawCat };

function drawDog(pen: Pen): string {
  const wolf = has(pen, 'wolf');
  const main = wolf
    ? (pen.accent ?? rgb('#8b8f98'))
    : pen.own('#c98d4e', '#8a5a3a', '#e6d3b0', '#4a4038', '#b8703c');
  const dark = shift(main, -0.14);
  const light = mix(shift(main, 0.18, 0.6), [255, 250, 240], 0.55);
  let svg = path(
    limb(
      [
        [170, -70],
        [300, -110],
        [380, -220],
        [372, -330],
      ],
      wolf ? [110, 110, 96, 40] : [80, 66, 50, 20],
    ),
    { fill: pen.rounded(main, 0.8, 0.15) },
  );
  svg += path(
    symmetric([
      [0, -620],
      [-128, -560],
      [-180, -400],
      [-216, -220],
      [-246, -90],
      [-196, -8],
      [0, 6],
    ]),
    { fill: pen.rounded(main, 0.95, 0.12) },
  );
  svg += path(
    symmetric([
      [0, -600],
      [-88, -540],
      [-116, -420],
      [-76, -260],
      [0, -210],
    ]),
    { fill: pen.rounded(light, 0.95, 0.3) },
  );
  for (const side of [-1, 1]) {
    svg += ellipse(side * 184, -96, 92, 112, { fill: pen.tone(dark, side === pen.side ? 0.8 : 0.3) });
    svg += ellipse(side * 200, -18, 84, 30, { fill: pen.tone(main, side === pen.side ? 0.9 : 0.4) });
    svg += path(
      limb(
        [
          [side * 74, -400],
          [side * 78, -190],
          [side * 76, -30],
        ],
        [118, 90, 88],
      ),
      { fill: pen.rounded(main, 0.95, 0.2) },
    );
    svg += ellipse(side * 76, -20, 68, 32, { fill: pen.rounded(light, 1, 0.35) });
    svg += path(`M${side * 76 - 20} -14v16M${side * 76 + 20} -14v16`, {
      stroke: pen.tone(dark, 0.2),
      width: 5,
    });
  }
  if (!wolf) {
    const band = pen.tone(pen.accent === undefined ? '#c23b36' : '#2f5f9a', 0.85);
    svg +=
      path('M-138 -552Q0 -486 138 -552L142 -512Q0 -440 -142 -512Z', { fill: band }) +
      circle(0, -450, 30, { fill: pen.rounded('#e8b840', 1, 0.3) });
  }
  return svg + dogHead(pen, main, dark, light, wolf);
}

function dogHead(pen: Pen, main: Rgb, dark: Rgb, light: Rgb, wolf: boolean): string {
  const y = -740;
  let svg = '';
  const upright = wolf || has(pen, 'husky', 'shepherd', 'schaeferhund', 'corgi');
  for (const side of [-1, 1]) {
    if (!upright) continue;
    svg += polygon(
      [
        [side * 190, y - 70],
        [side * 190, y - 258],
        [side * 52, y - 140],
      ],
      {
        fill: pen.tone(main, side === pen.side ? 0.9 : 0.35),
        stroke: pen.tone(main, side === pen.side ? 0.9 : 0.35),
        width: 16,
      },
    );
    svg += polygon(
      [
        [side * 168, y - 100],
        [side * 172, y - 208],
        [side * 92, y - 140],
      ],
      { fill: pen.tone(dark, 0.4) },
    );
  }
  svg += path(
    symmetric([
      [0, y - 182],
      [-120, y - 164],
      [-186, y - 70],
      [-190, y + 30],
      [-140, y + 120],
      [-96, y + 186],
      [0, y + 214],
    ]),
    { fill: pen.rounded(main, 1, 0.2) },
  );
  svg += path(
    symmetric([
      [0, y - 180],
      [-30, y - 150],
      [-34, y - 20],
      [-112, y + 70],
      [-106, y + 164],
      [-50, y + 206],
      [0, y + 212],
    ]),
    { fill: pen.rounded(light, 1, 0.4) },
  );
  for (const side of [-1, 1]) {
    if (upright) continue;
    svg += smoothEar(pen, side, y, dark);
  }
  svg += eye(pen, -86, y - 10, 34, 38, '#6a4224') + eye(pen, 86, y - 10, 34, 38, '#6a4224');
  svg += path(`M-112 ${y - 66}q26 -22 56 -8M112 ${y - 66}q-26 -22 -56 -8`, {
    stroke: pen.tone(dark, 0.3),
    width: 11,
    strokeOpacity: 0.7,
  });
  svg += path(
    `M-54 ${y + 74}Q0 ${y + 44} 54 ${y + 74}Q48 ${y + 116} 0 ${y + 126}Q-48 ${y + 116} -54 ${y + 74}Z`,
    { fill: pen.tone('#1f1b1e', 0.6) },
  );
  svg += ellipse(pen.side * 16, y + 76, 16, 8, { fill: pen.tone('#ffffff', 0.9), opacity: 0.6 });
  svg += path(`M0 ${y + 124}v24M0 ${y + 148}q-34 36 -74 8M0 ${y + 148}q34 36 74 8`, {
    stroke: pen.tone('#2a1f20', 0.4),
    width: 7,
  });
  if (!wolf)
    svg +=
      path(
        `M-26 ${y + 166}Q-30 ${y + 250} 0 ${y + 256}Q30 ${y + 250} 26 ${y + 166}Q0 ${y + 182} -26 ${y + 166}Z`,
        { fill: pen.tone('#e27a7e', 0.85) },
      ) + path(`M0 ${y + 180}v44`, { stroke: pen.tone('#b8565c', 0.6), width: 5 });
  return svg;
}

function smoothEar(pen: Pen, side: number, y: number, dark: Rgb): string {
  const points: Point[] = [
    [side * 120, y - 168],
    [side * 214, y - 120],
    [side * 262, y + 20],
    [side * 246, y + 140],
    [side * 186, y + 130],
    [side * 156, y + 10],
  ];
  return path(smooth(points, true), { fill: pen.tone(dark, side === pen.side ? 0.85 : 0.3) });
}

/** A sitting dog, seen from the front; a wolf where the prompt says so. */
export const dog: Thing = { height: 0.62, aspect: 0.76, habitat: 'ground', draw: drawDog };

function drawRabbit(pen: Pen): string {
  const main = pen.own('#a98868', '#cfc4b6', '#8d857e', '#e9e2d6');
  const light = mix(shift(main, 0.16, 0.6), [255, 252, 246], 0.6);
  let svg = circle(210, -110, 76, { fill: pen.tone(light, 0.95) });
  for (const side of [-1, 1]) {
    const lean = side * 40;
    svg += path(
      limb(
        [
          [side * 70, -640],
          [side * 92 + lean * 0.4, -800],
          [side * 86 + lean, -985],
        ],
        [96, 118, 44],
      ),
      { fill: pen.tone(main, side === pen.side ? 0.9 : 0.4) },
    );
    svg += path(
      limb(
        [
          [side * 74, -670],
          [side * 92 + lean * 0.4, -800],
          [side * 86 + lean, -950],
        ],
        [44, 58, 18],
      ),
      { fill: pen.tone('#e2a79e', 0.7) },
    );
  }
  svg += path(
    symmetric([
      [0, -460],
      [-130, -420],
      [-216, -270],
      [-240, -110],
      [-180, -10],
      [0, 4],
    ]),
    { fill: pen.rounded(main, 0.95, 0.15) },
  );
  svg += path(
    symmetric([
      [0, -400],
      [-80, -350],
      [-110, -220],
      [-70, -90],
      [0, -60],
    ]),
    { fill: pen.rounded(light, 0.95, 0.4) },
  );
  for (const side of [-1, 1]) {
    svg += ellipse(side * 158, -30, 118, 42, { fill: pen.rounded(main, 0.95, 0.3) });
    svg += path(
      limb(
        [
          [side * 66, -300],
          [side * 62, -170],
          [side * 54, -60],
        ],
        [76, 66, 70],
      ),
      { fill: pen.rounded(main, 0.9, 0.3) },
    );
    svg += ellipse(side * 56, -52, 44, 30, { fill: pen.tone(light, 0.85) });
  }
  const y = -560;
  svg += path(
    symmetric([
      [0, y - 150],
      [-110, y - 124],
      [-174, y - 20],
      [-166, y + 76],
      [-80, y + 140],
      [0, y + 148],
    ]),
    { fill: pen.rounded(main, 1, 0.25) },
  );
  svg += path(
    symmetric([
      [0, y + 30],
      [-66, y + 44],
      [-88, y + 92],
      [-44, y + 134],
      [0, y + 140],
    ]),
    { fill: pen.tone(light, 0.95) },
  );
  svg += eye(pen, -84, y - 10, 36, 44, '#3a2620') + eye(pen, 84, y - 10, 36, 44, '#3a2620');
  svg += path(`M-20 ${y + 46}Q0 ${y + 36} 20 ${y + 46}Q8 ${y + 64} 0 ${y + 66}Q-8 ${y + 64} -20 ${y + 46}Z`, {
    fill: pen.tone('#d98a86', 0.9),
  });
  svg += path(`M0 ${y + 66}v18q-18 20 -40 8M0 ${y + 84}q18 20 40 8`, {
    stroke: pen.tone('#4a3532', 0.4),
    width: 5,
  });
  let whiskers = '';
  for (const side of [-1, 1])
    for (const dy of [-8, 8, 22])
      whiskers += `M${side * 60} ${y + 84 + dy * 0.4}q${side * 70} ${dy * 0.5 - 8} ${side * 140} ${dy}`;
  return svg + path(whiskers, { stroke: pen.tone('#ffffff', 0.9), width: 3, strokeOpacity: 0.7 });
}

/** A sitting rabbit, ears up. */
export const rabbit: Thing = { height: 0.5, aspect: 0.6, habitat: 'ground', draw: drawRabbit };
