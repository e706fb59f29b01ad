import { rgb, shift } from '../paint/colour.ts';
import { between } from '../paint/prng.ts';
import { circle, ellipse, num, path, polygon, rect } from '../paint/svg.ts';
import type { Pen, Thing } from './thing.ts';

/** A wheel with tyre, rim and hub. */
export function wheel(pen: Pen, x: number, y: number, radius: number, rim: string): string {
  let spokes = '';
  for (let i = 0; i < 5; i += 1) {
    const angle = (i / 5) * Math.PI * 2 + 0.3;
    spokes += `M${num(x)} ${num(y)}L${num(x + Math.cos(angle) * radius * 0.58)} ${num(y + Math.sin(angle) * radius * 0.58)}`;
  }
  return (
    circle(x, y, radius, { fill: pen.tone('#22232a', 0.5) }) +
    circle(x, y, radius * 0.64, { fill: pen.rounded(rim, 1, 0.2) }) +
    path(spokes, { stroke: pen.tone('#3a3c46', 0.5), width: radius * 0.15 }) +
    circle(x, y, radius * 0.16, { fill: pen.tone('#e8e6e0', 0.9) })
  );
}

const glass = (pen: Pen): string => {
  const [high, low] = [pen.stage.light.sky[1], pen.stage.light.sky[3]];
  return pen.stage.linear(
    [
      [0, high],
      [0.5, low],
      [1, shift(high, -0.1)],
    ],
    [0, 0],
    [1, 1],
  );
};

function drawCar(pen: Pen): string {
  const { words } = pen.stage.scene;
  const taxi = words.has('taxi') || words.has('cab');
  const paint = taxi
    ? rgb('#f2b92e')
    : pen.own('#c8372f', '#2f6fa8', '#3f8f7a', '#e0a83a', '#8a3a5a', '#e9e4da');
  const chrome = '#d9dce0';
  let svg = '';
  const cabin = 'M-560 -520C-470 -760 -380 -850 -230 -872H160C330 -860 420 -740 540 -530Z';
  svg += path(cabin, { fill: pen.falling(paint, 1, 0.6) });
  svg +=
    path('M-470 -530C-410 -690 -340 -786 -220 -800H-60V-530Z', { fill: glass(pen) }) +
    path('M-10 -530V-800H150C270 -792 350 -700 430 -530Z', { fill: glass(pen) });
  svg += path('M-400 -540L-290 -776M60 -540L170 -780', { stroke: '#ffffff', width: 26, strokeOpacity: 0.2 });
  const body =
    'M-1030 -220C-1040 -400 -980 -470 -860 -494C-760 -520 -660 -530 -560 -540H560C740 -530 900 -500 980 -440C1030 -400 1040 -300 1030 -220C1030 -170 1000 -150 950 -150H-950C-1000 -150 -1030 -170 -1030 -220Z';
  svg += path(body, { fill: pen.falling(paint, 0.95, 0.15) });
  svg += path('M-1010 -380C-600 -420 600 -420 1000 -390', {
    stroke: pen.tone(shift(paint, 0.16), 1),
    width: 12,
    strokeOpacity: 0.7,
  });
  svg += path('M-1036 -236H1036', { stroke: pen.tone(chrome, 0.9), width: 22 });
  svg += path('M-36 -530V-180M-500 -470C-520 -300 -470 -230 -440 -180M430 -520C470 -400 440 -250 420 -180', {
    stroke: pen.tone(shift(paint, -0.2), 0.3),
    width: 7,
    strokeOpacity: 0.7,
  });
  svg +=
    rect(-150, -458, 84, 18, { fill: pen.tone(chrome, 1) }, 9) +
    rect(90, -458, 84, 18, { fill: pen.tone(chrome, 1) }, 9);
  const lamp = pen.stage.light.lamps > 0.4;
  svg += ellipse(-976, -360, 44, 58, {
    fill: lamp ? '#fff6d8' : pen.tone('#f4efe0', 1),
    stroke: pen.tone(chrome, 0.8),
    width: 12,
  });
  if (lamp)
    svg +=
      pen.glow(-1000, -360, 380, [255, 238, 190], 0.8) +
      polygon(
        [
          [-1000, -390],
          [-2300, -470],
          [-2300, -30],
          [-1000, -330],
        ],
        {
          fill: pen.stage.linear(
            [
              [0, [255, 240, 200], 0],
              [1, [255, 240, 200], 0.42],
            ],
            [0, 0],
            [1, 0],
          ),
        },
      );
  svg += ellipse(1000, -370, 26, 50, { fill: lamp ? '#ff5a46' : pen.tone('#b3281e', 0.8) });
  for (const x of [-620, 610])
    svg +=
      path(`M${x - 236} -150a236 236 0 0 1 472 0z`, { fill: pen.tone('#17181d', 0.2) }) +
      wheel(pen, x, -176, 178, chrome);
  if (taxi) svg += rect(-110, -940, 220, 74, { fill: lamp ? '#fff3b8' : pen.tone('#f7efd2', 0.9) }, 16);
  return svg;
}

