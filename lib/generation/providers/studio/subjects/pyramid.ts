import { shift } from '../paint/colour.ts';
import { num, type Point, path, polygon } from '../paint/svg.ts';
import { relief } from '../scenery/relief.ts';
import type { Pen, Thing } from './thing.ts';

function drawPyramid(pen: Pen): string {
  const stone = pen.own('#d9b070', '#cfa364');
  const one = (x: number, half: number, top: number, name: string): string => {
    const lean = pen.side * half * 0.24;
    const shade: Point[] = [
      [x - half, 0],
      [x, top],
      [x + half, 0],
    ];
    const lit: Point[] =
      pen.side < 0
        ? [
            [x - half, 0],
            [x, top],
            [x - lean * -0.6, 0],
          ]
        : [
            [x + half, 0],
            [x, top],
            [x - lean * 0.6, 0],
          ];
    let courses = '';
    const rows = 15;
    for (let i = 1; i < rows; i += 1) {
      const y = top * (1 - i / rows);
      const wide = half * (i / rows);
      courses += `M${num(x - wide)} ${num(y)}H${num(x + wide)}`;
    }
    return (
      polygon(shade, { fill: pen.tone(stone, 0.14) }) +
      polygon(lit, { fill: pen.falling(stone, 1, 0.8) }) +
      path(courses, { stroke: pen.tone(shift(stone, -0.16), 0.3), width: 4, strokeOpacity: 0.5 }) +
      relief(
        pen.stage,
        name,
        `M${num(x - half)} 0L${num(x)} ${num(top)}L${num(x + half)} 0Z`,
        { x: x - half, y: top, width: half * 2, height: -top },
        { features: 26, strength: 0.3, drawn: 0.5 },
      )
    );
  };
  return (
    one(-560, 330, -520, 'pyramid far') +
    one(640, 260, -410, 'pyramid side') +
    one(40, 660, -985, 'pyramid') +
    camels(pen)
  );
}

/** A small caravan before the pyramids. */
function camels(pen: Pen): string {
  let svg = '';
  for (let i = 0; i < 4; i += 1) {
    const x = -500 + i * 150;
    const dark = pen.tone('#4a3428', 0.25);
    svg += path(
      `M${x} 34v-52q6 -34 30 -38q14 -40 32 0q24 0 34 20l22 -46q20 -10 34 8l-16 10q-16 44 -34 54l-6 44h-9l-4 -40h-48l-8 40h-9l-2 -44l-6 44z`,
      { fill: dark },
    );
  }
  return svg;
}

/** Pyramids in the sand, a caravan before them. */
export const pyramid: Thing = {
  height: 0.46,
  aspect: 1.75,
  habitat: 'ground',
  grouped: true,
  draw: drawPyramid,
};
