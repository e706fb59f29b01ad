import { type Rgb, rgb, shift } from '../paint/colour.ts';
import { limb } from '../paint/limb.ts';
import { between, pick } from '../paint/prng.ts';
import { circle, ellipse, num, type Point, path, polygon, smooth } from '../paint/svg.ts';
import { conifer, foliage, isSnowy, leafColours } from '../scenery/plants.ts';
import { fern } from '../scenery/woodland.ts';
import type { Pen, Thing } from './thing.ts';

const has = (pen: Pen, ...words: readonly string[]): boolean =>
  words.some((word) => pen.stage.scene.words.has(word) || pen.stage.scene.words.has(`${word}s`));

function drawTree(pen: Pen): string {
  if (has(pen, 'pine', 'fir', 'tanne', 'kiefer', 'christmas')) return drawFir(pen);
  const blossom =
    has(pen, 'cherrytree', 'blossom', 'kirschbaum') ||
    (pen.stage.scene.season === 'spring' && !has(pen, 'oak', 'eiche'));
  const leaves = pen.accent ?? (blossom ? rgb('#f2a9c0') : pick(pen.rng, leafColours(pen.stage)));
  const bark = rgb('#5f4634');
  const bare = isSnowy(pen.stage) && pen.accent === undefined && !blossom;
  const bough = (points: readonly Point[], widths: readonly number[], level: number): string =>
    path(limb(points, widths), { fill: pen.rounded(bark, level, level * 0.15) });
  let svg =
    bough(
      [
        [-20, -420],
        [-210, -560],
        [-380, -690],
      ],
      [80, 54, 16],
      0.7,
    ) +
    bough(
      [
        [20, -430],
        [200, -590],
        [370, -720],
      ],
      [76, 50, 14],
      0.6,
    ) +
    bough(
      [
        [0, -440],
        [-70, -660],
        [-120, -860],
      ],
      [78, 48, 12],
      0.7,
    ) +
    bough(
      [
        [10, -440],
        [90, -680],
        [150, -860],
      ],
      [70, 44, 12],
      0.6,
    );
  const trunk =
    'M-150 6C-90 -40 -76 -200 -64 -440H66C74 -220 96 -50 170 6Q90 -14 40 2Q-20 -14 -60 4Q-100 -10 -150 6Z';
  svg += path(trunk, { fill: pen.rounded(bark, 0.9, 0.12) });
  svg += path(
    'M-30 -60C-34 -180 -30 -300 -28 -400M16 -30C20 -170 18 -290 24 -390M-60 -30C-54 -110 -52 -180 -50 -240',
    { stroke: pen.tone(shift(bark, -0.1), 0.2), width: 8, strokeOpacity: 0.6 },
  );
  if (bare) return svg + twigs(pen);
  const crown = (x: number, y: number, rx: number, ry: number): string =>
    foliage(pen.stage, pen.rng, { x, y, rx, ry, colour: leaves });
  svg +=
    crown(-300, -640, 220, 180) +
    crown(310, -660, 220, 180) +
    crown(0, -800, 330, 210) +
    crown(-130, -640, 230, 150) +
    crown(150, -620, 230, 150);
  if (has(pen, 'apple', 'apfelbaum', 'peach'))
    for (let i = 0; i < 14; i += 1)
      svg += circle(between(pen.rng, -380, 380), between(pen.rng, -860, -540), 22, {
        fill: pen.rounded('#c8372f', 1, 0.3),
      });
  return svg + fallen(pen, leaves);
}

