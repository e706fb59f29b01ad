import { between } from '../paint/prng.ts';
import type { Stage } from '../stage.ts';
import { fern } from './fern.ts';
import { isSnowy } from './seasons.ts';
import type { Setting } from './setting.ts';
import { paintSky } from './sky.ts';
import { paintForestDepths } from './woods.ts';

/** A forest of tall trunks with light between them, open in the middle. */
export function forest(stage: Stage): Setting {
  const { frame } = stage;
  const horizonY = frame.height * 0.6;
  const groundY = frame.height * 0.72;
  paintSky(stage, horizonY + 40, { clouds: false });
  paintForestDepths(stage, horizonY, groundY);
  const standY = frame.height * 0.86;
  return {
    standAt: () => standY,
    room: standY - frame.height * 0.1,
    horizonY,
    shadow: 0.5,
    front: () => paintUndergrowth(stage),
  };
}

function paintUndergrowth(stage: Stage): void {
  if (stage.scene.style === 'minimalist') return;
  const rng = stage.rng('undergrowth');
  const { frame } = stage;
  if (isSnowy(stage)) return;
  const ferns = [0.02, 0.1, 0.9, 0.98].map((share) =>
    fern(stage, rng, frame.width * share, frame.height + 12, between(rng, 90, 170)),
  );
  stage.layer('ferns', ferns.join(''));
}
