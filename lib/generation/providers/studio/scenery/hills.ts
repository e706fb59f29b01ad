import { css, mix, type Rgb, shift } from '../paint/colour.ts';
import { createNoise, fractal, ramp } from '../paint/noise.ts';
import { between } from '../paint/prng.ts';
import { land, type Point } from '../paint/svg.ts';
import { heightAt, outline } from '../paint/terrain.ts';
import type { Stage } from '../stage.ts';
import { grass } from './grass.ts';
import { leafyTree } from './leaves.ts';
import { grassColour, isSnowy } from './seasons.ts';

/** A strip of land from its outline down. */
export type Strip = { readonly points: readonly Point[]; readonly svg: string };

/**
 * One rolling hill across the picture, lighter along its crest.
 *
 * @param stage The picture.
 * @param name Names its numbers.
 * @param shape Mean height, swing, how many waves in 1000 units, how far down it goes.
 * @param colour Its ground.
 * @param distance 0 near, 1 lost in haze.
 */
export function hill(
  stage: Stage,
  name: string,
  shape: { y: number; swing: number; waves: number; floor: number },
  colour: Rgb,
  distance: number,
): Strip {
  const points = outline(stage.rng(`hill ${name}`), {
    width: stage.frame.width,
    y: shape.y,
    swing: shape.swing,
    waves: shape.waves,
    octaves: 2,
    step: 36,
  });
  const fill = stage.linear([
    [0, stage.toneRgb(colour, 0.86, distance)],
    [0.55, stage.toneRgb(colour, 0.5, distance * 0.9)],
    [1, stage.toneRgb(colour, 0.26, distance * 0.8)],
  ]);
  return { points, svg: land(points, shape.floor, { fill }) };
}

/**
 * Rolling hills in three depths, trees strewn over the nearer ones.
 *
 * @param stage The picture.
 * @param horizonY Where the furthest hill begins.
 * @param groundY Where the nearest one begins.
 * @returns The nearest hill's height at a place across.
 */
export function paintHills(stage: Stage, horizonY: number, groundY: number): (x: number) => number {
  const { frame } = stage;
  const green = grassColour(stage);
  const far = mix(green, [88, 122, 140], isSnowy(stage) ? 0.15 : 0.35);
  const depths = [
    { y: horizonY, distance: 0.62, colour: far, swing: 34 },
    { y: horizonY + (groundY - horizonY) * 0.4, distance: 0.4, colour: mix(far, green, 0.5), swing: 40 },
    { y: horizonY + (groundY - horizonY) * 0.72, distance: 0.2, colour: green, swing: 36 },
  ];
  depths.forEach(({ y, distance, colour, swing }, i) => {
    const strip = hill(stage, `far ${i}`, { y, swing, waves: 1.7, floor: groundY + 80 }, colour, distance);
    stage.layer(`hill ${i}`, strip.svg);
    stage.layer(`trees ${i}`, hillTrees(stage, strip, i, distance));
  });
  const near = hill(stage, 'near', { y: groundY, swing: 20, waves: 1.1, floor: frame.height + 20 }, green, 0);
  stage.layer('ground', near.svg);
  paintGroundCover(stage, groundY + 14, green);
  return (x) => heightAt(near.points, x);
}

function hillTrees(stage: Stage, strip: Strip, depth: number, distance: number): string {
  if (stage.scene.style === 'minimalist') return '';
  const rng = stage.rng(`hill trees ${depth}`);
  const many = Math.round((4 + stage.detail * 3) * (stage.frame.width / 1400) * (depth === 2 ? 0.5 : 1));
  const size = [16, 30, 58][depth]!;
  let svg = '';
  let x = between(rng, 0, 200);
  for (let i = 0; i < many; i += 1) {
    x += rng() < 0.55 ? size * between(rng, 0.5, 1.1) : between(rng, 90, 380);
    if (x > stage.frame.width + 30) x -= stage.frame.width + 60;
    const tall = size * between(rng, 0.75, 1.3);
    const y = heightAt(strip.points, x) + tall * 0.1;
    svg += leafyTree(stage, rng, { x, y, height: tall, distance: distance * 0.85 });
  }
  return svg;
}

/**
 * Light and dark patches and tufts on open ground, smaller with distance; nothing in a sketch.
 *
 * @param stage The picture.
 * @param topY Where the ground begins; the patches fade in below it.
 * @param colour The ground's colour.
 */
export function paintGroundCover(stage: Stage, topY: number, colour: Rgb): void {
  if (stage.detail === 1 || stage.scene.style === 'minimalist') return;
  const { frame } = stage;
  const noise = createNoise(stage.rng('ground cover'));
  const depth = frame.height - topY;
  const dark = stage.toneRgb(shift(colour, -0.16), 0.2);
  const bright = stage.toneRgb(shift(colour, 0.07, 1.1), 1);
  const box = { x: -10, y: topY, width: frame.width + 20, height: depth + 10 };
  const patches = stage.texture(box, stage.detail === 3 ? 220 : 140, 70, (u, v) => {
    const away = 1 / (0.16 + v);
    const value = fractal(noise, (u - 0.5) * (frame.width / 1000) * away * 2.2 + 40, away * 3.4, 5) * 1.5;
    const colourHere = value < 0 ? dark : bright;
    return [
      colourHere[0],
      colourHere[1],
      colourHere[2],
      Math.min(0.4, Math.abs(value) * 0.52) * ramp(0, 0.22, v),
    ];
  });
  stage.layer('ground cover', patches);
  if (isSnowy(stage)) return;
  const rng = stage.rng('tufts');
  let tufts = '';
  const near = Array.from({ length: 34 * stage.detail }, () => rng() ** 0.8).sort((a, b) => a - b);
  for (const share of near) {
    const x = frame.width * rng();
    tufts += grass(stage, rng, {
      from: x - 8 - 20 * share,
      to: x + 8 + 20 * share,
      ground: () => topY + 24 + (depth - 24) * share,
      size: 9 + 30 * share,
      many: 3,
      colour,
      level: 0.42,
    });
  }
  stage.layer('tufts', tufts);
}

/** The colour of a soft shadow on the ground, for SVG. */
export function shadowCss(stage: Stage): string {
  return css(stage.toneRgb([30, 28, 46], 0.05));
}
