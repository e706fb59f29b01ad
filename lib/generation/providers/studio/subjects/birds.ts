import { css, mix, rgb, shift } from '../paint/colour.ts';
import { limb, symmetric } from '../paint/limb.ts';
import { between } from '../paint/prng.ts';
import { circle, ellipse, num, type Point, path, polygon, smooth, stroke } from '../paint/svg.ts';
import { eye } from './pets.ts';
import type { Pen, Thing } from './thing.ts';

function drawOwl(pen: Pen): string {
  const main = pen.own('#8a6a48', '#6f5844', '#a58a66', '#d9cfc0');
  const dark = shift(main, -0.14);
  const light = mix(shift(main, 0.18, 0.7), [250, 240, 220], 0.5);
  let svg = branch(pen, -46);
  svg += path(
    symmetric([
      [0, -930],
      [-150, -900],
      [-262, -780],
      [-290, -560],
      [-270, -300],
      [-170, -110],
      [0, -50],
    ]),
    { fill: pen.rounded(main, 0.95, 0.12) },
  );
  for (const side of [-1, 1])
    svg += polygon(
      [
        [side * 70, -880],
        [side * 226, -1000],
        [side * 250, -770],
      ],
      { fill: pen.tone(dark, side === pen.side ? 0.8 : 0.35) },
    );
  svg += path(
    symmetric([
      [0, -560],
      [-130, -520],
      [-170, -350],
      [-110, -160],
      [0, -100],
    ]),
    { fill: pen.rounded(light, 0.95, 0.35) },
  );
  let marks = '';
  for (let row = 0; row < 6; row += 1) {
    for (let k = -2; k <= 2; k += 1) {
      const x = k * 56 + (row % 2) * 28;
      if (Math.abs(x) > 150 - row * 10) continue;
      marks += `M${x - 18} ${-490 + row * 62}q18 26 36 0`;
    }
  }
  svg += path(marks, { stroke: pen.tone(dark, 0.4), width: 9, strokeOpacity: 0.8 });
  for (const side of [-1, 1]) {
    svg += path(
      smooth(
        [
          [side * 190, -690],
          [side * 300, -560],
          [side * 290, -300],
          [side * 190, -110],
          [side * 160, -280],
          [side * 150, -520],
        ],
        true,
      ),
      { fill: pen.tone(dark, side === pen.side ? 0.9 : 0.3) },
    );
    for (let k = 0; k < 4; k += 1)
      svg += stroke(
        [
          [side * 200, -520 + k * 82],
          [side * 244, -480 + k * 82],
          [side * 272, -520 + k * 70],
        ],
        pen.tone(main, side === pen.side ? 0.9 : 0.4),
        9,
        { strokeOpacity: 0.7 },
      );
    svg += ellipse(side * 104, -716, 126, 132, { fill: pen.tone(light, side === pen.side ? 1 : 0.7) });
    svg += ellipse(side * 104, -716, 104, 110, { fill: pen.tone(mix(light, main, 0.3), 0.8) });
    svg += eye(pen, side * 96, -720, 66, 68, '#f0b42e');
    svg += path(
      `M${side * 34} -62q${side * 10} 46 ${side * 22} 50M${side * 64} -66q${side * 8} 46 ${side * 20} 52M${side * 92} -72q${side * 6} 46 ${side * 18} 52`,
      { stroke: pen.tone('#d9a23a', 0.7), width: 20 },
    );
  }
  svg += polygon(
    [
      [-34, -690],
      [34, -690],
      [0, -592],
    ],
    { fill: pen.rounded('#d98f2e', 1, 0.4) },
  );
  return (
    svg +
    path('M-226 -846Q-110 -830 0 -742Q110 -830 226 -846Q120 -900 0 -850Q-120 -900 -226 -846Z', {
      fill: pen.tone(dark, 0.6),
    })
  );
}

