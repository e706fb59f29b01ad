import { circle, num, path } from '../paint/svg.ts';
import type { Pen } from './thing.ts';

/** A wheel with tyre, rim and hub. */
export function wheel(pen: Pen, x: number, y: number, radius: number, rim: string): string {
  let spokes = '';
  for (let i = 0; i < 5; i += 1) {
    const angle = (i / 5) * Math.PI * 2 + 0.3;
    spokes += `M${num(x)} ${num(y)}L${num(x + Math.cos(angle) * radius * 0.58)} ${num(y + Math.sin(angle) * radius * 0.58)}`;
  }
  return (
    circle(x, y, radius, { fill: pen.tone('#22232a', 0.5) }) +
    circle(x, y, radius * 0.64, { fill: pen.rounded(rim, 1, 0.2) }) +
    path(spokes, { stroke: pen.tone('#3a3c46', 0.5), width: radius * 0.15 }) +
    circle(x, y, radius * 0.16, { fill: pen.tone('#e8e6e0', 0.9) })
  );
}
