import { type Rgb, rgb, shift } from '../paint/colour.ts';
import { limb } from '../paint/limb.ts';
import { between, pick } from '../paint/prng.ts';
import { circle, ellipse, num, type Point, path, polygon } from '../paint/svg.ts';
import { conifer } from '../scenery/conifer.ts';
import { foliage } from '../scenery/leaves.ts';
import { isSnowy, leafColours } from '../scenery/seasons.ts';
import type { Pen, Thing } from './thing.ts';

function drawTree(pen: Pen): string {
  if (pen.named('pine', 'fir', 'tanne', 'kiefer', 'christmas')) return drawFir(pen);
  const blossom =
    pen.named('cherrytree', 'blossom', 'kirschbaum') ||
    (pen.stage.scene.season === 'spring' && !pen.named('oak', 'eiche'));
  const leaves = pen.accent ?? (blossom ? rgb('#f2a9c0') : pick(pen.rng, leafColours(pen.stage)));
  const bark = rgb('#5f4634');
  const bare = isSnowy(pen.stage) && pen.accent === undefined && !blossom;
  const bough = (points: readonly Point[], widths: readonly number[], level: number): string =>
    path(limb(points, widths), { fill: pen.rounded(bark, level, level * 0.15) });
  let svg =
    bough(
      [
        [-20, -420],
        [-210, -560],
        [-380, -690],
      ],
      [80, 54, 16],
      0.7,
    ) +
    bough(
      [
        [20, -430],
        [200, -590],
        [370, -720],
      ],
      [76, 50, 14],
      0.6,
    ) +
    bough(
      [
        [0, -440],
        [-70, -660],
        [-120, -860],
      ],
      [78, 48, 12],
      0.7,
    ) +
    bough(
      [
        [10, -440],
        [90, -680],
        [150, -860],
      ],
      [70, 44, 12],
      0.6,
    );
  const trunk =
    'M-150 6C-90 -40 -76 -200 -64 -440H66C74 -220 96 -50 170 6Q90 -14 40 2Q-20 -14 -60 4Q-100 -10 -150 6Z';
  svg += path(trunk, { fill: pen.rounded(bark, 0.9, 0.12) });
  svg += path(
    'M-30 -60C-34 -180 -30 -300 -28 -400M16 -30C20 -170 18 -290 24 -390M-60 -30C-54 -110 -52 -180 -50 -240',
    { stroke: pen.tone(shift(bark, -0.1), 0.2), width: 8, strokeOpacity: 0.6 },
  );
  if (bare) return svg + twigs(pen);
  const crown = (x: number, y: number, rx: number, ry: number): string =>
    foliage(pen.stage, pen.rng, { x, y, rx, ry, colour: leaves });
  svg +=
    crown(-300, -640, 220, 180) +
    crown(310, -660, 220, 180) +
    crown(0, -800, 330, 210) +
    crown(-130, -640, 230, 150) +
    crown(150, -620, 230, 150);
  if (pen.named('apple', 'apfelbaum', 'peach'))
    for (let i = 0; i < 14; i += 1)
      svg += circle(between(pen.rng, -380, 380), between(pen.rng, -860, -540), 22, {
        fill: pen.rounded('#c8372f', 1, 0.3),
      });
  return svg + fallen(pen, leaves);
}

function twigs(pen: Pen): string {
  let d = '';
  const grow = (x: number, y: number, angle: number, length: number, depth: number): void => {
    const [toX, toY] = [x + Math.cos(angle) * length, y + Math.sin(angle) * length];
    d += `M${num(x)} ${num(y)}L${num(toX)} ${num(toY)}`;
    if (depth > 0)
      for (const turn of [-0.45, 0.05, 0.5])
        grow(toX, toY, angle + turn + between(pen.rng, -0.15, 0.15), length * 0.72, depth - 1);
  };
  for (const [x, y, angle] of [
    [-370, -690, -2.4],
    [360, -715, -0.8],
    [-120, -850, -1.8],
    [150, -850, -1.3],
    [-220, -570, -2],
    [210, -600, -1.1],
  ] as const)
    grow(x, y, angle, 90, 3);
  return (
    path(d, { stroke: pen.tone('#5f4a3c', 0.5), width: 9 }) +
    path(d, { stroke: pen.tone('#f2f6fa', 0.9), width: 4, transform: 'translate(0 -4)', strokeOpacity: 0.8 })
  );
}

function fallen(pen: Pen, leaves: Rgb): string {
  let svg = '';
  for (let i = 0; i < 12 * pen.stage.detail; i += 1) {
    const drifting = i % 3 === 0;
    svg += ellipse(
      between(pen.rng, -460, 460),
      drifting ? between(pen.rng, -420, -60) : between(pen.rng, -14, 40),
      13,
      7,
      { fill: pen.tone(leaves, between(pen.rng, 0.4, 1)), opacity: 0.85 },
    );
  }
  return svg;
}

function drawFir(pen: Pen): string {
  const festive = pen.named('christmas', 'weihnachten');
  let svg = conifer(pen.stage, pen.rng, 0, 0, 1000);
  if (!festive) return svg;
  const paints = ['#e4483f', '#f2c14e', '#5fb0e0', '#e88fb0'];
  for (let i = 0; i < 34; i += 1) {
    const share = 0.12 + 0.74 * pen.rng();
    const [x, y] = [between(pen.rng, -0.17, 0.17) * 1000 * share, -1000 + share * 900];
    const colour = paints[i % 4]!;
    svg += pen.glow(x, y, 56, colour, 0.7) + circle(x, y, 15, { fill: pen.rounded(colour, 1, 0.5) });
  }
  const star = Array.from(
    { length: 10 },
    (_, i): Point => [
      Math.cos((i / 10) * Math.PI * 2 - Math.PI / 2) * (i % 2 === 0 ? 62 : 26),
      -1000 + Math.sin((i / 10) * Math.PI * 2 - Math.PI / 2) * (i % 2 === 0 ? 62 : 26),
    ],
  );
  return svg + pen.glow(0, -1000, 190, '#ffe08a', 0.8) + polygon(star, { fill: pen.tone('#ffd95a', 1) });
}

/** A great tree: in leaf, in blossom or bare, by its kind and the season. */
export const tree: Thing = { height: 0.68, aspect: 1, habitat: 'ground', draw: drawTree };
