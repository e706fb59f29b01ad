import { css, mix, type Rgb, rgb, shift } from '../paint/colour.ts';
import { between, type Rng } from '../paint/prng.ts';
import { group, land, line, num, type Point, path, polygon, veil } from '../paint/svg.ts';
import { heightAt, jagged, outline, roundish } from '../paint/terrain.ts';
import type { Stage } from '../stage.ts';
import { drawMist } from './clouds.ts';
import { hill, paintGroundCover } from './hills.ts';
import { farRange } from './mountains.ts';
import { coniferRow, grass, grassColour } from './plants.ts';
import { relief } from './relief.ts';
import type { Habitat, Setting } from './setting.ts';
import { paintSky } from './sky.ts';
import { paintWater } from './water.ts';

const calmness = (stage: Stage): number =>
  stage.scene.weather === 'storm'
    ? 0.05
    : stage.scene.words.has('calm') || stage.scene.words.has('still')
      ? 0.95
      : 0.65;

/** The open sea; a rocky headland rises out of it for what stands on ground. */
export function sea(stage: Stage, habitat: Habitat): Setting {
  const { frame } = stage;
  const horizonY = frame.height * (habitat === 'ground' ? 0.66 : 0.56);
  paintSky(stage, horizonY);
  stage.layer('coast', farCoast(stage, horizonY));
  paintWater(stage, horizonY, frame.height, calmness(stage));
  stage.layer('mist', drawMist(stage, 'sea', horizonY, 70, stage.scene.weather === 'fog' ? 0.9 : 0.42));
  if (habitat !== 'ground') {
    const floatY = frame.height * 0.76;
    return {
      standAt: () => floatY,
      mirrorY: floatY,
      rough: true,
      room: floatY - frame.height * 0.07,
      horizonY,
      shadow: 0,
      front: () => undefined,
    };
  }
  const head = headland(stage, horizonY);
  stage.layer('headland', head.svg);
  return {
    standAt: head.topAt,
    ground: head.ground,
    room: head.topAt(frame.width / 2) - frame.height * 0.07,
    horizonY,
    shadow: 0,
    front: () => stage.layer('foam', head.foam),
  };
}

function farCoast(stage: Stage, horizonY: number): string {
  const rng = stage.rng('coast');
  const side = stage.light.side;
  const { width } = stage.frame;
  const long = width * between(rng, 0.3, 0.5);
  const high = between(rng, 24, 54);
  const edge = side < 0 ? width + 10 : -10;
  const tip = edge + side * long;
  const points = jagged(rng, [edge, horizonY - high], [tip, horizonY - 1], 0.05, 5);
  return polygon([...points, [edge, horizonY + 1]], { fill: stage.tone(rgb('#56697a'), 0.4, 0.58) });
}

/** A headland of rock that comes in from the side and carries what stands on it. */
function headland(
  stage: Stage,
  horizonY: number,
): { svg: string; foam: string; topAt: (x: number) => number; ground: readonly [number, number] } {
  const { frame, light } = stage;
  const rng = stage.rng('headland');
  const rock = rgb('#6a5d57');
  const topY = horizonY - frame.height * 0.015;
  const side = -light.side;
  const near = side < 0 ? -20 : frame.width + 20;
  const reach = Math.max(frame.width * 0.7, 640);
  const tipX = near - side * reach;
  const crest: Point[] = [
    [near, topY - 34],
    [near - side * reach * 0.22, topY - 20],
    [near - side * reach * 0.4, topY - 2],
    [near - side * reach * 0.68, topY + 6],
  ];
  const cliff = jagged(rng, crest[3]!, [tipX, frame.height * 0.86], 0.13, 4);
  const low = jagged(
    rng,
    [tipX, frame.height * 0.86],
    [near - side * reach * 0.55, frame.height + 20],
    0.1,
    4,
  );
  const outlinePoints = [...crest, ...cliff.slice(1), ...low.slice(1), [near, frame.height + 20] as Point];
  const box = { x: Math.min(near, tipX), y: topY - 40, width: reach, height: frame.height - topY + 60 };
  let svg = polygon(outlinePoints, {
    fill: stage.linear([
      [0, stage.toneRgb(rock, 0.5, 0.06)],
      [0.5, stage.toneRgb(rock, 0.26)],
      [1, stage.toneRgb(shift(rock, -0.08), 0.1)],
    ]),
  });
  svg += relief(stage, 'headland', `${line(outlinePoints)}Z`, box, {
    features: 7,
    strength: 0.75,
    drawn: 1.7,
  });
  const turf: Point[] = [
    [near, topY - 40],
    [near - side * reach * 0.22, topY - 26],
    [near - side * reach * 0.42, topY - 7],
    [near - side * reach * 0.69, topY + 4],
    [near - side * reach * 0.6, topY + 26],
    [near - side * reach * 0.38, topY + 30],
    [near - side * reach * 0.2, topY + 16],
    [near, topY + 30],
  ];
  svg += polygon(turf, {
    fill: stage.linear([
      [0, stage.toneRgb(grassColour(stage), 0.85)],
      [1, stage.toneRgb(grassColour(stage), 0.25)],
    ]),
  });
  const ends = [near + side * 400, near - side * reach * 0.68];
  const ground = [Math.min(...ends), Math.max(...ends)] as const;
  const slope = [...crest].sort((a, b) => a[0] - b[0]);
  const topAt = (x: number): number => heightAt(slope, Math.min(slope[3]![0], Math.max(slope[0]![0], x))) + 4;
  svg += grass(stage, rng, {
    from: Math.min(near, near - side * reach * 0.66),
    to: Math.max(near, near - side * reach * 0.66),
    ground: (x) => topAt(x) + 22,
    size: 16,
    many: 40 * stage.detail,
    colour: grassColour(stage),
  });
  return {
    svg: svg + boulders(stage, rng, tipX, side),
    foam: foamLine(stage, rng, tipX, side, reach),
    ground,
    topAt,
  };
}

