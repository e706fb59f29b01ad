import { mix, type Rgb, rgb, shift } from '../paint/colour.ts';
import { limb } from '../paint/limb.ts';
import { between } from '../paint/prng.ts';
import { circle, clipped, ellipse, num, type Point, path, polygon, smooth } from '../paint/svg.ts';
import { eye } from './pets.ts';
import type { Pen, Thing } from './thing.ts';

const has = (pen: Pen, ...words: readonly string[]): boolean =>
  words.some((word) => pen.stage.scene.words.has(word) || pen.stage.scene.words.has(`${word}s`));

/** Things under water are lit by the water: gently, a little blue. */
function wet(pen: Pen, colour: Rgb | string, level: number): Rgb {
  const own = typeof colour === 'string' ? rgb(colour) : colour;
  if (pen.stage.scene.place !== 'underwater') return pen.stage.toneRgb(own, level);
  const night = pen.stage.scene.time === 'night';
  return pen.stage.light.grade(
    mix(
      shift(own, -0.2 + level * 0.22 - (night ? 0.12 : 0)),
      rgb('#1f7f9f'),
      night ? 0.34 : 0.2 - level * 0.1,
    ),
  );
}

const wetFall = (pen: Pen, colour: Rgb | string, top = 1, bottom = 0.2): string =>
  pen.stage.linear([
    [0, wet(pen, colour, top)],
    [1, wet(pen, colour, bottom)],
  ]);

const hexOf = (colour: Rgb): string => `rgb(${colour.map(Math.round).join(',')})`;

function drawFish(pen: Pen): string {
  if (has(pen, 'shark', 'hai')) return drawShark(pen);
  const main = pen.own('#f08a2e', '#f2b93a', '#3f8fd0', '#e2566a', '#f08a2e');
  const light = rgb('#fbf6ea');
  const fin = shift(main, -0.06);
  const body =
    'M-700 -480C-560 -760 -240 -900 60 -880C320 -860 500 -700 600 -520C500 -330 320 -160 60 -130C-240 -100 -560 -220 -700 -480Z';
  let svg = path(
    'M520 -520C640 -700 800 -830 930 -830C900 -660 880 -580 880 -500C890 -400 910 -330 930 -190C800 -200 640 -330 520 -500Z',
    { fill: wetFall(pen, fin, 0.95, 0.4) },
  );
  svg +=
    path('M-300 -820C-180 -1010 160 -1040 360 -960C330 -880 330 -820 380 -740Z', {
      fill: wetFall(pen, fin, 0.9, 0.5),
    }) +
    path('M-120 -160C-60 20 120 60 240 20C230 -60 250 -120 300 -200Z', { fill: wetFall(pen, fin, 0.6, 0.2) });
  svg += path(body, { fill: wetFall(pen, main, 1, 0.25) });
  const clip = pen.stage.clip(body);
  let bands = path('M-330 -960C-250 -700 -260 -300 -340 0H-170C-80 -300 -80 -700 -150 -960Z', {
    fill: wetFall(pen, light, 1, 0.5),
    stroke: hexOf(wet(pen, '#26262e', 0.4)),
    width: 20,
  });
  bands += path('M140 -960C220 -700 210 -300 130 0H290C390 -300 390 -700 310 -960Z', {
    fill: wetFall(pen, light, 1, 0.5),
    stroke: hexOf(wet(pen, '#26262e', 0.4)),
    width: 20,
  });
  let scales = '';
  for (let row = 0; row < 7; row += 1)
    for (let k = 0; k < 12; k += 1)
      scales += `M${-420 + k * 84 + (row % 2) * 42} ${-800 + row * 96}q46 44 0 88`;
  bands += path(scales, { stroke: hexOf(wet(pen, shift(main, -0.16), 0.3)), width: 9, strokeOpacity: 0.34 });
  svg += clipped(clip, bands);
  svg +=
    path('M-120 -430C0 -520 130 -500 180 -400C120 -300 0 -280 -120 -330Z', {
      fill: wetFall(pen, fin, 0.9, 0.4),
    }) +
    path('M-60 -400L140 -420M-60 -370L120 -360', {
      stroke: hexOf(wet(pen, shift(main, -0.2), 0.3)),
      width: 10,
      strokeOpacity: 0.6,
    });
  svg +=
    eye(pen, -480, -590, 74, 78, '#f4efe0') +
    circle(-486, -588, 46, { fill: '#15141a' }) +
    circle(-500, -612, 16, { fill: '#ffffff' });
  return svg + path('M-692 -470Q-620 -430 -560 -440', { stroke: hexOf(wet(pen, '#5a2a20', 0.4)), width: 16 });
}

