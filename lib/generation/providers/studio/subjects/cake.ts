import { rgb, shift } from '../paint/colour.ts';
import { between } from '../paint/prng.ts';
import { circle, ellipse, num, path, rect } from '../paint/svg.ts';
import { flame } from './flame.ts';
import type { Pen, Thing } from './thing.ts';

function drawCake(pen: Pen): string {
  const icing = pen.own('#f3c3cf', '#f6efe2', '#6a4230', '#c9e2d4');
  const sponge = rgb('#d9a566');
  let svg =
    ellipse(0, -30, 640, 90, { fill: pen.falling('#efe9dd', 1, 0.5) }) +
    path('M-160 -10L-110 60H110L160 -10Z', { fill: pen.rounded('#e4ddcf', 0.9, 0.2) });
  const tier = (y: number, half: number, tall: number): string => {
    let part = path(`M${-half} ${y - tall}V${y}Q0 ${num(y + half * 0.2)} ${half} ${y}V${y - tall}Z`, {
      fill: pen.rounded(sponge, 0.95, 0.2),
    });
    part += path(
      `M${-half} ${y - tall * 0.5}Q0 ${num(y - tall * 0.5 + half * 0.2)} ${half} ${y - tall * 0.5}`,
      { stroke: pen.tone('#c8424a', 0.7), width: 34, cap: 'butt' },
    );
    let d = `M${-half - 12} ${y - tall}`;
    const drops = 9;
    for (let i = 0; i < drops; i += 1) {
      const x = -half + ((i + 0.5) * half * 2) / drops;
      const sag = half * 0.2 * (1 - (x / half) ** 2);
      const long = between(pen.rng, 50, 120);
      d += `Q${num(x - half / drops)} ${num(y - tall + sag + long)} ${num(x)} ${num(y - tall + sag + long * 0.9)}T${num(x + half / drops)} ${num(y - tall + sag + 26)}`;
    }
    part += path(`${d}L${half + 12} ${y - tall}Z`, { fill: pen.rounded(icing, 1, 0.25) });
    return part + ellipse(0, y - tall, half + 12, half * 0.2, { fill: pen.tone(shift(icing, 0.04), 0.95) });
  };
  svg += tier(-60, 500, 270) + tier(-370, 330, 230);
  for (let i = 0; i < 7; i += 1) svg += berry(pen, -400 + i * 133, -330 + 60 * (1 - ((i - 3) / 3) ** 2), 42);
  for (const [i, x] of [-200, -100, 0, 100, 200].entries()) {
    const colour = ['#5fb0d0', '#f2c14e', '#e4574c', '#8fbf5a', '#a06fc0'][i]!;
    const y = -610 + 46 * (1 - (x / 260) ** 2) - 20;
    svg +=
      rect(x - 15, y - 170, 30, 180, { fill: pen.rounded(colour, 1, 0.3) }, 9) + flame(pen, x, y - 176, 76);
  }
  return svg;
}

function berry(pen: Pen, x: number, y: number, size: number): string {
  return circle(x, y, size, {
    fill: pen.stage.radial(
      [
        [0, pen.stage.toneRgb(rgb('#f0606a'), 1)],
        [0.6, pen.stage.toneRgb(rgb('#c82f3f'), 0.8)],
        [1, pen.stage.toneRgb(rgb('#8a1f2f'), 0.3)],
      ],
      [0.5 + pen.side * 0.2, 0.3],
      0.7,
    ),
  });
}

/** A cake in two tiers, candles lit. */
export const cake: Thing = { height: 0.58, aspect: 1.3, habitat: 'table', draw: drawCake };