/** A car in profile, headlights on after dark. */
export const car: Thing = { height: 0.3, aspect: 2.12, habitat: 'ground', draw: drawCar };

function drawBus(pen: Pen): string {
  const paint = pen.own('#c8372f', '#e0a030', '#2f7f9a', '#4a8f5a');
  const cream = rgb('#f3ead6');
  let svg = rect(-880, -940, 1760, 800, { fill: pen.falling(paint, 1, 0.3) }, 76);
  svg +=
    rect(-880, -880, 1760, 120, { fill: pen.falling(cream, 1, 0.7) }, 40) +
    rect(-884, -470, 1768, 40, { fill: pen.tone(cream, 0.8) });
  for (let i = 0; i < 6; i += 1)
    svg += rect(
      -640 + i * 232,
      -770,
      206,
      268,
      { fill: pen.stage.light.lamps > 0.4 ? pen.lamp('#5f7a90') : glass(pen) },
      20,
    );
  svg +=
    rect(-852, -770, 176, 330, { fill: glass(pen) }, 20) +
    rect(-820, -920, 300, 70, { fill: pen.lamp('#2c313c') }, 12);
  for (let i = 0; i < 3; i += 1)
    svg +=
      circle(-540 + i * 420, -690, 38, { fill: pen.tone(['#4a3a3a', '#6a4a3a', '#3a3a4a'][i]!, 0.4) }) +
      rect(-582 + i * 420, -650, 84, 148, { fill: pen.tone(['#5a7a9a', '#9a5a5a', '#5a8a6a'][i]!, 0.4) }, 30);
  svg +=
    rect(-500, -420, 210, 278, { fill: glass(pen) }, 12) +
    path('M-395 -420V-150', { stroke: pen.tone(paint, 0.5), width: 12 });
  svg += ellipse(-860, -300, 30, 48, {
    fill: pen.stage.light.lamps > 0.4 ? '#fff6d8' : pen.tone('#f4efe0', 1),
  });
  if (pen.stage.light.lamps > 0.4) svg += pen.glow(-880, -300, 360, [255, 238, 190], 0.8);
  for (const x of [-600, 560])
    svg +=
      path(`M${x - 190} -140a190 190 0 0 1 380 0z`, { fill: pen.tone('#17181d', 0.2) }) +
      wheel(pen, x, -146, 148, '#c9ccd2');
  return svg;
}

/** A bus in profile. */
export const bus: Thing = { height: 0.38, aspect: 1.86, habitat: 'ground', draw: drawBus };

function drawTrain(pen: Pen): string {
  const { words } = pen.stage.scene;
  const modern = words.has('tgv') || words.has('modern') || words.has('highspeed') || words.has('bullet');
  return rails(pen) + (modern ? fastTrain(pen) : steamTrain(pen));
}

/** How far the rails run to each side: beyond the edge of the widest picture. */
const RAILS = 9000;

function rails(pen: Pen): string {
  let sleepers = '';
  for (let x = -RAILS; x < RAILS; x += 120) sleepers += `M${x} -14h70v24h-70z`;
  return (
    rect(-RAILS, -2, RAILS * 2, 30, { fill: pen.tone('#8a7d70', 0.4) }) +
    path(sleepers, { fill: pen.tone('#5a4030', 0.4) }) +
    rect(-RAILS, -30, RAILS * 2, 16, { fill: pen.tone('#9aa0a8', 0.8) })
  );
}