function drawShark(pen: Pen): string {
  const grey = pen.own('#6f8494', '#5f7686');
  const belly = rgb('#e9edee');
  let svg =
    path('M820 -500L1180 -900C1130 -640 1130 -500 1160 -260L860 -440Z', {
      fill: wetFall(pen, grey, 0.9, 0.3),
    }) + path('M-40 -700L200 -1040L250 -640Z', { fill: wetFall(pen, grey, 1, 0.5) });
  svg += path(
    'M-1100 -470C-860 -700 -300 -790 200 -700C560 -640 780 -560 960 -480C740 -430 560 -340 200 -270C-300 -190 -860 -290 -1100 -470Z',
    { fill: wetFall(pen, grey, 1, 0.35) },
  );
  svg += path(
    'M-1090 -466C-800 -400 -300 -410 200 -420C560 -430 780 -456 940 -480C740 -420 560 -330 200 -262C-300 -190 -860 -290 -1090 -466Z',
    { fill: wetFall(pen, belly, 0.95, 0.4) },
  );
  svg += path('M-220 -330L-60 60L120 -340Z', { fill: wetFall(pen, grey, 0.7, 0.2) });
  svg +=
    path('M-500 -560q-30 60 0 130M-440 -570q-30 64 0 140M-380 -576q-30 66 0 144', {
      stroke: hexOf(wet(pen, '#3f5160', 0.3)),
      width: 11,
    }) +
    circle(-820, -530, 26, { fill: '#14161c' }) +
    circle(-828, -538, 8, { fill: '#ffffff' });
  return (
    svg + path('M-1010 -420Q-860 -380 -720 -400', { stroke: hexOf(wet(pen, '#3f4a54', 0.3)), width: 13 })
  );
}

/** A striped fish; a shark where the prompt says so. */
export const fish: Thing = { height: 0.42, aspect: 1.7, habitat: 'deep', draw: drawFish };

type WhaleKind = { readonly back: Rgb; readonly belly: Rgb; readonly orca: boolean; readonly plain: boolean };

function whaleKind(pen: Pen): WhaleKind {
  const dolphin = has(pen, 'dolphin', 'delfin', 'delphin');
  const orca = has(pen, 'orca');
  const [first, second] = dolphin ? ['#7f97a8', '#8aa2b2'] : ['#3f5f7d', '#4a6a86'];
  return {
    back: orca ? rgb('#22262e') : pen.own(first!, second!),
    belly: rgb('#e9eef0'),
    orca,
    plain: orca || dolphin,
  };
}

function wholeWhale(pen: Pen): string {
  const { back, belly, orca } = whaleKind(pen);
  let svg = path(
    smooth(
      [
        [820, -560],
        [1010, -720],
        [1180, -790],
        [1120, -660],
        [1150, -520],
        [1190, -420],
        [1040, -450],
        [860, -520],
      ],
      true,
      0.8,
    ),
    { fill: wetFall(pen, back, 0.9, 0.3) },
  );
  const body: Point[] = [
    [-1080, -470],
    [-1000, -680],
    [-760, -830],
    [-420, -880],
    [0, -830],
    [420, -700],
    [780, -590],
    [900, -540],
    [760, -480],
    [420, -400],
    [60, -250],
    [-360, -150],
    [-760, -180],
    [-1010, -310],
  ];
  svg += path(smooth(body, true), { fill: wetFall(pen, back, 1, 0.3) });
  svg += path(
    smooth(
      [
        [-1076, -440],
        [-760, -440],
        [-420, -420],
        [0, -380],
        [420, -410],
        [60, -250],
        [-360, -150],
        [-760, -180],
        [-1000, -300],
      ],
      true,
      0.8,
    ),
    { fill: wetFall(pen, belly, 0.9, 0.35) },
  );
  let pleats = '';
  for (let i = 0; i < 7; i += 1)
    pleats += `M${-1000 + i * 20} ${-400 + i * 30}Q${-640} ${-360 + i * 32} ${-200 - i * 40} ${-340 + i * 24}`;
  svg += path(pleats, { stroke: hexOf(wet(pen, '#9fb2bd', 0.5)), width: 10, strokeOpacity: 0.7 });
  svg +=
    path(
      smooth(
        [
          [-420, -330],
          [-300, -180],
          [-180, 60],
          [-330, 0],
          [-500, -160],
          [-540, -300],
        ],
        true,
        0.8,
      ),
      { fill: wetFall(pen, shift(back, -0.04), 0.8, 0.3) },
    ) +
    path(
      smooth(
        [
          [380, -720],
          [470, -800],
          [540, -820],
          [520, -690],
        ],
        true,
        0.8,
      ),
      { fill: wetFall(pen, back, 0.9, 0.5) },
    );
  if (orca) svg += ellipse(-800, -600, 110, 54, { fill: hexOf(wet(pen, belly, 0.95)) });
  svg += circle(-800, -470, 26, { fill: '#12141a' }) + circle(-808, -478, 9, { fill: '#ffffff' });
  for (let i = 0; i < 12; i += 1)
    svg += circle(between(pen.rng, -900, 300), between(pen.rng, -800, -620), between(pen.rng, 6, 18), {
      fill: hexOf(wet(pen, '#dfe8ea', 0.9)),
      opacity: 0.4,
    });
  return (
    svg + path('M-1070 -430Q-900 -400 -760 -420', { stroke: hexOf(wet(pen, '#20303e', 0.3)), width: 12 })
  );
}

