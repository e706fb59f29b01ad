import { css, lerp, mix, rgb, shift } from '../paint/colour.ts';
import { createNoise, fractal, ramp } from '../paint/noise.ts';
import { between } from '../paint/prng.ts';
import { circle, line, num, type Point, path, polygon } from '../paint/svg.ts';
import { heightAt, jagged } from '../paint/terrain.ts';
import { grid } from '../paint/texture.ts';
import { drawMist } from '../scenery/clouds.ts';
import { drawFlock } from '../scenery/flock.ts';
import { hill, paintGroundCover } from '../scenery/hills.ts';
import { farRange } from '../scenery/mountains.ts';
import { paintPeaks } from '../scenery/open-land.ts';
import {
  blossoms,
  conifer,
  coniferRow,
  foliage,
  grass,
  grassColour,
  isSnowy,
  leafyTree,
  palm,
} from '../scenery/plants.ts';
import { relief } from '../scenery/relief.ts';
import type { Setting } from '../scenery/setting.ts';
import { paintSky } from '../scenery/sky.ts';
import { paintWater } from '../scenery/water.ts';
import { waterColours } from '../scenery/water-colours.ts';
import { boulder } from '../scenery/waterside.ts';
import type { Stage } from '../stage.ts';

/** A small island with palms in a clear lagoon. */
export function island(stage: Stage): Setting {
  const { frame } = stage;
  const rng = stage.rng('island');
  const horizonY = frame.height * 0.54;
  paintSky(stage, horizonY);
  stage.layer('far isles', farIsles(stage, horizonY));
  paintWater(stage, horizonY, frame.height, 0.75);
  stage.layer('lagoon', lagoon(stage, horizonY));
  const middle = frame.width * (0.5 - stage.light.side * 0.06);
  const half = Math.min(frame.width * 0.36, 430);
  const y = horizonY + frame.height * 0.115;
  const sand = rgb('#efd3a0');
  const beach: Point[] = [
    [-1, 0.02],
    [-0.7, -0.07],
    [-0.35, -0.17],
    [0, -0.2],
    [0.35, -0.15],
    [0.7, -0.07],
    [1, 0.02],
    [0.6, 0.09],
    [0, 0.12],
    [-0.6, 0.09],
  ].map(([dx, dy]): Point => [middle + dx! * half, y + dy! * half]);
  let svg = polygon(
    beach.map(([x, py]): Point => [x + (x - middle) * 0.05, py + 9]),
    {
      fill: css(stage.light.grade(mix(stage.toneRgb([255, 255, 255], 1), stage.light.sky[3], 0.2))),
      opacity: 0.6,
    },
  );
  svg += path(smoothClosed(beach), {
    fill: stage.linear([
      [0, stage.toneRgb(sand, 0.95)],
      [1, stage.toneRgb(sand, 0.45)],
    ]),
  });
  for (let i = 0; i < 5; i += 1) {
    svg += foliage(stage, rng, {
      x: middle + (i - 2) * half * 0.2 + between(rng, -20, 20),
      y: y - half * 0.2,
      rx: half * 0.17,
      ry: half * 0.09,
      colour: rgb('#4c8f52'),
    });
  }
  const tall = Math.min(horizonY * 0.72, half * 1.25);
  for (const [dx, scale, lean] of [
    [-0.34, 0.7, -0.24],
    [0.3, 0.62, 0.3],
    [-0.04, 1, 0.14],
    [0.12, 0.84, -0.12],
  ] as const) {
    svg += palm(stage, rng, middle + dx * half, y - half * 0.13, tall * scale, lean);
  }
  stage.layer('island', svg);
  stage.layer('gulls', drawFlock(stage, frame.width * 0.3, horizonY * 0.36, 24, 4));
  const floatY = frame.height * 0.84;
  return {
    standAt: () => floatY,
    mirrorY: floatY,
    room: floatY - frame.height * 0.2,
    horizonY,
    shadow: 0,
    front: () => undefined,
  };
}