function steamTrain(pen: Pen): string {
  const paint = pen.own('#2a3440', '#234a3c', '#7a2a2a', '#28405f');
  const brass = '#d9a84a';
  let svg = '';
  svg += steamPlume(pen);
  for (const from of [560, 1560]) {
    svg +=
      rect(
        from,
        -680,
        920,
        560,
        { fill: pen.falling(pen.accent === undefined ? '#8a3530' : shift(paint, 0.06), 0.95, 0.25) },
        30,
      ) +
      path(`M${from - 20} -676Q${from + 460} -770 ${from + 940} -676Z`, { fill: pen.tone('#4a4a52', 0.6) });
    for (let k = 0; k < 5; k += 1)
      svg += rect(from + 60 + k * 170, -570, 120, 180, { fill: pen.lamp('#6f8797') }, 14);
    svg += rect(from, -330, 920, 22, { fill: pen.tone(brass, 0.8) });
    for (const x of [from + 190, from + 730]) svg += wheel(pen, x, -100, 96, '#8f939c');
  }
  svg += rect(460, -220, 120, 40, { fill: pen.tone('#2a2a30', 0.4) });
  svg +=
    rect(60, -840, 420, 700, { fill: pen.falling(paint, 0.95, 0.3) }, 16) +
    path('M10 -830Q270 -930 530 -830V-800H10Z', { fill: pen.tone(shift(paint, -0.08), 0.6) }) +
    rect(150, -730, 220, 210, { fill: pen.lamp('#5f7688') }, 16);
  svg += rect(-760, -620, 860, 380, { fill: pen.falling(paint, 1, 0.12) }, 90);
  for (const x of [-560, -300, -40]) svg += rect(x - 11, -622, 22, 386, { fill: pen.falling(brass, 1, 0.4) });
  svg +=
    path('M-680 -610L-712 -860H-564L-596 -610Z', { fill: pen.rounded(shift(paint, -0.04), 1, 0.15) }) +
    rect(-736, -884, 196, 40, { fill: pen.tone(brass, 0.8) }, 14);
  svg +=
    path('M-360 -616v-70q60 -60 120 0v70z', { fill: pen.rounded(brass, 1, 0.3) }) +
    path('M-120 -616v-56q50 -50 100 0v56z', { fill: pen.rounded(brass, 1, 0.3) });
  svg += rect(-800, -250, 1290, 70, { fill: pen.falling('#8a2f2a', 0.9, 0.3) });
  svg +=
    path('M-800 -200L-960 -20H-700Z', { fill: pen.falling('#8a2f2a', 0.9, 0.3) }) +
    circle(-770, -560, 56, {
      fill: pen.stage.light.lamps > 0.4 ? '#fff3cf' : pen.tone('#f4ecd6', 0.95),
      stroke: pen.tone(brass, 0.9),
      width: 14,
    });
  if (pen.stage.light.lamps > 0.4) svg += pen.glow(-800, -560, 460, [255, 236, 180], 0.85);
  for (const x of [-480, -150, 180]) svg += wheel(pen, x, -150, 146, '#a8342c');
  for (const x of [-720, 400]) svg += wheel(pen, x, -98, 94, '#a8342c');
  return svg + path('M-490 -150H190', { stroke: pen.tone('#c9ccd2', 0.95), width: 30 });
}

/** Steam that trails back over the carriages: billows with a lit upper side, thinning out. */
function steamPlume(pen: Pen): string {
  const { stage, rng, side } = pen;
  const white = stage.toneRgb([250, 248, 248], 1);
  const grey = stage.toneRgb([206, 206, 216], 0.55);
  let svg = '';
  for (let i = 17; i >= 0; i -= 1) {
    const x = -640 + i * 118 + between(rng, -26, 26);
    const y = -960 - i * 30 + i * i * 1.1 + between(rng, -30, 20);
    const size = 66 + i * 13;
    const fade = 0.95 - i * 0.05;
    const fill = stage.radial(
      [
        [0, white, fade],
        [0.55, white, fade * 0.85],
        [0.85, grey, fade * 0.5],
        [1, grey, 0],
      ],
      [0.5 + side * 0.1, 0.4],
      0.56,
    );
    svg += circle(x, y, size, { fill });
  }
  return svg;
}

function fastTrain(pen: Pen): string {
  const body = pen.own('#f1f1ee', '#e9edf0');
  const trim = pen.accent ?? rgb('#c8372f');
  let svg = path('M-1060 -140C-1010 -420 -780 -660 -420 -700H2700V-120H-1040Z', {
    fill: pen.falling(body, 1, 0.35),
  });
  svg += path('M-1046 -190C-900 -330 -600 -330 -300 -330H2700V-250H-300C-600 -250 -860 -250 -1050 -150Z', {
    fill: pen.falling(trim, 1, 0.5),
  });
  svg += path('M-800 -500C-700 -600 -600 -640 -470 -650L-440 -500Z', { fill: glass(pen) });
  for (let x = -300; x < 2600; x += 180)
    svg += rect(
      x,
      -600,
      130,
      130,
      { fill: pen.stage.light.lamps > 0.4 ? pen.lamp('#4a6076') : glass(pen) },
      20,
    );
  svg += path('M620 -700V-120M1620 -700V-120', { stroke: pen.tone('#8a9098', 0.4), width: 16 });
  svg += rect(-940, -130, 3640, 70, { fill: pen.tone('#3a3e48', 0.4) });
  for (let x = -700; x < 2600; x += 340) svg += circle(x, -76, 62, { fill: pen.tone('#4a4e58', 0.5) });
  if (pen.stage.light.lamps > 0.4) svg += pen.glow(-1010, -260, 420, [255, 244, 214], 0.9);
  return svg + ellipse(-1006, -250, 24, 36, { fill: '#fff8e4' });
}