function breach(pen: Pen): string {
  const { back, belly, plain } = whaleKind(pen);
  const body: Point[] = [
    [-360, 30],
    [-340, -260],
    [-230, -560],
    [-60, -800],
    [130, -960],
    [260, -985],
    [330, -900],
    [330, -700],
    [300, -440],
    [280, -200],
    [300, 30],
  ];
  let svg = path(
    smooth(
      [
        [-270, -460],
        [-460, -560],
        [-640, -540],
        [-560, -420],
        [-360, -300],
      ],
      true,
      0.8,
    ),
    { fill: pen.tone(back, 0.25) },
  );
  svg += path(`${smooth(body)}Z`, { fill: pen.rounded(back, 1, 0.2) });
  svg += path(
    `${smooth([
      [60, 30],
      [70, -260],
      [130, -560],
      [230, -820],
      [300, -940],
      [336, -800],
      [320, -500],
      [290, -200],
      [304, 30],
    ])}Z`,
    { fill: pen.rounded(belly, 1, 0.4) },
  );
  if (!plain) {
    let pleats = '';
    for (let i = 0; i < 6; i += 1)
      pleats += `M${110 + i * 32} 20Q${100 + i * 36} -400 ${214 + i * 18} ${-800 + i * 20}`;
    svg += path(pleats, { stroke: pen.tone('#93a6b2', 0.4), width: 9, strokeOpacity: 0.8 });
  }
  svg += path(
    smooth(
      [
        [230, -360],
        [440, -420],
        [640, -350],
        [560, -240],
        [330, -200],
      ],
      true,
      0.8,
    ),
    { fill: pen.falling(shift(back, -0.03), 0.9, 0.4) },
  );
  svg +=
    circle(118, -760, 22, { fill: '#12141a' }) +
    circle(112, -767, 7, { fill: '#ffffff' }) +
    path('M330 -880Q220 -800 170 -640', { stroke: pen.tone(shift(back, -0.14), 0.2), width: 10 });
  return svg + splash(pen);
}

function splash(pen: Pen): string {
  const white = pen.stage.toneRgb([248, 252, 255], 0.95);
  let svg = '';
  for (let i = 0; i < 30 + 20 * pen.stage.detail; i += 1) {
    const x = between(pen.rng, -620, 600);
    const tall = 230 * (1 - Math.abs(x) / 700) * pen.rng();
    svg += ellipse(x, -tall + 10, between(pen.rng, 6, 26), between(pen.rng, 8, 34), {
      fill: hexOf(white),
      opacity: between(pen.rng, 0.4, 0.95),
    });
  }
  for (let i = -5; i <= 5; i += 1)
    svg += ellipse(i * 112, 20, 140, 46 + 14 * (5 - Math.abs(i)), { fill: pen.stage.halo(white, 0.85) });
  const ring = pen.stage.linear(
    [
      [0, white, 0],
      [0.5, white, 0.8],
      [1, white, 0],
    ],
    [0, 0],
    [1, 0],
  );
  return (
    svg + ellipse(0, 40, 820, 26, { fill: ring }) + ellipse(0, 78, 960, 18, { fill: ring, opacity: 0.6 })
  );
}

