import type { Rgb } from '../paint/colour.ts';
import { limb } from '../paint/limb.ts';
import { blob, type Point, path, polygon } from '../paint/svg.ts';
import type { Pen } from './thing.ts';

/** Four-legged animals in profile, facing left: the outline of trunk, neck and head, and four legs. */
export function standing(
  pen: Pen,
  outline: readonly Point[],
  main: Rgb,
  legs: {
    near: readonly (readonly Point[])[];
    far: readonly (readonly Point[])[];
    widths: readonly number[];
    hoof: string;
  },
): string {
  let svg = '';
  const leg = (points: readonly Point[], level: number): string => {
    const end = points[points.length - 1]!;
    const wide = legs.widths[legs.widths.length - 1]!;
    const hoof = polygon(
      [
        [end[0] - wide * 0.5, end[1] - 26],
        [end[0] + wide * 0.5, end[1] - 26],
        [end[0] + wide * 0.6, 0],
        [end[0] - wide * 0.72, 0],
      ],
      { fill: pen.tone(legs.hoof, level * 0.7) },
    );
    const fill = level > 0.3 ? pen.falling(main, 0.44, 0.62) : pen.tone(main, level);
    return path(limb(points, legs.widths), { fill }) + hoof;
  };
  for (const points of legs.far) svg += leg(points, 0.14);
  svg += blob(outline, { fill: pen.falling(main, 1, 0.22) }, 0.95);
  for (const points of legs.near) svg += leg(points, 0.62);
  return svg;
}
