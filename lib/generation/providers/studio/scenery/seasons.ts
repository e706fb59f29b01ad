import type { Season } from '../grammar/scene.ts';
import { type Rgb, rgb } from '../paint/colour.ts';
import type { Stage } from '../stage.ts';

/** The colours of leaves in each season. */
const LEAVES: Readonly<Record<Season, readonly string[]>> = {
  spring: ['#7fae52', '#98bd5e', '#6a9f58'],
  summer: ['#4c8a47', '#5c9a4e', '#3f7a4a'],
  autumn: ['#d07a2d', '#c2502e', '#dda33c', '#a8452f'],
  winter: ['#7d8a86', '#8b9693', '#6f7d7c'],
};

/** The leaf colours of the scene's season. */
export function leafColours(stage: Stage): readonly Rgb[] {
  return LEAVES[stage.scene.season ?? 'summer'].map(rgb);
}

/** The ground's colour under grass in the scene's season. */
export function grassColour(stage: Stage): Rgb {
  return rgb(
    { spring: '#86b356', summer: '#6f9a4c', autumn: '#a58e4b', winter: '#e6ecf2' }[
      stage.scene.season ?? 'summer'
    ],
  );
}

/** Whether snow lies in this scene. */
export function isSnowy(stage: Stage): boolean {
  return stage.scene.season === 'winter' || stage.scene.weather === 'snow' || stage.scene.place === 'snow';
}
