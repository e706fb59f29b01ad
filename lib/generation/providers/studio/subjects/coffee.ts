import { rgb, shift } from '../paint/colour.ts';
import { circle, ellipse, path } from '../paint/svg.ts';
import { gleam } from './gleam.ts';
import type { Pen, Thing } from './thing.ts';

function drawCoffee(pen: Pen): string {
  const glaze = pen.own('#f2ece0', '#2f6a7a', '#c8543f', '#e0b04a', '#3a3f4c');
  const tea = pen.named('tea', 'tee', 'teacup', 'matcha');
  const drink = rgb(tea ? (pen.named('matcha') ? '#8fae4a' : '#b8692a') : '#5a3320');
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
