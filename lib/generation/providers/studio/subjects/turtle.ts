import { css, mix, rgb, shift } from '../paint/colour.ts';
import { circle, clipped, ellipse, type Point, path, polygon, smooth } from '../paint/svg.ts';
import type { Pen, Thing } from './thing.ts';
import { wet, wetFall } from './wet.ts';

function drawTurtle(pen: Pen): string {
  const skin = pen.own('#6f9a5a', '#7aa064', '#5f8f6a');
  const shell = rgb('#7a5a34');
  const patch = (points: readonly Point[], level: number): string =>
    path(smooth(points, true, 0.9), { fill: css(wet(pen, skin, level)) });
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
        stroke: css(wet(pen, '#4a3520', 0.3)),
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
      fill: css(wet(pen, shift(skin, -0.16), 0.4)),
      opacity: 0.7,
    });
  svg += spots + circle(-850, -490, 24, { fill: '#14161a' }) + circle(-858, -498, 8, { fill: '#ffffff' });
  return svg + path('M-938 -440Q-880 -410 -820 -420', { stroke: css(wet(pen, '#3f5a34', 0.3)), width: 10 });
}

/** A swimming turtle. */
export const turtle: Thing = { height: 0.44, aspect: 1.6, habitat: 'deep', draw: drawTurtle };
