import { rgb, shift } from '../paint/colour.ts';
import { limb } from '../paint/limb.ts';
import { circle, ellipse, type Point, path, polygon, smooth } from '../paint/svg.ts';
import { standing } from './quadruped.ts';
import type { Pen, Thing } from './thing.ts';

function drawHorse(pen: Pen): string {
  const zebra = pen.named('zebra');
  const unicorn = pen.named('unicorn', 'einhorn');
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
