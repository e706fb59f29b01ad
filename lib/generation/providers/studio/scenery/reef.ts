import { css, mix, type Rgb, rgb, shift } from '../paint/colour.ts';
import { between, pick } from '../paint/prng.ts';
import { ellipse, num, path } from '../paint/svg.ts';
import type { Stage } from '../stage.ts';

export function reef(stage: Stage, floorY: number, size: number, water: Rgb, name: string): string {
  const rng = stage.rng(`reef ${name}`);
  const { frame, light } = stage;
  const fade = name === 'far' ? 0.74 : 0.12;
  const dim = stage.scene.time === 'night' ? -0.25 : -0.04;
  const paint = (hex: string): string => {
    return css(mix(light.grade(shift(rgb(hex), dim)), water, fade));
  };
  let svg = '';
  const many = Math.round((frame.width / 110) * (0.5 + stage.detail * 0.25));
  for (let i = 0; i < many; i += 1) {
    const share = rng();
    const x = frame.width * (share < 0.5 ? share * 0.72 : 1 - (1 - share) * 0.72);
    const kind = rng();
    const y = floorY + between(rng, -10, 24);
    if (kind < 0.4)
      svg += weed(
        rng,
        x,
        y,
        between(rng, 110, 250) * size,
        paint(pick(rng, ['#2f8a5c', '#3f9a4c', '#6aa84a', '#1f7a6a'])),
      );
    else if (kind < 0.7)
      svg += branchCoral(
        rng,
        x,
        y,
        between(rng, 60, 130) * size,
        paint(pick(rng, ['#e86a6a', '#f08a4a', '#d95a9a', '#f2b84a', '#a86ad0'])),
      );
    else
      svg += brainCoral(
        rng,
        x,
        y,
        between(rng, 34, 78) * size,
        paint(pick(rng, ['#c96a8a', '#d9a05a', '#7a8ac0', '#b9564a'])),
        paint('#5a3a4a'),
      );
  }
  return svg;
}

function weed(rng: () => number, x: number, y: number, tall: number, colour: string): string {
  let d = '';
  for (let i = 0; i < 4; i += 1) {
    const lean = (rng() - 0.5) * tall * 0.5;
    const wide = tall * 0.045;
    const high = tall * (0.6 + rng() * 0.5);
    const from = x + (i - 1.5) * wide * 1.6;
    d += `M${num(from - wide / 2)} ${num(y)}C${num(from + lean)} ${num(y - high * 0.35)} ${num(from - lean)} ${num(y - high * 0.65)} ${num(from + lean * 0.7)} ${num(y - high)}C${num(from - lean + wide)} ${num(y - high * 0.6)} ${num(from + lean + wide)} ${num(y - high * 0.3)} ${num(from + wide / 2)} ${num(y)}Z`;
  }
  return path(d, { fill: colour });
}

function branchCoral(rng: () => number, x: number, y: number, tall: number, colour: string): string {
  let d = '';
  const grow = (px: number, py: number, angle: number, long: number, depth: number): void => {
    const [qx, qy] = [px + Math.cos(angle) * long, py + Math.sin(angle) * long];
    d += `M${num(px)} ${num(py)}L${num(qx)} ${num(qy)}`;
    if (depth > 0)
      for (const turn of [-0.55, 0, 0.5])
        grow(qx, qy, angle + turn + (rng() - 0.5) * 0.3, long * 0.68, depth - 1);
  };
  grow(x, y, -Math.PI / 2, tall * 0.4, 3);
  return path(d, { stroke: colour, width: tall * 0.06 });
}

function brainCoral(
  rng: () => number,
  x: number,
  y: number,
  size: number,
  colour: string,
  line: string,
): string {
  let d = '';
  for (let i = 0; i < 7; i += 1) {
    const at = y - size * 0.1 - size * 0.6 * rng();
    const half = size * 0.75 * Math.sqrt(Math.max(0, 1 - ((y - at) / (size * 0.8)) ** 2));
    d += `M${num(x - half)} ${num(at)}q${num(half * 0.5)} ${num(-size * 0.16)} ${num(half)} 0t${num(half)} 0`;
  }
  return (
    ellipse(x, y, size, size * 0.8, { fill: colour }) +
    path(d, { stroke: line, width: size * 0.05, strokeOpacity: 0.35 })
  );
}
