import { rgb } from '../paint/colour.ts';
import { heightAt } from '../paint/terrain.ts';
import { drawMist } from '../scenery/clouds.ts';
import { coniferRow } from '../scenery/conifer.ts';
import { drawFlock } from '../scenery/flock.ts';
import { hill } from '../scenery/hills.ts';
import { farRange } from '../scenery/mountains.ts';
import { isSnowy } from '../scenery/seasons.ts';
import type { Setting } from '../scenery/setting.ts';
import { paintSky } from '../scenery/sky.ts';
import type { Stage } from '../stage.ts';
import { standing } from './landscape.ts';

/** Ridge behind ridge under a large sky, each darker than the one behind it, mist between them. */
export function sun(stage: Stage): Setting {
  const { frame, light } = stage;
  const rng = stage.rng('ridges');
  const horizonY = frame.height * 0.66;
  paintSky(stage, horizonY);
  stage.layer('far range', farRange(stage, horizonY + 20, { rise: 210, layers: 3 }));
  const depths = 4;
  const dark = isSnowy(stage) ? rgb('#8fa2b5') : rgb('#2f4a48');
  let near = (x: number): number => frame.height * 0.9 + x * 0;
  for (let i = 0; i < depths; i += 1) {
    const share = i / (depths - 1);
    const distance = 0.5 - 0.5 * share;
    const y = horizonY + (frame.height * 0.92 - horizonY) * (0.12 + 0.78 * share);
    const swing = 44 - 10 * share;
    const ridge = hill(
      stage,
      `ridge ${i}`,
      { y, swing, waves: 1.5 - 0.2 * share, floor: frame.height + 20 },
      dark,
      distance,
    );
    const ground = (x: number): number => heightAt(ridge.points, x);
    const tall = 34 + 96 * share;
    stage.layer(
      `ridge trees ${i}`,
      coniferRow(
        stage,
        rng,
        (x) => ground(x) + 8,
        tall,
        stage.tone(dark, 0.5, distance),
        0.34 + 0.14 * share,
      ),
    );
    stage.layer(`ridge ${i}`, ridge.svg);
    if (i < depths - 1)
      stage.layer(`ridge mist ${i}`, drawMist(stage, `ridge ${i}`, y + 56, 110, 0.5 - 0.1 * i));
    near = ground;
  }
  stage.layer('flock', drawFlock(stage, frame.width * (0.5 - light.side * 0.14), horizonY * 0.42, 24, 9));
  return standing(stage, horizonY, (x) => near(x) + 30);
}
