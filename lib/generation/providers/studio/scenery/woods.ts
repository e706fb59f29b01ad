import { mix, type Rgb, rgb } from '../paint/colour.ts';
import { between, chance, pick, type Rng } from '../paint/prng.ts';
import { num, path, polygon } from '../paint/svg.ts';
import { heightAt } from '../paint/terrain.ts';
import type { Stage } from '../stage.ts';
import { drawMist } from './clouds.ts';
import { conifer, coniferRow } from './conifer.ts';
import { blossoms, grass } from './grass.ts';
import { hill } from './hills.ts';
import { foliage } from './leaves.ts';
import { grassColour, isSnowy, leafColours } from './seasons.ts';
import { placeBody } from './sky.ts';

/** Trees in four depths, beams of light, and the forest floor. */
export function paintForestDepths(stage: Stage, horizonY: number, groundY: number): void {
  const { frame } = stage;
  const rng = stage.rng('forest');
  const leafy = stage.scene.season === 'autumn' || stage.scene.season === 'spring' || chance(rng, 0.35);
  const floor = isSnowy(stage) ? rgb('#e6ecf2') : mix(grassColour(stage), rgb('#5a4a30'), 0.38);
  const autumn = stage.scene.season === 'autumn';
  const [far, middle] = (autumn ? ['#b07a48', '#9a6238'] : ['#40665a', '#35594c']).map(rgb) as [Rgb, Rgb];
  stage.layer(
    'far wood',
    coniferRow(stage, rng, () => horizonY + 30, frame.height * 0.34, stage.tone(far, 0.4, 0.78), 0.2),
  );
  stage.layer(
    'mid wood',
    coniferRow(stage, rng, () => horizonY + 46, frame.height * 0.36, stage.tone(middle, 0.36, 0.6), 0.3),
  );
  stage.layer('mist', drawMist(stage, 'wood', horizonY, frame.height * 0.26, 0.5));
  const back = hill(
    stage,
    'floor back',
    { y: horizonY + 44, swing: 10, waves: 1.4, floor: frame.height + 20 },
    floor,
    0.34,
  );
  stage.layer('floor back', back.svg);
  for (const [i, depth] of [0.42, 0.24, 0.06].entries()) {
    const y = horizonY + 56 + (groundY + 60 - horizonY - 56) * (i / 2);
    stage.layer(`trunks ${i}`, leafy ? trunks(stage, rng, y, depth, i) : firs(stage, rng, y, depth, i));
    if (i === 1) stage.layer('beams', beams(stage, groundY));
  }
  const near = hill(
    stage,
    'floor',
    { y: groundY + 30, swing: 12, waves: 1.2, floor: frame.height + 20 },
    floor,
    0,
  );
  stage.layer('floor', near.svg);
  stage.layer(
    'floor plants',
    floorPlants(stage, rng, (x) => heightAt(near.points, x)),
  );
}

/** Places across the picture that leave its middle open. */
function aside(rng: Rng, width: number, open: number): number {
  const share = between(rng, 0, 0.5 - open);
  return chance(rng, 0.5) ? width * share : width * (1 - share);
}

function firs(stage: Stage, rng: Rng, y: number, distance: number, depth: number): string {
  const { frame } = stage;
  const many = Math.round([9, 7, 5][depth]! * Math.max(0.7, frame.width / 1300));
  let svg = '';
  for (let i = 0; i < many; i += 1) {
    const tall = frame.height * between(rng, 0.42, 0.62) * (1 + depth * 0.18);
    svg += conifer(
      stage,
      rng,
      aside(rng, frame.width, 0.1 + depth * 0.07),
      y + between(rng, -8, 8),
      tall,
      distance,
    );
  }
  return svg;
}

