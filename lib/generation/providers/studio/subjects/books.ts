import { rgb } from '../paint/colour.ts';
import { between } from '../paint/prng.ts';
import { num, path, rect } from '../paint/svg.ts';
import type { Pen, Thing } from './thing.ts';

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
