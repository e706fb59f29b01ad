import { shift } from '../paint/colour.ts';
import { ellipse, path, rect } from '../paint/svg.ts';
import { flame } from './flame.ts';
import type { Pen, Thing } from './thing.ts';

function drawCandle(pen: Pen): string {
  if (pen.named('lantern', 'laterne', 'lamp', 'lampe')) return drawLantern(pen);
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
