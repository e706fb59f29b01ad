import { rgb, shift } from '../paint/colour.ts';
import { between } from '../paint/prng.ts';
import { circle, ellipse, path, polygon, rect } from '../paint/svg.ts';
import { isSnowy } from '../scenery/seasons.ts';
import type { Pen, Thing } from './thing.ts';

/** Smoke that drifts from a point away from the light. */
function chimneySmoke(pen: Pen, x: number, y: number): string {
  const puff = pen.stage.toneRgb([236, 236, 240], 0.8);
  let svg = '';
  for (let i = 0; i < 9; i += 1) {
    const rise = i * 44;
    svg += circle(x - pen.side * i * i * 3.4 + between(pen.rng, -8, 8), y - rise, 30 + i * 9, {
      fill: pen.stage.halo(puff, 0.5 - i * 0.045),
    });
  }
  return svg;
}

function drawHouse(pen: Pen): string {
  const snow = isSnowy(pen.stage);
  const log =
    pen.named('cabin', 'huette') ||
    pen.named('blockhuette', 'blockhaus') ||
    pen.named('lodge', 'chalet') ||
    pen.named('almhuette', 'waldhuette');
  const wallColour = log
    ? (pen.accent ?? rgb('#9a6a40'))
    : pen.own('#e8d7b6', '#c96f52', '#d9c9a6', '#a9bcb0', '#e0b27a');
  const tile = snow ? rgb('#f0f4f9') : rgb(log ? '#5c4a42' : '#9c4434');
  let svg = chimneySmoke(pen, 214, -960);
  svg +=
    rect(168, -930, 92, 300, { fill: pen.rounded('#8d6557', 0.9, 0.2) }) +
    rect(156, -948, 116, 30, { fill: pen.tone('#7a5347', 0.7) });
  svg += rect(-470, -480, 940, 482, { fill: pen.falling(wallColour, 0.85, 0.45) });
  if (log) {
    let lines = '';
    for (let y = -440; y < 0; y += 54) lines += `M-470 ${y}H470`;
    svg += path(lines, { stroke: pen.tone(shift(wallColour, -0.14), 0.3), width: 8 });
    for (const x of [-480, 480])
      for (let y = -450; y < 0; y += 54)
        svg += circle(x, y + 26, 26, { fill: pen.rounded(shift(wallColour, 0.04), 0.9, 0.2) });
  }
  svg += polygon(
    [
      [-470, -470],
      [0, -880],
      [470, -470],
    ],
    { fill: pen.falling(shift(wallColour, 0.02), 0.8, 0.7) },
  );
  for (const side of [-1, 1]) {
    const level = side === pen.side ? 1 : 0.3;
    svg += polygon(
      [
        [0, -960],
        [side * 590, -440],
        [side * 560, -392],
        [0, -868],
      ],
      { fill: pen.tone(tile, level), stroke: pen.tone(tile, level), width: 8 },
    );
    if (snow) svg += ellipse(side * 560, -420, 50, 34, { fill: pen.tone(tile, level) });
  }
  svg +=
    circle(0, -640, 62, { fill: pen.tone('#f3ead8', 0.8) }) +
    circle(0, -640, 48, { fill: pen.lamp('#59708a') }) +
    path('M0 -688V-592M-48 -640H48', { stroke: pen.tone('#f3ead8', 0.8), width: 9 });
  for (const x of [-300, 180]) svg += window(pen, x, -370);
  svg +=
    rect(-86, -330, 150, 332, { fill: pen.falling('#6a3f2c', 0.9, 0.5) }, 8) +
    rect(-64, -300, 106, 116, { fill: pen.lamp('#6d859c') }, 6) +
    circle(44, -150, 10, { fill: pen.tone('#e5c06a', 0.9) });
  svg += rect(-130, -16, 238, 26, { fill: pen.tone('#a39a8f', 0.7) });
  if (pen.stage.light.lamps > 0.4) svg += pen.glow(-10, -360, 260, [255, 206, 130], 0.4);
  return svg + shrubs(pen, snow);
}

function window(pen: Pen, x: number, y: number): string {
  const frame = pen.tone('#f3ead8', 0.85);
  const glow = pen.stage.light.lamps > 0.4 ? pen.glow(x + 60, y + 70, 190, [255, 206, 130], 0.42) : '';
  return (
    glow +
    rect(x - 10, y - 10, 140, 160, { fill: frame }) +
    rect(x, y, 120, 140, { fill: pen.lamp('#5c7590') }) +
    path(`M${x + 60} ${y}v140M${x} ${y + 70}h120`, { stroke: frame, width: 10 }) +
    rect(x - 20, y + 146, 160, 20, { fill: frame })
  );
}

function shrubs(pen: Pen, snow: boolean): string {
  let svg = '';
  for (const [x, size] of [
    [-420, 84],
    [-540, 60],
    [380, 92],
    [500, 66],
  ] as const) {
    for (const [dx, level] of [
      [-0.5, 0.2],
      [0.5, 0.35],
      [0, 0.75],
    ] as const)
      svg += circle(x + dx * size, -size * 0.35, size * 0.66, {
        fill: pen.tone(snow ? '#e9eff5' : '#5d8a4a', level),
      });
  }
  return svg;
}

/** A house with lit windows; a log cabin where the prompt says so. */
export const house: Thing = { height: 0.46, aspect: 1.18, habitat: 'ground', draw: drawHouse };
