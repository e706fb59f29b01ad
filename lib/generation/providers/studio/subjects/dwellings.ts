import { rgb, shift } from '../paint/colour.ts';
import { between } from '../paint/prng.ts';
import { circle, ellipse, num, path, polygon, rect } from '../paint/svg.ts';
import { conifer, isSnowy } from '../scenery/plants.ts';
import type { Pen, Thing } from './thing.ts';

/** Smoke that drifts from a point away from the light. */
export function chimneySmoke(pen: Pen, x: number, y: number): string {
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
  const { words } = pen.stage.scene;
  const snow = isSnowy(pen.stage);
  const log =
    words.has('cabin') ||
    words.has('huette') ||
    words.has('blockhuette') ||
    words.has('blockhaus') ||
    words.has('lodge') ||
    words.has('chalet') ||
    words.has('almhuette') ||
    words.has('waldhuette');
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

/** A small fire: three tongues of flame and their light. */
export function flame(pen: Pen, x: number, y: number, size: number): string {
  const tongue = (wide: number, tall: number, colour: string, lean: number): string =>
    path(
      `M${num(x - wide)} ${num(y)}C${num(x - wide * 1.25)} ${num(y - tall * 0.45)} ${num(x - wide * 0.1 + lean)} ${num(y - tall * 0.55)} ${num(x + lean)} ${num(y - tall)}C${num(x + wide * 0.35 + lean)} ${num(y - tall * 0.6)} ${num(x + wide * 1.3)} ${num(y - tall * 0.5)} ${num(x + wide)} ${num(y)}Q${num(x)} ${num(y + wide * 0.4)} ${num(x - wide)} ${num(y)}Z`,
      { fill: colour },
    );
  const { light } = pen.stage;
  const paint = (hex: string): string =>
    pen.stage.linear([
      [0, light.grade(shift(rgb(hex), -0.04))],
      [1, light.grade(shift(rgb(hex), 0.05))],
    ]);
  return (
    pen.glow(x, y - size * 0.4, size * 2.6, [255, 160, 70], light.dark ? 0.85 : 0.4) +
    tongue(size * 0.42, size * 1.05, paint('#e2491f'), size * 0.06) +
    tongue(size * 0.24, size * 0.7, paint('#d9531f'), -size * 0.26) +
    tongue(size * 0.3, size * 0.8, paint('#f59b2c'), size * 0.02) +
    tongue(size * 0.17, size * 0.5, paint('#ffe08a'), size * 0.01)
  );
}

/** A tent with a fire beside it, lit from inside after dark. */
export const tent: Thing = { height: 0.34, aspect: 1.7, habitat: 'ground', draw: drawTent };

function drawCampfire(pen: Pen): string {
  let svg = pen.glow(0, -260, 1250, [255, 150, 60], pen.stage.light.dark ? 0.75 : 0.3);
  for (let i = 0; i < 11; i += 1) {
    const angle = (i / 11) * Math.PI * 2;
    const [x, y] = [Math.cos(angle) * 430, Math.sin(angle) * 96 - 20];
    if (y < -20) svg += ellipse(x, y, 78, 56, { fill: pen.rounded('#7d766f', 0.8, 0.15) });
  }
  for (const [x, turn] of [
    [-150, -32],
    [150, 32],
    [-60, -70],
    [80, 66],
  ] as const) {
    svg += rect(
      x - 250,
      -96,
      500,
      72,
      { fill: pen.falling('#5f4130', 0.8, 0.15), transform: `rotate(${turn} ${x} -60)` },
      34,
    );
  }
  svg += flame(pen, -10, -70, 640) + flame(pen, 120, -60, 330) + flame(pen, -150, -60, 300);
  svg +=
    rect(-330, -72, 660, 78, { fill: pen.falling('#6b4a36', 0.95, 0.2), transform: 'rotate(5 0 -36)' }, 38) +
    ellipse(-322, -62, 26, 37, { fill: pen.tone('#c79a66', 0.9) });
  for (let i = 0; i < 11; i += 1) {
    const angle = (i / 11) * Math.PI * 2;
    const [x, y] = [Math.cos(angle) * 430, Math.sin(angle) * 96 - 20];
    if (y >= -20) svg += ellipse(x, y, 86, 60, { fill: pen.rounded('#8a827a', 0.95, 0.2) });
  }
  const spark = pen.stage.light.grade([255, 210, 120]);
  for (let i = 0; i < 16 * pen.stage.detail; i += 1)
    svg += circle(between(pen.rng, -230, 230), -between(pen.rng, 420, 1050), between(pen.rng, 3, 9), {
      fill: `rgb(${spark.map(Math.round).join(',')})`,
      opacity: between(pen.rng, 0.4, 1),
    });
  return svg;
}

/** A fire in a ring of stones. */
export const campfire: Thing = { height: 0.46, aspect: 1.05, habitat: 'ground', draw: drawCampfire };
