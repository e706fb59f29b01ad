import { mix, type Rgb, rgb, shift } from '../paint/colour.ts';
import { limb, symmetric } from '../paint/limb.ts';
import { circle, ellipse, type Point, path, polygon, smooth } from '../paint/svg.ts';
import { eye } from './eye.ts';
import type { Pen, Thing } from './thing.ts';

function drawDog(pen: Pen): string {
  const wolf = pen.named('wolf');
  const main = wolf
    ? (pen.accent ?? rgb('#8b8f98'))
    : pen.own('#c98d4e', '#8a5a3a', '#e6d3b0', '#4a4038', '#b8703c');
  const dark = shift(main, -0.14);
  const light = mix(shift(main, 0.18, 0.6), [255, 250, 240], 0.55);
  let svg = path(
    limb(
      [
        [170, -70],
        [300, -110],
        [380, -220],
        [372, -330],
      ],
      wolf ? [110, 110, 96, 40] : [80, 66, 50, 20],
    ),
    { fill: pen.rounded(main, 0.8, 0.15) },
  );
  svg += path(
    symmetric([
      [0, -620],
      [-128, -560],
      [-180, -400],
      [-216, -220],
      [-246, -90],
      [-196, -8],
      [0, 6],
    ]),
    { fill: pen.rounded(main, 0.95, 0.12) },
  );
  svg += path(
    symmetric([
      [0, -600],
      [-88, -540],
      [-116, -420],
      [-76, -260],
      [0, -210],
    ]),
    { fill: pen.rounded(light, 0.95, 0.3) },
  );
  for (const side of [-1, 1]) {
    svg += ellipse(side * 184, -96, 92, 112, { fill: pen.tone(dark, side === pen.side ? 0.8 : 0.3) });
    svg += ellipse(side * 200, -18, 84, 30, { fill: pen.tone(main, side === pen.side ? 0.9 : 0.4) });
    svg += path(
      limb(
        [
          [side * 74, -400],
          [side * 78, -190],
          [side * 76, -30],
        ],
        [118, 90, 88],
      ),
      { fill: pen.rounded(main, 0.95, 0.2) },
    );
    svg += ellipse(side * 76, -20, 68, 32, { fill: pen.rounded(light, 1, 0.35) });
    svg += path(`M${side * 76 - 20} -14v16M${side * 76 + 20} -14v16`, {
      stroke: pen.tone(dark, 0.2),
      width: 5,
    });
  }
  if (!wolf) {
    const band = pen.tone(pen.accent === undefined ? '#c23b36' : '#2f5f9a', 0.85);
    svg +=
      path('M-138 -552Q0 -486 138 -552L142 -512Q0 -440 -142 -512Z', { fill: band }) +
      circle(0, -450, 30, { fill: pen.rounded('#e8b840', 1, 0.3) });
  }
  return svg + dogHead(pen, main, dark, light, wolf);
}

function dogHead(pen: Pen, main: Rgb, dark: Rgb, light: Rgb, wolf: boolean): string {
  const y = -740;
  let svg = '';
  const upright = wolf || pen.named('husky', 'shepherd', 'schaeferhund', 'corgi');
  for (const side of [-1, 1]) {
    if (!upright) continue;
    svg += polygon(
      [
        [side * 190, y - 70],
        [side * 190, y - 258],
        [side * 52, y - 140],
      ],
      {
        fill: pen.tone(main, side === pen.side ? 0.9 : 0.35),
        stroke: pen.tone(main, side === pen.side ? 0.9 : 0.35),
        width: 16,
      },
    );
    svg += polygon(
      [
        [side * 168, y - 100],
        [side * 172, y - 208],
        [side * 92, y - 140],
      ],
      { fill: pen.tone(dark, 0.4) },
    );
  }
  svg += path(
    symmetric([
      [0, y - 182],
      [-120, y - 164],
      [-186, y - 70],
      [-190, y + 30],
      [-140, y + 120],
      [-96, y + 186],
      [0, y + 214],
    ]),
    { fill: pen.rounded(main, 1, 0.2) },
  );
  svg += path(
    symmetric([
      [0, y - 180],
      [-30, y - 150],
      [-34, y - 20],
      [-112, y + 70],
      [-106, y + 164],
      [-50, y + 206],
      [0, y + 212],
    ]),
    { fill: pen.rounded(light, 1, 0.4) },
  );
  for (const side of [-1, 1]) {
    if (upright) continue;
    svg += smoothEar(pen, side, y, dark);
  }
  svg += eye(pen, -86, y - 10, 34, 38, '#6a4224') + eye(pen, 86, y - 10, 34, 38, '#6a4224');
  svg += path(`M-112 ${y - 66}q26 -22 56 -8M112 ${y - 66}q-26 -22 -56 -8`, {
    stroke: pen.tone(dark, 0.3),
    width: 11,
    strokeOpacity: 0.7,
  });
  svg += path(
    `M-54 ${y + 74}Q0 ${y + 44} 54 ${y + 74}Q48 ${y + 116} 0 ${y + 126}Q-48 ${y + 116} -54 ${y + 74}Z`,
    { fill: pen.tone('#1f1b1e', 0.6) },
  );
  svg += ellipse(pen.side * 16, y + 76, 16, 8, { fill: pen.tone('#ffffff', 0.9), opacity: 0.6 });
  svg += path(`M0 ${y + 124}v24M0 ${y + 148}q-34 36 -74 8M0 ${y + 148}q34 36 74 8`, {
    stroke: pen.tone('#2a1f20', 0.4),
    width: 7,
  });
  if (!wolf)
    svg +=
      path(
        `M-26 ${y + 166}Q-30 ${y + 250} 0 ${y + 256}Q30 ${y + 250} 26 ${y + 166}Q0 ${y + 182} -26 ${y + 166}Z`,
        { fill: pen.tone('#e27a7e', 0.85) },
      ) + path(`M0 ${y + 180}v44`, { stroke: pen.tone('#b8565c', 0.6), width: 5 });
  return svg;
}

function smoothEar(pen: Pen, side: number, y: number, dark: Rgb): string {
  const points: Point[] = [
    [side * 120, y - 168],
    [side * 214, y - 120],
    [side * 262, y + 20],
    [side * 246, y + 140],
    [side * 186, y + 130],
    [side * 156, y + 10],
  ];
  return path(smooth(points, true), { fill: pen.tone(dark, side === pen.side ? 0.85 : 0.3) });
}

/** A sitting dog, seen from the front; a wolf where the prompt says so. */
export const dog: Thing = { height: 0.62, aspect: 0.76, habitat: 'ground', draw: drawDog };
