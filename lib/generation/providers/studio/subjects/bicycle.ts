import { shift } from '../paint/colour.ts';
import { circle, num, path } from '../paint/svg.ts';
import type { Pen, Thing } from './thing.ts';

function drawBicycle(pen: Pen): string {
  const paint = pen.own('#c8372f', '#2f7f8f', '#e0a030', '#4a4a5a', '#5a8f5a');
  const [rear, front, y, radius] = [-520, 520, -330, 322];
  let svg = '';
  for (const x of [rear, front]) {
    let spokes = '';
    for (let i = 0; i < 14; i += 1) {
      const angle = (i / 14) * Math.PI * 2;
      spokes += `M${x} ${y}L${num(x + Math.cos(angle) * radius)} ${num(y + Math.sin(angle) * radius)}`;
    }
    svg += path(spokes, { stroke: pen.tone('#c9ccd2', 0.8), width: 4, strokeOpacity: 0.8 });
    svg +=
      circle(x, y, radius, { stroke: pen.tone('#24252b', 0.5), width: 38 }) +
      circle(x, y, radius - 28, { stroke: pen.tone('#d4d6da', 0.9), width: 11 }) +
      circle(x, y, 26, { fill: pen.tone('#8f939c', 0.8) });
    svg += path(
      `M${x - radius - 26} ${y - 60}A${radius + 36} ${radius + 36} 0 0 1 ${num(x + (radius + 36) * 0.8)} ${num(y - (radius + 36) * 0.6)}`,
      { stroke: pen.tone(shift(paint, 0.06), 0.8), width: 22 },
    );
  }
  const tube = (d: string, wide = 34): string =>
    path(d, { stroke: pen.tone(paint, 0.3), width: wide + 8 }) +
    path(d, { stroke: pen.tone(paint, 0.95), width: wide * 0.72 });
  svg +=
    tube(`M${rear} ${y}L-60 ${y + 20}L-190 -740L${rear} ${y}`) +
    tube(`M-60 ${y + 20}L390 -740L-168 -660`) +
    tube(`M${front} ${y}L370 -850`);
  svg +=
    path('M-190 -740L-206 -850', { stroke: pen.tone('#c9ccd2', 0.9), width: 24 }) +
    path('M-330 -866Q-200 -900 -80 -856Q-110 -826 -200 -826Q-300 -820 -330 -866Z', {
      fill: pen.rounded('#6b432c', 1, 0.2),
    });
  svg +=
    path('M370 -850L352 -940Q260 -990 200 -930M352 -940Q440 -950 470 -900', {
      stroke: pen.tone('#c9ccd2', 0.9),
      width: 22,
    }) + path('M212 -940L176 -904', { stroke: pen.tone('#6b432c', 0.7), width: 36 });
  svg +=
    circle(-60, y + 20, 84, { stroke: pen.tone('#4a4c55', 0.7), width: 20 }) +
    path(`M-60 ${y + 20}L20 ${y + 170}M-4 ${y + 172}h70`, { stroke: pen.tone('#c9ccd2', 0.8), width: 22 }) +
    path(`M-60 ${y - 64}L${rear} ${y - 40}M-60 ${y + 104}L${rear} ${y + 40}`, {
      stroke: pen.tone('#3a3c44', 0.5),
      width: 9,
    });
  svg += path('M430 -800H690L650 -560H470Z', { fill: pen.falling('#b98a55', 0.95, 0.4) });
  let weave = '';
  for (let i = 1; i < 5; i += 1) weave += `M${436 + i * 7} ${-800 + i * 46}H${684 - i * 7}`;
  svg += path(weave, { stroke: pen.tone('#7a532c', 0.4), width: 8 });
  for (const [x, by, colour] of [
    [470, -840, '#e2574c'],
    [530, -876, '#f2c14e'],
    [590, -850, '#e88fb0'],
    [640, -830, '#f4efe6'],
    [560, -826, '#9a6fc4'],
  ] as const)
    svg +=
      circle(x, by, 42, { fill: pen.tone(colour, 0.9) }) +
      circle(x, by, 15, { fill: pen.tone('#f5d76a', 0.9) });
  return svg;
}

/** A bicycle with a basket of flowers. */
export const bicycle: Thing = { height: 0.44, aspect: 1.82, habitat: 'ground', draw: drawBicycle };
