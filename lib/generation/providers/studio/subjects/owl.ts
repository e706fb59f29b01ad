import { mix, shift } from '../paint/colour.ts';
import { symmetric } from '../paint/limb.ts';
import { ellipse, path, polygon, smooth, stroke } from '../paint/svg.ts';
import { branch } from './bough.ts';
import { eye } from './eye.ts';
import type { Pen, Thing } from './thing.ts';

function drawOwl(pen: Pen): string {
  const main = pen.own('#8a6a48', '#6f5844', '#a58a66', '#d9cfc0');
  const dark = shift(main, -0.14);
  const light = mix(shift(main, 0.18, 0.7), [250, 240, 220], 0.5);
  let svg = branch(pen, -46);
  svg += path(
    symmetric([
      [0, -930],
      [-150, -900],
      [-262, -780],
      [-290, -560],
      [-270, -300],
      [-170, -110],
      [0, -50],
    ]),
    { fill: pen.rounded(main, 0.95, 0.12) },
  );
  for (const side of [-1, 1])
    svg += polygon(
      [
        [side * 70, -880],
        [side * 226, -1000],
        [side * 250, -770],
      ],
      { fill: pen.tone(dark, side === pen.side ? 0.8 : 0.35) },
    );
  svg += path(
    symmetric([
      [0, -560],
      [-130, -520],
      [-170, -350],
      [-110, -160],
      [0, -100],
    ]),
    { fill: pen.rounded(light, 0.95, 0.35) },
  );
  let marks = '';
  for (let row = 0; row < 6; row += 1) {
    for (let k = -2; k <= 2; k += 1) {
      const x = k * 56 + (row % 2) * 28;
      if (Math.abs(x) > 150 - row * 10) continue;
      marks += `M${x - 18} ${-490 + row * 62}q18 26 36 0`;
    }
  }
  svg += path(marks, { stroke: pen.tone(dark, 0.4), width: 9, strokeOpacity: 0.8 });
  for (const side of [-1, 1]) {
    svg += path(
      smooth(
        [
          [side * 190, -690],
          [side * 300, -560],
          [side * 290, -300],
          [side * 190, -110],
          [side * 160, -280],
          [side * 150, -520],
        ],
        true,
      ),
      { fill: pen.tone(dark, side === pen.side ? 0.9 : 0.3) },
    );
    for (let k = 0; k < 4; k += 1)
      svg += stroke(
        [
          [side * 200, -520 + k * 82],
          [side * 244, -480 + k * 82],
          [side * 272, -520 + k * 70],
        ],
        pen.tone(main, side === pen.side ? 0.9 : 0.4),
        9,
        { strokeOpacity: 0.7 },
      );
    svg += ellipse(side * 104, -716, 126, 132, { fill: pen.tone(light, side === pen.side ? 1 : 0.7) });
    svg += ellipse(side * 104, -716, 104, 110, { fill: pen.tone(mix(light, main, 0.3), 0.8) });
    svg += eye(pen, side * 96, -720, 66, 68, '#f0b42e');
    svg += path(
      `M${side * 34} -62q${side * 10} 46 ${side * 22} 50M${side * 64} -66q${side * 8} 46 ${side * 20} 52M${side * 92} -72q${side * 6} 46 ${side * 18} 52`,
      { stroke: pen.tone('#d9a23a', 0.7), width: 20 },
    );
  }
  svg += polygon(
    [
      [-34, -690],
      [34, -690],
      [0, -592],
    ],
    { fill: pen.rounded('#d98f2e', 1, 0.4) },
  );
  return (
    svg +
    path('M-226 -846Q-110 -830 0 -742Q110 -830 226 -846Q120 -900 0 -850Q-120 -900 -226 -846Z', {
      fill: pen.tone(dark, 0.6),
    })
  );
}

/** An owl on a bough, looking at us. */
export const owl: Thing = { height: 0.56, aspect: 0.72, habitat: 'ground', anchor: 'bough', draw: drawOwl };
