import { shift } from '../paint/colour.ts';
import { circle, num, path, rect } from '../paint/svg.ts';
import { relief } from '../scenery/relief.ts';
import type { Pen, Thing } from './thing.ts';

function drawBridge(pen: Pen): string {
  if (pen.named('stone', 'viaduct', 'aqueduct', 'viadukt', 'aquaedukt', 'old', 'alte', 'steinbruecke'))
    return drawArches(pen);
  const steel = pen.own('#c0442f', '#b8432f', '#5f7f8f', '#8f979f');
  const deckY = -250;
  let svg = '';
  const span = 2600;
  for (const x of [-620, 620])
    svg += rect(x - 60, -130, 120, 134, { fill: pen.rounded('#8d857c', 0.9, 0.2) });
  for (const [dy, level] of [
    [-14, 0.3],
    [0, 0.85],
  ] as const) {
    let cables = `M${-span} ${deckY - 30}Q-1000 ${deckY} -620 ${-960 + dy}Q-250 ${deckY - 90} 0 ${deckY - 60}Q250 ${deckY - 90} 620 ${-960 + dy}Q1000 ${deckY} ${span} ${deckY - 30}`;
    for (let x = -560; x <= 560; x += 56) {
      const t = Math.abs(x) / 620;
      cables += `M${x} ${deckY}V${num(deckY - 62 - 640 * t ** 2.4)}`;
    }
    for (let x = 680; x <= 1500; x += 62) {
      const t = Math.min(1, (x - 620) / 900);
      for (const s of [-1, 1]) cables += `M${s * x} ${deckY}V${num(deckY - 10 - 690 * (1 - t) ** 2.4)}`;
    }
    svg += path(cables, { stroke: pen.tone(steel, level), width: dy === 0 ? 8 : 5 });
  }
  for (const x of [-620, 620]) {
    for (const [dx, level] of [
      [26, 0.25],
      [-26, 0.85],
    ] as const)
      svg += rect(x + dx - 22, -985, 44, 870, { fill: pen.tone(steel, level) });
    svg += path(`M${x - 46} -860H${x + 46}M${x - 46} -640H${x + 46}M${x - 46} -420H${x + 46}`, {
      stroke: pen.tone(steel, 0.6),
      width: 34,
      cap: 'butt',
    });
  }
  svg += rect(-span, deckY - 12, span * 2, 46, { fill: pen.falling(steel, 0.9, 0.3) });
  let truss = '';
  for (let x = -span; x < span; x += 92)
    truss += `M${x} ${deckY + 74}L${x + 46} ${deckY + 32}L${x + 92} ${deckY + 74}`;
  svg +=
    path(truss, { stroke: pen.tone(steel, 0.35), width: 9 }) +
    rect(-span, deckY + 70, span * 2, 12, { fill: pen.tone(steel, 0.4) });
  if (pen.stage.light.lamps > 0.4)
    for (let x = -1500; x <= 1500; x += 150)
      svg +=
        circle(x, deckY - 40, 8, { fill: '#fff1cf' }) + pen.glow(x, deckY - 40, 70, [255, 220, 150], 0.7);
  return svg;
}

function drawArches(pen: Pen): string {
  const stone = pen.own('#b3a08a', '#a6968a');
  const span = 2400;
  const [wide, gap] = [560, 110];
  let d = `M${-span} -700H${span}V0`;
  for (let x = 1960; x >= -2040; x -= wide + gap)
    d += `H${x + wide / 2}V-330A${wide / 2} ${wide / 2} 0 0 0 ${x - wide / 2} -330V0`;
  d += `H${-span}Z`;
  let svg = path(d, { fill: pen.falling(stone, 0.95, 0.25) });
  svg += relief(
    pen.stage,
    'bridge',
    d,
    { x: -1400, y: -700, width: 2800, height: 700 },
    { features: 18, strength: 0.34, drawn: 0.6 },
  );
  for (let x = 1960; x >= -2040; x -= wide + gap)
    svg += path(`M${x - wide / 2} -330A${wide / 2} ${wide / 2} 0 0 1 ${x + wide / 2} -330`, {
      stroke: pen.tone(stone, 1),
      width: 34,
      cap: 'butt',
    });
  return (
    svg +
    rect(-span, -790, span * 2, 100, { fill: pen.falling(shift(stone, 0.04), 1, 0.5) }) +
    rect(-span, -806, span * 2, 22, { fill: pen.tone(stone, 1) })
  );
}

/** A suspension bridge from edge to edge; a bridge of stone arches where the prompt says so. */
export const bridge: Thing = {
  height: 0.5,
  aspect: 1.6,
  habitat: 'water',
  fixed: true,
  grouped: true,
  draw: drawBridge,
};