function twigs(pen: Pen): string {
  let d = '';
  const grow = (x: number, y: number, angle: number, length: number, depth: number): void => {
    const [toX, toY] = [x + Math.cos(angle) * length, y + Math.sin(angle) * length];
    d += `M${num(x)} ${num(y)}L${num(toX)} ${num(toY)}`;
    if (depth > 0)
      for (const turn of [-0.45, 0.05, 0.5])
        grow(toX, toY, angle + turn + between(pen.rng, -0.15, 0.15), length * 0.72, depth - 1);
  };
  for (const [x, y, angle] of [
    [-370, -690, -2.4],
    [360, -715, -0.8],
    [-120, -850, -1.8],
    [150, -850, -1.3],
    [-220, -570, -2],
    [210, -600, -1.1],
  ] as const)
    grow(x, y, angle, 90, 3);
  return (
    path(d, { stroke: pen.tone('#5f4a3c', 0.5), width: 9 }) +
    path(d, { stroke: pen.tone('#f2f6fa', 0.9), width: 4, transform: 'translate(0 -4)', strokeOpacity: 0.8 })
  );
}

function fallen(pen: Pen, leaves: Rgb): string {
  let svg = '';
  for (let i = 0; i < 12 * pen.stage.detail; i += 1) {
    const drifting = i % 3 === 0;
    svg += ellipse(
      between(pen.rng, -460, 460),
      drifting ? between(pen.rng, -420, -60) : between(pen.rng, -14, 40),
      13,
      7,
      { fill: pen.tone(leaves, between(pen.rng, 0.4, 1)), opacity: 0.85 },
    );
  }
  return svg;
}

function drawFir(pen: Pen): string {
  const festive = has(pen, 'christmas', 'weihnachten');
  let svg = conifer(pen.stage, pen.rng, 0, 0, 1000);
  if (!festive) return svg;
  const paints = ['#e4483f', '#f2c14e', '#5fb0e0', '#e88fb0'];
  for (let i = 0; i < 34; i += 1) {
    const share = 0.12 + 0.74 * pen.rng();
    const [x, y] = [between(pen.rng, -0.17, 0.17) * 1000 * share, -1000 + share * 900];
    const colour = paints[i % 4]!;
    svg += pen.glow(x, y, 56, colour, 0.7) + circle(x, y, 15, { fill: pen.rounded(colour, 1, 0.5) });
  }
  const star = Array.from(
    { length: 10 },
    (_, i): Point => [
      Math.cos((i / 10) * Math.PI * 2 - Math.PI / 2) * (i % 2 === 0 ? 62 : 26),
      -1000 + Math.sin((i / 10) * Math.PI * 2 - Math.PI / 2) * (i % 2 === 0 ? 62 : 26),
    ],
  );
  return svg + pen.glow(0, -1000, 190, '#ffe08a', 0.8) + polygon(star, { fill: pen.tone('#ffd95a', 1) });
}

/** A great tree: in leaf, in blossom or bare, by its kind and the season. */
export const tree: Thing = { height: 0.68, aspect: 1, habitat: 'ground', draw: drawTree };

type Bloom = 'tulip' | 'rose' | 'sunflower' | 'daisy' | 'poppy';

function bloomKind(pen: Pen): Bloom {
  if (has(pen, 'tulip', 'tulpe', 'tulpen')) return 'tulip';
  if (has(pen, 'rose', 'rosen', 'peony')) return 'rose';
  if (has(pen, 'sunflower', 'sonnenblume', 'sonnenblumen')) return 'sunflower';
  if (has(pen, 'daisy', 'daisies', 'gaensebluemchen')) return 'daisy';
  if (has(pen, 'poppy', 'poppies', 'mohn', 'mohnblume', 'mohnblumen')) return 'poppy';
  return pick(pen.rng, ['tulip', 'rose', 'sunflower', 'daisy', 'poppy']);
}

