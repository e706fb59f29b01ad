import { shift } from '../paint/colour.ts';
import { path, polygon, rect } from '../paint/svg.ts';
import { conifer } from '../scenery/conifer.ts';
import { flame } from './flame.ts';
import type { Pen, Thing } from './thing.ts';

function drawTent(pen: Pen): string {
  const cloth = pen.own('#e0803a', '#d9b03f', '#3f8f8a', '#c8503f');
  const lit = pen.stage.light.lamps > 0.4;
  const inside = lit ? 'inside' : '';
  let svg = '';
  for (const [x, tall] of [
    [-760, 980],
    [-600, 760],
    [690, 860],
    [820, 640],
  ] as const)
    svg += conifer(pen.stage, pen.rng, x, 10, tall, 0.08);
  svg += path('M-640 6L-560 -30M640 6L540 -40M-470 10L-330 -300', {
    stroke: pen.tone('#e9e2d2', 0.7),
    width: 6,
  });
  svg += polygon(
    [
      [-120, -640],
      [300, -700],
      [620, 0],
      [-10, 0],
    ],
    { fill: pen.falling(shift(cloth, -0.04), pen.side > 0 ? 0.9 : 0.4, 0.2) },
  );
  svg += polygon(
    [
      [-520, 0],
      [-120, -640],
      [180, 0],
    ],
    { fill: pen.falling(cloth, 0.95, 0.6) },
  );
  if (inside !== '') svg += pen.glow(-160, -180, 520, [255, 190, 100], 0.85);
  svg += polygon(
    [
      [-330, 0],
      [-124, -520],
      [40, 0],
    ],
    {
      fill: lit
        ? pen.stage.linear([
            [0, pen.stage.light.grade([255, 190, 96])],
            [1, pen.stage.light.grade([255, 226, 150])],
          ])
        : pen.tone('#3d2c28', 0.3),
    },
  );
  svg +=
    polygon(
      [
        [-330, 0],
        [-124, -520],
        [-226, 0],
      ],
      { fill: pen.tone(cloth, 0.5) },
    ) +
    polygon(
      [
        [40, 0],
        [-124, -520],
        [-40, 0],
      ],
      { fill: pen.tone(cloth, 0.7) },
    );
  svg += path('M-120 -640L-150 -690M300 -700L320 -740', { stroke: pen.tone('#4a3c34', 0.5), width: 10 });
  if (lit) svg += pen.glow(-150, -120, 300, [255, 220, 150], 0.7);
  let logs = '';
  for (const [x, y, turn] of [
    [470, -14, 16],
    [520, -12, -18],
    [496, -34, 4],
  ] as const)
    logs += rect(
      x - 80,
      y - 14,
      160,
      28,
      { fill: pen.tone('#5a3d2c', 0.5), transform: `rotate(${turn} ${x} ${y})` },
      12,
    );
  return svg + logs + flame(pen, 496, -30, 150);
}

/** A tent with a fire beside it, lit from inside after dark. */
export const tent: Thing = { height: 0.34, aspect: 1.7, habitat: 'ground', draw: drawTent };
