import { css, mix, type Rgb, rgb, shift } from '../paint/colour.ts';
import { between, pick } from '../paint/prng.ts';
import { circle, clipped, ellipse, num, type Point, path, polygon, rect, smooth } from '../paint/svg.ts';
import { flame } from './dwellings.ts';
import type { Pen, Thing } from './thing.ts';

const has = (pen: Pen, ...words: readonly string[]): boolean =>
  words.some((word) => pen.stage.scene.words.has(word) || pen.stage.scene.words.has(`${word}s`));

/** A bright spot on something glazed or polished. */
const gleam = (d: string, strength = 0.4): string =>
  path(d, { stroke: '#ffffff', width: 22, strokeOpacity: strength });

function drawCoffee(pen: Pen): string {
  const glaze = pen.own('#f2ece0', '#2f6a7a', '#c8543f', '#e0b04a', '#3a3f4c');
  const tea = has(pen, 'tea', 'tee', 'teacup', 'matcha');
  const drink = rgb(tea ? (has(pen, 'matcha') ? '#8fae4a' : '#b8692a') : '#5a3320');
  let svg =
    ellipse(0, -30, 560, 96, { fill: pen.falling(shift(glaze, 0.02), 1, 0.4) }) +
    ellipse(0, -44, 400, 58, { fill: pen.tone(shift(glaze, -0.08), 0.4) });
  svg += path('M350 -560C600 -600 640 -300 300 -250L290 -320C500 -350 490 -500 350 -480Z', {
    fill: pen.rounded(glaze, 0.9, 0.2),
  });
  svg += path('M-390 -640C-380 -360 -330 -120 -190 -56H190C330 -120 380 -360 390 -640Z', {
    fill: pen.rounded(glaze, 1, 0.18),
  });
  svg +=
    ellipse(0, -640, 392, 106, { fill: pen.tone(shift(glaze, 0.05), 0.9) }) +
    ellipse(0, -632, 352, 86, { fill: pen.tone(shift(drink, -0.04), 0.6) }) +
    ellipse(0, -620, 330, 72, { fill: pen.rounded(drink, 1, 0.5) });
  if (!tea) svg += crema(pen);
  svg += gleam('M-318 -520C-310 -380 -280 -260 -230 -170', 0.35);
  svg +=
    path('M520 -60L780 -150', { stroke: pen.tone('#d4d6da', 0.9), width: 22 }) +
    ellipse(500, -54, 66, 28, { fill: pen.rounded('#d4d6da', 1, 0.3), transform: 'rotate(-18 500 -54)' });
  if (!tea)
    for (const [x, y, turn] of [
      [-620, -20, 20],
      [-700, 6, -30],
      [-560, 26, 60],
      [640, 20, 10],
    ] as const)
      svg +=
        ellipse(x, y, 46, 30, {
          fill: pen.rounded('#5a3520', 0.9, 0.2),
          transform: `rotate(${turn} ${x} ${y})`,
        }) +
        path(`M${x - 32} ${y}q32 -12 64 0`, {
          stroke: pen.tone('#2c1810', 0.3),
          width: 6,
          transform: `rotate(${turn} ${x} ${y})`,
        });
  return svg + steam(pen, 0, -680, 420);
}

/** A leaf drawn in milk. */
function crema(pen: Pen): string {
  const milk = pen.tone('#f0dcb8', 1);
  let d = '';
  for (let i = 0; i < 5; i += 1) {
    const y = -672 + i * 22;
    const wide = 60 + i * 34 - i * i * 4;
    d += `M${-wide} ${y + 22}Q0 ${y - 20} ${wide} ${y + 22}Q0 ${y} ${-wide} ${y + 22}Z`;
  }
  return path(`${d}M-7 -690L0 -560L7 -690Z`, { fill: milk, opacity: 0.9 });
}

