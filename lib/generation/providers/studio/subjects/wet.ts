import { mix, type Rgb, rgb, shift } from '../paint/colour.ts';
import type { Pen } from './thing.ts';

/** Things under water are lit by the water: gently, a little blue. */
export function wet(pen: Pen, colour: Rgb | string, level: number): Rgb {
  const own = typeof colour === 'string' ? rgb(colour) : colour;
  if (pen.stage.scene.place !== 'underwater') return pen.stage.toneRgb(own, level);
  const night = pen.stage.scene.time === 'night';
  return pen.stage.light.grade(
    mix(
      shift(own, -0.2 + level * 0.22 - (night ? 0.12 : 0)),
      rgb('#1f7f9f'),
      night ? 0.34 : 0.2 - level * 0.1,
    ),
  );
}

export const wetFall = (pen: Pen, colour: Rgb | string, top = 1, bottom = 0.2): string =>
  pen.stage.linear([
    [0, wet(pen, colour, top)],
    [1, wet(pen, colour, bottom)],
  ]);
