import { css, mix, type Rgb, rgb, shift } from '../paint/colour.ts';
import { limb, symmetric } from '../paint/limb.ts';
import { pick } from '../paint/prng.ts';
import { circle, ellipse, type Point, path, polygon, rect, smooth } from '../paint/svg.ts';
import { eye } from './pets.ts';
import type { Pen, Thing } from './thing.ts';

const has = (pen: Pen, ...words: readonly string[]): boolean =>
  words.some((word) => pen.stage.scene.words.has(word));

const SKINS = ['#f0c6a4', '#e0a982', '#c68a60', '#9a6444', '#6f4630'];
const HAIRS = ['#2b2126', '#4a2f22', '#7a4a28', '#c08a3e', '#9c3f24', '#5f4030'];

function drawPortrait(pen: Pen): string {
  const man = has(
    pen,
    'man',
    'boy',
    'mann',
    'junge',
    'king',
    'koenig',
    'father',
    'vater',
    'grandfather',
    'opa',
    'prince',
    'prinz',
  );
  const old = has(pen, 'old', 'grandmother', 'grandfather', 'oma', 'opa', 'elderly', 'alte', 'alter');
  const crowned = has(
    pen,
    'queen',
    'king',
    'princess',
    'prince',
    'koenig',
    'koenigin',
    'prinz',
    'prinzessin',
  );
  const skin = rgb(pick(pen.rng, SKINS));
  const hair = old ? rgb('#d8d4ce') : rgb(pick(pen.rng, HAIRS));
  const coat = pen.own('#b5483a', '#2f6a7a', '#d9a040', '#5a4a7a', '#3f7a5a');
  const beard = has(pen, 'beard', 'bart') || (man && pen.rng() < 0.45);
  const long = !man;
  let svg = '';
  if (long)
    svg += path(
      symmetric([
        [0, -950],
        [-200, -930],
        [-300, -760],
        [-310, -500],
        [-340, -260],
        [-260, -150],
        [-100, -190],
        [0, -200],
      ]),
      { fill: pen.rounded(hair, 0.6, 0.08) },
    );
  svg += path(
    symmetric([
      [0, -230],
      [-150, -236],
      [-330, -186],
      [-480, -90],
      [-560, 120],
      [0, 200],
    ]),
    { fill: pen.rounded(coat, 0.95, 0.15) },
  );
  svg += path(
    symmetric(
      [
        [0, -120],
        [-100, -170],
        [-130, -250],
        [-80, -250],
        [0, -150],
      ],
      0.8,
    ),
    { fill: pen.tone(shift(coat, 0.12), 0.8) },
  );
  svg += path('M-84 -400V-220Q0 -110 84 -220V-400Z', { fill: pen.rounded(shift(skin, -0.06), 0.75, 0.2) });
  svg += path('M-84 -330Q0 -250 84 -330V-290Q0 -200 -84 -290Z', {
    fill: pen.tone(shift(skin, -0.14), 0.2),
    opacity: 0.5,
  });
  for (const side of [-1, 1])
    svg += ellipse(side * 208, -600, 36, 58, { fill: pen.tone(skin, side === pen.side ? 0.85 : 0.4) });
  svg += path(
    symmetric([
      [0, -880],
      [-130, -862],
      [-200, -750],
      [-208, -600],
      [-184, -450],
      [-110, -346],
      [0, -310],
    ]),
    { fill: pen.rounded(skin, 1, 0.38) },
  );
  svg +=
    ellipse(-112, -500, 54, 36, { fill: pen.tone('#e07a6a', 0.9), opacity: 0.22 }) +
    ellipse(112, -500, 54, 36, { fill: pen.tone('#e07a6a', 0.9), opacity: 0.22 });
  if (beard)
    svg += path(
      'M-204 -560C-210 -380 -130 -270 0 -262C130 -270 210 -380 204 -560C180 -480 130 -450 0 -452C-130 -450 -180 -480 -204 -560Z',
      { fill: pen.rounded(hair, 0.85, 0.2) },
    );
  svg += face(pen, skin, hair, beard);
  svg += hairFront(pen, hair, long);
  if (has(pen, 'hat', 'hut'))
    svg += path(
      'M-360 -780Q0 -720 360 -780Q330 -840 220 -850Q190 -1010 0 -1010Q-190 -1010 -220 -850Q-330 -840 -360 -780Z',
      { fill: pen.rounded('#8a5a3a', 1, 0.2) },
    );
  if (crowned)
    svg +=
      polygon(
        [
          [-190, -850],
          [-220, -1020],
          [-104, -930],
          [0, -1050],
          [104, -930],
          [220, -1020],
          [190, -850],
        ],
        { fill: pen.rounded('#e8b840', 1, 0.4) },
      ) + circle(0, -900, 22, { fill: pen.tone('#c8372f', 0.9) });
  if (has(pen, 'glasses', 'brille'))
    svg += `${circle(-92, -608, 62, { stroke: pen.tone('#2b2a30', 0.6), width: 11 })}${circle(92, -608, 62, { stroke: pen.tone('#2b2a30', 0.6), width: 11 })}${path('M-30 -610H30', { stroke: pen.tone('#2b2a30', 0.6), width: 11 })}`;
  return svg;
}

