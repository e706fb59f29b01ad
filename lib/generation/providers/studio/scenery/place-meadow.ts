import { rgb } from '../paint/colour.ts';
import type { Stage } from '../stage.ts';
import { blossoms, grass } from './grass.ts';
import { paintHills } from './hills.ts';
import { farRange } from './mountains.ts';
import { grassColour, isSnowy } from './seasons.ts';
import type { Setting } from './setting.ts';
import { paintSky } from './sky.ts';

/** Colours of wild flowers. */
export const WILD_FLOWERS = ['#e2574c', '#f2c14e', '#f4efe6', '#9a6fc4', '#e88fb0'].map(rgb);

/** A meadow: far hills, a line of trees, flowers and grass at the front. */
export function meadow(stage: Stage): Setting {
  const { frame } = stage;
  const horizonY = frame.height * 0.56;
  const groundY = frame.height * 0.66;
  paintSky(stage, horizonY + 20);
  stage.layer('far range', farRange(stage, horizonY + 12, { rise: 130, layers: 2 }));
  paintHills(stage, horizonY, groundY);
  const standY = frame.height * 0.85;
  return {
    standAt: (x) => standY + Math.sin(x / 190) * 4,
    room: standY - frame.height * 0.08,
    horizonY,
    shadow: 0.5,
    front: () => paintMeadowFront(stage, groundY + 30),
  };
}

/** Grass and flowers at the picture's lower edge. */
export function paintMeadowFront(stage: Stage, topY: number): void {
  if (stage.scene.style === 'minimalist') return;
  const { frame } = stage;
  const rng = stage.rng('meadow front');
  const bottom = frame.height;
  const low = Math.max(topY, bottom * 0.9);
  if (isSnowy(stage)) return;
  const many = Math.round(frame.width * [0, 0.1, 0.24, 0.5][stage.detail]!);
  const colour = grassColour(stage);
  const depth = bottom - low;
  stage.layer(
    'grass',
    grass(stage, rng, {
      from: -10,
      to: frame.width + 10,
      ground: () => low + depth * (0.35 + rng() * 0.75),
      size: 46,
      many,
      colour,
      level: 0.45,
    }),
  );
  if (stage.scene.season !== 'autumn') {
    stage.layer(
      'flowers',
      blossoms(stage, rng, {
        from: 0,
        to: frame.width,
        top: low - depth * 0.1,
        bottom: bottom + 8,
        many: Math.round(frame.width * 0.016 * stage.detail),
        colours: WILD_FLOWERS,
        size: 13,
      }),
    );
  }
}