/** Steam that curls upwards. */
function steam(pen: Pen, x: number, y: number, height: number): string {
  const white = pen.stage.toneRgb([255, 255, 255], 1);
  let svg = '';
  for (const [dx, k] of [
    [-130, 0.8],
    [10, 1],
    [140, 0.72],
  ] as const) {
    for (let i = 0; i < 13; i += 1) {
      const t = i / 12;
      svg += circle(x + dx + Math.sin(t * 6 + dx) * 52 * (0.3 + t), y - height * k * t, 26 + 46 * t, {
        fill: pen.stage.halo(white, 0.34 * (1 - t * 0.8)),
      });
    }
  }
  return svg;
}

/** A cup of coffee, steaming; tea where the prompt says so. */
export const coffee: Thing = { height: 0.44, aspect: 1.5, habitat: 'table', draw: drawCoffee };

function appleShape(pen: Pen, x: number, y: number, size: number, colour: Rgb): string {
  const p = (dx: number, dy: number): Point => [x + dx * size, y + dy * size];
  let svg = path(
    smooth(
      [
        p(0, -0.8),
        p(-0.2, -0.92),
        p(-0.46, -0.78),
        p(-0.52, -0.44),
        p(-0.38, -0.1),
        p(-0.14, 0),
        p(0, -0.04),
        p(0.14, 0),
        p(0.38, -0.1),
        p(0.52, -0.44),
        p(0.46, -0.78),
        p(0.2, -0.92),
      ],
      true,
    ),
    {
      fill: pen.stage.radial(
        [
          [0, pen.stage.toneRgb(shift(colour, 0.14), 1)],
          [0.5, pen.stage.toneRgb(colour, 0.8)],
          [1, pen.stage.toneRgb(shift(colour, -0.06), 0.12)],
        ],
        [0.5 + pen.side * 0.2, 0.32],
        0.75,
      ),
    },
  );
  svg += path(
    `M${num(x)} ${num(y - size * 0.8)}q${num(size * 0.02)} ${num(-size * 0.16)} ${num(size * 0.1)} ${num(-size * 0.24)}`,
    { stroke: pen.tone('#5a3a24', 0.5), width: size * 0.05 },
  );
  svg += path(
    `M${num(x + size * 0.06)} ${num(y - size * 0.94)}q${num(size * 0.16)} ${num(-size * 0.18)} ${num(size * 0.36)} ${num(-size * 0.1)}q${num(-size * 0.1)} ${num(size * 0.2)} ${num(-size * 0.36)} ${num(size * 0.1)}z`,
    { fill: pen.tone('#5f9a45', 0.85) },
  );
  return (
    svg +
    ellipse(x + pen.side * size * 0.24, y - size * 0.64, size * 0.07, size * 0.12, {
      fill: '#ffffff',
      opacity: 0.5,
      transform: `rotate(${pen.side * 24} ${num(x + pen.side * size * 0.24)} ${num(y - size * 0.64)})`,
    })
  );
}

function drawApple(pen: Pen): string {
  if (has(pen, 'pear', 'birne')) return drawPear(pen);
  return appleShape(pen, 0, 0, 940, pen.own('#c8302c', '#c8302c', '#8fae3a', '#d9553a'));
}

function drawPear(pen: Pen): string {
  const colour = pen.own('#c2b83e', '#d9b53e');
  let svg = path(
    smooth(
      [
        [0, -900],
        [-120, -840],
        [-170, -660],
        [-300, -460],
        [-370, -240],
        [-280, -50],
        [0, 4],
        [280, -50],
        [370, -240],
        [300, -460],
        [170, -660],
        [120, -840],
      ],
      true,
    ),
    {
      fill: pen.stage.radial(
        [
          [0, pen.stage.toneRgb(shift(colour, 0.12), 1)],
          [0.55, pen.stage.toneRgb(colour, 0.8)],
          [1, pen.stage.toneRgb(shift(colour, -0.06), 0.15)],
        ],
        [0.5 + pen.side * 0.2, 0.55],
        0.75,
      ),
    },
  );
  svg += path('M0 -890Q10 -980 60 -1000', { stroke: pen.tone('#5a3a24', 0.5), width: 32 });
  return svg + ellipse(pen.side * 180, -360, 40, 90, { fill: '#ffffff', opacity: 0.4 });
}

