import { mix, shift } from '../paint/colour.ts';
import { limb, symmetric } from '../paint/limb.ts';
import { circle, ellipse, path } from '../paint/svg.ts';
import { eye } from './eye.ts';
import type { Pen, Thing } from './thing.ts';

function drawRabbit(pen: Pen): string {
  const main = pen.own('#a98868', '#cfc4b6', '#8d857e', '#e9e2d6');
  const light = mix(shift(main, 0.16, 0.6), [255, 252, 246], 0.6);
  let svg = circle(210, -110, 76, { fill: pen.tone(light, 0.95) });
  for (const side of [-1, 1]) {
    const lean = side * 40;
    svg += path(
      limb(
        [
          [side * 70, -640],
          [side * 92 + lean * 0.4, -800],
          [side * 86 + lean, -985],
        ],
        [96, 118, 44],
      ),
      { fill: pen.tone(main, side === pen.side ? 0.9 : 0.4) },
    );
    svg += path(
      limb(
        [
          [side * 74, -670],
          [side * 92 + lean * 0.4, -800],
          [side * 86 + lean, -950],
        ],
        [44, 58, 18],
      ),
      { fill: pen.tone('#e2a79e', 0.7) },
    );
  }
  svg += path(
    symmetric([
      [0, -460],
      [-130, -420],
      [-216, -270],
      [-240, -110],
      [-180, -10],
      [0, 4],
    ]),
    { fill: pen.rounded(main, 0.95, 0.15) },
  );
  svg += path(
    symmetric([
      [0, -400],
      [-80, -350],
      [-110, -220],
      [-70, -90],
      [0, -60],
    ]),
    { fill: pen.rounded(light, 0.95, 0.4) },
  );
  for (const side of [-1, 1]) {
    svg += ellipse(side * 158, -30, 118, 42, { fill: pen.rounded(main, 0.95, 0.3) });
    svg += path(
      limb(
        [
          [side * 66, -300],
          [side * 62, -170],
          [side * 54, -60],
        ],
        [76, 66, 70],
      ),
      { fill: pen.rounded(main, 0.9, 0.3) },
    );
    svg += ellipse(side * 56, -52, 44, 30, { fill: pen.tone(light, 0.85) });
  }
  const y = -560;
  svg += path(
    symmetric([
      [0, y - 150],
      [-110, y - 124],
      [-174, y - 20],
      [-166, y + 76],
      [-80, y + 140],
      [0, y + 148],
    ]),
    { fill: pen.rounded(main, 1, 0.25) },
  );
  svg += path(
    symmetric([
      [0, y + 30],
      [-66, y + 44],
      [-88, y + 92],
      [-44, y + 134],
      [0, y + 140],
    ]),
    { fill: pen.tone(light, 0.95) },
  );
  svg += eye(pen, -84, y - 10, 36, 44, '#3a2620') + eye(pen, 84, y - 10, 36, 44, '#3a2620');
  svg += path(`M-20 ${y + 46}Q0 ${y + 36} 20 ${y + 46}Q8 ${y + 64} 0 ${y + 66}Q-8 ${y + 64} -20 ${y + 46}Z`, {
    fill: pen.tone('#d98a86', 0.9),
  });
  svg += path(`M0 ${y + 66}v18q-18 20 -40 8M0 ${y + 84}q18 20 40 8`, {
    stroke: pen.tone('#4a3532', 0.4),
    width: 5,
  });
  let whiskers = '';
  for (const side of [-1, 1])
    for (const dy of [-8, 8, 22])
      whiskers += `M${side * 60} ${y + 84 + dy * 0.4}q${side * 70} ${dy * 0.5 - 8} ${side * 140} ${dy}`;
  return svg + path(whiskers, { stroke: pen.tone('#ffffff', 0.9), width: 3, strokeOpacity: 0.7 });
}

/** A sitting rabbit, ears up. */
export const rabbit: Thing = { height: 0.5, aspect: 0.6, habitat: 'ground', draw: drawRabbit };
