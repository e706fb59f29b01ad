import { rgb } from '../paint/colour.ts';
import { between, type Rng } from '../paint/prng.ts';
import { num, path } from '../paint/svg.ts';
import type { Stage } from '../stage.ts';

/** A fern: arching fronds of paired leaflets. */
export function fern(stage: Stage, rng: Rng, x: number, y: number, size: number): string {
  let svg = '';
  for (let i = 0; i < 7; i += 1) {
    const lean = -0.95 + i * 0.32 + between(rng, -0.1, 0.1);
    const long = size * between(rng, 0.8, 1.15);
    let d = '';
    for (let k = 1; k < 12; k += 1) {
      const t = k / 12;
      const px = x + lean * long * t * (0.6 + 0.5 * t);
      const py = y - long * (t - t * t * Math.abs(lean) * 0.45);
      const leaf = size * 0.2 * (1 - t) + 3;
      d += `M${num(px)} ${num(py)}q${num(leaf * 0.7)} ${num(-leaf * 0.5)} ${num(leaf)} ${num(-leaf * 0.1)}q${num(-leaf * 0.4)} ${num(leaf * 0.4)} ${num(-leaf)} ${num(leaf * 0.1)}`;
      d += `M${num(px)} ${num(py)}q${num(-leaf * 0.7)} ${num(-leaf * 0.5)} ${num(-leaf)} ${num(-leaf * 0.1)}q${num(leaf * 0.4)} ${num(leaf * 0.4)} ${num(leaf)} ${num(leaf * 0.1)}`;
    }
    svg += path(d, { fill: stage.tone(rgb('#3f7048'), i % 2 === 0 ? 0.12 : 0.4) });
  }
  return svg;
}
