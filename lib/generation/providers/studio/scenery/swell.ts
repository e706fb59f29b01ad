import { lerp, mix, type Rgb, rgb, shift } from '../paint/colour.ts';
import { createNoise, fractal, type Noise, ramp } from '../paint/noise.ts';
import { grid } from '../paint/texture.ts';
import type { Stage } from '../stage.ts';
import { placeBody } from './sky.ts';
import { waterColours } from './water-colours.ts';

/** The surface of a rough sea at a place on the water, seen from above: peaked crests across the wind. */
function surface(noise: Noise, x: number, z: number): number {
  const bend = 0.5 * noise(x * 0.5 + 9, z * 0.4);
  const long = 1 - Math.abs(noise(x * 0.42 + bend, z * 1.15 + bend)) * 1.6;
  const short = 1 - Math.abs(noise(x * 1.1 + 20, z * 2.6 + bend)) * 1.6;
  return long * 0.62 + short * 0.27 + fractal(noise, x * 3.1, z * 6.4, 3) * 0.3;
}

/**
 * Swell: a raster of the sea's surface in perspective. Faces towards us show the water, backs the sky, thin crests let
 * the light through, and the highest carry foam.
 *
 * @param stage The picture.
 * @param topY The horizon.
 * @param bottomY The near edge.
 * @param force 1 for a fresh breeze, more for a storm, less for a gentle sea.
 */
export function drawSwell(stage: Stage, topY: number, bottomY: number, force: number): string {
  const noise = createNoise(stage.rng('swell'));
  const { frame, light } = stage;
  const colours = waterColours(stage);
  const depth = bottomY - topY;
  const columns = Math.round(
    [0, 180, 300, 420][stage.detail]! * Math.min(1.5, Math.max(0.6, frame.width / 1500)),
  );
  const rows = Math.round([0, 90, 140, 190][stage.detail]!);
  const nearness = (v: number): number => 1 / (0.05 + v * 0.95);
  const height = grid(columns, rows, (u, v) => {
    const away = nearness(v);
    return surface(noise, (u - 0.5) * (frame.width / 1000) * away * 2.2, away * 2.4 + 3);
  });
  const clear = mix(stage.toneRgb(rgb('#4fc2b2'), 0.95), light.sky[3], 0.2);
  const foam = light.grade(mix(stage.toneRgb([255, 255, 255], 1), light.sky[3], 0.14));
  const deep = shift(colours.near, -0.07);
  const bright = mix(light.sky[3], light.sky[2], 0.4);
  const box = { x: -12, y: topY, width: frame.width + 24, height: depth + 12 };
  const sun = placeBody(stage, topY);
  const sunU = (sun.x + 12) / box.width;
  const glare = light.shown ? (stage.scene.time === 'day' ? 0.5 : 1) : 0;
  const path = sun.radius / box.width;
  return stage.texture(box, columns, rows, (u, v, column, row) => {
    const here = height.at(column, row);
    const slope = (here - height.at(column, row + 1)) * (0.5 + rows / 120);
    const across = (here - height.at(column - light.side, row)) * 1.2;
    const fade = ramp(0, 0.1, v);
    const back = Math.max(0, Math.min(1, 0.42 - slope * 2.1 - across * 0.8));
    const water = lerp(deep, colours.middle, 0.3 + 0.5 * (1 - v));
    let colour: Rgb = lerp(water, bright, back ** 1.5 * 0.85);
    const crest = ramp(0.5, 0.9, here);
    colour = lerp(colour, clear, crest * 0.55 * ramp(0, 0.05, slope));
    const cap = ramp(0.86 - 0.14 * (force - 1), 1.02 - 0.12 * (force - 1), here + 0.06 * (slope > 0 ? 1 : 0));
    const lace = 0.45 + 0.55 * noise(column * 0.31, row * 0.47);
    colour = lerp(colour, foam, Math.min(1, cap * (0.5 + lace) * 1.1));
    const wide = path * (0.9 + 2.2 * v);
    const under = Math.exp(-(((u - sunU) / wide) ** 2)) + 0.3 * Math.exp(-(((u - sunU) / (wide * 3)) ** 2));
    colour = lerp(colour, light.disc, Math.min(1, under * glare * ramp(0.3, 0.8, back) * 1.15));
    return [colour[0], colour[1], colour[2], fade * (0.72 + 0.2 * v)];
  });
}
