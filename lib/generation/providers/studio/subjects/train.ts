import { rgb, shift } from '../paint/colour.ts';
import { between } from '../paint/prng.ts';
import { circle, ellipse, path, rect } from '../paint/svg.ts';
import { glass } from './glass.ts';
import type { Pen, Thing } from './thing.ts';
import { wheel } from './wheel.ts';

function drawTrain(pen: Pen): string {
  const modern = pen.named('tgv', 'modern') || pen.named('highspeed', 'bullet');
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