function face(pen: Pen, skin: Rgb, hair: Rgb, beard: boolean): string {
  const iris = pick(pen.rng, ['#5a8f5a', '#4f7fb0', '#6a4428', '#7a6a3a']);
  let svg = '';
  for (const side of [-1, 1]) {
    svg += path(
      `M${side * 142} -612Q${side * 92} -654 ${side * 44} -606Q${side * 92} -576 ${side * 142} -612Z`,
      { fill: pen.tone('#fbf7f0', 0.95) },
    );
    svg += eye(pen, side * 92, -610, 23, 24, iris);
    svg += path(`M${side * 146} -614Q${side * 92} -662 ${side * 42} -608`, {
      stroke: pen.tone('#2a1d1c', 0.4),
      width: 10,
    });
    svg += path(`M${side * 156} -688Q${side * 100} -722 ${side * 40} -690`, {
      stroke: pen.tone(hair, 0.4),
      width: 20,
    });
  }
  svg += path('M0 -600Q-14 -540 -34 -500Q0 -478 34 -500', {
    stroke: pen.tone(shift(skin, -0.16), 0.4),
    width: 11,
  });
  const lip = beard ? shift(skin, -0.1) : mix(rgb('#b8443f'), skin, 0.25);
  return (
    svg +
    path('M-78 -424Q-30 -442 0 -430Q30 -442 78 -424Q0 -346 -78 -424Z', { fill: pen.tone(lip, 0.8) }) +
    path('M-84 -428Q0 -388 84 -428', { stroke: pen.tone(shift(lip, -0.16), 0.4), width: 7 })
  );
}

function hairFront(pen: Pen, hair: Rgb, long: boolean): string {
  const shine = pen.tone(shift(hair, 0.14), 0.9);
  if (long) {
    const fringe: Point[] = [
      [-250, -560],
      [-276, -740],
      [-200, -900],
      [-30, -966],
      [160, -930],
      [270, -780],
      [256, -560],
      [214, -640],
      [190, -770],
      [60, -830],
      [-60, -880],
      [-150, -790],
      [-210, -660],
    ];
    return (
      path(smooth(fringe, true, 0.9), { fill: pen.rounded(hair, 0.9, 0.15) }) +
      path('M-180 -880Q-250 -800 -250 -680M-100 -930Q-20 -900 60 -860', {
        stroke: shine,
        width: 12,
        strokeOpacity: 0.5,
      })
    );
  }
  const top: Point[] = [
    [-222, -620],
    [-248, -760],
    [-200, -900],
    [-60, -960],
    [110, -956],
    [226, -860],
    [240, -720],
    [218, -620],
    [190, -740],
    [90, -800],
    [-60, -800],
    [-180, -740],
  ];
  return (
    path(smooth(top, true, 0.9), { fill: pen.rounded(hair, 0.9, 0.15) }) +
    path('M-150 -880Q-40 -930 90 -900', { stroke: shine, width: 12, strokeOpacity: 0.5 })
  );
}

/** Head and shoulders of a person. */
export const portrait: Thing = {
  height: 0.92,
  aspect: 0.9,
  habitat: 'table',
  anchor: 'edge',
  grouped: true,
  draw: drawPortrait,
};