/** A bough to sit on, leaves or needles at its ends. */
function branch(pen: Pen, y: number): string {
  const bark = '#5d4636';
  let svg = path(
    limb(
      [
        [-2600, y + 250],
        [-1500, y + 120],
        [-640, y + 46],
        [-300, y + 10],
        [0, y + 14],
        [330, y - 8],
        [640, y + 20],
      ],
      [120, 96, 72, 60, 58, 46, 14],
    ),
    { fill: pen.falling(bark, 0.9, 0.15) },
  );
  svg += path(
    limb(
      [
        [300, y],
        [410, y - 90],
        [500, y - 130],
      ],
      [30, 20, 6],
    ),
    { fill: pen.tone(bark, 0.5) },
  );
  for (const [x, dy, turn] of [
    [-560, 30, 20],
    [-470, 6, -40],
    [-380, 34, 30],
    [420, -90, -50],
    [500, -140, -20],
    [-760, 60, -30],
    [-860, 90, 40],
    [-980, 60, -20],
    [-1120, 110, 30],
    [540, 10, 30],
    [450, 20, 60],
    [600, 0, -10],
    [-610, 60, 70],
  ] as const) {
    svg += leaf(pen, x, y + dy, 74, turn + between(pen.rng, -15, 15), between(pen.rng, 0.25, 0.95));
  }
  return svg;
}

function leaf(pen: Pen, x: number, y: number, size: number, degrees: number, level: number): string {
  const colour = { spring: '#8fb95a', summer: '#5f9a4e', autumn: '#d0812f', winter: '#7f9a8c' }[
    pen.stage.scene.season ?? 'summer'
  ];
  const d = `M0 0Q${num(size * 0.5)} ${num(-size * 0.4)} ${num(size)} 0Q${num(size * 0.5)} ${num(size * 0.4)} 0 0Z`;
  return path(d, {
    fill: pen.tone(colour, level),
    transform: `translate(${num(x)} ${num(y)}) rotate(${num(degrees)})`,
  });
}

/** An owl on a bough, looking at us. */
export const owl: Thing = { height: 0.56, aspect: 0.72, habitat: 'ground', anchor: 'bough', draw: drawOwl };

function drawSongbird(pen: Pen): string {
  const main = pen.own('#4a7fc0', '#d9702e', '#e2b53a', '#5a9a6a', '#c0443f');
  const belly = mix(shift(main, 0.18, 0.7), [255, 236, 200], 0.55);
  const dark = shift(main, -0.18);
  let svg = branch(pen, -100);
  svg += path(
    limb(
      [
        [250, -330],
        [420, -260],
        [610, -190],
      ],
      [120, 96, 70],
    ),
    { fill: pen.tone(dark, 0.5) },
  );
  svg += path(
    smooth(
      [
        [-330, -760],
        [-200, -850],
        [-60, -800],
        [60, -660],
        [240, -500],
        [330, -330],
        [230, -220],
        [20, -170],
        [-180, -240],
        [-290, -420],
        [-320, -600],
      ],
      true,
    ),
    { fill: pen.rounded(main, 1, 0.2) },
  );
  svg += path(
    smooth(
      [
        [-300, -600],
        [-240, -660],
        [-120, -560],
        [0, -360],
        [60, -220],
        [-60, -180],
        [-200, -250],
        [-290, -430],
      ],
      true,
    ),
    { fill: pen.rounded(belly, 1, 0.4) },
  );
  svg += path(
    smooth(
      [
        [-40, -620],
        [110, -560],
        [260, -420],
        [440, -240],
        [250, -260],
        [60, -320],
        [-60, -460],
      ],
      true,
    ),
    { fill: pen.falling(dark, 0.9, 0.3) },
  );
  for (let i = 0; i < 4; i += 1)
    svg += stroke(
      [
        [20 + i * 40, -500 + i * 36],
        [150 + i * 46, -400 + i * 34],
        [290 + i * 34, -290 + i * 12],
      ],
      pen.tone(shift(main, 0.1), 0.8),
      8,
      { strokeOpacity: 0.6 },
    );
  svg += polygon(
    [
      [-322, -735],
      [-440, -690],
      [-316, -660],
    ],
    { fill: pen.tone('#e0a03a', 0.9), stroke: pen.tone('#e0a03a', 0.9), width: 10 },
  );
  svg +=
    circle(-228, -724, 34, { fill: pen.tone('#17151a', 0.4) }) + circle(-238, -736, 11, { fill: '#ffffff' });
  return (
    svg +
    path('M-60 -180v70M-20 -176v66M40 -190v70M80 -190v70', { stroke: pen.tone('#8a6a3a', 0.6), width: 16 })
  );
}