function smoothClosed(points: readonly Point[]): string {
  const middle = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const start = middle(points[points.length - 1]!, points[0]!);
  let d = `M${num(start[0])} ${num(start[1])}`;
  points.forEach((point, i) => {
    const end = middle(point, points[(i + 1) % points.length]!);
    d += `Q${num(point[0])} ${num(point[1])} ${num(end[0])} ${num(end[1])}`;
  });
  return `${d}Z`;
}

function farIsles(stage: Stage, horizonY: number): string {
  const rng = stage.rng('far isles');
  let svg = '';
  for (const share of [0.12, 0.86]) {
    const x = stage.frame.width * share;
    const half = between(rng, 90, 170);
    const high = between(rng, 30, 64);
    const up = jagged(rng, [x - half, horizonY + 2], [x, horizonY - high], 0.08, 3);
    const down = jagged(rng, [x, horizonY - high], [x + half, horizonY + 2], 0.08, 3);
    svg += polygon([...up, ...down], { fill: stage.tone(rgb('#5f8a86'), 0.5, 0.55) });
  }
  return svg;
}

function lagoon(stage: Stage, horizonY: number): string {
  const { frame } = stage;
  const clear = stage.toneRgb(rgb('#57d6c4'), 0.9);
  const fill = stage.halo(clear, stage.light.dark ? 0.25 : 0.95);
  return `<ellipse cx="${num(frame.width / 2)}" cy="${num(horizonY + frame.height * 0.17)}" rx="${num(frame.width * 0.62)}" ry="${num(frame.height * 0.2)}" fill="${fill}"/>`;
}

/** A river that winds out of the hills towards the eye. */
export function river(stage: Stage): Setting {
  const { frame } = stage;
  const rng = stage.rng('river');
  const horizonY = frame.height * 0.5;
  paintSky(stage, horizonY + 10);
  stage.layer(
    'far range',
    farRange(stage, horizonY + 14, { rise: Math.min(260, horizonY * 0.5), layers: 4 }),
  );
  const green = grassColour(stage);
  const back = hill(
    stage,
    'river back',
    { y: horizonY + 4, swing: 24, waves: 1.5, floor: frame.height + 20 },
    mix(green, rgb('#587f78'), 0.4),
    0.42,
  );
  stage.layer('far meadow', back.svg);
  stage.layer(
    'far wood',
    coniferRow(
      stage,
      rng,
      (x) => heightAt(back.points, x) + 10,
      40,
      stage.tone(rgb('#365c4c'), 0.3, 0.42),
      0.34,
    ),
  );
  const plain = hill(
    stage,
    'river plain',
    { y: horizonY + 34, swing: 10, waves: 1.2, floor: frame.height + 20 },
    green,
    0.12,
  );
  stage.layer('meadow', plain.svg);
  paintGroundCover(stage, horizonY + 50, green);
  stage.layer('river', winding(stage, horizonY + 44));
  stage.layer('bank trees', bankTrees(stage, horizonY));
  return {
    standAt: () => frame.height * 0.88,
    room: frame.height * 0.78,
    horizonY,
    shadow: 0.4,
    front: () => stage.layer('bank', bank(stage)),
  };
}

/** The river's course: where its middle lies and how wide it is, from far (0) to near (1). */
function course(stage: Stage, near: number): { x: number; half: number } {
  const { frame, light } = stage;
  const sway = Math.sin(near * 6.6 + 0.6) * frame.width * 0.17 * (0.25 + near * 0.9);
  return {
    x: frame.width * (0.5 + light.side * 0.03) + light.side * sway,
    half: 7 + frame.width * 0.2 * near ** 1.7,
  };
}

