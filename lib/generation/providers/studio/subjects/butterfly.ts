import { rgb, shift } from '../paint/colour.ts';
import { limb } from '../paint/limb.ts';
import { circle, type Point, path, smooth } from '../paint/svg.ts';
import { bloom } from './bloom.ts';
import type { Pen, Thing } from './thing.ts';

function drawButterfly(pen: Pen): string {
  const main = pen.own('#e8862e', '#3f7fd0', '#e2b53a', '#c24a8a', '#4fae8a');
  const edge = rgb('#26222c');
  const half = (side: number): string => {
    const level = side === pen.side ? 1 : 0.55;
    const upper: Point[] = [
      [side * 20, -560],
      [side * 140, -860],
      [side * 420, -985],
      [side * 620, -900],
      [side * 610, -680],
      [side * 430, -500],
      [side * 160, -460],
    ];
    const lower: Point[] = [
      [side * 20, -470],
      [side * 200, -470],
      [side * 430, -440],
      [side * 490, -260],
      [side * 380, -60],
      [side * 220, -90],
      [side * 80, -300],
    ];
    const inner = (points: readonly Point[], k: number): Point[] => {
      const [cx, cy] = [
        points.reduce((s, p) => s + p[0], 0) / points.length,
        points.reduce((s, p) => s + p[1], 0) / points.length,
      ];
      return points.map(([x, y]): Point => [cx + (x - cx) * k - side * 14, cy + (y - cy) * k]);
    };
    let svg =
      path(smooth(upper, true), { fill: pen.tone(edge, level * 0.6) }) +
      path(smooth(lower, true), { fill: pen.tone(edge, level * 0.6) });
    svg +=
      path(smooth(inner(upper, 0.82), true), {
        fill: pen.stage.linear([
          [0, pen.stage.toneRgb(shift(main, 0.1), level)],
          [1, pen.stage.toneRgb(main, level * 0.8)],
        ]),
      }) +
      path(smooth(inner(lower, 0.78), true), {
        fill: pen.stage.linear([
          [0, pen.stage.toneRgb(main, level)],
          [1, pen.stage.toneRgb(shift(main, 0.12), level)],
        ]),
      });
    svg += path(
      `M${side * 30} -540L${side * 380} -880M${side * 30} -530L${side * 500} -760M${side * 30} -520L${side * 440} -590M${side * 30} -460L${side * 380} -400M${side * 30} -450L${side * 400} -240M${side * 30} -440L${side * 270} -130`,
      { stroke: pen.tone(edge, 0.5), width: 11, strokeOpacity: 0.75 },
    );
    for (const [x, y, r] of [
      [560, -900, 20],
      [590, -820, 22],
      [580, -730, 19],
      [450, -330, 18],
      [430, -220, 20],
      [360, -130, 17],
    ] as const)
      svg += circle(side * x, y, r, { fill: pen.tone('#f6f1e6', level) });
    return (
      svg +
      circle(side * 400, -760, 54, { fill: pen.tone(shift(main, -0.16), level) }) +
      circle(side * 400, -760, 26, { fill: pen.tone('#f4efe2', level) })
    );
  };
  let svg = perch(pen);
  svg += half(-1) + half(1);
  svg +=
    path(
      limb(
        [
          [0, -700],
          [0, -560],
          [0, -380],
          [0, -200],
        ],
        [40, 62, 50, 10],
      ),
      { fill: pen.rounded(edge, 0.9, 0.3) },
    ) + circle(0, -720, 40, { fill: pen.rounded(edge, 0.9, 0.3) });
  return (
    svg +
    path('M-14 -750Q-60 -880 -130 -930M14 -750Q60 -880 130 -930', { stroke: pen.tone(edge, 0.6), width: 9 }) +
    circle(-130, -934, 13, { fill: pen.tone(edge, 0.6) }) +
    circle(130, -934, 13, { fill: pen.tone(edge, 0.6) })
  );
}

/** The blossoms that the butterfly sits on. */
function perch(pen: Pen): string {
  let svg = '';
  for (const [x, y, size, kind, colour] of [
    [-220, -140, 170, 'daisy', '#faf6ee'],
    [240, -100, 150, 'poppy', '#e2566a'],
    [20, -40, 190, 'daisy', '#f6e9f2'],
  ] as const) {
    svg += path(`M${x} ${y}Q${x * 0.8} 200 ${x * 0.7} 420`, { stroke: pen.tone('#4f8a45', 0.5), width: 22 });
    svg += bloom(pen, kind, x, y, size, rgb(colour));
  }
  return svg;
}

/** A butterfly on blossoms, seen from near. */
export const butterfly: Thing = {
  height: 0.7,
  aspect: 1.2,
  habitat: 'table',
  anchor: 'edge',
  draw: drawButterfly,
};