function drawSwan(pen: Pen): string {
  const white = pen.accent ?? rgb('#f6f4ee');
  let svg = path(
    smooth(
      [
        [-330, -140],
        [-200, -300],
        [40, -380],
        [260, -400],
        [440, -330],
        [560, -400],
        [520, -220],
        [430, -60],
        [180, 0],
        [-160, 0],
        [-300, -40],
      ],
      true,
    ),
    { fill: pen.falling(white, 1, 0.35) },
  );
  svg += path(
    smooth(
      [
        [-120, -240],
        [60, -440],
        [300, -500],
        [500, -430],
        [440, -250],
        [220, -130],
        [0, -130],
      ],
      true,
    ),
    { fill: pen.rounded(white, 1, 0.4) },
  );
  for (let i = 0; i < 4; i += 1)
    svg += stroke(
      [
        [40 + i * 60, -180 + i * 4],
        [220 + i * 50, -250 - i * 24],
        [420 + i * 22, -340 - i * 26],
      ],
      pen.tone(shift(white, -0.16), 0.5),
      8,
      { strokeOpacity: 0.5 },
    );
  svg += path(
    limb(
      [
        [-240, -120],
        [-380, -260],
        [-380, -430],
        [-250, -560],
        [-230, -720],
        [-310, -830],
        [-400, -820],
      ],
      [190, 130, 90, 76, 74, 92, 70],
    ),
    { fill: pen.rounded(white, 1, 0.4) },
  );
  svg += polygon(
    [
      [-420, -850],
      [-560, -770],
      [-420, -780],
    ],
    { fill: pen.tone('#e2832e', 0.9), stroke: pen.tone('#e2832e', 0.9), width: 12 },
  );
  return (
    svg +
    polygon(
      [
        [-410, -856],
        [-360, -842],
        [-420, -790],
      ],
      { fill: pen.tone('#1f1c20', 0.5) },
    ) +
    circle(-352, -826, 12, { fill: '#15131a' })
  );
}

function drawFlying(pen: Pen): string {
  const eagle = ['eagle', 'hawk', 'falcon', 'adler', 'falke'].some((word) => pen.stage.scene.words.has(word));
  const main = eagle ? (pen.accent ?? rgb('#6a4a34')) : pen.own('#f4f1ea');
  const tip = eagle ? shift(main, -0.12) : rgb('#3a3f4a');
  const wing = (side: number, level: number): string => {
    const whole: Point[] = [
      [side * 30 - 30, -470],
      [side * 190, -690],
      [side * 430, -830],
      [side * 760, -770],
      [side * 560, -650],
      [side * 360, -520],
      [side * 160, -380],
    ];
    const end: Point[] = [
      [side * 560, -826],
      [side * 760, -770],
      [side * 590, -668],
      [side * 500, -720],
    ];
    let feathers = '';
    for (let i = 0; i < 5; i += 1)
      feathers += `M${num(side * (210 + i * 74))} ${num(-440 - i * 58)}Q${num(side * (220 + i * 78))} ${num(-540 - i * 50)} ${num(side * (190 + i * 70))} ${num(-620 - i * 40)}`;
    return (
      path(smooth(whole, true, 0.9), { fill: pen.falling(main, level, level * 0.45) }) +
      path(smooth(end, true, 0.8), { fill: pen.tone(tip, level * 0.7) }) +
      path(feathers, { stroke: pen.tone(shift(main, -0.2), level * 0.6), width: 8, strokeOpacity: 0.5 })
    );
  };
  let svg = wing(1, 0.5);
  svg += path(
    smooth(
      [
        [250, -330],
        [420, -260],
        [520, -200],
        [440, -190],
        [330, -210],
        [240, -250],
      ],
      true,
      0.8,
    ),
    { fill: pen.tone(eagle ? rgb('#f1ece0') : main, 0.6) },
  );
  svg += path(
    smooth(
      [
        [-400, -520],
        [-340, -600],
        [-240, -590],
        [-60, -520],
        [160, -420],
        [310, -300],
        [280, -230],
        [80, -250],
        [-140, -330],
        [-300, -420],
        [-390, -470],
      ],
      true,
    ),
    { fill: pen.falling(main, 1, 0.3) },
  );
  svg += wing(-1, 1);
  if (eagle) svg += circle(-330, -528, 82, { fill: pen.rounded('#f4efe4', 1, 0.4) });
  svg += path('M-396 -548Q-500 -540 -506 -486Q-450 -490 -384 -496Z', { fill: pen.tone('#e0a03a', 0.9) });
  return svg + circle(-340, -546, 17, { fill: '#15131a' }) + circle(-345, -551, 5, { fill: '#ffffff' });
}

