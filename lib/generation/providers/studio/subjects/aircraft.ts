import { rgb, shift } from '../paint/colour.ts';
import { between } from '../paint/prng.ts';
import { circle, ellipse, num, path, polygon, rect, smooth } from '../paint/svg.ts';
import { flame } from './dwellings.ts';
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

function drawAirplane(pen: Pen): string {
  const body = pen.own('#f3f2ee', '#f3f2ee', '#e9eef2');
  const trim = pen.accent ?? rgb('#2f5fae');
  const grey = rgb('#aab2bd');
  let svg = path('M120 -560L-300 -900L-420 -900L-140 -520Z', { fill: pen.tone(grey, 0.35) });
  svg +=
    path('M760 -640L980 -930L1080 -930L980 -600Z', { fill: pen.falling(trim, 0.95, 0.5) }) +
    path('M800 -560L1060 -660L1120 -640L960 -520Z', { fill: pen.tone(grey, 0.35) });
  svg += path(
    'M-1000 -470C-960 -560 -820 -610 -640 -620H760C900 -620 1010 -600 1080 -560C960 -500 820 -420 660 -400H-640C-830 -400 -970 -410 -1000 -470Z',
    { fill: pen.falling(body, 1, 0.3) },
  );
  svg += path(
    'M-960 -430C-830 -400 -700 -396 -640 -400H660C760 -410 860 -450 940 -494C700 -440 -500 -440 -960 -430Z',
    { fill: pen.tone(trim, 0.6) },
  );
  svg += path('M-940 -540Q-890 -582 -820 -596L-806 -548Z', { fill: pen.tone('#2b3a4c', 0.7) });
  let panes = '';
  for (let x = -700; x < 720; x += 58) panes += `M${x} -556a15 19 0 1 0 30 0a15 19 0 1 0 -30 0`;
  svg += path(panes, { fill: pen.lamp('#40536a') });
  for (const x of [-760, 700]) svg += rect(x, -580, 44, 110, { stroke: pen.tone(grey, 0.6), width: 6 }, 14);
  svg += path('M180 -440L-330 -40L-470 -40L-190 -440Z', { fill: pen.falling(grey, 0.95, 0.45) });
  svg +=
    path('M-300 -300h230q40 34 0 72h-230q-40 -36 0 -72z', { fill: pen.falling(body, 0.9, 0.2) }) +
    ellipse(-302, -264, 18, 36, { fill: pen.tone('#2a2f38', 0.4) });
  return svg + path('M830 -470L1010 -350L1080 -352L960 -480Z', { fill: pen.tone(grey, 0.75) }) + trail(pen);
}

function trail(pen: Pen): string {
  const fill = pen.stage.linear(
    [
      [0, [255, 255, 255], 0.6],
      [1, [255, 255, 255], 0],
    ],
    [0, 0],
    [1, 0],
  );
  return path('M1090 -556L2600 -500L2600 -440L1090 -536Z', { fill });
}

/** An airliner in flight. */
export const airplane: Thing = { height: 0.28, aspect: 2.2, habitat: 'air', draw: drawAirplane };

function drawRocket(pen: Pen): string {
  const { words } = pen.stage.scene;
  if (words.has('ufo')) return drawSaucer(pen);
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
