import { css, mix, rgb, shift } from '../paint/colour.ts';
import { pick } from '../paint/prng.ts';
import { circle, ellipse, num, path, polygon } from '../paint/svg.ts';
import type { Pen, Thing } from './thing.ts';

function drawUmbrella(pen: Pen): string {
  const main = pen.own('#d8402f', '#2f7fb0', '#e8b53a', '#3f9a7a');
  const rainy =
    pen.stage.scene.weather === 'rain' ||
    pen.stage.scene.weather === 'storm' ||
    pen.named('regenschirm') ||
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
