import { rgb } from '../paint/colour.ts';
import { between } from '../paint/prng.ts';
import { circle, num, path, polygon, rect, smooth } from '../paint/svg.ts';
import type { Pen, Thing } from './thing.ts';

function drawShip(pen: Pen): string {
  if (pen.named('galleon', 'frigate', 'pirate', 'segelschiff', 'piratenschiff')) return drawGalleon(pen);
  const hull = pen.own('#23324a', '#7a2b2b', '#1f4a52', '#2c2e36');
  const white = rgb('#f2eee4');
  let svg = path(
    'M-900 -270C-860 -110 -820 -20 -780 4H780C840 -60 900 -200 960 -320C600 -250 200 -240 -900 -270Z',
    { fill: pen.falling(hull, 0.9, 0.12) },
  );
  svg += path('M-812 -62H806L780 4H-780Z', { fill: pen.tone('#9a3b32', 0.4) });
  svg += path('M-894 -258C200 -228 600 -240 950 -306', { stroke: pen.tone(white, 0.95), width: 15 });
  svg +=
    rect(-640, -420, 1080, 172, { fill: pen.falling(white, 1, 0.6) }, 12) +
    rect(-520, -540, 800, 128, { fill: pen.falling(white, 1, 0.6) }, 12) +
    rect(-400, -640, 520, 108, { fill: pen.falling(white, 1, 0.6) }, 12);
  svg += path('M180 -640h180l40 96h-220z', { fill: pen.falling(white, 1, 0.6) });
  let panes = '';
  for (const [y, from, to, gap] of [
    [-370, -590, 400, 74],
    [-496, -480, 240, 70],
    [-602, -360, 90, 66],
  ] as const)
    for (let x = from; x < to; x += gap) panes += `M${x} ${y}h36v34h-36z`;
  svg += path(panes, { fill: pen.lamp('#53687e') });
  let holes = '';
  for (let x = -760; x < 700; x += 96) holes += `M${x} -170a15 15 0 1 0 30 0a15 15 0 1 0 -30 0`;
  svg += path(holes, { fill: pen.lamp('#8fa3b5') });
  for (const x of [-260, 10]) {
    svg +=
      path(`M${x} -640l10 -210h126l14 210z`, { fill: pen.rounded(pen.accent ?? '#c8402f', 1, 0.15) }) +
      path(`M${x + 8} -806l2 -44h126l3 44z`, { fill: pen.tone('#22242c', 0.5) });
    svg += smoke(pen, x + 70, -870);
  }
  return (
    svg +
    path('M520 -330V-700M520 -700L840 -330M520 -660L-250 -640', {
      stroke: pen.tone('#3c4250', 0.6),
      width: 8,
    })
  );
}

function smoke(pen: Pen, x: number, y: number): string {
  let svg = '';
  for (let i = 0; i < 9; i += 1) {
    svg += circle(
      x - i * 52 + between(pen.rng, -12, 12),
      y - i * 26 + between(pen.rng, -14, 14),
      46 + i * 13,
      { fill: pen.stage.halo(pen.stage.toneRgb(rgb('#6a6870'), 0.6), 0.62 - i * 0.05) },
    );
  }
  return svg;
}

function drawGalleon(pen: Pen): string {
  const wood = pen.own('#6b4630', '#5a3c2c');
  const canvas = rgb('#efe4cc');
  let svg = '';
  for (const [x, tall] of [
    [-330, 0.86],
    [20, 1],
    [340, 0.8],
  ] as const) {
    svg += path(`M${x} -240V${num(-1000 * tall)}`, { stroke: pen.tone('#4a3326', 0.5), width: 18 });
    for (const [i, share] of [0.36, 0.62, 0.84].entries()) {
      const y = -1000 * tall * share;
      const wide = (170 - i * 36) * tall;
      const high = (210 - i * 34) * tall;
      svg += path(
        `M${num(x - wide)} ${num(y - high * 0.6)}H${num(x + wide)}Q${num(x + wide + 66)} ${num(y)} ${num(x + wide)} ${num(y + high * 0.42)}Q${num(x)} ${num(y + high * 0.2)} ${num(x - wide)} ${num(y + high * 0.42)}Q${num(x - wide + 50)} ${num(y)} ${num(x - wide)} ${num(y - high * 0.6)}Z`,
        { fill: pen.rounded(canvas, 1, 0.4) },
      );
    }
    svg += polygon(
      [
        [x, -1000 * tall],
        [x + 96, -1000 * tall + 26],
        [x, -1000 * tall + 52],
      ],
      { fill: pen.tone(pen.accent ?? '#b0332c', 0.9) },
    );
  }
  svg += path(
    smooth(
      [
        [-640, -360],
        [-560, -80],
        [-420, 4],
        [420, 4],
        [600, -90],
        [760, -330],
        [560, -250],
        [200, -220],
        [-300, -230],
      ],
      true,
      0.7,
    ),
    { fill: pen.falling(wood, 0.95, 0.15) },
  );
  svg +=
    path('M-640 -360L-620 -520H-380V-236Z', { fill: pen.falling(wood, 1, 0.4) }) +
    path('M700 -320L1000 -520', { stroke: pen.tone('#4a3326', 0.5), width: 18 });
  let ports = '';
  for (let x = -420; x < 500; x += 120) ports += `M${x} -140h46v44h-46z`;
  svg += path(ports, { fill: pen.tone('#241a16', 0.2) });
  return (
    svg +
    path('M-586 -470h44v56h-44zM-500 -470h44v56h-44z', { fill: pen.lamp('#46566a') }) +
    path('M-600 -210C-200 -160 300 -160 690 -270', { stroke: pen.tone('#c79a52', 0.8), width: 13 })
  );
}

/** A steamer; a galleon under sail where the prompt says so. */
export const ship: Thing = { height: 0.42, aspect: 1.9, habitat: 'water', draw: drawShip };