/** One flower head of a kind, facing us. */
function bloom(pen: Pen, kind: Bloom, x: number, y: number, size: number, colour: Rgb): string {
  const petal = (angle: number, long: number, wide: number, level: number, paint: Rgb = colour): string =>
    path(
      `M0 0C${num(-wide)} ${num(-long * 0.35)} ${num(-wide * 0.9)} ${num(-long * 0.9)} 0 ${num(-long)}C${num(wide * 0.9)} ${num(-long * 0.9)} ${num(wide)} ${num(-long * 0.35)} 0 0Z`,
      { fill: pen.tone(paint, level), transform: `translate(${num(x)} ${num(y)}) rotate(${num(angle)})` },
    );
  const ring = (count: number, long: number, wide: number, turn: number): string => {
    let svg = '';
    for (let i = 0; i < count; i += 1) {
      const angle = turn + (i / count) * 360;
      const towards = Math.cos(((angle - 90) * Math.PI) / 180) * pen.side;
      svg += petal(angle, long, wide, 0.62 + 0.3 * towards + (i % 2) * 0.08);
    }
    return svg;
  };
  switch (kind) {
    case 'sunflower':
      return (
        ring(18, size, size * 0.2, 0) +
        ring(18, size * 0.88, size * 0.18, 10) +
        circle(x, y, size * 0.44, { fill: pen.rounded('#5a3820', 0.9, 0.2) }) +
        seeds(pen, x, y, size * 0.4)
      );
    case 'daisy':
      return (
        ring(16, size * 0.9, size * 0.15, 0) +
        circle(x, y, size * 0.27, { fill: pen.rounded('#f0bb36', 1, 0.4) })
      );
    case 'poppy':
      return (
        ring(4, size * 0.95, size * 0.72, 20) +
        ring(4, size * 0.7, size * 0.5, 60) +
        circle(x, y, size * 0.2, { fill: pen.tone('#26232a', 0.5) }) +
        circle(x, y, size * 0.1, { fill: pen.tone('#b8c46a', 0.8) })
      );
    case 'rose': {
      let svg = ring(7, size * 0.95, size * 0.52, 0) + ring(6, size * 0.74, size * 0.44, 24);
      svg += circle(x, y, size * 0.5, { fill: pen.rounded(colour, 0.9, 0.35) });
      let d = '';
      for (let i = 0; i < 4; i += 1) {
        const r = size * (0.44 - i * 0.1);
        d += `M${num(x - r)} ${num(y + r * 0.1)}A${num(r)} ${num(r)} 0 0 1 ${num(x + r * 0.86)} ${num(y - r * 0.3)}M${num(x + r * 0.9)} ${num(y)}A${num(r)} ${num(r)} 0 0 1 ${num(x - r * 0.5)} ${num(y + r * 0.8)}`;
      }
      return (
        svg + path(d, { stroke: pen.tone(shift(colour, -0.16), 0.4), width: size * 0.06, strokeOpacity: 0.8 })
      );
    }
    case 'tulip':
      return (
        petal(-24, size * 1.15, size * 0.46, 0.5).replace(
          `translate(${num(x)} ${num(y)})`,
          `translate(${num(x)} ${num(y + size * 0.5)})`,
        ) +
        petal(24, size * 1.15, size * 0.46, 0.6).replace(
          `translate(${num(x)} ${num(y)})`,
          `translate(${num(x)} ${num(y + size * 0.5)})`,
        ) +
        petal(0, size * 1.05, size * 0.52, 0.95).replace(
          `translate(${num(x)} ${num(y)})`,
          `translate(${num(x)} ${num(y + size * 0.5)})`,
        )
      );
  }
}

function seeds(pen: Pen, x: number, y: number, radius: number): string {
  let d = '';
  for (let i = 0; i < 40 * pen.stage.detail; i += 1) {
    const angle = i * 2.39996;
    const away = radius * Math.sqrt(i / (40 * pen.stage.detail));
    d += `M${num(x + Math.cos(angle) * away)} ${num(y + Math.sin(angle) * away)}h.1`;
  }
  return path(d, { stroke: pen.tone('#c98f3a', 0.9), width: radius * 0.07, strokeOpacity: 0.8 });
}

const BLOOM_COLOURS: Readonly<Record<Bloom, readonly string[]>> = {
  tulip: ['#d9433f', '#f0a03c', '#e86a9a', '#f4d35a', '#8a4fa8'],
  rose: ['#c22f3f', '#e88fa6', '#f3d9c0', '#d9566a'],
  sunflower: ['#f2bb2e', '#f0a828'],
  daisy: ['#faf7ef', '#f4e6ee'],
  poppy: ['#d8402e', '#e2582f', '#c8322a'],
};