/** A songbird on a bough. */
export const bird: Thing = {
  height: 0.46,
  aspect: 1.1,
  habitat: 'ground',
  anchor: 'bough',
  draw: drawSongbird,
};

/** A swan on the water. */
export const swan: Thing = { height: 0.4, aspect: 1.2, habitat: 'water', draw: drawSwan };

/** A large bird on the wing. */
export const gull: Thing = { height: 0.42, aspect: 1.5, habitat: 'air', draw: drawFlying };

function drawPenguin(pen: Pen): string {
  const black = pen.own('#2b2f3a', '#262a35');
  const white = rgb('#f5f2ea');
  let svg = '';
  for (const side of [-1, 1]) {
    svg += path(
      smooth(
        [
          [side * 40, -30],
          [side * 150, -60],
          [side * 200, -10],
          [side * 120, 10],
          [side * 30, 4],
        ],
        true,
      ),
      { fill: pen.tone('#e0952e', side === pen.side ? 0.95 : 0.5) },
    );
    svg += path(
      smooth(
        [
          [side * 210, -640],
          [side * 320, -480],
          [side * 350, -260],
          [side * 290, -200],
          [side * 230, -380],
        ],
        true,
      ),
      { fill: pen.tone(black, side === pen.side ? 0.8 : 0.2) },
    );
  }
  svg += path(
    symmetric([
      [0, -990],
      [-130, -960],
      [-192, -840],
      [-200, -700],
      [-250, -480],
      [-262, -240],
      [-190, -70],
      [0, -24],
    ]),
    { fill: pen.rounded(black, 1, 0.1) },
  );
  svg += path(
    symmetric([
      [0, -680],
      [-110, -640],
      [-190, -440],
      [-200, -240],
      [-140, -90],
      [0, -50],
    ]),
    { fill: pen.rounded(white, 1, 0.35) },
  );
  for (const side of [-1, 1]) {
    svg += path(
      smooth(
        [
          [side * 20, -880],
          [side * 110, -900],
          [side * 150, -800],
          [side * 110, -700],
          [side * 30, -720],
        ],
        true,
      ),
      { fill: pen.tone(white, side === pen.side ? 1 : 0.6) },
    );
    svg += path(
      smooth(
        [
          [side * 140, -760],
          [side * 168, -720],
          [side * 140, -650],
          [side * 90, -660],
        ],
        true,
      ),
      { fill: pen.tone('#f0b63c', 0.9) },
    );
    svg +=
      circle(side * 74, -830, 22, { fill: pen.tone('#15131a', 0.4) }) +
      circle(side * 74 + pen.side * 7, -838, 7, { fill: '#ffffff' });
  }
  svg += path(
    smooth(
      [
        [-46, -800],
        [0, -830],
        [46, -800],
        [0, -730],
      ],
      true,
      0.7,
    ),
    { fill: pen.rounded('#e59a34', 1, 0.4) },
  );
  return (
    svg + path('M-40 -792Q0 -776 40 -792', { stroke: css(pen.stage.toneRgb(rgb('#a8641c'), 0.6)), width: 6 })
  );
}

/** A penguin. */
export const penguin: Thing = { height: 0.54, aspect: 0.56, habitat: 'ground', draw: drawPenguin };
