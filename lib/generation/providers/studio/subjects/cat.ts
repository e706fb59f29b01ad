import { css, mix, type Rgb, rgb, shift } from '../paint/colour.ts';
import { limb, symmetric } from '../paint/limb.ts';
import { blob, ellipse, num, type Point, path, polygon } from '../paint/svg.ts';
import { eye } from './eye.ts';
import type { Pen, Thing } from './thing.ts';

type Coat = { main: Rgb; dark: Rgb; light: Rgb; stripes: boolean; mane: boolean };

function catCoat(pen: Pen): Coat {
  if (pen.named('lion', 'loewe'))
    return { main: rgb('#d9a557'), dark: rgb('#8a5326'), light: rgb('#f3dfb4'), stripes: false, mane: true };
  if (pen.named('tiger'))
    return { main: rgb('#e58a34'), dark: rgb('#2a221e'), light: rgb('#fbf1e0'), stripes: true, mane: false };
  if (pen.named('leopard', 'lynx', 'luchs'))
    return { main: rgb('#d7a765'), dark: rgb('#4a3524'), light: rgb('#f6e7c8'), stripes: true, mane: false };
  const main = pen.own('#dd8a45', '#6d7280', '#3a3840', '#c7a27c', '#e6dccb');
  const pale = main[0] + main[1] + main[2] > 560;
  return {
    main,
    dark: shift(main, pale ? -0.2 : -0.13),
    light: mix(shift(main, 0.2, 0.6), [255, 250, 240], 0.5),
    stripes: pen.rng() < 0.7,
    mane: false,
  };
}

function drawCat(pen: Pen): string {
  const coat = catCoat(pen);
  const { main, dark, light } = coat;
  const tail: Point[] = [
    [190, -70],
    [330, -50],
    [388, -170],
    [330, -290],
    [352, -380],
  ];
  let svg = path(limb(tail, [92, 84, 74, 62, 40]), { fill: pen.rounded(main, 0.7, 0.1) });
  if (coat.mane)
    svg += path(
      limb(
        [
          [340, -330],
          [356, -410],
        ],
        [70, 90],
      ),
      { fill: pen.tone(dark, 0.5) },
    );
  const body: Point[] = [
    [0, -600],
    [-120, -560],
    [-176, -440],
    [-216, -300],
    [-268, -150],
    [-246, -30],
    [-130, 2],
    [0, 4],
  ];
  svg += path(symmetric(body), { fill: pen.rounded(main, 0.95, 0.12) });
  svg += blob(
    [
      [-150, -250],
      [-212, -150],
      [-214, -40],
      [-130, -8],
      [-92, -80],
      [-96, -200],
    ],
    { fill: pen.tone(dark, 0.35), opacity: 0.35 },
  );
  svg += blob(
    [
      [150, -250],
      [212, -150],
      [214, -40],
      [130, -8],
      [92, -80],
      [96, -200],
    ],
    { fill: pen.tone(dark, 0.35), opacity: 0.35 },
  );
  svg += path(
    symmetric([
      [0, -560],
      [-74, -500],
      [-92, -390],
      [-56, -270],
      [0, -236],
    ]),
    { fill: pen.rounded(light, 0.95, 0.3) },
  );
  for (const side of [-1, 1]) {
    svg += path(
      limb(
        [
          [side * 62, -330],
          [side * 66, -160],
          [side * 62, -26],
        ],
        [104, 92, 96],
      ),
      { fill: pen.rounded(main, 0.95, 0.2) },
    );
    svg += ellipse(side * 64, -22, 66, 32, { fill: pen.rounded(light, 1, 0.35) });
    svg += path(`M${side * 64 - 20} -16v18M${side * 64 + 20} -16v18`, {
      stroke: pen.tone(dark, 0.2),
      width: 5,
      strokeOpacity: 0.6,
    });
  }
  if (coat.stripes) svg += bodyStripes(pen, dark);
  return svg + catHead(pen, coat);
}

function bodyStripes(pen: Pen, dark: Rgb): string {
  let d = '';
  for (const side of [-1, 1]) {
    for (let i = 0; i < 5; i += 1) {
      const y = -470 + i * 78;
      const edge = 186 + i * 17;
      d += `M${num(side * edge)} ${y}Q${num(side * (edge - 50))} ${y + 10} ${num(side * (edge - 86))} ${y + 32}Q${num(side * (edge - 44))} ${y + 26} ${num(side * (edge + 4))} ${y + 26}Z`;
    }
  }
  return path(d, { fill: pen.tone(dark, 0.4), opacity: 0.75 });
}

