import { rgb } from '../paint/colour.ts';
import { between, type Rng } from '../paint/prng.ts';
import { circle, num, type Point, path, polygon } from '../paint/svg.ts';
import type { Stage } from '../stage.ts';

/** A palm leaning from its foot, crown of fronds on top. */
export function palm(
  stage: Stage,
  rng: Rng,
  x: number,
  y: number,
  height: number,
  lean: number,
  distance = 0,
): string {
  const top: Point = [x + lean * height, y - height];
  const bend: Point = [x + lean * height * 0.25, y - height * 0.55];
  const wide = height * 0.032;
  const trunk = path(
    `M${num(x - wide * 1.3)} ${num(y)}Q${num(bend[0] - wide)} ${num(bend[1])} ${num(top[0] - wide * 0.6)} ${num(top[1])}L${num(top[0] + wide * 0.6)} ${num(top[1])}Q${num(bend[0] + wide)} ${num(bend[1])} ${num(x + wide * 1.3)} ${num(y)}Z`,
    {
      fill: stage.linear(
        [
          [0, stage.toneRgb(rgb('#8a6a48'), stage.light.side < 0 ? 0.8 : 0.15, distance)],
          [1, stage.toneRgb(rgb('#8a6a48'), stage.light.side < 0 ? 0.15 : 0.8, distance)],
        ],
        [0, 0],
        [1, 0],
      ),
    },
  );
  let rings = '';
  for (let i = 1; i < 11; i += 1) {
    const t = i / 11;
    const px = (1 - t) ** 2 * x + 2 * t * (1 - t) * bend[0] + t * t * top[0];
    const py = (1 - t) ** 2 * y + 2 * t * (1 - t) * bend[1] + t * t * top[1];
    rings += `M${num(px - wide)} ${num(py)}q${num(wide)} ${num(wide * 0.6)} ${num(wide * 2)} 0`;
  }
  let fronds = '';
  const angles = [-2.9, -2.45, -2, -1.5, -1.05, -0.6, -0.15, 0.35, 2.8];
  for (const [i, base] of angles.entries()) {
    const angle = base + between(rng, -0.12, 0.12);
    fronds += frond(
      stage,
      top,
      angle,
      height * between(rng, 0.36, 0.48),
      i % 3 === 0 ? 0.15 : 0.45 + (0.4 * ((i * 7) % 3)) / 2,
      distance,
    );
  }
  const nuts = [-1, 0, 1].map((i) =>
    circle(top[0] + i * wide, top[1] + wide * 0.8, wide * 0.75, {
      fill: stage.tone(rgb('#6b4a2c'), 0.4, distance),
    }),
  );
  return (
    trunk +
    path(rings, {
      stroke: stage.tone(rgb('#5b4530'), 0.2, distance),
      width: wide * 0.22,
      strokeOpacity: 0.6,
    }) +
    fronds +
    nuts.join('')
  );
}

function frond(
  stage: Stage,
  [x, y]: Point,
  angle: number,
  length: number,
  level: number,
  distance: number,
): string {
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  const droop = length * 0.55;
  const at = (t: number): Point => [
    x + dx * length * t,
    y + dy * length * t * (1 - t * 0.35) + droop * t * t,
  ];
  const upper: Point[] = [];
  const lower: Point[] = [];
  const steps = 9;
  for (let i = 0; i <= steps; i += 1) {
    const t = i / steps;
    const [px, py] = at(t);
    const wide = length * 0.13 * Math.sin(Math.PI * Math.min(1, t * 0.9 + 0.08));
    upper.push([px - dy * wide * 0.25, py - wide * 0.45]);
    lower.push([px - dx * wide * 0.3, py + wide * (i % 2 === 0 ? 1.15 : 0.5)]);
  }
  return polygon([...upper, ...lower.reverse()], { fill: stage.tone(rgb('#4f8a4a'), level, distance) });
}
