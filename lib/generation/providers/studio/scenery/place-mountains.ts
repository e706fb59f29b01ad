import { mix, rgb } from '../paint/colour.ts';
import { between } from '../paint/prng.ts';
import { heightAt } from '../paint/terrain.ts';
import type { Stage } from '../stage.ts';
import { conifer, coniferRow } from './conifer.ts';
import { hill, paintGroundCover } from './hills.ts';
import { paintPeaks } from './peaks.ts';
import { paintMeadowFront } from './place-meadow.ts';
import { grassColour } from './seasons.ts';
import type { Setting } from './setting.ts';
import { paintSky } from './sky.ts';

/** High mountains behind an alpine meadow. */
export function mountains(stage: Stage): Setting {
  const { frame } = stage;
  const horizonY = frame.height * 0.64;
  paintSky(stage, horizonY);
  paintPeaks(stage, horizonY, frame.height * 0.17);
  const groundY = frame.height * 0.76;
  const rng = stage.rng('alpine');
  const green = mix(grassColour(stage), rgb('#6f8a5a'), 0.3);
  const slope = hill(
    stage,
    'alp',
    { y: horizonY + 14, swing: 22, waves: 1.4, floor: frame.height + 20 },
    green,
    0.3,
  );
  stage.layer('slope', slope.svg);
  stage.layer(
    'forest line',
    coniferRow(
      stage,
      rng,
      (x) => heightAt(slope.points, x) + 12,
      58,
      stage.tone(rgb('#2c5344'), 0.3, 0.28),
      0.34,
    ),
  );
  const near = hill(stage, 'near', { y: groundY, swing: 20, waves: 1.1, floor: frame.height + 20 }, green, 0);
  stage.layer('ground', near.svg);
  paintGroundCover(stage, groundY + 14, green);
  return {
    standAt: (x) => heightAt(near.points, x) + 40,
    room: groundY - frame.height * 0.04,
    horizonY,
    shadow: 0.45,
    front: () => paintAlpineFront(stage, groundY + 50),
  };
}

function paintAlpineFront(stage: Stage, topY: number): void {
  paintMeadowFront(stage, topY);
  if (stage.scene.style === 'minimalist' || stage.detail === 1) return;
  const { frame } = stage;
  const rng = stage.rng('framing');
  const side = -stage.light.side;
  const x = side < 0 ? frame.width * 0.05 : frame.width * 0.95;
  let svg = '';
  for (const [shift, tall] of [
    [0, 330],
    [0.085, 235],
    [-0.06, 280],
  ] as const) {
    svg += conifer(
      stage,
      rng,
      x - side * shift * frame.width,
      frame.height * 0.97,
      tall * between(rng, 0.9, 1.1),
    );
  }
  stage.layer('near trees', svg);
}