/** An apple; a pear where the prompt says so. */
export const apple: Thing = { height: 0.48, aspect: 1.02, habitat: 'table', draw: drawApple };

function drawFruit(pen: Pen): string {
  const bowl = pen.own('#3f7f9a', '#e8e0cf', '#b5653a', '#6a8a5a');
  let svg = '';
  svg += banana(pen);
  svg += appleShape(pen, -330, -400, 360, rgb('#c8342e')) + appleShape(pen, 330, -410, 340, rgb('#9ab53e'));
  for (const [x, y, colour] of [
    [-110, -520, '#f0902e'],
    [130, -500, '#f29a34'],
  ] as const)
    svg +=
      circle(x, y, 168, {
        fill: pen.stage.radial(
          [
            [0, pen.stage.toneRgb(shift(rgb(colour), 0.12), 1)],
            [0.6, pen.stage.toneRgb(rgb(colour), 0.75)],
            [1, pen.stage.toneRgb(rgb(colour), 0.15)],
          ],
          [0.5 + pen.side * 0.2, 0.32],
          0.72,
        ),
      }) + circle(x + 8, y - 130, 13, { fill: pen.tone('#5f7a34', 0.6) });
  svg += path('M-620 -420C-590 -160 -380 -60 -180 -50H180C380 -60 590 -160 620 -420Q0 -330 -620 -420Z', {
    fill: pen.rounded(bowl, 1, 0.15),
  });
  svg +=
    path('M-620 -420Q0 -330 620 -420L606 -366Q0 -280 -606 -366Z', {
      fill: pen.rounded(shift(bowl, 0.1), 1, 0.3),
    }) + path('M-210 -54H210L250 0H-250Z', { fill: pen.rounded(shift(bowl, -0.04), 0.9, 0.15) });
  svg += gleam('M-500 -310C-450 -200 -380 -150 -300 -120', 0.28);
  return svg + grapes(pen) + appleShape(pen, -760, 10, 270, rgb('#d9523a')) + lemon(pen, 780, -90);
}

function banana(pen: Pen): string {
  const skin = rgb('#f0cc3e');
  let svg = '';
  for (const [dx, level] of [
    [60, 0.4],
    [0, 0.95],
  ] as const)
    svg += path(
      `M${-420 + dx} -520C${-300 + dx} -900 ${100 + dx} -1030 ${360 + dx} -880L${390 + dx} -900L${410 + dx} -850C${200 + dx} -840 ${-120 + dx} -760 ${-260 + dx} -480Z`,
      { fill: pen.tone(skin, level) },
    );
  return (
    svg +
    path('M-330 -560C-200 -800 60 -900 330 -870', {
      stroke: pen.tone('#b8902a', 0.5),
      width: 10,
      strokeOpacity: 0.7,
    })
  );
}

function grapes(pen: Pen): string {
  let svg = path('M560 -470q60 -60 40 -110', { stroke: pen.tone('#5f7a34', 0.5), width: 17 });
  const colour = rgb('#6a3f8a');
  for (const [x, y] of [
    [470, -440],
    [540, -450],
    [610, -440],
    [500, -370],
    [570, -380],
    [640, -370],
    [530, -300],
    [600, -310],
    [660, -290],
    [570, -230],
    [630, -220],
    [600, -150],
  ] as const)
    svg += circle(x, y, 54, {
      fill: pen.stage.radial(
        [
          [0, pen.stage.toneRgb(shift(colour, 0.2), 1)],
          [0.5, pen.stage.toneRgb(colour, 0.8)],
          [1, pen.stage.toneRgb(colour, 0.1)],
        ],
        [0.5 + pen.side * 0.2, 0.3],
        0.75,
      ),
    });
  return svg;
}

function lemon(pen: Pen, x: number, y: number): string {
  const peel = rgb('#f2d23c');
  return path(
    smooth(
      [
        [x - 190, y + 10],
        [x - 140, y - 80],
        [x, y - 120],
        [x + 130, y - 84],
        [x + 200, y],
        [x + 130, y + 84],
        [x, y + 104],
        [x - 140, y + 76],
      ],
      true,
    ),
    {
      fill: pen.stage.radial(
        [
          [0, pen.stage.toneRgb(shift(peel, 0.08), 1)],
          [0.6, pen.stage.toneRgb(peel, 0.8)],
          [1, pen.stage.toneRgb(peel, 0.2)],
        ],
        [0.5 + pen.side * 0.2, 0.3],
        0.75,
      ),
    },
  );
}