function winding(stage: Stage, topY: number): string {
  const { frame } = stage;
  const rng = stage.rng('winding');
  const bottom = frame.height + 20;
  const colours = waterColours(stage);
  const left: Point[] = [];
  const right: Point[] = [];
  for (let i = 0; i <= 26; i += 1) {
    const near = i / 26;
    const { x, half } = course(stage, near);
    const y = topY + (bottom - topY) * near ** 1.45;
    left.push([x - half, y]);
    right.push([x + half, y]);
  }
  const shape = line([...left, ...right.reverse()]);
  const earth = line([
    ...left.map(([x, y]): Point => [x - 5 - (y - topY) * 0.03, y - 2]),
    ...right.map(([x, y]): Point => [x + 5 + (y - topY) * 0.03, y - 2]),
  ]);
  let svg = path(`${earth}Z`, { fill: stage.tone(rgb('#8d7a58'), 0.4) });
  svg += path(`${shape}Z`, {
    fill: stage.linear([
      [0, colours.far],
      [0.3, colours.middle],
      [1, colours.near],
    ]),
  });
  let light = '';
  let dark = '';
  for (let i = 0; i < 60 * stage.detail; i += 1) {
    const near = rng() ** 0.8;
    const { x, half } = course(stage, near);
    const y = topY + (bottom - topY) * near ** 1.45;
    const long = half * between(rng, 0.1, 0.4);
    const at = x + between(rng, -0.7, 0.7) * half;
    const mark = `M${num(at - long)} ${num(y)}q${num(long)} ${num(-1 - 4 * near)} ${num(long * 2)} 0q${num(-long)} ${num(1 + 4 * near)} ${num(-long * 2)} 0z`;
    if (i % 2 === 0) light += mark;
    else dark += mark;
  }
  return (
    svg +
    path(light, { fill: css(stage.light.sky[3]), opacity: 0.5 }) +
    path(dark, { fill: css(shift(colours.near, -0.06)), opacity: 0.35 })
  );
}

function bankTrees(stage: Stage, horizonY: number): string {
  const rng = stage.rng('bank trees');
  const { frame } = stage;
  const autumn = stage.scene.season === 'autumn';
  const spots = Array.from({ length: 16 }, () => ({
    near: rng() ** 1.3 * 0.75,
    side: rng() < 0.5 ? -1 : 1,
    out: rng(),
  }));
  let svg = '';
  for (const { near, side, out } of spots.sort((a, b) => a.near - b.near)) {
    const { x, half } = course(stage, near);
    const y = horizonY + 44 + (frame.height - horizonY) * near ** 1.45;
    const px = x + side * (half + 30 + (60 + out * frame.width * 0.35) * (0.3 + near));
    const tall = 60 + 320 * near;
    svg += autumn
      ? leafyTree(stage, rng, { x: px, y, height: tall, distance: 0.3 * (1 - near) })
      : conifer(stage, rng, px, y, tall, 0.36 * (1 - near));
  }
  return svg;
}

function bank(stage: Stage): string {
  const rng = stage.rng('near bank');
  const { frame, light } = stage;
  if (isSnowy(stage) || stage.scene.style === 'minimalist') return '';
  const from = light.side < 0 ? frame.width * 0.62 : -20;
  const colour = grassColour(stage);
  return (
    grass(stage, rng, {
      from,
      to: from + frame.width * 0.42,
      ground: () => frame.height + 10 - rng() * 50,
      size: 70,
      many: 60 * stage.detail,
      colour,
      level: 0.4,
    }) +
    blossoms(stage, rng, {
      from,
      to: from + frame.width * 0.4,
      top: frame.height * 0.9,
      bottom: frame.height,
      many: 10 * stage.detail,
      colours: [rgb('#f3e6a0'), rgb('#f4efe6'), rgb('#b08ad0')],
      size: 15,
    })
  );
}

