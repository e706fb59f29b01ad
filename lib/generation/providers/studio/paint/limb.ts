import { type Point, smooth } from './svg.ts';

/**
 * The `d` of a limb: a smooth outline around a line, as wide at each point as given. Legs, tails, necks, boughs.
 *
 * @param line At least two points along the middle.
 * @param widths The width at each of them; the last one is repeated when there are fewer.
 */
export function limb(line: readonly Point[], widths: readonly number[]): string {
  const left: Point[] = [];
  const right: Point[] = [];
  line.forEach(([x, y], i) => {
    const before = line[Math.max(0, i - 1)]!;
    const after = line[Math.min(line.length - 1, i + 1)]!;
    const [dx, dy] = [after[0] - before[0], after[1] - before[1]];
    const length = Math.hypot(dx, dy) || 1;
    const half = (widths[Math.min(i, widths.length - 1)] ?? 0) / 2;
    left.push([x - (dy / length) * half, y + (dx / length) * half]);
    right.push([x + (dy / length) * half, y - (dx / length) * half]);
  });
  return smooth([...left, ...right.reverse()], true, 0.9);
}

/** Points mirrored about the vertical axis, in reverse order: the other half of a symmetric outline. */
function mirrored(points: readonly Point[]): Point[] {
  return points.map(([x, y]): Point => [-x, y]).reverse();
}

/** A closed smooth outline from its left half, listed from top to bottom. */
export function symmetric(half: readonly Point[], tension = 1): string {
  return smooth([...half, ...mirrored(half)], true, tension);
}
