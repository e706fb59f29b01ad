import { rgb, shift } from '../paint/colour.ts';
import { circle, ellipse, num, path, polygon, rect } from '../paint/svg.ts';
import { isSnowy } from '../scenery/seasons.ts';
import type { Pen, Thing } from './thing.ts';

function drawTemple(pen: Pen): string {
  if (
    pen.named(
      'church',
      'cathedral',
      'chapel',
      'kirche',
      'dom',
      'kathedrale',
      'kapelle',
      'monastery',
      'kloster',
    )
  )
    return drawChurch(pen);
  if (pen.named('parthenon', 'ruin', 'ruine', 'greek', 'roman')) return drawColumns(pen);
  return drawPagoda(pen);
}

function drawPagoda(pen: Pen): string {
  const red = pen.own('#b23a30', '#a8342c', '#8a4a34');
  const tile = isSnowy(pen.stage) ? rgb('#eef3f8') : rgb('#3f4a52');
  let svg =
    polygon(
      [
        [-330, 0],
        [-280, -56],
        [280, -56],
        [330, 0],
      ],
      { fill: pen.falling('#a79d92', 0.9, 0.4) },
    ) + path('M-90 0L-70 -56H70L90 0Z', { fill: pen.tone('#c4bbae', 0.8) });
  let y = -56;
  for (let i = 0; i < 5; i += 1) {
    const wide = 210 - i * 28;
    const tall = 122 - i * 8;
    svg += rect(-wide, y - tall, wide * 2, tall + 4, { fill: pen.falling(red, 0.75, 0.5) });
    svg += rect(-wide + 26, y - tall + 22, wide * 2 - 52, tall - 46, { fill: pen.lamp('#e5d6b8') });
    let bars = '';
    for (let x = -wide; x <= wide + 1; x += (wide * 2) / 6) bars += `M${num(x)} ${num(y)}V${num(y - tall)}`;
    svg +=
      path(bars, { stroke: pen.tone(shift(red, -0.06), 0.5), width: 11 }) +
      path(`M${-wide} ${num(y - tall * 0.45)}H${wide}`, {
        stroke: pen.tone(shift(red, -0.06), 0.5),
        width: 8,
      });
    const eave = wide * 1.62;
    const top = y - tall;
    svg += path(
      `M${num(-eave)} ${num(top - 22)}Q${num(-wide * 0.8)} ${num(top + 14)} 0 ${num(top + 14)}Q${num(wide * 0.8)} ${num(top + 14)} ${num(eave)} ${num(top - 22)}Q${num(wide * 0.9)} ${num(top - 26)} ${num(wide * 0.62)} ${num(top - 64)}H${num(-wide * 0.62)}Q${num(-wide * 0.9)} ${num(top - 26)} ${num(-eave)} ${num(top - 22)}Z`,
      { fill: pen.rounded(tile, 1, 0.15) },
    );
    svg += path(
      `M${num(-eave)} ${num(top - 22)}Q${num(-wide * 0.8)} ${num(top + 14)} 0 ${num(top + 14)}Q${num(wide * 0.8)} ${num(top + 14)} ${num(eave)} ${num(top - 22)}`,
      { stroke: pen.tone('#c9a25a', 0.8), width: 7 },
    );
    y = top - 56;
  }
  svg += path(`M0 ${num(y)}V${num(y - 150)}`, { stroke: pen.tone('#c9a25a', 0.8), width: 12 });
  for (let i = 0; i < 5; i += 1)
    svg += ellipse(0, y - 22 - i * 24, 26 - i * 3.6, 7, { fill: pen.tone('#d9b266', 0.9) });
  return svg;
}

