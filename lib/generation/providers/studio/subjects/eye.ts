import { circle, ellipse } from '../paint/svg.ts';
import type { Pen } from './thing.ts';

/** A round eye with iris, pupil and a spark of light. */
export function eye(
  pen: Pen,
  x: number,
  y: number,
  rx: number,
  ry: number,
  iris: string,
  slit = false,
): string {
  return (
    ellipse(x, y, rx * 1.16, ry * 1.16, { fill: pen.tone('#1c1a20', 0.4) }) +
    ellipse(x, y, rx, ry, { fill: pen.tone(iris, 1) }) +
    ellipse(x, y, rx * (slit ? 0.36 : 0.62), ry * (slit ? 0.85 : 0.66), { fill: pen.tone('#141218', 0.3) }) +
    circle(x + pen.side * rx * 0.28, y - ry * 0.34, rx * 0.24, {
      fill: pen.stage.light.dark ? '#dfe6f2' : '#ffffff',
    })
  );
}
