import type { Stage } from '../stage.ts';
import { drawMist } from './clouds.ts';
import { paintHills } from './hills.ts';
import { farRange } from './mountains.ts';
import type { Habitat, Setting } from './setting.ts';
import { paintSky } from './sky.ts';

/** High above the land: a large sky, hills far below. */
export function openSky(stage: Stage, habitat: Habitat): Setting {
  const { frame } = stage;
  const horizonY = frame.height * 0.8;
  paintSky(stage, horizonY + 20);
  stage.layer('far range', farRange(stage, horizonY + 14, { rise: frame.height * 0.13, layers: 3 }));
  paintHills(stage, horizonY, frame.height * 0.91);
  stage.layer('mist', drawMist(stage, 'valley', horizonY + 6, frame.height * 0.12, 0.6));
  const y = habitat === 'air' ? frame.height * 0.7 : frame.height * 0.94;
  return { standAt: () => y, room: y - frame.height * 0.06, horizonY, shadow: 0, front: () => undefined };
}