function drawFlowers(pen: Pen): string {
  const kind = bloomKind(pen);
  const paint = (i: number): Rgb =>
    pen.accent === undefined
      ? rgb(BLOOM_COLOURS[kind][i % BLOOM_COLOURS[kind].length]!)
      : shift(pen.accent, [0, 0.07, -0.05][i % 3]!);
  const inside = pen.stage.scene.place === 'interior';
  const heads: readonly (readonly [number, number, number])[] = [
    [0, -850, 120],
    [-190, -770, 104],
    [200, -790, 106],
    [-330, -620, 92],
    [340, -640, 94],
    [-90, -640, 96],
    [110, -610, 98],
    [-210, -500, 80],
    [240, -480, 80],
  ];
  const foot = inside ? -330 : 0;
  const shown = kind === 'sunflower' ? heads.slice(0, 5) : heads;
  const green = '#4f8a45';
  let svg = '';
  for (const [i, [x, y]] of shown.entries()) {
    const toX = inside ? x * 0.12 : x * 0.55;
    svg += path(`M${num(toX)} ${foot}Q${num(toX + (x - toX) * 0.2)} ${num((y + foot) / 2)} ${x} ${y}`, {
      stroke: pen.tone(green, i % 2 === 0 ? 0.35 : 0.7),
      width: 17,
    });
    const side = i % 2 === 0 ? 1 : -1;
    const at = inside ? -380 : -260;
    svg += path(
      `M${num(toX)} ${at}Q${num(toX + side * 130)} ${at - 160} ${num(toX + side * 190)} ${at - 250}Q${num(toX + side * 40)} ${at - 170} ${num(toX)} ${at}Z`,
      { fill: pen.tone(green, i % 3 === 0 ? 0.85 : 0.4) },
    );
  }
  if (!inside)
    for (const x of [-260, -120, 40, 180, 300])
      svg += path(`M${x} 10Q${x - 90} -180 ${x - 60} -340Q${x + 30} -200 ${x + 34} 10Z`, {
        fill: pen.tone(green, between(pen.rng, 0.2, 0.8)),
      });
  if (inside) svg += vase(pen);
  for (const [i, [x, y, size]] of [...shown].reverse().entries())
    svg += bloom(pen, kind, x, y, size * (kind === 'sunflower' ? 1.45 : 1.16), paint(i));
  return svg;
}

function vase(pen: Pen): string {
  const glaze = rgb(pick(pen.rng, ['#3f7f9a', '#e4dccb', '#b5543f', '#5a6f5a']));
  return (
    path(
      smooth(
        [
          [-120, -400],
          [-96, -330],
          [-196, -200],
          [-180, -60],
          [-100, 0],
          [100, 0],
          [180, -60],
          [196, -200],
          [96, -330],
          [120, -400],
        ],
        true,
        0.8,
      ),
      { fill: pen.rounded(glaze, 1, 0.15) },
    ) +
    ellipse(0, -396, 116, 22, { fill: pen.tone(shift(glaze, -0.16), 0.3) }) +
    path('M-130 -240Q-140 -140 -100 -60', { stroke: '#ffffff', width: 17, strokeOpacity: 0.35 })
  );
}

/** Flowers as the prompt names them: growing, or in a vase indoors. */
export const flower: Thing = {
  height: 0.76,
  aspect: 0.86,
  habitat: 'table',
  anchor: 'edge',
  grouped: true,
  draw: drawFlowers,
};

