import { shift } from '../paint/colour.ts';
import { between } from '../paint/prng.ts';
import { circle, ellipse, num, path, rect } from '../paint/svg.ts';
import { gleam } from './gleam.ts';
import type { Pen, Thing } from './thing.ts';

function drawPiano(pen: Pen): string {
  const black = pen.own('#25252c', '#25252c', '#5a3524');
  let svg =
    path('M-760 -420L-560 -990C-200 -1040 300 -960 520 -700L760 -420Z', {
      fill: pen.falling(shift(black, 0.04), 0.9, 0.3),
    }) +
    path('M-690 -440L-520 -920C-200 -960 250 -900 450 -680L670 -440Z', {
      fill: pen.falling('#b98a3f', 0.8, 0.3),
    });
  let strings = '';
  for (let i = 0; i < 22; i += 1)
    strings += `M${-640 + i * 58} -440L${num(-500 + i * 42)} ${num(-900 + i * i * 0.5)}`;
  svg +=
    path(strings, { stroke: pen.tone('#f0d68a', 0.9), width: 4, strokeOpacity: 0.6 }) +
    path('M420 -430L330 -760', { stroke: pen.tone(black, 0.4), width: 17 });
  for (const [x, level] of [
    [-640, 0.5],
    [620, 0.3],
    [40, 0.15],
  ] as const)
    svg +=
      path(`M${x - 44} -260H${x + 44}L${x + 24} -20H${x - 24}Z`, { fill: pen.tone(black, level) }) +
      circle(x, -12, 26, { fill: pen.tone('#c9a24a', 0.8) });
  svg += path('M-820 -440H820V-240Q0 -200 -820 -240Z', { fill: pen.falling(black, 1, 0.2) });
  svg += rect(-720, -388, 1440, 96, { fill: pen.tone('#f7f3e8', 1) });
  let keys = '';
  let sharps = '';
  for (let i = 0; i < 28; i += 1) {
    const x = -720 + (i * 1440) / 28;
    keys += `M${num(x)} -388V-292`;
    if (![2, 6].includes(i % 7)) sharps += `M${num(x + 36)} -388h28v56h-28z`;
  }
  svg +=
    path(keys, { stroke: pen.tone('#9a948a', 0.6), width: 4 }) +
    path(sharps, { fill: pen.tone('#1a191e', 0.4) });
  svg += rect(-330, -640, 660, 200, { fill: pen.falling('#f4ecd8', 1, 0.7) }, 8);
  let notes = '';
  for (let row = 0; row < 4; row += 1) notes += `M-300 ${-610 + row * 44}H300M-300 ${-598 + row * 44}H300`;
  svg += path(notes, { stroke: pen.tone('#6a6258', 0.5), width: 3 });
  for (let i = 0; i < 22; i += 1)
    svg += ellipse(-280 + i * 27, -606 + (i % 4) * 44 + between(pen.rng, -6, 10), 9, 7, {
      fill: pen.tone('#26222a', 0.4),
    });
  return svg + gleam('M-790 -420H-300', 0.18);
}

/** A grand piano, open, with music on its stand. */
export const piano: Thing = { height: 0.46, aspect: 1.68, habitat: 'ground', draw: drawPiano };
