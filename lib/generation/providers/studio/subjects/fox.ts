import { type Rgb, rgb } from '../paint/colour.ts';
import { limb } from '../paint/limb.ts';
import { ellipse, type Point, path, polygon, smooth } from '../paint/svg.ts';
import { eye } from './eye.ts';
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
