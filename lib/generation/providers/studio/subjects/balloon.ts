import { rgb, shift } from '../paint/colour.ts';
import { num, path, rect } from '../paint/svg.ts';
import { flame } from './flame.ts';
import type { Pen, Thing } from './thing.ts';

function drawBalloon(pen: Pen): string {
  const sets = [
    ['#d9483b', '#f3c94f', '#f4efe4'],
    ['#2f7f9a', '#f2b84a', '#f4efe4'],
    ['#7a4fa8', '#f08a5a', '#fbe3c0'],
    ['#3f9a6a', '#f4efe4', '#e8b53a'],
    ['#e0669c', '#f4efe4', '#5a7fc0'],
  ] as const;
  const set = sets[Math.floor(pen.rng() * sets.length)]!;
  const paints =
    pen.accent === undefined ? set.map(rgb) : [pen.accent, shift(pen.accent, 0.18), rgb('#f6efe2')];
  const gores = 9;
  const top = -1000;
  const bottom = -300;
  const outline =
    'M0 -1000C250 -1000 372 -840 372 -680C372 -520 210 -400 96 -300H-96C-210 -400 -372 -520 -372 -680C-372 -840 -250 -1000 0 -1000Z';
  let svg = path(outline, { fill: pen.tone(paints[0]!, 0.5) });
  for (let i = 0; i < gores; i += 1) {
    const [a, b] = [-1 + (2 * i) / gores, -1 + (2 * (i + 1)) / gores].map((t) =>
      Math.sin((t * Math.PI) / 2),
    ) as [number, number];
    const edge = (t: number): string =>
      `C${num(t * 250)} ${top} ${num(t * 372)} -840 ${num(t * 372)} -680C${num(t * 372)} -520 ${num(t * 210)} -400 ${num(t * 96)} ${bottom}`;
    const back = `L${num(b * 96)} ${bottom}C${num(b * 210)} -400 ${num(b * 372)} -520 ${num(b * 372)} -680C${num(b * 372)} -840 ${num(b * 250)} ${top} 0 ${top}Z`;
    const across = ((a + b) / 2) * pen.side;
    svg += path(`M0 ${top}${edge(a)}${back}`, {
      fill: pen.tone(paints[i % paints.length]!, 0.52 + across * 0.46),
    });
  }
  const band = 'M-362 -740Q0 -640 362 -740L372 -650Q0 -548 -372 -650Z';
  svg += path(band, { fill: pen.rounded(paints[2]!, 1, 0.25), opacity: 0.9 });
  let zigzag = '';
  for (let i = -4; i < 4; i += 1)
    zigzag += `M${i * 84} ${num(-676 + Math.abs(i + 0.5) * -9)}l42 -38l42 38l-42 38z`;
  svg += path(zigzag, { fill: pen.rounded(paints[0]!, 1, 0.2) });
  svg +=
    path('M-250 -900Q-330 -800 -322 -690Q-300 -800 -210 -900Z', {
      fill: '#ffffff',
      opacity: pen.side < 0 ? 0.26 : 0,
    }) +
    path('M250 -900Q330 -800 322 -690Q300 -800 210 -900Z', {
      fill: '#ffffff',
      opacity: pen.side > 0 ? 0.26 : 0,
    });
  svg += path('M-90 -300L-62 -120M90 -300L62 -120M-34 -300L-26 -120M34 -300L26 -120', {
    stroke: pen.tone('#5a4636', 0.5),
    width: 5,
  });
  if (pen.stage.light.lamps > 0.4) svg += pen.glow(0, -320, 420, [255, 180, 90], 0.55);
  svg += flame(pen, 0, -210, 84);
  svg +=
    path('M-74 -122H74L62 -6Q0 12 -62 -6Z', { fill: pen.rounded('#9a6a3c', 1, 0.2) }) +
    rect(-82, -132, 164, 22, { fill: pen.tone('#6b4528', 0.7) }, 10);
  let weave = '';
  for (let y = -96; y < -10; y += 22) weave += `M-70 ${y}H70`;
  for (let x = -54; x < 60; x += 27) weave += `M${x} -112V-6`;
  return svg + path(weave, { stroke: pen.tone('#5f3d24', 0.4), width: 4, strokeOpacity: 0.6 });
}

/** A hot-air balloon. */
export const balloon: Thing = { height: 0.52, aspect: 0.76, habitat: 'air', draw: drawBalloon };