/** A bowl of fruit. */
export const fruit: Thing = { height: 0.5, aspect: 1.8, habitat: 'table', grouped: true, draw: drawFruit };

function drawCake(pen: Pen): string {
  const icing = pen.own('#f3c3cf', '#f6efe2', '#6a4230', '#c9e2d4');
  const sponge = rgb('#d9a566');
  let svg =
    ellipse(0, -30, 640, 90, { fill: pen.falling('#efe9dd', 1, 0.5) }) +
    path('M-160 -10L-110 60H110L160 -10Z', { fill: pen.rounded('#e4ddcf', 0.9, 0.2) });
  const tier = (y: number, half: number, tall: number): string => {
    let part = path(`M${-half} ${y - tall}V${y}Q0 ${num(y + half * 0.2)} ${half} ${y}V${y - tall}Z`, {
      fill: pen.rounded(sponge, 0.95, 0.2),
    });
    part += path(
      `M${-half} ${y - tall * 0.5}Q0 ${num(y - tall * 0.5 + half * 0.2)} ${half} ${y - tall * 0.5}`,
      { stroke: pen.tone('#c8424a', 0.7), width: 34, cap: 'butt' },
    );
    let d = `M${-half - 12} ${y - tall}`;
    const drops = 9;
    for (let i = 0; i < drops; i += 1) {
      const x = -half + ((i + 0.5) * half * 2) / drops;
      const sag = half * 0.2 * (1 - (x / half) ** 2);
      const long = between(pen.rng, 50, 120);
      d += `Q${num(x - half / drops)} ${num(y - tall + sag + long)} ${num(x)} ${num(y - tall + sag + long * 0.9)}T${num(x + half / drops)} ${num(y - tall + sag + 26)}`;
    }
    part += path(`${d}L${half + 12} ${y - tall}Z`, { fill: pen.rounded(icing, 1, 0.25) });
    return part + ellipse(0, y - tall, half + 12, half * 0.2, { fill: pen.tone(shift(icing, 0.04), 0.95) });
  };
  svg += tier(-60, 500, 270) + tier(-370, 330, 230);
  for (let i = 0; i < 7; i += 1) svg += berry(pen, -400 + i * 133, -330 + 60 * (1 - ((i - 3) / 3) ** 2), 42);
  for (const [i, x] of [-200, -100, 0, 100, 200].entries()) {
    const colour = ['#5fb0d0', '#f2c14e', '#e4574c', '#8fbf5a', '#a06fc0'][i]!;
    const y = -610 + 46 * (1 - (x / 260) ** 2) - 20;
    svg +=
      rect(x - 15, y - 170, 30, 180, { fill: pen.rounded(colour, 1, 0.3) }, 9) + flame(pen, x, y - 176, 76);
  }
  return svg;
}

function berry(pen: Pen, x: number, y: number, size: number): string {
  return circle(x, y, size, {
    fill: pen.stage.radial(
      [
        [0, pen.stage.toneRgb(rgb('#f0606a'), 1)],
        [0.6, pen.stage.toneRgb(rgb('#c82f3f'), 0.8)],
        [1, pen.stage.toneRgb(rgb('#8a1f2f'), 0.3)],
      ],
      [0.5 + pen.side * 0.2, 0.3],
      0.7,
    ),
  });
}

/** A cake in two tiers, candles lit. */
export const cake: Thing = { height: 0.58, aspect: 1.3, habitat: 'table', draw: drawCake };