/** A waterfall down a cliff into a pool, spray at its foot. */
export function waterfall(stage: Stage): Setting {
  const { frame, light } = stage;
  const rng = stage.rng('waterfall');
  const topY = frame.height * 0.2;
  const footY = frame.height * 0.76;
  paintSky(stage, topY + frame.height * 0.2);
  paintPeaks(stage, topY + frame.height * 0.22, frame.height * 0.02);
  const rock = rgb('#5d5a58');
  const x = frame.width * (0.5 + light.side * 0.05);
  const half = Math.min(120, frame.width * 0.11);
  for (const side of [-1, 1]) {
    const edge = side < 0 ? -30 : frame.width + 30;
    const top = jagged(rng, [x + side * half * 0.85, topY + 16], [edge, topY - frame.height * 0.05], 0.07, 5);
    const points: Point[] = [...top, [edge, footY + 60], [x + side * half * 1.15, footY + 30]];
    const d = `${line(points)}Z`;
    const lit = side === light.side ? 0.25 : 0.7;
    stage.layer(
      `cliff ${side}`,
      path(d, {
        fill: stage.linear([
          [0, stage.toneRgb(rock, lit, 0.12)],
          [1, stage.toneRgb(rock, lit * 0.4)],
        ]),
      }) +
        relief(
          stage,
          `cliff ${side}`,
          d,
          { x: Math.min(edge, x), y: topY - 70, width: Math.abs(edge - x), height: footY - topY + 140 },
          { features: 8, strength: 0.85, drawn: 2.4 },
        ),
    );
    stage.layer(
      `cliff wood ${side}`,
      coniferRow(
        stage,
        stage.rng(`cliff wood ${side}`),
        (px) =>
          (side < 0 ? px < x - half : px > x + half)
            ? heightAt(
                [...top].sort((a, b) => a[0] - b[0]),
                px,
              ) + 10
            : frame.height + 300,
        96,
        stage.tone(rgb('#2c5141'), 0.4, 0.1),
        0.3,
      ),
    );
  }
  stage.layer('fall', fallingWater(stage, x, topY + 14, footY + 30, half));
  paintWater(stage, footY + 24, frame.height, 0.5);
  stage.layer('spray', spray(stage, x, footY + 30, half));
  let stones = '';
  for (let i = 0; i < 12; i += 1) {
    const side = i % 2 === 0 ? -1 : 1;
    stones += boulder(
      stage,
      rng,
      x + side * (half + between(rng, 20, frame.width * 0.4)),
      footY + between(rng, 26, (frame.height - footY) * 0.9),
      between(rng, 24, 74),
    );
  }
  stage.layer('stones', stones);
  return {
    standAt: () => frame.height * 0.92,
    room: frame.height * 0.7,
    horizonY: footY,
    shadow: 0.3,
    front: () => stage.layer('ferns', nearGreen(stage)),
  };
}

function fallingWater(stage: Stage, x: number, top: number, bottom: number, half: number): string {
  const rng = stage.rng('falling water');
  const white = stage.toneRgb([244, 250, 255], 0.95);
  const blue = mix(stage.toneRgb(rgb('#9cc8dc'), 0.7), stage.light.sky[2], 0.2);
  let svg = polygon(
    [
      [x - half * 0.85, top],
      [x + half * 0.85, top],
      [x + half * 1.2, bottom],
      [x - half * 1.2, bottom],
    ],
    {
      fill: stage.linear([
        [0, blue],
        [0.2, white],
        [1, mix(white, blue, 0.4)],
      ]),
    },
  );
  let streaks = '';
  let shade = '';
  for (let i = 0; i < 34 * stage.detail; i += 1) {
    const at = x + between(rng, -0.9, 0.9) * half;
    const from = top + (bottom - top) * rng() * 0.85;
    const long = between(rng, 60, 240);
    const to = Math.min(bottom, from + long);
    const spread = 1 + ((to - top) / (bottom - top)) * 0.34;
    const d = `M${num(at)} ${num(from)}Q${num(at)} ${num((from + to) / 2)} ${num(x + (at - x) * spread)} ${num(to)}`;
    if (i % 3 === 0) shade += d;
    else streaks += d;
  }
  svg += path(shade, { stroke: css(shift(blue, -0.12)), width: 3.4, strokeOpacity: 0.4 });
  return svg + path(streaks, { stroke: css(white), width: 3, strokeOpacity: 0.7 });
}

function spray(stage: Stage, x: number, y: number, half: number): string {
  const rng = stage.rng('spray');
  const white = stage.toneRgb([250, 252, 255], 0.9);
  const puff = stage.halo(white, 0.55);
  let svg = drawMist(stage, 'spray', y, 150, 0.5);
  for (let i = 0; i < 16; i += 1) {
    svg += circle(x + between(rng, -1.7, 1.7) * half, y + between(rng, -44, 26), between(rng, 40, 110), {
      fill: puff,
    });
  }
  return svg;
}

