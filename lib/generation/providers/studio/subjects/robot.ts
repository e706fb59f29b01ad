import { css, rgb, shift } from '../paint/colour.ts';
import { limb } from '../paint/limb.ts';
import { circle, path, rect } from '../paint/svg.ts';
import type { Pen, Thing } from './thing.ts';

function drawRobot(pen: Pen): string {
  const shell = pen.own('#9fb4c0', '#d98a4a', '#7fa88f', '#c9b06a', '#b87f8f');
  const dark = rgb('#3a4250');
  const glow = css(pen.stage.light.grade(rgb('#7ff0ff')));
  let svg = '';
  for (const side of [-1, 1]) {
    svg +=
      rect(side * 100 - 46, -250, 92, 220, { fill: pen.rounded(dark, 0.8, 0.2) }, 30) +
      path(`M${side * 100 - 86} 0q0 -66 86 -66t86 66z`, { fill: pen.rounded(shell, 0.95, 0.2) });
    svg += path(
      limb(
        [
          [side * 220, -600],
          [side * 320, -480],
          [side * 310, -330],
        ],
        [64, 54, 54],
      ),
      { fill: pen.rounded(dark, 0.7, 0.2) },
    );
    svg += circle(side * 222, -600, 62, { fill: pen.rounded(shell, 1, 0.2) });
    svg += path(`M${side * 310 - 46} -330q-16 80 20 96l14 -50h24l14 50q36 -16 20 -96z`, {
      fill: pen.rounded(shell, 0.95, 0.25),
    });
  }
  svg += rect(-220, -660, 440, 430, { fill: pen.rounded(shell, 1, 0.18) }, 86);
  svg += rect(-140, -590, 280, 190, { fill: pen.tone(dark, 0.5) }, 34);
  svg += path('M-110 -480h50l26 -56l40 92l30 -62l18 26h60', { stroke: glow, width: 12 });
  for (const [x, colour] of [
    [-90, '#e4574c'],
    [0, '#f2c14e'],
    [90, '#6fc06a'],
  ] as const)
    svg += circle(x, -320, 30, { fill: pen.rounded(colour, 1, 0.4) });
  svg += rect(-52, -720, 104, 70, { fill: pen.tone(dark, 0.6) });
  svg += rect(-250, -960, 500, 270, { fill: pen.rounded(shift(shell, 0.04), 1, 0.2) }, 110);
  svg += rect(-196, -906, 392, 160, { fill: pen.tone('#1c222e', 0.6) }, 76);
  for (const side of [-1, 1]) {
    svg +=
      pen.glow(side * 92, -828, 110, '#7ff0ff', 0.75) +
      circle(side * 92, -828, 46, { fill: glow }) +
      circle(side * 92 + 12, -842, 15, { fill: '#ffffff' });
    svg += rect(side * 262 - 26, -870, 52, 96, { fill: pen.tone(dark, 0.6) }, 18);
  }
  svg += path('M-40 -776q40 26 80 0', { stroke: glow, width: 10 });
  return (
    svg +
    path('M0 -960V-1000', { stroke: pen.tone(dark, 0.7), width: 14 }) +
    circle(0, -1010, 28, { fill: pen.tone('#e4574c', 1) }) +
    pen.glow(0, -1010, 100, '#ff6a5a', 0.6)
  );
}

/** A friendly robot. */
export const robot: Thing = { height: 0.6, aspect: 0.74, habitat: 'ground', draw: drawRobot };