function drawCandle(pen: Pen): string {
  if (has(pen, 'lantern', 'laterne', 'lamp', 'lampe')) return drawLantern(pen);
  const wax = pen.own('#f3ead4', '#e8d3b0', '#c8423a');
  let svg = '';
  const one = (x: number, half: number, tall: number): string => {
    let part = path(`M${x - half} ${-tall}V-20Q${x} 16 ${x + half} -20V${-tall}Z`, {
      fill: pen.rounded(wax, 1, 0.2),
    });
    part += path(`M${x - half} ${-tall}v90q14 40 26 0v-50q20 34 34 0v70q16 46 32 0v-110z`, {
      fill: pen.tone(shift(wax, 0.05), 0.9),
    });
    part += ellipse(x, -tall, half, half * 0.24, {
      fill: pen.stage.radial([
        [0, pen.stage.light.grade([255, 232, 170])],
        [1, pen.stage.toneRgb(wax, 0.9)],
      ]),
    });
    part += path(`M${x} ${-tall}q8 -30 2 -56`, { stroke: pen.tone('#2a2020', 0.4), width: 11 });
    return part + pen.glow(x, -tall - 110, 520, [255, 190, 100], 0.7) + flame(pen, x, -tall - 34, 190);
  };
  svg +=
    ellipse(0, -10, 480, 76, { fill: pen.falling('#a8823f', 1, 0.3) }) +
    ellipse(0, -26, 400, 54, { fill: pen.tone('#7a5a28', 0.4) });
  return svg + one(-190, 92, 420) + one(200, 84, 300) + one(10, 108, 680);
}

function drawLantern(pen: Pen): string {
  const iron = pen.own('#3a3f4a', '#4a3a2c', '#2f4a44');
  let svg = pen.glow(0, -420, 900, [255, 190, 100], 0.75);
  svg +=
    path('M-150 -860Q0 -1060 150 -860', { stroke: pen.tone(iron, 0.7), width: 26 }) +
    path('M-250 -760L-90 -890H90L250 -760Z', { fill: pen.rounded(iron, 1, 0.15) });
  svg += path('M-210 -760H210L250 -90H-250Z', {
    fill: pen.stage.radial(
      [
        [0, pen.stage.light.grade([255, 240, 190])],
        [0.6, pen.stage.light.grade([255, 200, 110])],
        [1, pen.stage.light.grade([214, 140, 70])],
      ],
      [0.5, 0.6],
      0.65,
    ),
  });
  svg += rect(-44, -330, 88, 240, { fill: pen.tone('#f5ecd8', 1) }, 10) + flame(pen, 0, -340, 190);
  svg += path('M-210 -760L-250 -90M210 -760L250 -90M-70 -760L-84 -90M70 -760L84 -90M-232 -420H232', {
    stroke: pen.tone(iron, 0.7),
    width: 26,
  });
  return (
    svg +
    rect(-290, -96, 580, 60, { fill: pen.rounded(iron, 1, 0.15) }, 14) +
    rect(-240, -40, 480, 44, { fill: pen.rounded(iron, 0.8, 0.1) }, 10)
  );
}

/** Candles burning; a lantern where the prompt says so. */
export const candle: Thing = { height: 0.6, aspect: 0.96, habitat: 'table', grouped: true, draw: drawCandle };

function drawBooks(pen: Pen): string {
  const paints = ['#8a3530', '#2f5f7a', '#c9953a', '#3f6a4a', '#5a3f6a', '#b5653a', '#24384f'];
  let svg = '';
  let y = 0;
  for (let i = 0; i < 5; i += 1) {
    const tall = between(pen.rng, 96, 140);
    const half = between(pen.rng, 330, 430);
    const shiftX = between(pen.rng, -46, 46);
    const cover =
      pen.accent !== undefined && i % 2 === 0 ? pen.accent : rgb(paints[(i * 3 + 1) % paints.length]!);
    svg += rect(shiftX - half + 16, y - tall + 14, half * 2 - 30, tall - 28, {
      fill: pen.falling('#f2e8d2', 1, 0.6),
    });
    let pages = '';
    for (let k = 1; k < 5; k += 1)
      pages += `M${num(shiftX - half + 20)} ${num(y - tall + 14 + k * ((tall - 28) / 5))}H${num(shiftX + half - 16)}`;
    svg += path(pages, { stroke: pen.tone('#c9b994', 0.5), width: 3 });
    svg +=
      rect(shiftX - half, y - tall, half * 2, 17, { fill: pen.tone(cover, 0.95) }, 6) +
      rect(shiftX - half, y - 17, half * 2, 17, { fill: pen.tone(cover, 0.4) }, 6);
    svg += path(
      `M${num(shiftX - half + 8)} ${num(y - tall)}q-60 ${num(tall / 2)} 0 ${num(tall)}h56q-46 ${num(-tall / 2)} 0 ${num(-tall)}z`,
      { fill: pen.falling(cover, 0.95, 0.3) },
    );
    svg += path(
      `M${num(shiftX - half + 40)} ${num(y - tall + 10)}q-44 ${num(tall / 2 - 10)} 0 ${num(tall - 20)}`,
      { stroke: pen.tone('#e8c45a', 0.9), width: 9 },
    );
    y -= tall;
  }
  return svg + openBook(pen, y);
}