function nearGreen(stage: Stage): string {
  const rng = stage.rng('near green');
  const { frame } = stage;
  let svg = '';
  for (const share of [0, 0.08, 0.93, 1.01]) {
    const size = between(rng, 90, 150);
    svg += foliage(stage, rng, {
      x: frame.width * share,
      y: frame.height - size * 0.1,
      rx: size,
      ry: size * 0.8,
      colour: isSnowy(stage) ? rgb('#e4ebf1') : rgb('#35633f'),
    });
  }
  return svg;
}

/** A volcano that glows and throws out ash, lava down its side. */
export function volcano(stage: Stage): Setting {
  const { frame, light } = stage;
  const rng = stage.rng('volcano');
  const footY = frame.height * 0.78;
  const peakY = frame.height * 0.34;
  const x = frame.width * (0.5 - light.side * 0.06);
  const half = Math.min(frame.width * 0.56, (footY - peakY) * 1.5);
  const crater = half * 0.17;
  paintSky(stage, footY);
  const fire = light.grade(rgb('#ff7a2a'));
  stage.layer('sky glow', circle(x, peakY, frame.height * 0.5, { fill: stage.halo(fire, 0.75) }));
  stage.layer('ash', ashPlume(stage, x, peakY));
  stage.layer('sparks', sparks(stage, x, peakY));
  stage.layer('far range', farRange(stage, footY + 8, { rise: 130, layers: 2, rock: rgb('#4d4a56') }));
  const left = jagged(rng, [x - crater, peakY], [x - half, footY + 30], 0.05, 5);
  const right = jagged(rng, [x + crater, peakY], [x + half, footY + 30], 0.05, 5);
  const rim: Point[] = [
    [x - crater * 0.4, peakY + 12],
    [x + crater * 0.3, peakY + 8],
  ];
  const cone = [...[...left].reverse(), ...rim, ...right];
  const d = `${line(cone)}Z`;
  stage.layer(
    'cone',
    path(d, {
      fill: stage.linear([
        [0, mix(stage.toneRgb(rgb('#4a403f'), 0.4), fire, 0.2)],
        [0.5, stage.toneRgb(rgb('#453d40'), 0.35)],
        [1, stage.toneRgb(rgb('#3f4240'), 0.3, 0.2)],
      ]),
    }) +
      relief(
        stage,
        'cone',
        d,
        { x: x - half, y: peakY, width: half * 2, height: footY - peakY + 30 },
        { features: 6, strength: 0.8, drawn: 2.2 },
      ),
  );
  stage.layer('lava', lavaStreams(stage, x, peakY, footY, half, crater));
  const front = hill(
    stage,
    'volcano front',
    { y: footY + 10, swing: 18, waves: 1.6, floor: frame.height + 20 },
    mix(grassColour(stage), rgb('#3c4238'), 0.62),
    0.04,
  );
  stage.layer('plain', front.svg);
  paintGroundCover(stage, footY + 26, mix(grassColour(stage), rgb('#3c4238'), 0.62));
  stage.layer(
    'palms',
    coniferRow(
      stage,
      rng,
      (px) => heightAt(front.points, px) + 8,
      60,
      stage.tone(rgb('#26332c'), 0.12),
      0.42,
    ),
  );
  return {
    standAt: () => frame.height * 0.9,
    room: frame.height * 0.7,
    horizonY: footY,
    shadow: 0.3,
    front: () => undefined,
  };
}

