import { type Rgb, rgb } from '../paint/colour.ts';
import { between, pick, type Rng } from '../paint/prng.ts';
import { circle, ellipse, num, path } from '../paint/svg.ts';
import type { Stage } from '../stage.ts';

/**
 * Grass blades along the ground.
 *
 * @param ground The ground's height at a place across.
 * @param size Mean height of a blade.
 * @param many How many blades.
 */
export function grass(
  stage: Stage,
  rng: Rng,
  {
    from,
    to,
    ground,
    size,
    many,
    colour,
    level = 0.5,
  }: {
    from: number;
    to: number;
    ground: (x: number) => number;
    size: number;
    many: number;
    colour: Rgb;
    level?: number;
  },
): string {
  const tones = [0.1, 0.5, 0.95].map((share) => ({ fill: stage.tone(colour, share * level * 1.6), d: '' }));
  for (let i = 0; i < many; i += 1) {
    const x = between(rng, from, to);
    const y = ground(x) + size * 0.1;
    const tall = size * between(rng, 0.45, 1.2);
    const lean = tall * between(rng, -0.45, 0.45);
    const wide = size * 0.07;
    tones[i % 3]!.d +=
      `M${num(x - wide)} ${num(y)}Q${num(x + lean * 0.2)} ${num(y - tall * 0.6)} ${num(x + lean)} ${num(y - tall)}Q${num(x + lean * 0.4)} ${num(y - tall * 0.5)} ${num(x + wide)} ${num(y)}Z`;
  }
  return tones.map(({ fill, d }) => path(d, { fill })).join('');
}

/** Small flowers strewn over a patch of ground, smaller with distance. */
export function blossoms(
  stage: Stage,
  rng: Rng,
  {
    from,
    to,
    top,
    bottom,
    many,
    colours,
    size,
  }: {
    from: number;
    to: number;
    top: number;
    bottom: number;
    many: number;
    colours: readonly Rgb[];
    size: number;
  },
): string {
  const sorted = Array.from({ length: many }, () => rng() ** 0.8).sort((a, b) => a - b);
  let svg = '';
  for (const near of sorted) {
    const x = between(rng, from, to);
    const y = top + (bottom - top) * near;
    const radius = size * (0.25 + near) * between(rng, 0.7, 1.2);
    const colour = pick(rng, colours);
    const level = between(rng, 0.45, 1);
    if (stage.detail === 1 || radius < size * 0.6) {
      svg += ellipse(x, y, radius, radius * 0.7, { fill: stage.tone(colour, level) });
      continue;
    }
    svg += path(`M${num(x)} ${num(y)}q${num(radius * 0.3)} ${num(radius * 1.6)} 0 ${num(radius * 3)}`, {
      stroke: stage.tone(rgb('#4f7a3c'), 0.4),
      width: radius * 0.22,
    });
    const petals = 5;
    for (let p = 0; p < petals; p += 1) {
      const angle = (p / petals) * Math.PI * 2 + near * 9;
      svg += ellipse(
        x + Math.cos(angle) * radius * 0.55,
        y + Math.sin(angle) * radius * 0.4,
        radius * 0.5,
        radius * 0.4,
        {
          fill: stage.tone(colour, p < 2 ? level * 0.7 : level),
        },
      );
    }
    svg += circle(x, y, radius * 0.28, { fill: stage.tone(rgb('#f2c84b'), level) });
  }
  return svg;
}