function catHead(pen: Pen, { main, dark, light, stripes, mane }: Coat): string {
  const y = -720;
  let svg = '';
  if (mane) {
    const ring: Point[] = Array.from({ length: 22 }, (_, i): Point => {
      const angle = (i / 22) * Math.PI * 2;
      const reach = i % 2 === 0 ? 1 : 0.84;
      return [Math.cos(angle) * 330 * reach, y + 30 + Math.sin(angle) * 310 * reach];
    });
    svg += blob(ring, { fill: pen.rounded(dark, 0.9, 0.2) });
    svg += blob(
      ring.map(([px, py]): Point => [px * 0.83, y + 30 + (py - y - 30) * 0.83]),
      { fill: pen.rounded(mix(dark, main, 0.4), 0.9, 0.2) },
    );
  }
  for (const side of [-1, 1]) {
    const ear: Point[] = mane
      ? [
          [side * 205, y - 90],
          [side * 215, y - 190],
          [side * 130, y - 200],
          [side * 90, y - 130],
        ]
      : [
          [side * 216, y - 60],
          [side * 214, y - 270],
          [side * 150, y - 215],
          [side * 62, y - 134],
        ];
    svg += mane
      ? blob(ear, { fill: pen.tone(main, 0.6) })
      : polygon(ear, {
          fill: pen.tone(main, side === pen.side ? 0.9 : 0.35),
          stroke: pen.tone(main, side === pen.side ? 0.9 : 0.35),
          width: 16,
        });
    if (!mane)
      svg += polygon(
        [
          [side * 190, y - 96],
          [side * 196, y - 216],
          [side * 108, y - 146],
        ],
        { fill: pen.tone('#e0a095', 0.6) },
      );
  }
  const face: Point[] = [
    [0, y - 172],
    [-110, y - 160],
    [-208, y - 62],
    [-236, y + 40],
    [-170, y + 132],
    [-70, y + 168],
    [0, y + 172],
  ];
  svg += path(symmetric(face), { fill: pen.rounded(main, 1, 0.2) });
  if (stripes) {
    svg += path(`M0 ${y - 170}l-14 84h28zM-60 ${y - 166}l2 70l26 -16zM60 ${y - 166}l-2 70l-26 -16z`, {
      fill: pen.tone(dark, 0.4),
      opacity: 0.8,
    });
    for (const side of [-1, 1])
      svg += path(
        `M${side * 228} ${y + 20}l${-side * 76} 8l${side * 70} 20zM${side * 214} ${y + 72}l${-side * 66} -6l${side * 50} 28z`,
        { fill: pen.tone(dark, 0.4), opacity: 0.8 },
      );
  }
  svg += path(
    symmetric([
      [0, y + 32],
      [-66, y + 46],
      [-104, y + 104],
      [-60, y + 158],
      [0, y + 164],
    ]),
    { fill: pen.tone(light, 0.85) },
  );
  const iris = pen.own('#8fae3e', '#d9a02c', '#6aa6c8');
  svg +=
    eye(pen, -94, y + 4, 48, 52, pen.accent === undefined ? css(iris) : '#d9b02c', true) +
    eye(pen, 94, y + 4, 48, 52, pen.accent === undefined ? css(iris) : '#d9b02c', true);
  svg += path(
    `M-26 ${y + 58}Q0 ${y + 48} 26 ${y + 58}Q12 ${y + 84} 0 ${y + 88}Q-12 ${y + 84} -26 ${y + 58}Z`,
    { fill: pen.tone('#c9746c', 0.8) },
  );
  svg += path(`M0 ${y + 88}v18M0 ${y + 106}q-22 26 -50 12M0 ${y + 106}q22 26 50 12`, {
    stroke: pen.tone('#3a2a2c', 0.4),
    width: 6,
  });
  let whiskers = '';
  for (const side of [-1, 1])
    for (const dy of [-14, 6, 26])
      whiskers += `M${side * 78} ${y + 96 + dy * 0.4}q${side * 96} ${dy * 0.4 - 12} ${side * 190} ${dy}`;
  return (
    svg +
    path(whiskers, { stroke: pen.stage.light.dark ? '#aab2c4' : '#fffaf0', width: 3.4, strokeOpacity: 0.8 })
  );
}

/** A sitting cat, seen from the front; a lion or a tiger where the prompt says so. */
export const cat: Thing = { height: 0.62, aspect: 0.74, habitat: 'ground', draw: drawCat };
