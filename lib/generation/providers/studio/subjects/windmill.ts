import { rgb } from '../paint/colour.ts';
import { circle, num, path, rect } from '../paint/svg.ts';
import { isSnowy } from '../scenery/seasons.ts';
import type { Pen, Thing } from './thing.ts';

function drawWindmill(pen: Pen): string {
  if (pen.named('turbine', 'windturbine', 'windrad')) return drawTurbine(pen);
  const wall = pen.own('#efe6d4', '#b5694a', '#c9b28c');
  const roof = isSnowy(pen.stage) ? rgb('#eef3f8') : rgb('#6a4a3c');
  let svg = path('M-190 0L-112 -560H112L190 0Z', { fill: pen.rounded(wall, 1, 0.15) });
  svg += path('M-190 0L-176 -96H176L190 0Z', { fill: pen.rounded('#8d7f74', 0.9, 0.15) });
  svg += rect(-226, -262, 452, 20, { fill: pen.tone('#7a5a42', 0.6) });
  let rail = 'M-220 -312H220';
  for (let x = -220; x <= 220; x += 55) rail += `M${x} -312V-262`;
  svg += path(rail, { stroke: pen.tone('#7a5a42', 0.7), width: 8 });
  svg += path('M-150 -556Q-120 -700 0 -726Q120 -700 150 -556Z', { fill: pen.rounded(roof, 1, 0.2) });
  svg += path('M-46 0V-130Q0 -190 46 -130V0Z', { fill: pen.tone('#5a3a28', 0.5) });
  for (const [x, y] of [
    [-6, -400],
    [-60, -190],
    [64, -190],
    [0, -510],
  ] as const)
    svg += rect(x - 24, y - 34, 48, 60, {
      fill: pen.lamp('#4c6076'),
      stroke: pen.tone('#f5eddc', 0.8),
      width: 7,
    });
  return svg + sails(pen, 0, -610, 470);
}

function sails(pen: Pen, x: number, y: number, reach: number): string {
  const turn = pen.rng() * 60 + 14;
  let svg = '';
  for (let i = 0; i < 4; i += 1) {
    let lattice = '';
    for (let k = 1; k <= 7; k += 1) lattice += `M0 ${num(-reach * (0.18 + k * 0.115))}h${num(reach * 0.19)}`;
    const canvas = rect(8, -reach, reach * 0.18, reach * 0.8, {
      fill: pen.tone('#f3ead8', i % 2 === 0 ? 0.95 : 0.6),
      opacity: 0.82,
    });
    const frame = path(
      `M0 0V${num(-reach)}M${num(reach * 0.19)} ${num(-reach * 0.2)}V${num(-reach)}${lattice}`,
      { stroke: pen.tone('#5a4030', 0.5), width: 11 },
    );
    svg += `<g transform="translate(${num(x)} ${num(y)}) rotate(${num(turn + i * 90)})">${canvas}${frame}</g>`;
  }
  return svg + circle(x, y, 30, { fill: pen.rounded('#6b4a36', 1, 0.2) });
}

function drawTurbine(pen: Pen): string {
  const white = rgb('#f2f3f0');
  let svg = path('M-24 0L-13 -640H13L24 0Z', { fill: pen.rounded(white, 1, 0.3) });
  const turn = pen.rng() * 110;
  for (let i = 0; i < 3; i += 1)
    svg += `<g transform="translate(0 -650) rotate(${num(turn + i * 120)})">${path('M-8 0C-34 -90 -16 -260 0 -360C8 -260 14 -80 10 0Z', { fill: pen.tone(white, i === 0 ? 0.7 : 0.95) })}</g>`;
  return svg + circle(0, -650, 26, { fill: pen.rounded(white, 1, 0.4) });
}

/** A windmill with lattice sails; a wind turbine where the prompt says so. */
export const windmill: Thing = { height: 0.66, aspect: 0.86, habitat: 'ground', draw: drawWindmill };
