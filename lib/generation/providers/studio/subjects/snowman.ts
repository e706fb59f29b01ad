import { rgb } from '../paint/colour.ts';
import { circle, ellipse, path, polygon } from '../paint/svg.ts';
import type { Pen, Thing } from './thing.ts';

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
