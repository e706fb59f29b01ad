import { num, type Point } from '../paint/svg.ts';

export function smoothClosed(points: readonly Point[]): string {
  const middle = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const start = middle(points[points.length - 1]!, points[0]!);
  let d = `M${num(start[0])} ${num(start[1])}`;
  points.forEach((point, i) => {
    const end = middle(point, points[(i + 1) % points.length]!);
    d += `Q${num(point[0])} ${num(point[1])} ${num(end[0])} ${num(end[1])}`;
  });
  return `${d}Z`;
}
