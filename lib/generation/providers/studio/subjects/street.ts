import { paintStreet } from '../scenery/place-street.ts';
import type { Setting } from '../scenery/setting.ts';
import { paintSky } from '../scenery/sky.ts';
import type { Stage } from '../stage.ts';

/** A street of old houses that runs away from the eye. */
export function street(stage: Stage): Setting {
  const { frame } = stage;
  const horizonY = frame.height * 0.56;
  paintSky(stage, horizonY + 20);
  paintStreet(stage, horizonY);
  return {
    standAt: () => frame.height * 0.88,
    room: frame.height * 0.6,
    horizonY,
    shadow: 0.5,
    front: () => undefined,
  };
}
