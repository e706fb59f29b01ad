import { drawFlock } from '../scenery/flock.ts';
import type { Setting } from '../scenery/setting.ts';
import { paintSky } from '../scenery/sky.ts';
import { paintWater } from '../scenery/water.ts';
import type { Stage } from '../stage.ts';

const CALM_WORDS = ['calm', 'still', 'quiet', 'ruhig', 'ruhige', 'ruhigen', 'stille', 'stilles'];

/** The open sea under a large sky: a mirror when it is calm, otherwise swell with foam on its crests. */
export function sea(stage: Stage): Setting {
  const { frame, light, scene } = stage;
  const horizonY = frame.height * 0.46;
  const calm = CALM_WORDS.some((word) => scene.words.has(word));
  paintSky(stage, horizonY);
  paintWater(stage, horizonY, frame.height, calm ? 0.95 : scene.weather === 'storm' ? 0.1 : 0.55);
  stage.layer('gulls', drawFlock(stage, frame.width * (0.5 - light.side * 0.16), horizonY * 0.4, 30, 5));
  const floatY = frame.height * 0.72;
  return {
    standAt: () => floatY,
    mirrorY: floatY,
    ...(calm ? {} : { rough: true as const }),
    room: floatY - frame.height * 0.1,
    horizonY,
    shadow: 0,
    front: () => undefined,
  };
}
