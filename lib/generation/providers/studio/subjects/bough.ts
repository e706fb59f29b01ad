import { limb } from '../paint/limb.ts';
import { between } from '../paint/prng.ts';
import { num, path } from '../paint/svg.ts';
import type { Pen } from './thing.ts';

/** A bough to sit on, leaves or needles at its ends. */
export function branch(pen: Pen, y: number): string {
  const bark = '#5d4636';
  let svg = path(
    limb(
      [
        [-2600, y + 250],
        [-1500, y + 120],
        [-640, y + 46],
        [-300, y + 10],
        [0, y + 14],
        [330, y - 8],
        [640, y + 20],
      ],
      [120, 96, 72, 60, 58, 46, 14],
    ),
    { fill: pen.falling(bark, 0.9, 0.15) },
  );
  svg += path(
    limb(
      [
        [300, y],
        [410, y - 90],
        [500, y - 130],
      ],
      [30, 20, 6],
    ),
    { fill: pen.tone(bark, 0.5) },
  );
  for (const [x, dy, turn] of [
    [-560, 30, 20],
    [-470, 6, -40],
    [-380, 34, 30],
    [420, -90, -50],
    [500, -140, -20],
    [-760, 60, -30],
    [-860, 90, 40],
    [-980, 60, -20],
    [-1120, 110, 30],
    [540, 10, 30],
    [450, 20, 60],
    [600, 0, -10],
    [-610, 60, 70],
  ] as const) {
    svg += leaf(pen, x, y + dy, 74, turn + between(pen.rng, -15, 15), between(pen.rng, 0.25, 0.95));
  }
  return svg;
}

function leaf(pen: Pen, x: number, y: number, size: number, degrees: number, level: number): string {
  const colour = { spring: '#8fb95a', summer: '#5f9a4e', autumn: '#d0812f', winter: '#7f9a8c' }[
    pen.stage.scene.season ?? 'summer'
  ];
  const d = `M0 0Q${num(size * 0.5)} ${num(-size * 0.4)} ${num(size)} 0Q${num(size * 0.5)} ${num(size * 0.4)} 0 0Z`;
  return path(d, {
    fill: pen.tone(colour, level),
    transform: `translate(${num(x)} ${num(y)}) rotate(${num(degrees)})`,
  });
}
