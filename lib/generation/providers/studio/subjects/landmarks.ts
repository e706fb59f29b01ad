import { rgb, shift } from '../paint/colour.ts';
import { circle, ellipse, num, type Point, path, polygon, rect } from '../paint/svg.ts';
import { isSnowy } from '../scenery/plants.ts';
import { relief } from '../scenery/relief.ts';
import type { Pen, Thing } from './thing.ts';

const has = (pen: Pen, ...words: readonly string[]): boolean =>
  words.some((word) => pen.stage.scene.words.has(word) || pen.stage.scene.words.has(`${word}s`));

function drawWindmill(pen: Pen): string {
  if (has(pen, 'turbine', 'windturbine', 'windrad')) return drawTurbine(pen);
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

function drawTemple(pen: Pen): string {
  if (
    has(
      pen,
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
  if (has(pen, 'parthenon', 'ruin', 'ruine', 'greek', 'roman')) return drawColumns(pen);
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

function drawBridge(pen: Pen): string {
  if (has(pen, 'stone', 'viaduct', 'aqueduct', 'viadukt', 'aquaedukt', 'old', 'alte', 'steinbruecke'))
    return drawArches(pen);
  const steel = pen.own('#c0442f', '#b8432f', '#5f7f8f', '#8f979f');
  const deckY = -250;
  let svg = '';
  const span = 2600;
  for (const x of [-620, 620])
    svg += rect(x - 60, -130, 120, 134, { fill: pen.rounded('#8d857c', 0.9, 0.2) });
  for (const [dy, level] of [
    [-14, 0.3],
    [0, 0.85],
  ] as const) {
    let cables = `M${-span} ${deckY - 30}Q-1000 ${deckY} -620 ${-960 + dy}Q-250 ${deckY - 90} 0 ${deckY - 60}Q250 ${deckY - 90} 620 ${-960 + dy}Q1000 ${deckY} ${span} ${deckY - 30}`;
    for (let x = -560; x <= 560; x += 56) {
      const t = Math.abs(x) / 620;
      cables += `M${x} ${deckY}V${num(deckY - 62 - 640 * t ** 2.4)}`;
    }
    for (let x = 680; x <= 1500; x += 62) {
      const t = Math.min(1, (x - 620) / 900);
      for (const s of [-1, 1]) cables += `M${s * x} ${deckY}V${num(deckY - 10 - 690 * (1 - t) ** 2.4)}`;
    }
    svg += path(cables, { stroke: pen.tone(steel, level), width: dy === 0 ? 8 : 5 });
  }
  for (const x of [-620, 620]) {
    for (const [dx, level] of [
      [26, 0.25],
      [-26, 0.85],
    ] as const)
      svg += rect(x + dx - 22, -985, 44, 870, { fill: pen.tone(steel, level) });
    svg += path(`M${x - 46} -860H${x + 46}M${x - 46} -640H${x + 46}M${x - 46} -420H${x + 46}`, {
      stroke: pen.tone(steel, 0.6),
      width: 34,
      cap: 'butt',
    });
  }
  svg += rect(-span, deckY - 12, span * 2, 46, { fill: pen.falling(steel, 0.9, 0.3) });
  let truss = '';
  for (let x = -span; x < span; x += 92)
    truss += `M${x} ${deckY + 74}L${x + 46} ${deckY + 32}L${x + 92} ${deckY + 74}`;
  svg +=
    path(truss, { stroke: pen.tone(steel, 0.35), width: 9 }) +
    rect(-span, deckY + 70, span * 2, 12, { fill: pen.tone(steel, 0.4) });
  if (pen.stage.light.lamps > 0.4)
    for (let x = -1500; x <= 1500; x += 150)
      svg +=
        circle(x, deckY - 40, 8, { fill: '#fff1cf' }) + pen.glow(x, deckY - 40, 70, [255, 220, 150], 0.7);
  return svg;
}

function drawArches(pen: Pen): string {
  const stone = pen.own('#b3a08a', '#a6968a');
  const span = 2400;
  const [wide, gap] = [560, 110];
  let d = `M${-span} -700H${span}V0`;
  for (let x = 1960; x >= -2040; x -= wide + gap)
    d += `H${x + wide / 2}V-330A${wide / 2} ${wide / 2} 0 0 0 ${x - wide / 2} -330V0`;
  d += `H${-span}Z`;
  let svg = path(d, { fill: pen.falling(stone, 0.95, 0.25) });
  svg += relief(
    pen.stage,
    'bridge',
    d,
    { x: -1400, y: -700, width: 2800, height: 700 },
    { features: 18, strength: 0.34, drawn: 0.6 },
  );
  for (let x = 1960; x >= -2040; x -= wide + gap)
    svg += path(`M${x - wide / 2} -330A${wide / 2} ${wide / 2} 0 0 1 ${x + wide / 2} -330`, {
      stroke: pen.tone(stone, 1),
      width: 34,
      cap: 'butt',
    });
  return (
    svg +
    rect(-span, -790, span * 2, 100, { fill: pen.falling(shift(stone, 0.04), 1, 0.5) }) +
    rect(-span, -806, span * 2, 22, { fill: pen.tone(stone, 1) })
  );
}

/** A suspension bridge from edge to edge; a bridge of stone arches where the prompt says so. */
export const bridge: Thing = {
  height: 0.5,
  aspect: 1.6,
  habitat: 'water',
  fixed: true,
  grouped: true,
  draw: drawBridge,
};
