import { rgb, shift } from '../paint/colour.ts';
import { between } from '../paint/prng.ts';
import { circle, ellipse, path, polygon, smooth } from '../paint/svg.ts';
import type { Pen, Thing } from './thing.ts';

function drawRocket(pen: Pen): string {
  if (pen.named('ufo')) return drawSaucer(pen);
  const shell = rgb('#f1efe9');
  const trim = pen.own('#d1402f', '#d1402f', '#e8912d', '#2f6fc4');
  let svg = pen.glow(0, 40, 620, [255, 160, 70], 0.9);
  svg += exhaust(pen);
  for (const side of [-1, 1])
    svg += path(
      smooth(
        [
          [side * 120, -420],
          [side * 250, -260],
          [side * 270, -70],
          [side * 200, -130],
          [side * 110, -170],
        ],
        true,
        0.8,
      ),
      { fill: pen.tone(trim, side === pen.side ? 0.95 : 0.25) },
    );
  svg += path('M-92 -160H92L70 -96H-70Z', { fill: pen.rounded('#4a4f5a', 0.9, 0.2) });
  const body =
    'M0 -1000C120 -880 176 -700 170 -500C166 -360 140 -240 110 -156H-110C-140 -240 -166 -360 -170 -500C-176 -700 -120 -880 0 -1000Z';
  svg += path(body, { fill: pen.rounded(shell, 1, 0.18) });
  svg += path('M0 -1000C70 -930 122 -846 148 -744Q0 -700 -148 -744C-122 -846 -70 -930 0 -1000Z', {
    fill: pen.rounded(trim, 1, 0.2),
  });
  svg += path('M-140 -258Q0 -220 140 -258L124 -196Q0 -160 -124 -196Z', { fill: pen.rounded(trim, 1, 0.2) });
  svg +=
    circle(0, -580, 86, { fill: pen.rounded('#8f98a6', 1, 0.3) }) +
    circle(0, -580, 64, {
      fill: pen.stage.linear([
        [0, pen.stage.light.grade(rgb('#bfe6f5'))],
        [1, pen.stage.light.grade(rgb('#2f6f9a'))],
      ]),
    }) +
    path('M-40 -600Q-24 -636 14 -636', { stroke: '#ffffff', width: 11, strokeOpacity: 0.75 });
  svg +=
    circle(0, -396, 42, { fill: pen.rounded('#8f98a6', 1, 0.3) }) +
    circle(0, -396, 28, { fill: pen.lamp('#4f86a6') });
  return svg + path('M-20 -330Q-26 -180 -20 -60H20Q26 -180 20 -330Z', { fill: pen.rounded(trim, 0.9, 0.3) });
}

function exhaust(pen: Pen): string {
  let svg = '';
  const { light } = pen.stage;
  for (let i = 0; i < 12; i += 1) {
    const x = between(pen.rng, -40, 40) * (1 + i * 0.4);
    svg += circle(x, 120 + i * 58, 62 + i * 15, {
      fill: pen.stage.halo(light.grade(i < 4 ? [255, 190, 110] : [226, 222, 230]), 0.7 - i * 0.045),
    });
  }
  const paint = (a: string, b: string): string =>
    pen.stage.linear([
      [0, light.grade(rgb(a))],
      [1, light.grade(rgb(b)), 0],
    ]);
  return (
    svg +
    path('M-66 -100Q-120 120 0 420Q120 120 66 -100Z', { fill: paint('#ff8a2a', '#e2381f') }) +
    path('M-40 -100Q-66 60 0 250Q66 60 40 -100Z', { fill: paint('#fff3c0', '#ffb03a') })
  );
}

function drawSaucer(pen: Pen): string {
  const metal = pen.own('#9aa6b4', '#8f9aa8');
  const beam = pen.stage.linear([
    [0, [190, 255, 220], 0.75],
    [1, [190, 255, 220], 0],
  ]);
  let svg = polygon(
    [
      [-180, -420],
      [180, -420],
      [460, 260],
      [-460, 260],
    ],
    { fill: beam },
  );
  svg += path('M-210 -600Q-190 -880 0 -890Q190 -880 210 -600Z', {
    fill: pen.stage.linear([
      [0, [214, 246, 255], 0.95],
      [1, [110, 180, 210], 0.8],
    ]),
  });
  svg +=
    ellipse(0, -540, 600, 150, { fill: pen.falling(metal, 1, 0.2) }) +
    ellipse(0, -570, 420, 84, { fill: pen.falling(shift(metal, 0.08), 1, 0.5) }) +
    ellipse(0, -430, 230, 46, { fill: pen.tone('#3a4250', 0.5) });
  for (let i = -4; i <= 4; i += 1) {
    const [x, y] = [i * 122, -500 + (16 - i * i) * 3.4];
    svg += pen.glow(x, y, 66, [255, 220, 120], 0.9) + circle(x, y, 20, { fill: '#fff2c4' });
  }
  return svg + ellipse(-80, -770, 40, 70, { fill: '#ffffff', opacity: 0.35 });
}

/** A rocket on its flame; a flying saucer where the prompt says so. */
export const rocket: Thing = { height: 0.62, aspect: 0.62, habitat: 'air', draw: drawRocket };