/** A whale: leaping from the sea, or whole where there is no surface to leap from. */
export const whale: Thing = {
  height: 0.46,
  aspect: 1.2,
  habitat: 'water',
  elsewhere: { height: 0.36, aspect: 2.3, habitat: 'deep', draw: wholeWhale },
  draw: breach,
};

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
      fill: hexOf(mix(glow, [255, 255, 255], 0.25)),
      opacity: 0.6,
    });
  }
  for (let i = 0; i < 4; i += 1) {
    const x = -120 + i * 80;
    const points: Point[] = [];
    for (let k = 0; k <= 6; k += 1) points.push([x + Math.sin(k * 1.7 + i) * 46, -600 + k * 76]);
    svg += path(limb(points, [90, 70, 96, 60, 80, 44, 8]), {
      fill: hexOf(mix(glow, [255, 255, 255], 0.5)),
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
    svg += ellipse(x, y, 64, 42, { fill: hexOf(mix(glow, [255, 255, 255], 0.7)), opacity: 0.45 });
  return svg + path('M-250 -900Q-160 -970 -50 -978', { stroke: '#ffffff', width: 20, strokeOpacity: 0.55 });
}

/** A glowing jellyfish. */
export const jellyfish: Thing = { height: 0.6, aspect: 0.72, habitat: 'deep', draw: drawJellyfish };

function drawTurtle(pen: Pen): string {
  const skin = pen.own('#6f9a5a', '#7aa064', '#5f8f6a');
  const shell = rgb('#7a5a34');
  const patch = (points: readonly Point[], level: number): string =>
    path(smooth(points, true, 0.9), { fill: hexOf(wet(pen, skin, level)) });
  let svg =
    patch(
      [
        [-420, -560],
        [-640, -760],
        [-840, -980],
        [-760, -700],
        [-560, -420],
      ],
      0.4,
    ) +
    patch(
      [
        [420, -420],
        [640, -520],
        [800, -640],
        [720, -430],
        [500, -300],
      ],
      0.4,
    );
  svg += patch(
    [
      [-560, -500],
      [-700, -560],
      [-860, -560],
      [-940, -470],
      [-900, -380],
      [-760, -340],
      [-560, -360],
    ],
    0.95,
  );
  const dome =
    'M-620 -400C-560 -700 -260 -860 60 -830C380 -800 580 -620 640 -400C400 -260 -380 -240 -620 -400Z';
  svg += path(dome, { fill: wetFall(pen, shell, 1, 0.25) });
  let plates = '';
  for (const [x, y, size] of [
    [-330, -520, 130],
    [-60, -620, 150],
    [230, -590, 140],
    [450, -470, 110],
    [-160, -400, 120],
    [110, -400, 130],
    [-440, -400, 90],
    [340, -370, 100],
  ] as const)
    plates += polygon(
      Array.from(
        { length: 6 },
        (_, i): Point => [
          x + Math.cos((i / 6) * Math.PI * 2) * size,
          y + Math.sin((i / 6) * Math.PI * 2) * size * 0.72,
        ],
      ),
      {
        fill: wetFall(pen, mix(shell, rgb('#c9a25a'), 0.45), 1, 0.4),
        stroke: hexOf(wet(pen, '#4a3520', 0.3)),
        width: 13,
      },
    );
  svg +=
    clipped(pen.stage.clip(dome), plates) +
    path('M-620 -400C-380 -240 400 -260 640 -400L620 -350C400 -200 -380 -190 -600 -350Z', {
      fill: wetFall(pen, '#d9c48a', 0.8, 0.3),
    });
  svg +=
    patch(
      [
        [-330, -350],
        [-460, -160],
        [-620, 40],
        [-360, -20],
        [-160, -260],
      ],
      0.75,
    ) +
    patch(
      [
        [380, -330],
        [520, -200],
        [660, -120],
        [480, -110],
        [260, -240],
      ],
      0.65,
    );
  let spots = '';
  for (const [x, y, size] of [
    [-820, -500, 22],
    [-760, -440, 26],
    [-690, -500, 20],
    [-440, -120, 30],
    [-380, -200, 26],
    [-520, -40, 24],
    [480, -190, 24],
  ] as const)
    spots += ellipse(x, y, size, size * 0.8, {
      fill: hexOf(wet(pen, shift(skin, -0.16), 0.4)),
      opacity: 0.7,
    });
  svg += spots + circle(-850, -490, 24, { fill: '#14161a' }) + circle(-858, -498, 8, { fill: '#ffffff' });
  return svg + path('M-938 -440Q-880 -410 -820 -420', { stroke: hexOf(wet(pen, '#3f5a34', 0.3)), width: 10 });
}

/** A swimming turtle. */
export const turtle: Thing = { height: 0.44, aspect: 1.6, habitat: 'deep', draw: drawTurtle };
