import { rgb } from '../paint/colour.ts';
import { circle, num, path, polygon, rect } from '../paint/svg.ts';
import type { Pen, Thing } from './thing.ts';

const TOWER_TOP = -770;

/** Half of the tower's width at a height. */
const half = (y: number): number => 50 + (y - TOWER_TOP) * 0.046;

function tower(pen: Pen): string {
  const white = rgb('#f3ece0');
  const band = pen.own('#c8372d', '#c8372d', '#2d4f86', '#2b2f38');
  const outline = `M${num(-half(0))} 0L${num(-half(TOWER_TOP))} ${TOWER_TOP}H${num(half(TOWER_TOP))}L${num(half(0))} 0Z`;
  let svg = path(outline, { fill: pen.rounded(white, 1, 0.12) });
  const bands = 3;
  for (let i = 0; i < bands; i += 1) {
    const top = TOWER_TOP + 90 + (i * 660) / bands;
    const bottom = top + 116;
    const bow = 12;
    const d = `M${num(-half(top))} ${num(top)}Q0 ${num(top + bow)} ${num(half(top))} ${num(top)}L${num(half(bottom))} ${num(bottom)}Q0 ${num(bottom + bow)} ${num(-half(bottom))} ${num(bottom)}Z`;
    svg += path(d, { fill: pen.rounded(band, 1, 0.1) });
  }
  for (const [i, y] of [-620, -420, -215].entries()) {
    const x = (i - 1) * 9;
    svg += path(`M${num(x - 10)} ${y}v-24q10 -14 20 0v24z`, {
      fill: pen.lamp('#46566a'),
      stroke: pen.tone(white, 0.55),
      width: 4,
    });
  }
  return svg;
}

function lantern(pen: Pen): string {
  const iron = '#2c3038';
  const deck = TOWER_TOP;
  let svg = polygon(
    [
      [-74, deck + 4],
      [-52, deck + 34],
      [52, deck + 34],
      [74, deck + 4],
    ],
    { fill: pen.tone('#e4dccd', 0.3) },
  );
  svg += rect(-80, deck - 6, 160, 13, { fill: pen.tone(iron, 0.5) }, 3);
  svg += rect(-40, deck - 92, 80, 88, { fill: pen.lamp('#9fc0cc') });
  svg += path(
    `M-40 ${deck - 92}V${deck - 4}M-13 ${deck - 92}V${deck - 4}M13 ${deck - 92}V${deck - 4}M40 ${deck - 92}V${deck - 4}M-40 ${deck - 48}H40`,
    { stroke: pen.tone(iron, 0.5), width: 4.5 },
  );
  svg += path(`M-54 ${deck - 90}Q-40 ${deck - 152} 0 ${deck - 160}Q40 ${deck - 152} 54 ${deck - 90}Z`, {
    fill: pen.rounded(pen.accent ?? '#b8332b', 1, 0.12),
  });
  svg +=
    circle(0, deck - 166, 11, { fill: pen.tone('#b8332b', 0.5) }) +
    path(`M0 ${deck - 172}V${deck - 212}`, { stroke: pen.tone(iron, 0.6), width: 4 });
  let rail = `M-78 ${deck - 40}H78`;
  for (let x = -78; x <= 78; x += 19.5) rail += `M${num(x)} ${deck - 40}V${deck - 4}`;
  return svg + path(rail, { stroke: pen.tone(iron, 0.7), width: 3 });
}

/** The light's two beams, left and right, only where it is dark enough to see them. */
function beams(pen: Pen): string {
  const { lamps } = pen.stage.light;
  if (lamps < 0.4) return '';
  const y = TOWER_TOP - 48;
  const warm = pen.stage.light.grade([255, 236, 178]);
  const away = pen.side;
  const fill = (strength: number, from: number, to: number): string =>
    pen.stage.linear(
      [
        [0, warm, strength],
        [0.4, warm, strength * 0.4],
        [1, warm, 0],
      ],
      [from, 0],
      [to, 0],
    );
  const long = 1500;
  const near = -away;
  const beam = (side: number, reach: number, strength: number, spread: number): string =>
    polygon(
      [
        [0, y - 10],
        [side * reach, y - reach * (0.065 + 0.125 * spread)],
        [side * reach, y + reach * (0.125 * spread - 0.065)],
        [0, y + 12],
      ],
      {
        fill: side > 0 ? fill(strength, 0, 1) : fill(strength, 1, 0),
      },
    );
  return (
    beam(near, long, 0.34 * lamps, 1) +
    beam(near, long, 0.4 * lamps, 0.6) +
    beam(-near, long * 0.5, 0.4 * lamps, 1)
  );
}

function keepersHouse(pen: Pen): string {
  const x = pen.side * -1 * 165;
  const wall = '#efe6d4';
  let svg = rect(x - 92, -128, 184, 130, { fill: pen.rounded(wall, 0.95, 0.25) });
  svg += polygon(
    [
      [x - 112, -122],
      [x - 66, -214],
      [x + 66, -214],
      [x + 112, -122],
    ],
    { fill: pen.falling('#9a4636', 0.9, 0.45) },
  );
  svg += rect(x + 28, -252, 26, 56, { fill: pen.tone('#8a6154', 0.5) });
  for (const shift of [-56, 30]) {
    svg += rect(x + shift, -92, 32, 42, { fill: pen.lamp('#556579'), stroke: pen.tone(wall, 0.4), width: 4 });
  }
  return svg + rect(x - 13, -70, 28, 72, { fill: pen.tone('#6a4631', 0.5) });
}

/** A lighthouse with its keeper's house; its light is on when it is dark. */
export const lighthouse: Thing = {
  height: 0.62,
  aspect: 0.56,
  habitat: 'ground',
  draw(pen) {
    const { lamps } = pen.stage.light;
    const y = TOWER_TOP - 48;
    const halo = lamps > 0.4 ? pen.glow(0, y, 330, [255, 226, 160], 0.75 * lamps) : '';
    const core =
      lamps > 0.4 ? pen.glow(0, y, 90, [255, 248, 224], 0.95) + circle(0, y, 20, { fill: '#fffdf2' }) : '';
    return keepersHouse(pen) + halo + tower(pen) + lantern(pen) + beams(pen) + core;
  },
};
