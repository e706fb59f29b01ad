import { mix, type Rgb, rgb, shift } from '../paint/colour.ts';
import type { Stage } from '../stage.ts';

/** The water's colours from the horizon to the bottom of the picture. */
export function waterColours(stage: Stage): { far: Rgb; middle: Rgb; near: Rgb } {
  const { light, scene } = stage;
  const own = stage.toneRgb(rgb(scene.season === 'winter' ? '#5f8299' : '#2f7f93'), 0.75);
  const mirror = scene.weather === 'storm' ? 0.45 : 0.66;
  return {
    far: mix(shift(light.sky[3], -0.05, 0.95), own, 0.12),
    middle: mix(own, shift(light.sky[2], -0.07), mirror),
    near: mix(shift(own, -0.08), shift(light.sky[0], -0.03), mirror * 0.78),
  };
}