function trunks(stage: Stage, rng: Rng, y: number, distance: number, depth: number): string {
  const { frame } = stage;
  const birch =
    stage.scene.words.has('birch') || stage.scene.words.has('birke') || chance(stage.rng('birch'), 0.3);
  const bark = rgb(birch ? '#d9d3c8' : '#6a4e3a');
  const many = Math.round([9, 6, 4][depth]! * Math.max(0.7, frame.width / 1300));
  const leaves = leafColours(stage);
  let svg = '';
  for (let i = 0; i < many; i += 1) {
    const x = aside(rng, frame.width, 0.08 + depth * 0.08);
    const wide = [15, 24, 40][depth]! * between(rng, 0.75, 1.25);
    const lean = between(rng, -12, 12);
    const trunk: readonly (readonly [number, number])[] = [
      [x - wide * 0.7, y],
      [x - wide * 0.42 + lean, -20],
      [x + wide * 0.42 + lean, -20],
      [x + wide * 0.7, y],
    ];
    const [left, right] = stage.light.side < 0 ? [0.85, 0.08] : [0.08, 0.85];
    svg += polygon(trunk, {
      fill: stage.linear(
        [
          [0, stage.toneRgb(bark, left, distance)],
          [1, stage.toneRgb(bark, right, distance)],
        ],
        [0, 0],
        [1, 0],
      ),
    });
    if (birch) svg += birchMarks(stage, rng, x, wide, y, lean, distance);
  }
  if (isSnowy(stage)) return svg;
  const clumps = Math.round((3 + stage.detail * 2) * (frame.width / 1200));
  for (let i = 0; i < clumps; i += 1) {
    const size = frame.height * between(rng, 0.1, 0.17);
    svg += foliage(stage, rng, {
      x: between(rng, -30, frame.width + 30),
      y: frame.height * between(rng, -0.02, 0.13 + 0.08 * (2 - depth)),
      rx: size * 1.25,
      ry: size * 0.72,
      colour: pick(rng, leaves),
      distance,
    });
  }
  return svg;
}

function birchMarks(
  stage: Stage,
  rng: Rng,
  x: number,
  wide: number,
  y: number,
  lean: number,
  distance: number,
): string {
  let d = '';
  for (let i = 0; i < 8 * stage.detail; i += 1) {
    const share = rng();
    const at = y * share;
    const px = x + lean * (1 - share) + between(rng, -0.35, 0.2) * wide;
    d += `M${num(px)} ${num(at)}h${num(wide * between(rng, 0.12, 0.4))}`;
  }
  return path(d, { stroke: stage.tone(rgb('#3b3430'), 0.3, distance), width: wide * 0.09 });
}

/** Slanting beams of light, only where there is a sun to make them. */
function beams(stage: Stage, groundY: number): string {
  if (!stage.light.shown || stage.detail === 1 || stage.scene.style === 'minimalist') return '';
  const rng = stage.rng('beams');
  const body = placeBody(stage, groundY);
  const fill = stage.linear([
    [0, stage.light.disc, stage.light.dark ? 0.12 : 0.34],
    [1, stage.light.disc, 0],
  ]);
  let svg = '';
  for (let i = 0; i < 6; i += 1) {
    const x = body.x + between(rng, -60, 60) - stage.light.side * i * stage.frame.width * 0.11;
    const slant = -stage.light.side * stage.frame.height * between(rng, 0.26, 0.34);
    const wide = between(rng, 16, 60);
    svg += polygon(
      [
        [x, -10],
        [x + wide, -10],
        [x + wide * 2.6 + slant, groundY + 60],
        [x + slant, groundY + 60],
      ],
      { fill },
    );
  }
  return svg;
}

function floorPlants(stage: Stage, rng: Rng, ground: (x: number) => number): string {
  if (isSnowy(stage) || stage.scene.style === 'minimalist') return '';
  const { frame } = stage;
  const colour = grassColour(stage);
  const fallen: readonly Rgb[] =
    stage.scene.season === 'autumn' ? leafColours(stage) : ['#f2ede0', '#e8d38a', '#c9a7d9'].map(rgb);
  return (
    grass(stage, rng, {
      from: -10,
      to: frame.width + 10,
      ground: (x) => ground(x) + rng() * 60,
      size: 30,
      many: Math.round(frame.width * 0.09 * stage.detail),
      colour,
      level: 0.4,
    }) +
    blossoms(stage, rng, {
      from: 0,
      to: frame.width,
      top: ground(frame.width / 2) + 20,
      bottom: frame.height,
      many: 22 * stage.detail,
      colours: fallen,
      size: 7,
    })
  );
}
