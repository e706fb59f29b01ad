import { between } from '../paint/prng.ts';
import { circle, ellipse, rect } from '../paint/svg.ts';
import { flame } from './flame.ts';
import type { Pen, Thing } from './thing.ts';

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
