import { type Rgb, rgb, shift } from '../paint/colour.ts';
import { between, pick } from '../paint/prng.ts';
import { ellipse, num, path, smooth } from '../paint/svg.ts';
import { type Bloom, bloom } from './bloom.ts';
import type { Pen, Thing } from './thing.ts';

function bloomKind(pen: Pen): Bloom {
  if (pen.named('tulip', 'tulpe', 'tulpen')) return 'tulip';
  if (pen.named('rose', 'rosen', 'peony')) return 'rose';
  if (pen.named('sunflower', 'sonnenblume', 'sonnenblumen')) return 'sunflower';
  if (pen.named('daisy', 'daisies', 'gaensebluemchen')) return 'daisy';
  if (pen.named('poppy', 'poppies', 'mohn', 'mohnblume', 'mohnblumen')) return 'poppy';
  return pick(pen.rng, ['tulip', 'rose', 'sunflower', 'daisy', 'poppy']);
}

const BLOOM_COLOURS: Readonly<Record<Bloom, readonly string[]>> = {
  tulip: ['#d9433f', '#f0a03c', '#e86a9a', '#f4d35a', '#8a4fa8'],
  rose: ['#c22f3f', '#e88fa6', '#f3d9c0', '#d9566a'],
  sunflower: ['#f2bb2e', '#f0a828'],
  daisy: ['#faf7ef', '#f4e6ee'],
  poppy: ['#d8402e', '#e2582f', '#c8322a'],
};

function drawFlowers(pen: Pen): string {
  const kind = bloomKind(pen);
  const paint = (i: number): Rgb =>
    pen.accent === undefined
      ? rgb(BLOOM_COLOURS[kind][i % BLOOM_COLOURS[kind].length]!)
      : shift(pen.accent, [0, 0.07, -0.05][i % 3]!);
  const inside = pen.stage.scene.place === 'interior';
  const heads: readonly (readonly [number, number, number])[] = [
    [0, -850, 120],
    [-190, -770, 104],
    [200, -790, 106],
    [-330, -620, 92],
    [340, -640, 94],
    [-90, -640, 96],
    [110, -610, 98],
    [-210, -500, 80],
    [240, -480, 80],
  ];
  const foot = inside ? -330 : 0;
  const shown = kind === 'sunflower' ? heads.slice(0, 5) : heads;
  const green = '#4f8a45';
  let svg = '';
  for (const [i, [x, y]] of shown.entries()) {
    const toX = inside ? x * 0.12 : x * 0.55;
    svg += path(`M${num(toX)} ${foot}Q${num(toX + (x - toX) * 0.2)} ${num((y + foot) / 2)} ${x} ${y}`, {
      stroke: pen.tone(green, i % 2 === 0 ? 0.35 : 0.7),
      width: 17,
    });
    const side = i % 2 === 0 ? 1 : -1;
    const at = inside ? -380 : -260;
    svg += path(
      `M${num(toX)} ${at}Q${num(toX + side * 130)} ${at - 160} ${num(toX + side * 190)} ${at - 250}Q${num(toX + side * 40)} ${at - 170} ${num(toX)} ${at}Z`,
      { fill: pen.tone(green, i % 3 === 0 ? 0.85 : 0.4) },
    );
  }
  if (!inside)
    for (const x of [-260, -120, 40, 180, 300])
      svg += path(`M${x} 10Q${x - 90} -180 ${x - 60} -340Q${x + 30} -200 ${x + 34} 10Z`, {
        fill: pen.tone(green, between(pen.rng, 0.2, 0.8)),
      });
  if (inside) svg += vase(pen);
  for (const [i, [x, y, size]] of [...shown].reverse().entries())
    svg += bloom(pen, kind, x, y, size * (kind === 'sunflower' ? 1.45 : 1.16), paint(i));
  return svg;
}

function vase(pen: Pen): string {
  const glaze = rgb(pick(pen.rng, ['#3f7f9a', '#e4dccb', '#b5543f', '#5a6f5a']));
  return (
    path(
      smooth(
        [
          [-120, -400],
          [-96, -330],
          [-196, -200],
          [-180, -60],
          [-100, 0],
          [100, 0],
          [180, -60],
          [196, -200],
          [96, -330],
          [120, -400],
        ],
        true,
        0.8,
      ),
      { fill: pen.rounded(glaze, 1, 0.15) },
    ) +
    ellipse(0, -396, 116, 22, { fill: pen.tone(shift(glaze, -0.16), 0.3) }) +
    path('M-130 -240Q-140 -140 -100 -60', { stroke: '#ffffff', width: 17, strokeOpacity: 0.35 })
  );
}

/** Flowers as the prompt names them: growing, or in a vase indoors. */
export const flower: Thing = {
  height: 0.76,
  aspect: 0.86,
  habitat: 'table',
  anchor: 'edge',
  grouped: true,
  draw: drawFlowers,
};