/** The column of ash: a raster of billows about a bent axis, lit by the fire below and by the sky. */
function ashPlume(stage: Stage, x: number, y: number): string {
  const noise = createNoise(stage.rng('ash'));
  const { light, frame } = stage;
  const fire = light.grade(rgb('#ff8a3c'));
  const [pale, dark] = [
    mix(stage.toneRgb(rgb('#b5acb0'), 1), light.sky[2], light.dark ? 0.5 : 0.2),
    mix(stage.toneRgb(rgb('#57505a'), 0.3), light.sky[1], light.dark ? 0.45 : 0.2),
  ];
  const wide = Math.min(frame.width, 1300);
  const box = { x: x - wide / 2, y: -20, width: wide, height: y + 36 };
  const columns = [0, 90, 150, 230][stage.detail]!;
  const rows = Math.round((columns * box.height) / wide);
  const unit = wide / 1000;
  const billows = grid(columns, rows, (u, v) => {
    const [px, py] = [u * 6 * unit, v * 6 + (1 - v) * 2];
    return (
      0.62 -
      Math.abs(noise(px, py)) * 1.15 -
      Math.abs(noise(px * 2.3, py * 2.3 + 5)) * 0.55 +
      fractal(noise, px * 3, py * 3, 3) * 0.4
    );
  });
  return stage.texture(box, columns, rows, (u, v, column, row) => {
    const up = 1 - v;
    const axis = 0.5 - light.side * 0.2 * up ** 1.6 + 0.02 * Math.sin(up * 9);
    const half = (0.05 + 0.3 * up ** 1.1) / unit;
    const here = billows.at(column, row);
    const inside = 1 - ((u - axis) / half) ** 2 + here * 0.55;
    const slope = here - billows.at(column + light.side * columns * 0.03, row - rows * 0.03);
    const body = lerp(dark, pale, ramp(-0.5, 0.55, slope + here * 0.35));
    const glow = ramp(0.15, 1, v) ** 1.5;
    const colour = lerp(body, fire, glow * (0.4 + 0.5 * ramp(0.3, -0.4, slope)));
    return [colour[0], colour[1], colour[2], ramp(0, 0.34, inside) * 0.97];
  });
}

function sparks(stage: Stage, x: number, y: number): string {
  const rng = stage.rng('sparks');
  const colour = css(stage.light.grade(rgb('#ffd27a')));
  let svg = '';
  for (let i = 0; i < 34 * stage.detail; i += 1) {
    const angle = -Math.PI / 2 + between(rng, -0.75, 0.75);
    const far = 240 * rng() ** 0.8;
    const [px, py] = [x + Math.cos(angle) * far, y + Math.sin(angle) * far];
    svg += path(`M${num(px)} ${num(py)}l${num(Math.cos(angle) * 12)} ${num(Math.sin(angle) * 12 + 4)}`, {
      stroke: colour,
      width: between(rng, 1, 3.4),
      strokeOpacity: between(rng, 0.4, 1),
    });
  }
  return svg;
}

function lavaStreams(
  stage: Stage,
  x: number,
  peakY: number,
  footY: number,
  half: number,
  crater: number,
): string {
  const rng = stage.rng('lava');
  const { light } = stage;
  const [hot, warm, red] = ['#fff0b0', '#ff9a2e', '#d8331a'].map((hex) => light.grade(rgb(hex)));
  let svg = `<ellipse cx="${num(x)}" cy="${num(peakY + 6)}" rx="${num(crater)}" ry="14" fill="${css(warm!)}"/>`;
  for (let i = 0; i < 5; i += 1) {
    const lean = (i - 2) * 0.2 + between(rng, -0.06, 0.06);
    const long = between(rng, 0.45, 0.95);
    const points: Point[] = [];
    for (let k = 0; k <= 9; k += 1) {
      const t = (k / 9) * long;
      points.push([
        x + lean * crater * 2 + lean * half * t * 1.2 + Math.sin(k * 1.7 + i) * 10,
        peakY + 8 + (footY - peakY) * t,
      ]);
    }
    const d = (wide: number): string => {
      const edge = points.map(([px, py], k): Point => [px - wide * (1 - k / 14), py]);
      const back = [...points].reverse().map(([px, py], k): Point => [px + wide * (0.4 + k / 14), py]);
      return smoothClosed([...edge, ...back]);
    };
    svg +=
      path(d(17), { fill: css(red!), opacity: 0.85 }) +
      path(d(10), { fill: css(warm!) }) +
      path(d(4), {
        fill: stage.linear([
          [0, hot!],
          [1, warm!],
        ]),
      });
  }
  return svg;
}
