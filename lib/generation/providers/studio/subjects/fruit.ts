import { type Rgb, rgb, shift } from '../paint/colour.ts';
import { circle, ellipse, num, type Point, path, smooth } from '../paint/svg.ts';
import { gleam } from './gleam.ts';
import type { Pen, Thing } from './thing.ts';

function appleShape(pen: Pen, x: number, y: number, size: number, colour: Rgb): string {
  const p = (dx: number, dy: number): Point => [x + dx * size, y + dy * size];
  let svg = path(
    smooth(
      [
        p(0, -0.8),
        p(-0.2, -0.92),
        p(-0.46, -0.78),
        p(-0.52, -0.44),
        p(-0.38, -0.1),
        p(-0.14, 0),
        p(0, -0.04),
        p(0.14, 0),
        p(0.38, -0.1),
        p(0.52, -0.44),
        p(0.46, -0.78),
        p(0.2, -0.92),
      ],
      true,
    ),
    {
      fill: pen.stage.radial(
        [
          [0, pen.stage.toneRgb(shift(colour, 0.14), 1)],
          [0.5, pen.stage.toneRgb(colour, 0.8)],
          [1, pen.stage.toneRgb(shift(colour, -0.06), 0.12)],
        ],
        [0.5 + pen.side * 0.2, 0.32],
        0.75,
      ),
    },
  );
  svg += path(
    `M${num(x)} ${num(y - size * 0.8)}q${num(size * 0.02)} ${num(-size * 0.16)} ${num(size * 0.1)} ${num(-size * 0.24)}`,
    { stroke: pen.tone('#5a3a24', 0.5), width: size * 0.05 },
  );
  svg += path(
    `M${num(x + size * 0.06)} ${num(y - size * 0.94)}q${num(size * 0.16)} ${num(-size * 0.18)} ${num(size * 0.36)} ${num(-size * 0.1)}q${num(-size * 0.1)} ${num(size * 0.2)} ${num(-size * 0.36)} ${num(size * 0.1)}z`,
    { fill: pen.tone('#5f9a45', 0.85) },
  );
  return (
    svg +
    ellipse(x + pen.side * size * 0.24, y - size * 0.64, size * 0.07, size * 0.12, {
      fill: '#ffffff',
      opacity: 0.5,
      transform: `rotate(${pen.side * 24} ${num(x + pen.side * size * 0.24)} ${num(y - size * 0.64)})`,
    })
  );
}

function drawApple(pen: Pen): string {
  if (pen.named('pear', 'birne')) return drawPear(pen);
  return appleShape(pen, 0, 0, 940, pen.own('#c8302c', '#c8302c', '#8fae3a', '#d9553a'));
}

function drawPear(pen: Pen): string {
  const colour = pen.own('#c2b83e', '#d9b53e');
  let svg = path(
    smooth(
      [
        [0, -900],
        [-120, -840],
        [-170, -660],
        [-300, -460],
        [-370, -240],
        [-280, -50],
        [0, 4],
        [280, -50],
        [370, -240],
        [300, -460],
        [170, -660],
        [120, -840],
      ],
      true,
    ),
    {
      fill: pen.stage.radial(
        [
          [0, pen.stage.toneRgb(shift(colour, 0.12), 1)],
          [0.55, pen.stage.toneRgb(colour, 0.8)],
          [1, pen.stage.toneRgb(shift(colour, -0.06), 0.15)],
        ],
        [0.5 + pen.side * 0.2, 0.55],
        0.75,
      ),
    },
  );
  svg += path('M0 -890Q10 -980 60 -1000', { stroke: pen.tone('#5a3a24', 0.5), width: 32 });
  return svg + ellipse(pen.side * 180, -360, 40, 90, { fill: '#ffffff', opacity: 0.4 });
}

/** An apple; a pear where the prompt says so. */
export const apple: Thing = { height: 0.48, aspect: 1.02, habitat: 'table', draw: drawApple };