function openBook(pen: Pen, y: number): string {
  const page = rgb('#f6eedb');
  let svg = path(`M-470 ${y - 6}L0 ${y + 6}L470 ${y - 6}V${y - 44}L0 ${y - 24}L-470 ${y - 44}Z`, {
    fill: pen.tone('#6a3a2c', 0.6),
  });
  for (const side of [-1, 1]) {
    svg += path(
      `M0 ${y - 24}C${side * 120} ${y - 130} ${side * 330} ${y - 120} ${side * 450} ${y - 50}L${side * 430} ${y - 190}C${side * 310} ${y - 260} ${side * 110} ${y - 260} 0 ${y - 150}Z`,
      { fill: pen.tone(page, side === pen.side ? 1 : 0.6) },
    );
    let lines = '';
    for (let i = 0; i < 5; i += 1)
      lines += `M${side * 60} ${y - 92 - i * 22}C${side * 150} ${y - 150 - i * 20} ${side * 300} ${y - 146 - i * 19} ${side * 400} ${y - 96 - i * 18}`;
    svg += path(lines, { stroke: pen.tone('#8a7a62', 0.5), width: 6, strokeOpacity: 0.7 });
  }
  return (
    svg +
    path(`M20 ${y - 150}q40 120 26 220l34 -30l30 36q6 -130 -30 -230z`, {
      fill: pen.tone(pen.accent ?? '#c8372f', 0.85),
    })
  );
}

/** A stack of books with an open one on top. */
export const books: Thing = { height: 0.54, aspect: 1.1, habitat: 'table', grouped: true, draw: drawBooks };

