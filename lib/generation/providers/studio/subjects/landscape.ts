import type { Setting } from '../scenery/setting.ts';
import type { Stage } from '../stage.ts';

/** Land that goes down to the bottom of the picture, where companions may stand. */
export function standing(
  stage: Stage,
  horizonY: number,
  standAt: (x: number) => number,
  front: () => void = () => undefined,
): Setting {
  return {
    standAt,
    room: standAt(stage.frame.width / 2) - stage.frame.height * 0.08,
    horizonY,
    shadow: 0.4,
    front,
  };
}