function drawMushrooms(pen: Pen): string {
  const cap = pen.own('#c8322a', '#c8322a', '#b5653a', '#d9a04a');
  const spots = pen.accent !== undefined || cap[0] > 190;
  const one = (x: number, y: number, size: number, lean: number): string => {
    const top = y - size * 0.66;
    let svg = path(
      `M${num(x - size * 0.13)} ${num(y)}C${num(x - size * 0.2)} ${num(y - size * 0.2)} ${num(x - size * 0.08 + lean)} ${num(y - size * 0.4)} ${num(x - size * 0.1 + lean)} ${num(top)}H${num(x + size * 0.1 + lean)}C${num(x + size * 0.1 + lean)} ${num(y - size * 0.4)} ${num(x + size * 0.22)} ${num(y - size * 0.2)} ${num(x + size * 0.15)} ${num(y)}Z`,
      { fill: pen.rounded('#f1e7d2', 1, 0.25) },
    );
    svg += path(
      `M${num(x - size * 0.2 + lean)} ${num(top + size * 0.16)}Q${num(x + lean)} ${num(top + size * 0.28)} ${num(x + size * 0.2 + lean)} ${num(top + size * 0.16)}L${num(x + size * 0.1 + lean)} ${num(top)}H${num(x - size * 0.1 + lean)}Z`,
      { fill: pen.tone('#e4d6ba', 0.7) },
    );
    const d = `M${num(x - size * 0.5 + lean)} ${num(top + size * 0.06)}C${num(x - size * 0.48 + lean)} ${num(top - size * 0.3)} ${num(x - size * 0.2 + lean)} ${num(top - size * 0.44)} ${num(x + lean)} ${num(top - size * 0.44)}C${num(x + size * 0.2 + lean)} ${num(top - size * 0.44)} ${num(x + size * 0.48 + lean)} ${num(top - size * 0.3)} ${num(x + size * 0.5 + lean)} ${num(top + size * 0.06)}Q${num(x + lean)} ${num(top + size * 0.14)} ${num(x - size * 0.5 + lean)} ${num(top + size * 0.06)}Z`;
    svg +=
      ellipse(x + lean, top + size * 0.06, size * 0.46, size * 0.07, { fill: pen.tone('#d8c8a8', 0.3) }) +
      path(d, { fill: pen.rounded(cap, 1, 0.15) });
    if (spots)
      for (const [dx, dy, r] of [
        [-0.28, -0.12, 0.07],
        [-0.08, -0.28, 0.08],
        [0.16, -0.2, 0.075],
        [0.34, -0.06, 0.055],
        [0.02, -0.08, 0.06],
        [-0.4, 0, 0.04],
        [0.2, -0.36, 0.04],
      ] as const)
        svg += ellipse(x + lean + dx * size, top + dy * size, r * size, r * size * 0.78, {
          fill: pen.tone('#f8f1e2', 0.5 + 0.5 * (dx * pen.side > 0 ? 1 : 0.3)),
        });
    return svg;
  };
  let svg = fern(pen.stage, pen.rng, -420, 10, 420) + fern(pen.stage, pen.rng, 440, 10, 380);
  svg += one(210, 0, 520, 20) + one(-60, 6, 900, -26) + one(-330, 14, 400, -10) + one(390, 16, 300, 12);
  for (let i = 0; i < 26; i += 1) {
    const x = between(pen.rng, -480, 480);
    svg += path(
      `M${num(x)} 24q${num(between(pen.rng, -16, 16))} -50 ${num(between(pen.rng, -34, 34))} ${num(-between(pen.rng, 50, 120))}q10 50 ${num(between(pen.rng, 8, 18))} 110z`,
      { fill: pen.tone('#5a8a45', between(pen.rng, 0.2, 0.9)) },
    );
  }
  return svg;
}

/** A group of toadstools among ferns. */
export const mushroom: Thing = {
  height: 0.52,
  aspect: 1.04,
  habitat: 'ground',
  grouped: true,
  draw: drawMushrooms,
};

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