function drawGuitar(pen: Pen): string {
  const violin = has(pen, 'violin', 'cello', 'geige', 'violine');
  const wood = pen.own(violin ? '#9a4a26' : '#c98a45', violin ? '#8a3f22' : '#b5743a', '#a8562e');
  const outline =
    'M0 -560C-70 -566 -150 -560 -186 -490C-214 -430 -160 -380 -160 -330C-160 -270 -240 -240 -250 -140C-256 -40 -150 4 0 4C150 4 256 -40 250 -140C240 -240 160 -270 160 -330C160 -380 214 -430 186 -490C150 -560 70 -566 0 -560Z';
  let svg =
    path(outline, { fill: pen.tone(shift(wood, -0.2), 0.2), transform: 'translate(16 10)' }) +
    path(outline, { fill: pen.rounded(wood, 1, 0.3), stroke: pen.tone(shift(wood, -0.26), 0.4), width: 13 });
  const clip = pen.stage.clip(outline);
  let lines = '';
  for (let i = 0; i < 14; i += 1)
    lines += `M${-240 + i * 36} 10Q${num(-226 + i * 34 + between(pen.rng, -20, 20))} -300 ${-230 + i * 35} -580`;
  svg += clipped(
    clip,
    path(lines, { stroke: pen.tone(shift(wood, -0.12), 0.4), width: 5, strokeOpacity: 0.35 }),
  );
  if (violin)
    svg += path(
      'M-92 -300q-26 -16 -30 20q-4 44 26 80q18 26 0 40M92 -300q26 -16 30 20q4 44 -26 80q-18 26 0 40',
      { stroke: pen.tone('#2a1710', 0.3), width: 15 },
    );
  else
    svg += circle(0, -330, 78, {
      fill: pen.tone('#24140e', 0.2),
      stroke: pen.tone('#e8cf9a', 0.8),
      width: 13,
    });
  svg += rect(-34, -900, 68, 560, { fill: pen.rounded('#4a2e20', 0.95, 0.2) });
  let frets = '';
  for (let i = 0; i < 11; i += 1) frets += `M-34 ${num(-860 + i * 47)}H34`;
  svg +=
    path(frets, { stroke: pen.tone('#d9d2c2', 0.9), width: 5 }) +
    path('M-50 -1000H50L40 -890H-40Z', { fill: pen.rounded('#5a3624', 1, 0.2) });
  for (const side of [-1, 1])
    for (let i = 0; i < 3; i += 1)
      svg += circle(side * 58, -980 + i * 34, 14, { fill: pen.tone('#e4ddcc', 0.9) });
  svg += rect(-80, -130, 160, 30, { fill: pen.tone('#3a2218', 0.5) }, 8);
  let strings = '';
  for (let i = 0; i < 6; i += 1) strings += `M${num(-25 + i * 10)} -960V-115`;
  return (
    svg +
    path(strings, { stroke: pen.tone('#f2efe6', 1), width: 3.4, strokeOpacity: 0.9 }) +
    gleam('M-200 -190C-206 -110 -170 -60 -120 -36', 0.25)
  );
}

/** A guitar leaning back; a violin where the prompt says so. */
export const guitar: Thing = { height: 0.66, aspect: 0.52, habitat: 'ground', draw: drawGuitar };

function drawPiano(pen: Pen): string {
  const black = pen.own('#25252c', '#25252c', '#5a3524');
  let svg =
    path('M-760 -420L-560 -990C-200 -1040 300 -960 520 -700L760 -420Z', {
      fill: pen.falling(shift(black, 0.04), 0.9, 0.3),
    }) +
    path('M-690 -440L-520 -920C-200 -960 250 -900 450 -680L670 -440Z', {
      fill: pen.falling('#b98a3f', 0.8, 0.3),
    });
  let strings = '';
  for (let i = 0; i < 22; i += 1)
    strings += `M${-640 + i * 58} -440L${num(-500 + i * 42)} ${num(-900 + i * i * 0.5)}`;
  svg +=
    path(strings, { stroke: pen.tone('#f0d68a', 0.9), width: 4, strokeOpacity: 0.6 }) +
    path('M420 -430L330 -760', { stroke: pen.tone(black, 0.4), width: 17 });
  for (const [x, level] of [
    [-640, 0.5],
    [620, 0.3],
    [40, 0.15],
  ] as const)
    svg +=
      path(`M${x - 44} -260H${x + 44}L${x + 24} -20H${x - 24}Z`, { fill: pen.tone(black, level) }) +
      circle(x, -12, 26, { fill: pen.tone('#c9a24a', 0.8) });
  svg += path('M-820 -440H820V-240Q0 -200 -820 -240Z', { fill: pen.falling(black, 1, 0.2) });
  svg += rect(-720, -388, 1440, 96, { fill: pen.tone('#f7f3e8', 1) });
  let keys = '';
  let sharps = '';
  for (let i = 0; i < 28; i += 1) {
    const x = -720 + (i * 1440) / 28;
    keys += `M${num(x)} -388V-292`;
    if (![2, 6].includes(i % 7)) sharps += `M${num(x + 36)} -388h28v56h-28z`;
  }
  svg +=
    path(keys, { stroke: pen.tone('#9a948a', 0.6), width: 4 }) +
    path(sharps, { fill: pen.tone('#1a191e', 0.4) });
  svg += rect(-330, -640, 660, 200, { fill: pen.falling('#f4ecd8', 1, 0.7) }, 8);
  let notes = '';
  for (let row = 0; row < 4; row += 1) notes += `M-300 ${-610 + row * 44}H300M-300 ${-598 + row * 44}H300`;
  svg += path(notes, { stroke: pen.tone('#6a6258', 0.5), width: 3 });
  for (let i = 0; i < 22; i += 1)
    svg += ellipse(-280 + i * 27, -606 + (i % 4) * 44 + between(pen.rng, -6, 10), 9, 7, {
      fill: pen.tone('#26222a', 0.4),
    });
  return svg + gleam('M-790 -420H-300', 0.18);
}