function drawFruit(pen: Pen): string {
  const bowl = pen.own('#3f7f9a', '#e8e0cf', '#b5653a', '#6a8a5a');
  let svg = '';
  svg += banana(pen);
  svg += appleShape(pen, -330, -400, 360, rgb('#c8342e')) + appleShape(pen, 330, -410, 340, rgb('#9ab53e'));
  for (const [x, y, colour] of [
    [-110, -520, '#f0902e'],
    [130, -500, '#f29a34'],
  ] as const)
    svg +=
      circle(x, y, 168, {
        fill: pen.stage.radial(
          [
            [0, pen.stage.toneRgb(shift(rgb(colour), 0.12), 1)],
            [0.6, pen.stage.toneRgb(rgb(colour), 0.75)],
            [1, pen.stage.toneRgb(rgb(colour), 0.15)],
          ],
          [0.5 + pen.side * 0.2, 0.32],
          0.72,
        ),
      }) + circle(x + 8, y - 130, 13, { fill: pen.tone('#5f7a34', 0.6) });
  svg += path('M-620 -420C-590 -160 -380 -60 -180 -50H180C380 -60 590 -160 620 -420Q0 -330 -620 -420Z', {
    fill: pen.rounded(bowl, 1, 0.15),
  });
  svg +=
    path('M-620 -420Q0 -330 620 -420L606 -366Q0 -280 -606 -366Z', {
      fill: pen.rounded(shift(bowl, 0.1), 1, 0.3),
    }) + path('M-210 -54H210L250 0H-250Z', { fill: pen.rounded(shift(bowl, -0.04), 0.9, 0.15) });
  svg += gleam('M-500 -310C-450 -200 -380 -150 -300 -120', 0.28);
  return svg + grapes(pen) + appleShape(pen, -760, 10, 270, rgb('#d9523a')) + lemon(pen, 780, -90);
}

function banana(pen: Pen): string {
  const skin = rgb('#f0cc3e');
  let svg = '';
  for (const [dx, level] of [
    [60, 0.4],
    [0, 0.95],
  ] as const)
    svg += path(
      `M${-420 + dx} -520C${-300 + dx} -900 ${100 + dx} -1030 ${360 + dx} -880L${390 + dx} -900L${410 + dx} -850C${200 + dx} -840 ${-120 + dx} -760 ${-260 + dx} -480Z`,
      { fill: pen.tone(skin, level) },
    );
  return (
    svg +
    path('M-330 -560C-200 -800 60 -900 330 -870', {
      stroke: pen.tone('#b8902a', 0.5),
      width: 10,
      strokeOpacity: 0.7,
    })
  );
}

function grapes(pen: Pen): string {
  let svg = path('M560 -470q60 -60 40 -110', { stroke: pen.tone('#5f7a34', 0.5), width: 17 });
  const colour = rgb('#6a3f8a');
  for (const [x, y] of [
    [470, -440],
    [540, -450],
    [610, -440],
    [500, -370],
    [570, -380],
    [640, -370],
    [530, -300],
    [600, -310],
    [660, -290],
    [570, -230],
    [630, -220],
    [600, -150],
  ] as const)
    svg += circle(x, y, 54, {
      fill: pen.stage.radial(
        [
          [0, pen.stage.toneRgb(shift(colour, 0.2), 1)],
          [0.5, pen.stage.toneRgb(colour, 0.8)],
          [1, pen.stage.toneRgb(colour, 0.1)],
        ],
        [0.5 + pen.side * 0.2, 0.3],
        0.75,
      ),
    });
  return svg;
}

function lemon(pen: Pen, x: number, y: number): string {
  const peel = rgb('#f2d23c');
  return path(
    smooth(
      [
        [x - 190, y + 10],
        [x - 140, y - 80],
        [x, y - 120],
        [x + 130, y - 84],
        [x + 200, y],
        [x + 130, y + 84],
        [x, y + 104],
        [x - 140, y + 76],
      ],
      true,
    ),
    {
      fill: pen.stage.radial(
        [
          [0, pen.stage.toneRgb(shift(peel, 0.08), 1)],
          [0.6, pen.stage.toneRgb(peel, 0.8)],
          [1, pen.stage.toneRgb(peel, 0.2)],
        ],
        [0.5 + pen.side * 0.2, 0.3],
        0.75,
      ),
    },
  );
}

/** A bowl of fruit. */
export const fruit: Thing = { height: 0.5, aspect: 1.8, habitat: 'table', grouped: true, draw: drawFruit };
