import { rgb } from '../paint/colour.ts';
import type { Stage } from '../stage.ts';
import { paintDunes } from './dunes.ts';
import { farRange } from './mountains.ts';
import type { Setting } from './setting.ts';
import { paintSky } from './sky.ts';

/** Dunes in three depths. */
export function desert(stage: Stage): Setting {
  const { frame } = stage;
  const horizonY = frame.height * 0.6;
  paintSky(stage, horizonY + 10);
  stage.layer('mesas', farRange(stage, horizonY + 10, { rise: 90, layers: 2, rock: rgb('#a3694c') }));
  paintDunes(stage, horizonY);
  const standY = frame.height * 0.84;
  return {
    standAt: (x) => standY + Math.sin(x / 160) * 3,
    room: standY - frame.height * 0.08,
    horizonY,
    shadow: 0.55,
    front: () => undefined,
  };
}