function drawFigure(pen: Pen): string {
  const { words } = pen.stage.scene;
  const coat = pen.own('#b5483a', '#2f5f7a', '#d9a040', '#6a4a6a', '#3f6a4a');
  const woman = ['woman', 'girl', 'lady', 'frau', 'maedchen', 'dame', 'queen', 'princess'].some((word) =>
    words.has(word),
  );
  const hair = rgb(pick(pen.rng, HAIRS));
  let svg = '';
  for (const [x, level] of [
    [-62, 0.3],
    [66, 0.6],
  ] as const) {
    svg += path(
      limb(
        [
          [x * 0.8, -430],
          [x, -220],
          [x * 1.1, -30],
        ],
        [108, 84, 66],
      ),
      { fill: pen.tone('#3a3f4c', level) },
    );
    svg += ellipse(x * 1.1 + 6, -20, 56, 24, { fill: pen.tone('#4a3226', level) });
  }
  svg += path(
    symmetric(
      woman
        ? [
            [0, -780],
            [-110, -760],
            [-136, -600],
            [-150, -460],
            [-220, -300],
            [-120, -276],
            [0, -270],
          ]
        : [
            [0, -780],
            [-130, -764],
            [-160, -620],
            [-150, -440],
            [-166, -330],
            [0, -316],
          ],
    ),
    { fill: pen.rounded(coat, 1, 0.12) },
  );
  for (const side of [-1, 1]) {
    svg += path(
      limb(
        [
          [side * 124, -730],
          [side * 196, -570],
          [side * 190, -410],
        ],
        [80, 70, 56],
      ),
      { fill: pen.tone(coat, side === pen.side ? 0.85 : 0.25) },
    );
    svg += circle(side * 190, -392, 30, { fill: pen.tone('#d8a078', 0.7) });
  }
  svg +=
    rect(-104, -730, 208, 290, { fill: pen.rounded('#6b5236', 0.95, 0.2) }, 50) +
    rect(-84, -600, 168, 110, { fill: pen.tone('#8a6a45', 0.6) }, 26) +
    ellipse(0, -742, 118, 42, { fill: pen.rounded('#b8a078', 0.9, 0.3) });
  svg += path('M212 -430L264 -1', { stroke: pen.tone('#6b4a30', 0.5), width: 17 });
  svg += circle(0, -880, 92, { fill: pen.rounded(woman ? hair : '#d8a078', 0.9, 0.3) });
  if (woman)
    return (
      svg +
      path(
        smooth(
          [
            [-96, -900],
            [0, -986],
            [96, -900],
            [104, -740],
            [40, -700],
            [-40, -700],
            [-104, -740],
          ],
          true,
        ),
        { fill: pen.rounded(hair, 0.9, 0.15) },
      )
    );
  return (
    svg +
    path(
      'M-190 -884Q0 -830 190 -884Q160 -920 104 -922Q90 -1000 0 -1000Q-90 -1000 -104 -922Q-160 -920 -190 -884Z',
      { fill: pen.rounded('#7a5a3c', 1, 0.2) },
    )
  );
}

/** A wanderer seen from behind, looking into the picture. */
export const figure: Thing = { height: 0.34, aspect: 0.5, habitat: 'ground', draw: drawFigure };

