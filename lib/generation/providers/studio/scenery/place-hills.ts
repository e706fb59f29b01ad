import type { Stage } from '../stage.ts';
import { paintHills } from './hills.ts';
import { farRange } from './mountains.ts';
import { paintMeadowFront } from './place-meadow.ts';
import type { Setting } from './setting.ts';
import { paintSky } from './sky.ts';

/** Rolling hills under a wide sky. */
export function hills(stage: Stage): Setting {
  const { frame } = stage;
  const horizonY = frame.height * 0.55;
  const groundY = frame.height * 0.74;
  paintSky(stage, horizonY + 30);
  stage.layer('far range', farRange(stage, horizonY + 20, { rise: 170, layers: 3 }));
  const ground = paintHills(stage, horizonY, groundY);
  return {
    standAt: (x) => ground(x) + 26,
    room: groundY - frame.height * 0.06,
    horizonY,
    shadow: 0.4,
    front: () => paintMeadowFront(stage, groundY + 60),
  };
}