/** A grand piano, open, with music on its stand. */
export const piano: Thing = { height: 0.46, aspect: 1.68, habitat: 'ground', draw: drawPiano };

function drawUmbrella(pen: Pen): string {
  const main = pen.own('#d8402f', '#2f7fb0', '#e8b53a', '#3f9a7a');
  const rainy =
    pen.stage.scene.weather === 'rain' ||
    pen.stage.scene.weather === 'storm' ||
    has(pen, 'regenschirm') ||
    pen.stage.scene.place === 'street';
  const other = rainy ? shift(main, -0.07) : rgb('#f6efe0');
  let svg = rainy
    ? path('M0 -960V-120Q0 0 -84 0Q-150 -6 -150 -70', { stroke: pen.tone('#5a3a28', 0.6), width: 26 })
    : path('M0 -980V10', { stroke: pen.tone('#d9cdb8', 0.8), width: 26 });
  const gores = 8;
  for (let i = 0; i < gores; i += 1) {
    const [a, b] = [-1 + (2 * i) / gores, -1 + (2 * (i + 1)) / gores].map((t) =>
      Math.sin((t * Math.PI) / 2),
    ) as [number, number];
    const level = 0.55 + ((a + b) / 2) * pen.side * 0.45;
    const middle = (a + b) / 2;
    svg += path(
      `M0 -970C${num(a * 300)} -950 ${num(a * 560)} -780 ${num(a * 620)} -560Q${num(middle * 620)} -640 ${num(b * 620)} -560C${num(b * 560)} -780 ${num(b * 300)} -950 0 -970Z`,
      { fill: pen.tone(i % 2 === 0 ? main : other, level) },
    );
  }
  svg += circle(0, -984, 22, { fill: pen.tone('#e4ddcc', 0.9) });
  if (rainy) return svg + puddle(pen);
  return svg + towel(pen);
}

function puddle(pen: Pen): string {
  return ellipse(0, 14, 420, 46, {
    fill: css(mix(pen.stage.light.sky[3], pen.stage.toneRgb(rgb('#5a6a7a'), 0.6), 0.5)),
    opacity: 0.6,
  });
}

function towel(pen: Pen): string {
  const cloth = rgb(pick(pen.rng, ['#e8f0f2', '#f2d7a8', '#e5a0a8']));
  let svg =
    polygon(
      [
        [120, 20],
        [640, 0],
        [760, 70],
        [190, 96],
      ],
      { fill: pen.tone(cloth, 0.9) },
    ) +
    polygon(
      [
        [190, 17],
        [270, 14],
        [350, 88],
        [262, 92],
      ],
      { fill: pen.tone('#d8574a', 0.8) },
    ) +
    polygon(
      [
        [470, 6],
        [540, 4],
        [640, 76],
        [560, 80],
      ],
      { fill: pen.tone('#d8574a', 0.8) },
    );
  const [x, y] = [-300, -70];
  svg += circle(x, y, 92, { fill: pen.rounded('#f6f1e6', 1, 0.3) });
  for (const [turn, colour] of [
    [0, '#e4574c'],
    [120, '#3f8fd0'],
    [240, '#f2c14e'],
  ] as const)
    svg += path(`M${x} ${y}L${x} ${y - 92}A92 92 0 0 1 ${num(x + 80)} ${num(y - 46)}Z`, {
      fill: pen.tone(colour, 0.9),
      transform: `rotate(${turn} ${x} ${y})`,
    });
  return svg;
}

/** A parasol on the beach, or an umbrella in the rain. */
export const umbrella: Thing = { height: 0.54, aspect: 1.3, habitat: 'ground', draw: drawUmbrella };