function drawRobot(pen: Pen): string {
  const shell = pen.own('#9fb4c0', '#d98a4a', '#7fa88f', '#c9b06a', '#b87f8f');
  const dark = rgb('#3a4250');
  const glow = css(pen.stage.light.grade(rgb('#7ff0ff')));
  let svg = '';
  for (const side of [-1, 1]) {
    svg +=
      rect(side * 100 - 46, -250, 92, 220, { fill: pen.rounded(dark, 0.8, 0.2) }, 30) +
      path(`M${side * 100 - 86} 0q0 -66 86 -66t86 66z`, { fill: pen.rounded(shell, 0.95, 0.2) });
    svg += path(
      limb(
        [
          [side * 220, -600],
          [side * 320, -480],
          [side * 310, -330],
        ],
        [64, 54, 54],
      ),
      { fill: pen.rounded(dark, 0.7, 0.2) },
    );
    svg += circle(side * 222, -600, 62, { fill: pen.rounded(shell, 1, 0.2) });
    svg += path(`M${side * 310 - 46} -330q-16 80 20 96l14 -50h24l14 50q36 -16 20 -96z`, {
      fill: pen.rounded(shell, 0.95, 0.25),
    });
  }
  svg += rect(-220, -660, 440, 430, { fill: pen.rounded(shell, 1, 0.18) }, 86);
  svg += rect(-140, -590, 280, 190, { fill: pen.tone(dark, 0.5) }, 34);
  svg += path('M-110 -480h50l26 -56l40 92l30 -62l18 26h60', { stroke: glow, width: 12 });
  for (const [x, colour] of [
    [-90, '#e4574c'],
    [0, '#f2c14e'],
    [90, '#6fc06a'],
  ] as const)
    svg += circle(x, -320, 30, { fill: pen.rounded(colour, 1, 0.4) });
  svg += rect(-52, -720, 104, 70, { fill: pen.tone(dark, 0.6) });
  svg += rect(-250, -960, 500, 270, { fill: pen.rounded(shift(shell, 0.04), 1, 0.2) }, 110);
  svg += rect(-196, -906, 392, 160, { fill: pen.tone('#1c222e', 0.6) }, 76);
  for (const side of [-1, 1]) {
    svg +=
      pen.glow(side * 92, -828, 110, '#7ff0ff', 0.75) +
      circle(side * 92, -828, 46, { fill: glow }) +
      circle(side * 92 + 12, -842, 15, { fill: '#ffffff' });
    svg += rect(side * 262 - 26, -870, 52, 96, { fill: pen.tone(dark, 0.6) }, 18);
  }
  svg += path('M-40 -776q40 26 80 0', { stroke: glow, width: 10 });
  return (
    svg +
    path('M0 -960V-1000', { stroke: pen.tone(dark, 0.7), width: 14 }) +
    circle(0, -1010, 28, { fill: pen.tone('#e4574c', 1) }) +
    pen.glow(0, -1010, 100, '#ff6a5a', 0.6)
  );
}

/** A friendly robot. */
export const robot: Thing = { height: 0.6, aspect: 0.74, habitat: 'ground', draw: drawRobot };

function drawAstronaut(pen: Pen): string {
  const suit = pen.own('#eef0f2', '#eef0f2', '#e9e4da');
  const grey = rgb('#9aa4b2');
  let svg = path('M160 -560C420 -500 560 -300 470 -80S760 120 820 -120', {
    stroke: pen.tone('#d8d4c8', 0.7),
    width: 20,
  });
  svg += rect(-240, -740, 480, 430, { fill: pen.rounded(grey, 0.9, 0.15) }, 70);
  svg +=
    path(
      limb(
        [
          [-110, -330],
          [-170, -170],
          [-150, -10],
        ],
        [170, 150, 130],
      ),
      { fill: pen.rounded(suit, 0.95, 0.25) },
    ) +
    path(
      limb(
        [
          [110, -330],
          [210, -220],
          [250, -60],
        ],
        [170, 150, 130],
      ),
      { fill: pen.rounded(suit, 0.8, 0.15) },
    );
  svg +=
    ellipse(-150, -6, 96, 52, { fill: pen.rounded(grey, 0.9, 0.2) }) +
    ellipse(270, -44, 96, 52, { fill: pen.rounded(grey, 0.9, 0.2), transform: 'rotate(-20 270 -44)' });
  svg +=
    path(
      limb(
        [
          [-190, -620],
          [-330, -560],
          [-420, -700],
        ],
        [150, 130, 110],
      ),
      { fill: pen.rounded(suit, 1, 0.3) },
    ) + circle(-430, -730, 70, { fill: pen.rounded(grey, 1, 0.3) });
  svg +=
    path(
      limb(
        [
          [190, -620],
          [320, -500],
          [330, -350],
        ],
        [150, 130, 110],
      ),
      { fill: pen.rounded(suit, 0.85, 0.2) },
    ) + circle(332, -320, 66, { fill: pen.rounded(grey, 0.9, 0.2) });
  svg += path(
    symmetric([
      [0, -740],
      [-170, -720],
      [-224, -600],
      [-216, -420],
      [-190, -290],
      [0, -270],
    ]),
    { fill: pen.rounded(suit, 1, 0.2) },
  );
  svg += rect(-110, -560, 220, 150, { fill: pen.rounded(grey, 0.9, 0.3) }, 22);
  for (const [x, colour] of [
    [-66, '#e4574c'],
    [-10, '#f2c14e'],
    [46, '#5fae5a'],
  ] as const)
    svg += circle(x + 10, -510, 20, { fill: pen.tone(colour, 1) });
  svg +=
    rect(-70, -470, 140, 30, { fill: pen.tone('#2c3442', 0.6) }, 8) +
    rect(-196, -330, 392, 34, { fill: pen.tone(pen.accent ?? '#d9542f', 0.8) }, 14);
  svg += circle(0, -800, 212, { fill: pen.rounded(suit, 1, 0.2) });
  const visor = pen.stage.linear(
    [
      [0, pen.stage.light.grade(rgb('#2b3f6a'))],
      [0.5, pen.stage.light.grade(rgb('#7a5aa8'))],
      [1, pen.stage.light.grade(rgb('#f2b06a'))],
    ],
    [0, 0],
    [1, 1],
  );
  svg += path(
    symmetric([
      [0, -930],
      [-120, -910],
      [-164, -800],
      [-124, -700],
      [0, -676],
    ]),
    { fill: visor, stroke: pen.tone('#c9a24a', 0.9), width: 18 },
  );
  return (
    svg +
    path('M-112 -850Q-80 -900 -20 -904', { stroke: '#ffffff', width: 20, strokeOpacity: 0.7 }) +
    circle(70, -740, 12, { fill: '#ffffff', opacity: 0.6 })
  );
}

