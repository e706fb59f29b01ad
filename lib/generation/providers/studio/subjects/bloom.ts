import { type Rgb, shift } from '../paint/colour.ts';
import { circle, num, path } from '../paint/svg.ts';
import type { Pen } from './thing.ts';

export type Bloom = 'tulip' | 'rose' | 'sunflower' | 'daisy' | 'poppy';

/** One flower head of a kind, facing us. */
export function bloom(pen: Pen, kind: Bloom, x: number, y: number, size: number, colour: Rgb): string {
  const petal = (angle: number, long: number, wide: number, level: number, paint: Rgb = colour): string =>
    path(
      `M0 0C${num(-wide)} ${num(-long * 0.35)} ${num(-wide * 0.9)} ${num(-long * 0.9)} 0 ${num(-long)}C${num(wide * 0.9)} ${num(-long * 0.9)} ${num(wide)} ${num(-long * 0.35)} 0 0Z`,
      { fill: pen.tone(paint, level), transform: `translate(${num(x)} ${num(y)}) rotate(${num(angle)})` },
    );
  const ring = (count: number, long: number, wide: number, turn: number): string => {
    let svg = '';
    for (let i = 0; i < count; i += 1) {
      const angle = turn + (i / count) * 360;
      const towards = Math.cos(((angle - 90) * Math.PI) / 180) * pen.side;
      svg += petal(angle, long, wide, 0.62 + 0.3 * towards + (i % 2) * 0.08);
    }
    return svg;
  };
  switch (kind) {
    case 'sunflower':
      return (
        ring(18, size, size * 0.2, 0) +
        ring(18, size * 0.88, size * 0.18, 10) +
        circle(x, y, size * 0.44, { fill: pen.rounded('#5a3820', 0.9, 0.2) }) +
        seeds(pen, x, y, size * 0.4)
      );
    case 'daisy':
      return (
        ring(16, size * 0.9, size * 0.15, 0) +
        circle(x, y, size * 0.27, { fill: pen.rounded('#f0bb36', 1, 0.4) })
      );
    case 'poppy':
      return (
        ring(4, size * 0.95, size * 0.72, 20) +
        ring(4, size * 0.7, size * 0.5, 60) +
        circle(x, y, size * 0.2, { fill: pen.tone('#26232a', 0.5) }) +
        circle(x, y, size * 0.1, { fill: pen.tone('#b8c46a', 0.8) })
      );
    case 'rose': {
      let svg = ring(7, size * 0.95, size * 0.52, 0) + ring(6, size * 0.74, size * 0.44, 24);
      svg += circle(x, y, size * 0.5, { fill: pen.rounded(colour, 0.9, 0.35) });
      let d = '';
      for (let i = 0; i < 4; i += 1) {
        const r = size * (0.44 - i * 0.1);
        d += `M${num(x - r)} ${num(y + r * 0.1)}A${num(r)} ${num(r)} 0 0 1 ${num(x + r * 0.86)} ${num(y - r * 0.3)}M${num(x + r * 0.9)} ${num(y)}A${num(r)} ${num(r)} 0 0 1 ${num(x - r * 0.5)} ${num(y + r * 0.8)}`;
      }
      return (
        svg + path(d, { stroke: pen.tone(shift(colour, -0.16), 0.4), width: size * 0.06, strokeOpacity: 0.8 })
      );
    }
    case 'tulip':
      return (
        petal(-24, size * 1.15, size * 0.46, 0.5).replace(
          `translate(${num(x)} ${num(y)})`,
          `translate(${num(x)} ${num(y + size * 0.5)})`,
        ) +
        petal(24, size * 1.15, size * 0.46, 0.6).replace(
          `translate(${num(x)} ${num(y)})`,
          `translate(${num(x)} ${num(y + size * 0.5)})`,
        ) +
        petal(0, size * 1.05, size * 0.52, 0.95).replace(
          `translate(${num(x)} ${num(y)})`,
          `translate(${num(x)} ${num(y + size * 0.5)})`,
        )
      );
  }
}

function seeds(pen: Pen, x: number, y: number, radius: number): string {
  let d = '';
  for (let i = 0; i < 40 * pen.stage.detail; i += 1) {
    const angle = i * 2.39996;
    const away = radius * Math.sqrt(i / (40 * pen.stage.detail));
    d += `M${num(x + Math.cos(angle) * away)} ${num(y + Math.sin(angle) * away)}h.1`;
  }
  return path(d, { stroke: pen.tone('#c98f3a', 0.9), width: radius * 0.07, strokeOpacity: 0.8 });
}
