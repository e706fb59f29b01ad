import { css, mix, type Rgb, rgb } from '../paint/colour.ts';
import { openRng, pick } from '../paint/prng.ts';
import { circle } from '../paint/svg.ts';
import { LAMP } from '../scenery/skyline.ts';
import type { Stage } from '../stage.ts';
import type { Pen } from './thing.ts';

const channels = (colour: Rgb | string): Rgb => (typeof colour === 'string' ? rgb(colour) : colour);

/** At night a picture's subject is lit a little more than what is around it, so that it can be made out. */
const NIGHT_LIFT = 0.13;

/**
 * Makes the pen for one thing.
 *
 * @param stage The picture.
 * @param key Seeds the thing's numbers.
 * @param options Whether it is mirrored, how far away it is (0 to 1), and the colour asked for.
 */
export function makePen(
  stage: Stage,
  key: string,
  { mirrored, distance, accent }: { mirrored: boolean; distance: number; accent: Rgb | undefined },
): Pen {
  const rng = openRng(stage.scene.layoutKey, `thing ${key}`);
  const side = (mirrored ? -stage.light.side : stage.light.side) as -1 | 1;
  const toned = (colour: Rgb | string, level: number): Rgb => {
    const lit = stage.toneRgb(channels(colour), level, distance);
    if (!stage.light.dark) return lit;
    const indoors = stage.scene.place === 'interior';
    const shown = indoors ? mix(channels(colour), LAMP, 0.2) : channels(colour);
    return mix(lit, stage.light.grade(shown), (indoors ? 0.2 + 0.3 * level : 0) + NIGHT_LIFT);
  };
  return {
    stage,
    rng,
    side,
    accent,
    named: (...words) =>
      words.some((word) => stage.scene.words.has(word) || stage.scene.words.has(`${word}s`)),
    own: (...hexes) => {
      const chosen = rgb(pick(rng, hexes));
      return accent ?? chosen;
    },
    tone: (colour, level) => css(toned(colour, level)),
    rounded(colour, lit = 0.95, dim = 0.1) {
      const middle = toned(colour, lit * 0.7 + dim * 0.3);
      const [bright, dark] = [toned(colour, lit), toned(colour, dim)];
      return stage.linear(
        side < 0
          ? [
              [0, bright],
              [0.4, middle],
              [1, dark],
            ]
          : [
              [0, dark],
              [0.6, middle],
              [1, bright],
            ],
        [0, 0],
        [1, 0],
      );
    },
    falling: (colour, top = 0.9, bottom = 0.3) =>
      stage.linear([
        [0, toned(colour, top)],
        [1, toned(colour, bottom)],
      ]),
    lamp: (unlit) =>
      css(mix(toned(unlit, 0.6), stage.light.grade(LAMP), Math.min(1, stage.light.lamps * 1.15))),
    glow(x, y, radius, colour, strength) {
      return circle(x, y, radius, { fill: stage.halo(stage.light.grade(channels(colour)), strength) });
    },
  };
}