function drawButterfly(pen: Pen): string {
  const main = pen.own('#e8862e', '#3f7fd0', '#e2b53a', '#c24a8a', '#4fae8a');
  const edge = rgb('#26222c');
  const half = (side: number): string => {
    const level = side === pen.side ? 1 : 0.55;
    const upper: Point[] = [
      [side * 20, -560],
      [side * 140, -860],
      [side * 420, -985],
      [side * 620, -900],
      [side * 610, -680],
      [side * 430, -500],
      [side * 160, -460],
    ];
    const lower: Point[] = [
      [side * 20, -470],
      [side * 200, -470],
      [side * 430, -440],
      [side * 490, -260],
      [side * 380, -60],
      [side * 220, -90],
      [side * 80, -300],
    ];
    const inner = (points: readonly Point[], k: number): Point[] => {
      const [cx, cy] = [
        points.reduce((s, p) => s + p[0], 0) / points.length,
        points.reduce((s, p) => s + p[1], 0) / points.length,
      ];
      return points.map(([x, y]): Point => [cx + (x - cx) * k - side * 14, cy + (y - cy) * k]);
    };
    let svg =
      path(smooth(upper, true), { fill: pen.tone(edge, level * 0.6) }) +
      path(smooth(lower, true), { fill: pen.tone(edge, level * 0.6) });
    svg +=
      path(smooth(inner(upper, 0.82), true), {
        fill: pen.stage.linear([
          [0, pen.stage.toneRgb(shift(main, 0.1), level)],
          [1, pen.stage.toneRgb(main, level * 0.8)],
        ]),
      }) +
      path(smooth(inner(lower, 0.78), true), {
        fill: pen.stage.linear([
          [0, pen.stage.toneRgb(main, level)],
          [1, pen.stage.toneRgb(shift(main, 0.12), level)],
        ]),
      });
    svg += path(
      `M${side * 30} -540L${side * 380} -880M${side * 30} -530L${side * 500} -760M${side * 30} -520L${side * 440} -590M${side * 30} -460L${side * 380} -400M${side * 30} -450L${side * 400} -240M${side * 30} -440L${side * 270} -130`,
      { stroke: pen.tone(edge, 0.5), width: 11, strokeOpacity: 0.75 },
    );
    for (const [x, y, r] of [
      [560, -900, 20],
      [590, -820, 22],
      [580, -730, 19],
      [450, -330, 18],
      [430, -220, 20],
      [360, -130, 17],
    ] as const)
      svg += circle(side * x, y, r, { fill: pen.tone('#f6f1e6', level) });
    return (
      svg +
      circle(side * 400, -760, 54, { fill: pen.tone(shift(main, -0.16), level) }) +
      circle(side * 400, -760, 26, { fill: pen.tone('#f4efe2', level) })
    );
  };
  let svg = perch(pen);
  svg += half(-1) + half(1);
  svg +=
    path(
      limb(
        [
          [0, -700],
          [0, -560],
          [0, -380],
          [0, -200],
        ],
        [40, 62, 50, 10],
      ),
      { fill: pen.rounded(edge, 0.9, 0.3) },
    ) + circle(0, -720, 40, { fill: pen.rounded(edge, 0.9, 0.3) });
  return (
    svg +
    path('M-14 -750Q-60 -880 -130 -930M14 -750Q60 -880 130 -930', { stroke: pen.tone(edge, 0.6), width: 9 }) +
    circle(-130, -934, 13, { fill: pen.tone(edge, 0.6) }) +
    circle(130, -934, 13, { fill: pen.tone(edge, 0.6) })
  );
}

/** The blossoms that the butterfly sits on. */
function perch(pen: Pen): string {
  let svg = '';
  for (const [x, y, size, kind, colour] of [
    [-220, -140, 170, 'daisy', '#faf6ee'],
    [240, -100, 150, 'poppy', '#e2566a'],
    [20, -40, 190, 'daisy', '#f6e9f2'],
  ] as const) {
    svg += path(`M${x} ${y}Q${x * 0.8} 200 ${x * 0.7} 420`, { stroke: pen.tone('#4f8a45', 0.5), width: 22 });
    svg += bloom(pen, kind, x, y, size, rgb(colour));
  }
  return svg;
}

/** A butterfly on blossoms, seen from near. */
export const butterfly: Thing = {
  height: 0.7,
  aspect: 1.2,
  habitat: 'table',
  anchor: 'edge',
  draw: drawButterfly,
};
