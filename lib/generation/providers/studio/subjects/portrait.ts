import { mix, type Rgb, rgb, shift } from '../paint/colour.ts';
import { symmetric } from '../paint/limb.ts';
import { pick } from '../paint/prng.ts';
import { circle, ellipse, type Point, path, polygon, smooth } from '../paint/svg.ts';
import { eye } from './eye.ts';
import { HAIRS } from './hair.ts';
import type { Pen, Thing } from './thing.ts';

const SKINS = ['#f0c6a4', '#e0a982', '#c68a60', '#9a6444', '#6f4630'];

function drawPortrait(pen: Pen): string {
  const man = pen.named(
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
  const old = pen.named('old', 'grandmother', 'grandfather', 'oma', 'opa', 'elderly', 'alte', 'alter');
  const crowned = pen.named(
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
  const beard = pen.named('beard', 'bart') || (man && pen.rng() < 0.45);
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
  svg += faceOf(pen, skin, hair, beard);
  svg += hairFront(pen, hair, long);
  if (pen.named('hat', 'hut'))
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
  if (pen.named('glasses', 'brille'))
    svg += `${circle(-92, -608, 62, { stroke: pen.tone('#2b2a30', 0.6), width: 11 })}${circle(92, -608, 62, { stroke: pen.tone('#2b2a30', 0.6), width: 11 })}${path('M-30 -610H30', { stroke: pen.tone('#2b2a30', 0.6), width: 11 })}`;
  return svg;
}

function faceOf(pen: Pen, skin: Rgb, hair: Rgb, beard: boolean): string {
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
