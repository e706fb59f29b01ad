import { between } from '../paint/prng.ts';
import { ellipse, num, path } from '../paint/svg.ts';
import { fern } from '../scenery/fern.ts';
import type { Pen, Thing } from './thing.ts';

function drawMushrooms(pen: Pen): string {
  const cap = pen.own('#c8322a', '#c8322a', '#b5653a', '#d9a04a');
  const spots = pen.accent !== undefined || cap[0] > 190;
  const one = (x: number, y: number, size: number, lean: number): string => {
    const top = y - size * 0.66;
    let svg = path(
      `M${num(x - size * 0.13)} ${num(y)}C${num(x - size * 0.2)} ${num(y - size * 0.2)} ${num(x - size * 0.08 + lean)} ${num(y - size * 0.4)} ${num(x - size * 0.1 + lean)} ${num(top)}H${num(x + size * 0.1 + lean)}C${num(x + size * 0.1 + lean)} ${num(y - size * 0.4)} ${num(x + size * 0.22)} ${num(y - size * 0.2)} ${num(x + size * 0.15)} ${num(y)}Z`,
      { fill: pen.rounded('#f1e7d2', 1, 0.25) },
    );
    svg += path(
      `M${num(x - size * 0.2 + lean)} ${num(top + size * 0.16)}Q${num(x + lean)} ${num(top + size * 0.28)} ${num(x + size * 0.2 + lean)} ${num(top + size * 0.16)}L${num(x + size * 0.1 + lean)} ${num(top)}H${num(x - size * 0.1 + lean)}Z`,
      { fill: pen.tone('#e4d6ba', 0.7) },
    );
    const d = `M${num(x - size * 0.5 + lean)} ${num(top + size * 0.06)}C${num(x - size * 0.48 + lean)} ${num(top - size * 0.3)} ${num(x - size * 0.2 + lean)} ${num(top - size * 0.44)} ${num(x + lean)} ${num(top - size * 0.44)}C${num(x + size * 0.2 + lean)} ${num(top - size * 0.44)} ${num(x + size * 0.48 + lean)} ${num(top - size * 0.3)} ${num(x + size * 0.5 + lean)} ${num(top + size * 0.06)}Q${num(x + lean)} ${num(top + size * 0.14)} ${num(x - size * 0.5 + lean)} ${num(top + size * 0.06)}Z`;
    svg +=
      ellipse(x + lean, top + size * 0.06, size * 0.46, size * 0.07, { fill: pen.tone('#d8c8a8', 0.3) }) +
      path(d, { fill: pen.rounded(cap, 1, 0.15) });
    if (spots)
      for (const [dx, dy, r] of [
        [-0.28, -0.12, 0.07],
        [-0.08, -0.28, 0.08],
        [0.16, -0.2, 0.075],
        [0.34, -0.06, 0.055],
        [0.02, -0.08, 0.06],
        [-0.4, 0, 0.04],
        [0.2, -0.36, 0.04],
      ] as const)
        svg += ellipse(x + lean + dx * size, top + dy * size, r * size, r * size * 0.78, {
          fill: pen.tone('#f8f1e2', 0.5 + 0.5 * (dx * pen.side > 0 ? 1 : 0.3)),
        });
    return svg;
  };
  let svg = fern(pen.stage, pen.rng, -420, 10, 420) + fern(pen.stage, pen.rng, 440, 10, 380);
  svg += one(210, 0, 520, 20) + one(-60, 6, 900, -26) + one(-330, 14, 400, -10) + one(390, 16, 300, 12);
  for (let i = 0; i < 26; i += 1) {
    const x = between(pen.rng, -480, 480);
    svg += path(
      `M${num(x)} 24q${num(between(pen.rng, -16, 16))} -50 ${num(between(pen.rng, -34, 34))} ${num(-between(pen.rng, 50, 120))}q10 50 ${num(between(pen.rng, 8, 18))} 110z`,
      { fill: pen.tone('#5a8a45', between(pen.rng, 0.2, 0.9)) },
    );
  }
  return svg;
}

/** A group of toadstools among ferns. */
export const mushroom: Thing = {
  height: 0.52,
  aspect: 1.04,
  habitat: 'ground',
  grouped: true,
  draw: drawMushrooms,
};