/** An astronaut on a line. */
export const astronaut: Thing = { height: 0.6, aspect: 0.9, habitat: 'air', draw: drawAstronaut };

function drawSnowman(pen: Pen): string {
  const snow = rgb('#f3f6fa');
  const scarf = pen.own('#c8372f', '#2f7f5a', '#2f5f9a', '#e0a030');
  let svg = ellipse(0, -6, 330, 40, { fill: pen.tone(snow, 0.5) });
  svg += path(
    'M-190 -560L-400 -690M-330 -646L-360 -740M-360 -664L-450 -660M190 -560L410 -700M340 -656L360 -750M366 -672L460 -676',
    { stroke: pen.tone('#5a4030', 0.5), width: 20 },
  );
  svg +=
    circle(0, -240, 262, { fill: pen.rounded(snow, 1, 0.25) }) +
    circle(0, -570, 192, { fill: pen.rounded(snow, 1, 0.28) }) +
    circle(0, -800, 142, { fill: pen.rounded(snow, 1, 0.32) });
  for (const y of [-640, -560, -480]) svg += circle(0, y, 20, { fill: pen.tone('#26262c', 0.5) });
  svg +=
    path('M-150 -704Q0 -630 150 -704L156 -652Q0 -570 -156 -652Z', { fill: pen.rounded(scarf, 1, 0.2) }) +
    path('M70 -650L146 -420L66 -400L30 -636Z', { fill: pen.tone(scarf, 0.6) }) +
    path('M72 -420v46M98 -424v46M122 -430v46', { stroke: pen.tone(scarf, 0.5), width: 11 });
  for (const side of [-1, 1])
    svg +=
      circle(side * 52, -838, 18, { fill: pen.tone('#1d1d22', 0.5) }) +
      circle(side * 52 + pen.side * 5, -844, 5, { fill: '#ffffff' });
  svg += polygon(
    [
      [-8, -816],
      [-8, -780],
      [-176, -776],
    ],
    { fill: pen.rounded('#e8842c', 1, 0.4), stroke: pen.tone('#e8842c', 0.7), width: 8 },
  );
  for (const [x, y] of [
    [-62, -748],
    [-34, -730],
    [0, -724],
    [34, -730],
    [62, -748],
  ] as const)
    svg += circle(x, y, 9, { fill: pen.tone('#1d1d22', 0.5) });
  svg +=
    ellipse(0, -908, 176, 32, { fill: pen.tone('#26272e', 0.5) }) +
    path('M-112 -910L-104 -1080H104L112 -910Z', { fill: pen.rounded('#2b2c34', 1, 0.15) });
  return svg + path('M-112 -930Q0 -902 112 -930L110 -966Q0 -940 -110 -966Z', { fill: pen.tone(scarf, 0.9) });
}

/** A snowman with scarf and hat. */
export const snowman: Thing = { height: 0.58, aspect: 0.84, habitat: 'ground', draw: drawSnowman };