/** A steam train with carriages; a fast train where the prompt says so. */
export const train: Thing = { height: 0.3, aspect: 2.3, habitat: 'ground', draw: drawTrain };

function drawBicycle(pen: Pen): string {
  const paint = pen.own('#c8372f', '#2f7f8f', '#e0a030', '#4a4a5a', '#5a8f5a');
  const [rear, front, y, radius] = [-520, 520, -330, 322];
  let svg = '';
  for (const x of [rear, front]) {
    let spokes = '';
    for (let i = 0; i < 14; i += 1) {
      const angle = (i / 14) * Math.PI * 2;
      spokes += `M${x} ${y}L${num(x + Math.cos(angle) * radius)} ${num(y + Math.sin(angle) * radius)}`;
    }
    svg += path(spokes, { stroke: pen.tone('#c9ccd2', 0.8), width: 4, strokeOpacity: 0.8 });
    svg +=
      circle(x, y, radius, { stroke: pen.tone('#24252b', 0.5), width: 38 }) +
      circle(x, y, radius - 28, { stroke: pen.tone('#d4d6da', 0.9), width: 11 }) +
      circle(x, y, 26, { fill: pen.tone('#8f939c', 0.8) });
    svg += path(
      `M${x - radius - 26} ${y - 60}A${radius + 36} ${radius + 36} 0 0 1 ${num(x + (radius + 36) * 0.8)} ${num(y - (radius + 36) * 0.6)}`,
      { stroke: pen.tone(shift(paint, 0.06), 0.8), width: 22 },
    );
  }
  const tube = (d: string, wide = 34): string =>
    path(d, { stroke: pen.tone(paint, 0.3), width: wide + 8 }) +
    path(d, { stroke: pen.tone(paint, 0.95), width: wide * 0.72 });
  svg +=
    tube(`M${rear} ${y}L-60 ${y + 20}L-190 -740L${rear} ${y}`) +
    tube(`M-60 ${y + 20}L390 -740L-168 -660`) +
    tube(`M${front} ${y}L370 -850`);
  svg +=
    path('M-190 -740L-206 -850', { stroke: pen.tone('#c9ccd2', 0.9), width: 24 }) +
    path('M-330 -866Q-200 -900 -80 -856Q-110 -826 -200 -826Q-300 -820 -330 -866Z', {
      fill: pen.rounded('#6b432c', 1, 0.2),
    });
  svg +=
    path('M370 -850L352 -940Q260 -990 200 -930M352 -940Q440 -950 470 -900', {
      stroke: pen.tone('#c9ccd2', 0.9),
      width: 22,
    }) + path('M212 -940L176 -904', { stroke: pen.tone('#6b432c', 0.7), width: 36 });
  svg +=
    circle(-60, y + 20, 84, { stroke: pen.tone('#4a4c55', 0.7), width: 20 }) +
    path(`M-60 ${y + 20}L20 ${y + 170}M-4 ${y + 172}h70`, { stroke: pen.tone('#c9ccd2', 0.8), width: 22 }) +
    path(`M-60 ${y - 64}L${rear} ${y - 40}M-60 ${y + 104}L${rear} ${y + 40}`, {
      stroke: pen.tone('#3a3c44', 0.5),
      width: 9,
    });
  svg += path('M430 -800H690L650 -560H470Z', { fill: pen.falling('#b98a55', 0.95, 0.4) });
  let weave = '';
  for (let i = 1; i < 5; i += 1) weave += `M${436 + i * 7} ${-800 + i * 46}H${684 - i * 7}`;
  svg += path(weave, { stroke: pen.tone('#7a532c', 0.4), width: 8 });
  for (const [x, by, colour] of [
    [470, -840, '#e2574c'],
    [530, -876, '#f2c14e'],
    [590, -850, '#e88fb0'],
    [640, -830, '#f4efe6'],
    [560, -826, '#9a6fc4'],
  ] as const)
    svg +=
      circle(x, by, 42, { fill: pen.tone(colour, 0.9) }) +
      circle(x, by, 15, { fill: pen.tone('#f5d76a', 0.9) });
  return svg;
}

/** A bicycle with a basket of flowers. */
export const bicycle: Thing = { height: 0.44, aspect: 1.82, habitat: 'ground', draw: drawBicycle };