function drawChurch(pen: Pen): string {
  const stone = pen.own('#e6dcc8', '#c9b59a', '#b9aea2');
  const roof = isSnowy(pen.stage) ? rgb('#eef3f8') : rgb('#6a4a4a');
  let svg = polygon(
    [
      [-20, 0],
      [-20, -340],
      [430, -340],
      [430, 0],
    ],
    { fill: pen.falling(stone, 0.7, 0.4) },
  );
  svg += polygon(
    [
      [-40, -330],
      [60, -520],
      [380, -520],
      [460, -330],
    ],
    { fill: pen.falling(roof, 0.9, 0.45) },
  );
  for (const x of [90, 210, 330])
    svg += path(`M${x - 24} -110v-110q24 -46 48 0v110z`, {
      fill: pen.lamp('#4b5f78'),
      stroke: pen.tone(stone, 0.95),
      width: 8,
    });
  svg += rect(-230, -640, 240, 642, { fill: pen.rounded(stone, 1, 0.2) });
  svg += polygon(
    [
      [-256, -630],
      [-110, -985],
      [36, -630],
    ],
    { fill: pen.rounded(roof, 1, 0.15) },
  );
  svg += path('M-110 -1060V-980M-136 -1032H-84', { stroke: pen.tone('#d9b25a', 0.9), width: 11 });
  svg +=
    circle(-110, -440, 56, { fill: pen.tone('#f4ecda', 0.9), stroke: pen.tone('#5a4a42', 0.5), width: 9 }) +
    path('M-110 -440V-478M-110 -440L-84 -428', { stroke: pen.tone('#2c2628', 0.5), width: 7 });
  for (const x of [-160, -62])
    svg += path(`M${x - 20} -540v-34q20 -30 40 0v34z`, { fill: pen.tone('#39404c', 0.4) });
  svg +=
    path('M-160 0V-150Q-110 -230 -60 -150V0Z', { fill: pen.tone('#5f3d2a', 0.5) }) +
    circle(-110, -300, 40, { fill: pen.lamp('#7a5a8a'), stroke: pen.tone(stone, 0.95), width: 8 });
  return svg;
}

function drawColumns(pen: Pen): string {
  const stone = pen.own('#e4d8c0', '#d8cbb4');
  let svg = '';
  for (const [i, wide] of [520, 490, 460].entries())
    svg += rect(-wide, -34 - i * 34, wide * 2, 36, { fill: pen.falling(stone, 0.95, 0.55) });
  svg += rect(-380, -560, 760, 460, { fill: pen.tone(shift(stone, -0.2), 0.15) });
  for (let i = 0; i < 6; i += 1) {
    const x = -410 + i * 164;
    svg +=
      rect(x - 36, -580, 72, 480, { fill: pen.rounded(stone, 1, 0.15) }) +
      rect(x - 54, -604, 108, 30, { fill: pen.tone(stone, 0.85) }) +
      rect(x - 50, -116, 100, 20, { fill: pen.tone(stone, 0.8) });
    svg += path(`M${x - 16} -570V-120M${x + 4} -570V-120M${x + 22} -570V-120`, {
      stroke: pen.tone(stone, 0.2),
      width: 5,
      strokeOpacity: 0.5,
    });
  }
  svg += rect(-500, -690, 1000, 92, { fill: pen.falling(stone, 0.95, 0.5) });
  let grooves = '';
  for (let x = -470; x < 470; x += 62) grooves += `M${x} -676v56M${x + 12} -676v56`;
  svg += path(grooves, { stroke: pen.tone(stone, 0.2), width: 6, strokeOpacity: 0.6 });
  return (
    svg +
    polygon(
      [
        [-530, -688],
        [0, -900],
        [530, -688],
      ],
      { fill: pen.falling(stone, 1, 0.7) },
    ) +
    polygon(
      [
        [-380, -712],
        [0, -860],
        [380, -712],
      ],
      { fill: pen.tone(stone, 0.35) },
    )
  );
}

/** A pagoda; a church or a columned temple where the prompt says so. */
export const temple: Thing = { height: 0.68, aspect: 0.86, habitat: 'ground', draw: drawTemple };
