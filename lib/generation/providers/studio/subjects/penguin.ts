import { css, rgb } from '../paint/colour.ts';
import { symmetric } from '../paint/limb.ts';
import { circle, path, smooth } from '../paint/svg.ts';
import type { Pen, Thing } from './thing.ts';

function drawPenguin(pen: Pen): string {
  const black = pen.own('#2b2f3a', '#262a35');
  const white = rgb('#f5f2ea');
  let svg = '';
  for (const side of [-1, 1]) {
    svg += path(
      smooth(
        [
          [side * 40, -30],
          [side * 150, -60],
          [side * 200, -10],
          [side * 120, 10],
          [side * 30, 4],
        ],
        true,
      ),
      { fill: pen.tone('#e0952e', side === pen.side ? 0.95 : 0.5) },
    );
    svg += path(
      smooth(
        [
          [side * 210, -640],
          [side * 320, -480],
          [side * 350, -260],
          [side * 290, -200],
          [side * 230, -380],
        ],
        true,
      ),
      { fill: pen.tone(black, side === pen.side ? 0.8 : 0.2) },
    );
  }
  svg += path(
    symmetric([
      [0, -990],
      [-130, -960],
      [-192, -840],
      [-200, -700],
      [-250, -480],
      [-262, -240],
      [-190, -70],
      [0, -24],
    ]),
    { fill: pen.rounded(black, 1, 0.1) },
  );
  svg += path(
    symmetric([
      [0, -680],
      [-110, -640],
      [-190, -440],
      [-200, -240],
      [-140, -90],
      [0, -50],
    ]),
    { fill: pen.rounded(white, 1, 0.35) },
  );
  for (const side of [-1, 1]) {
    svg += path(
      smooth(
        [
          [side * 20, -880],
          [side * 110, -900],
          [side * 150, -800],
          [side * 110, -700],
          [side * 30, -720],
        ],
        true,
      ),
      { fill: pen.tone(white, side === pen.side ? 1 : 0.6) },
    );
    svg += path(
      smooth(
        [
          [side * 140, -760],
          [side * 168, -720],
          [side * 140, -650],
          [side * 90, -660],
        ],
        true,
      ),
      { fill: pen.tone('#f0b63c', 0.9) },
    );
    svg +=
      circle(side * 74, -830, 22, { fill: pen.tone('#15131a', 0.4) }) +
      circle(side * 74 + pen.side * 7, -838, 7, { fill: '#ffffff' });
  }
  svg += path(
    smooth(
      [
        [-46, -800],
        [0, -830],
        [46, -800],
        [0, -730],
      ],
      true,
      0.7,
    ),
    { fill: pen.rounded('#e59a34', 1, 0.4) },
  );
  return (
    svg + path('M-40 -792Q0 -776 40 -792', { stroke: css(pen.stage.toneRgb(rgb('#a8641c'), 0.6)), width: 6 })
  );
}

/** A penguin. */
export const penguin: Thing = { height: 0.54, aspect: 0.56, habitat: 'ground', draw: drawPenguin };
