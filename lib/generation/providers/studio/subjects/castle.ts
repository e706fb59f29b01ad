import { type Rgb, rgb, shift } from '../paint/colour.ts';
import { chance } from '../paint/prng.ts';
import { num, path, polygon, rect } from '../paint/svg.ts';
import { roundish } from '../paint/terrain.ts';
import { relief } from '../scenery/relief.ts';
import { isSnowy } from '../scenery/seasons.ts';
import type { Pen, Thing } from './thing.ts';

type Tower = { x: number; wide: number; top: number; roof: number };

function tower(pen: Pen, stone: Rgb, tile: Rgb, { x, wide, top, roof }: Tower): string {
  const half = wide / 2;
  let svg = rect(x - half, top, wide, -top, { fill: pen.rounded(stone, 0.95, 0.12) });
  const rim = half * 1.22;
  svg += rect(x - rim, top - 34, rim * 2, 44, { fill: pen.rounded(stone, 1, 0.2) });
  if (roof === 0) {
    for (let i = 0; i < 5; i += 1)
      svg += rect(x - rim + (i * rim * 2) / 5 + 4, top - 66, (rim * 2) / 5 - 12, 36, {
        fill: pen.rounded(stone, 0.9, 0.3),
      });
  } else {
    svg += polygon(
      [
        [x - rim * 1.1, top - 30],
        [x, top - 30 - roof],
        [x + rim * 1.1, top - 30],
      ],
      { fill: pen.rounded(tile, 1, 0.12) },
    );
    svg += path(`M${num(x)} ${num(top - 30 - roof)}v-54`, { stroke: pen.tone('#3a3438', 0.5), width: 6 });
    const wave = pen.side * -1;
    svg += path(
      `M${num(x)} ${num(top - 84 - roof)}q${num(wave * 34)} -14 ${num(wave * 66)} 8q${num(-wave * 26)} 10 ${num(-wave * 66)} 22z`,
      { fill: pen.tone(pen.accent ?? '#c83b36', 0.9) },
    );
  }
  const rows = Math.max(1, Math.floor(-top / 190));
  for (let i = 0; i < rows; i += 1) {
    const y = top + 66 + i * 160;
    svg += path(`M${num(x - 13)} ${num(y + 44)}v-36q13 -26 26 0v36z`, { fill: pen.lamp('#3d4656') });
  }
  return svg;
}

function wall(pen: Pen, stone: Rgb, from: number, to: number, top: number): string {
  let teeth = '';
  for (let x = from; x < to - 20; x += 46) teeth += `M${num(x)} ${num(top + 2)}v-34h26v34z`;
  return (
    rect(from, top, to - from, -top, { fill: pen.falling(stone, 0.72, 0.3) }) +
    path(teeth, { fill: pen.tone(stone, 0.72) })
  );
}

function drawCastle(pen: Pen): string {
  const snow = isSnowy(pen.stage);
  const stone = rgb('#b3a797');
  const tile = snow ? rgb('#e8eef5') : (pen.accent ?? rgb(chance(pen.rng, 0.5) ? '#4a5f86' : '#94463a'));
  const pale = shift(stone, 0.05);
  let svg = tower(pen, shift(stone, -0.06), tile, { x: -150, wide: 104, top: -640, roof: 190 });
  svg += tower(pen, shift(stone, -0.06), tile, { x: 190, wide: 92, top: -560, roof: 170 });
  svg += tower(pen, stone, tile, { x: 30, wide: 150, top: -720, roof: 232 });
  svg += wall(pen, shift(stone, -0.03), -300, 300, -390);
  svg += tower(pen, stone, tile, { x: -310, wide: 126, top: -480, roof: 170 });
  svg += tower(pen, stone, tile, { x: 330, wide: 120, top: -440, roof: 160 });
  svg += wall(pen, stone, -430, 440, -230);
  svg +=
    tower(pen, pale, tile, { x: -445, wide: 116, top: -290, roof: 130 }) +
    tower(pen, pale, tile, { x: 452, wide: 116, top: -300, roof: 0 });
  svg += rect(-118, -330, 236, 330, { fill: pen.falling(pale, 0.95, 0.4) });
  for (let i = 0; i < 5; i += 1) svg += rect(-118 + i * 50, -362, 32, 40, { fill: pen.tone(pale, 0.9) });
  svg += path('M-72 0V-150Q0 -256 72 -150V0Z', { fill: pen.tone('#3b2a22', 0.3) });
  svg += path('M-36 0V-196M0 0V-216M36 0V-196M-72 -70H72M-72 -140H72', {
    stroke: pen.tone('#8a6a48', 0.5),
    width: 8,
  });
  svg += path('M-74 -262v-34q14 -20 28 0v34zM46 -262v-34q14 -20 28 0v34z', { fill: pen.lamp('#3d4656') });
  const rough = relief(
    pen.stage,
    'castle',
    'M-510 0V-230H-380V-480H-240V-720H110V-560H240V-440H390V-300H515V0Z',
    { x: -510, y: -720, width: 1025, height: 720 },
    { features: 15, strength: 0.16, drawn: 0.7 },
  );
  let bushes = '';
  for (const x of [-520, -420, -240, 220, 380, 520])
    bushes += polygon(roundish(pen.rng, x, 0, 74, 46, 0.25, 11), {
      fill: pen.tone(snow ? '#e4ebf2' : '#4f7a48', 0.25 + 0.5 * pen.rng()),
    });
  return svg + rough + bushes;
}

/** A castle with many towers. */
export const castle: Thing = { height: 0.62, aspect: 1.12, habitat: 'ground', draw: drawCastle };