function boulders(stage: Stage, rng: Rng, tipX: number, side: number): string {
  const { frame } = stage;
  let svg = '';
  for (let i = 0; i < 3 + stage.detail; i += 1) {
    const size = between(rng, 14, 46);
    svg += boulder(
      stage,
      rng,
      tipX - side * between(rng, -30, 150),
      frame.height * between(rng, 0.86, 0.95),
      size,
    );
  }
  return svg;
}

/** A stone, lit from one side, its foot in the dark. */
export function boulder(
  stage: Stage,
  rng: Rng,
  x: number,
  y: number,
  size: number,
  rock: Rgb = rgb('#6f665f'),
): string {
  const points = roundish(rng, x, y, size, size * 0.62, 0.22, 9).map(
    ([px, py]): Point => [px, Math.min(py, y + size * 0.3)],
  );
  const lit = points.map(
    ([px, py]): Point => [
      x + (px - x) * 0.62 + stage.light.side * size * 0.2,
      y + (py - y) * 0.6 - size * 0.16,
    ],
  );
  return (
    polygon(points, { fill: stage.tone(rock, 0.12) }) +
    polygon(lit, { fill: stage.tone(rock, 0.7), opacity: 0.8 })
  );
}

function foamLine(stage: Stage, rng: Rng, tipX: number, side: number, reach: number): string {
  const white = css(stage.light.grade(mix(stage.toneRgb([255, 255, 255], 0.9), stage.light.sky[3], 0.25)));
  let d = '';
  for (let i = 0; i < 12 * stage.detail; i += 1) {
    const share = rng();
    const x = tipX + side * share * reach * 0.42 - side * between(rng, 0, 60);
    const y = stage.frame.height * (0.865 + share * 0.11) + between(rng, -4, 10);
    const half = between(rng, 12, 46);
    d += `M${num(x - half)} ${num(y)}q${num(half)} ${num(-between(rng, 3, 8))} ${num(half * 2)} 0q${num(-half)} ${num(4)} ${num(-half * 2)} 0z`;
  }
  return path(d, { fill: white, opacity: 0.6 });
}

/** A sandy beach with the sea behind it. */
export function beach(stage: Stage, habitat: Habitat): Setting {
  const { frame } = stage;
  const horizonY = frame.height * 0.5;
  const shoreY = frame.height * 0.72;
  paintSky(stage, horizonY);
  stage.layer('coast', farCoast(stage, horizonY));
  paintWater(stage, horizonY, frame.height, calmness(stage));
  stage.layer('beach', sandAndSurf(stage, shoreY));
  if (habitat === 'water') {
    const floatY = frame.height * 0.64;
    return {
      standAt: () => floatY,
      mirrorY: floatY,
      rough: true,
      room: floatY - frame.height * 0.07,
      horizonY,
      shadow: 0,
      front: () => undefined,
    };
  }
  const standY = frame.height * 0.87;
  return {
    standAt: () => standY,
    room: standY - frame.height * 0.1,
    horizonY,
    shadow: 0.55,
    front: () => undefined,
  };
}

