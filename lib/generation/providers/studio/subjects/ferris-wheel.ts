import { rgb } from '../paint/colour.ts';
import { circle, num, path, rect } from '../paint/svg.ts';
import type { Pen, Thing } from './thing.ts';

function drawFerrisWheel(pen: Pen): string {
  const steel = rgb('#e6e2da');
  const [cy, radius] = [-560, 420];
  let svg = path(`M-260 0L0 ${cy}L260 0M-200 -130H200`, {
    stroke: pen.tone(pen.own('#c8d0da'), 0.6),
    width: 26,
  });
  svg +=
    circle(0, cy, radius, { stroke: pen.tone(steel, 0.8), width: 16 }) +
    circle(0, cy, radius * 0.9, { stroke: pen.tone(steel, 0.5), width: 7 });
  const cars = 16;
  let spokes = '';
  let cabins = '';
  const paints = ['#e4483f', '#f2b134', '#3f9ad0', '#5fae5a', '#a05ac0', '#f08a3c'];
  for (let i = 0; i < cars; i += 1) {
    const angle = (i / cars) * Math.PI * 2 + 0.12;
    const [x, y] = [Math.cos(angle) * radius, cy + Math.sin(angle) * radius];
    spokes += `M0 ${cy}L${num(x)} ${num(y)}`;
    const colour = paints[i % paints.length]!;
    cabins += path(
      `M${num(x - 34)} ${num(y + 22)}h68v26q-34 34 -68 0zM${num(x - 34)} ${num(y + 20)}q34 -34 68 0z`,
      { fill: pen.tone(colour, 0.9) },
    );
    cabins += rect(x - 24, y + 20, 48, 16, { fill: pen.lamp('#dbe6ee') });
    if (pen.stage.light.lamps > 0.4) cabins += pen.glow(x, y, 74, colour, 0.8);
  }
  svg +=
    path(spokes, { stroke: pen.tone(steel, 0.65), width: 6 }) +
    cabins +
    circle(0, cy, 46, { fill: pen.rounded('#d9a53f', 1, 0.3) });
  if (pen.stage.light.lamps > 0.4) {
    svg += pen.glow(0, cy, 560, [255, 190, 150], 0.4);
    for (let i = 0; i < 48; i += 1) {
      const angle = (i / 48) * Math.PI * 2;
      svg += circle(Math.cos(angle) * radius, cy + Math.sin(angle) * radius, 8, { fill: '#fff1cf' });
    }
  }
  return (
    svg +
    rect(-330, -40, 660, 44, { fill: pen.falling('#8a5a6a', 0.9, 0.4) }, 8) +
    path('M-330 -40h660l-30 -36h-600z', { fill: pen.tone('#e2574c', 0.8) })
  );
}

/** A ferris wheel, its lamps lit after dark. */
export const ferrisWheel: Thing = { height: 0.74, aspect: 0.96, habitat: 'ground', draw: drawFerrisWheel };