/** Sand rising from the water, with lines of surf at its edge. */
export function sandAndSurf(stage: Stage, shoreY: number): string {
  const { frame } = stage;
  const sand = rgb('#e6c695');
  const points = outline(stage.rng('shore'), {
    width: frame.width,
    y: shoreY,
    swing: 26,
    waves: 0.9,
    octaves: 2,
    step: 40,
  });
  const foam = css(stage.light.grade(mix(stage.toneRgb([255, 255, 255], 1), stage.light.sky[3], 0.15)));
  const wet = points.map(([x, y]): Point => [x, y - 6]);
  const surf = points.map(([x, y]): Point => [x, y - 17]);
  const surfFar = points.map(([x, y]): Point => [x + 60, y - 42]);
  const fill = stage.linear([
    [0, stage.toneRgb(sand, 0.8)],
    [1, stage.toneRgb(sand, 0.45)],
  ]);
  return (
    land(surfFar, shoreY + 60, { fill: foam, opacity: 0.16 }) +
    land(surf, shoreY + 60, { fill: foam, opacity: 0.75 }) +
    land(wet, frame.height + 10, { fill: stage.tone(shift(sand, -0.14), 0.55) }) +
    land(
      points.map(([x, y]): Point => [x, y + 12]),
      frame.height + 10,
      { fill },
    )
  );
}

/** A lake among hills; its near bank carries what stands on ground. */
export function lake(stage: Stage, habitat: Habitat): Setting {
  const { frame } = stage;
  const horizonY = frame.height * (habitat === 'ground' ? 0.5 : 0.52);
  paintSky(stage, horizonY + 6);
  const trees = paintLakeBack(stage, horizonY);
  paintWater(stage, horizonY + 22, frame.height, 0.9);
  stage.layer(
    'far mirror',
    veil(0.34, group(`translate(0 ${num((horizonY + 22) * 2.15)}) scale(1 -1.15)`, trees)),
  );
  stage.layer(
    'mist',
    drawMist(stage, 'lake', horizonY + 14, 80, stage.scene.weather === 'fog' ? 0.95 : 0.55),
  );
  if (habitat !== 'ground') {
    const floatY = frame.height * 0.77;
    return {
      standAt: () => floatY,
      mirrorY: floatY,
      room: floatY - frame.height * 0.07,
      horizonY,
      shadow: 0,
      front: () => paintReeds(stage),
    };
  }
  const bankY = frame.height * 0.8;
  const bank = hill(
    stage,
    'bank',
    { y: bankY, swing: 12, waves: 1, floor: frame.height + 20 },
    grassColour(stage),
    0,
  );
  stage.layer('bank', bank.svg);
  paintGroundCover(stage, bankY + 12, grassColour(stage));
  return {
    standAt: (x) => heightAt(bank.points, x) + 40,
    room: bankY - frame.height * 0.06,
    horizonY,
    shadow: 0.45,
    front: () => paintReeds(stage),
  };
}

/** The far side of a lake: ranges, wooded hills, a line of firs. Returns the firs, to be mirrored. */
export function paintLakeBack(stage: Stage, horizonY: number): string {
  stage.layer(
    'far range',
    farRange(stage, horizonY + 10, { rise: Math.min(260, horizonY * 0.5), layers: 3 }),
  );
  const rng = stage.rng('lake trees');
  const shore = hill(
    stage,
    'far shore',
    { y: horizonY - 8, swing: 26, waves: 1.5, floor: horizonY + 26 },
    mix(grassColour(stage), rgb('#4f6f62'), 0.5),
    0.34,
  );
  stage.layer('far shore', shore.svg);
  const trees = coniferRow(
    stage,
    rng,
    (x) => Math.min(horizonY + 14, heightAt(shore.points, x) + 16),
    50,
    stage.tone(rgb('#2f5347'), 0.28, 0.3),
    0.4,
  );
  stage.layer('far trees', trees);
  return trees;
}

function paintReeds(stage: Stage): void {
  if (stage.scene.style === 'minimalist') return;
  const rng = stage.rng('reeds');
  const { frame, light } = stage;
  const side = -light.side;
  const from = side < 0 ? -20 : frame.width * 0.72;
  const reeds = grass(stage, rng, {
    from,
    to: from + frame.width * 0.3,
    ground: () => frame.height + 14,
    size: 130,
    many: 34 * stage.detail,
    colour: mix(grassColour(stage), rgb('#8a7a44'), 0.35),
    level: 0.28,
  });
  stage.layer('reeds', reeds);
}
