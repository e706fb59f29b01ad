import { rgb } from '../paint/colour.ts';
import { between } from '../paint/prng.ts';
import { heightAt } from '../paint/terrain.ts';
import type { Stage } from '../stage.ts';
import { conifer, coniferRow } from './conifer.ts';
import { hill, paintGroundCover } from './hills.ts';
import { farRange } from './mountains.ts';
import type { Setting } from './setting.ts';
import { paintSky } from './sky.ts';

/** Snow-covered land with conifers. */
export function snowfield(stage: Stage): Setting {
  const { frame } = stage;
  const horizonY = frame.height * 0.56;
  const groundY = frame.height * 0.7;
  paintSky(stage, horizonY + 20);
  stage.layer('far range', farRange(stage, horizonY + 16, { rise: 190, layers: 3, rock: rgb('#8fa3b8') }));
  const white = rgb('#e9eff5');
  const back = hill(
    stage,
    'snow back',
    { y: horizonY + 8, swing: 26, waves: 1.6, floor: frame.height },
    white,
    0.36,
  );
  stage.layer('snow back', back.svg);
  const rng = stage.rng('snow trees');
  stage.layer(
    'far trees',
    coniferRow(
      stage,
      rng,
      (x) => heightAt(back.points, x) + 8,
      46,
      stage.tone(rgb('#4d6b72'), 0.3, 0.4),
      0.45,
    ),
  );
  const near = hill(
    stage,
    'snow near',
    { y: groundY, swing: 22, waves: 1.1, floor: frame.height + 20 },
    white,
    0,
  );
  stage.layer('trees', snowTrees(stage, groundY));
  stage.layer('ground', near.svg);
  paintGroundCover(stage, groundY + 14, white);
  const standY = frame.height * 0.86;
  return {
    standAt: () => standY,
    room: standY - frame.height * 0.08,
    horizonY,
    shadow: 0.36,
    front: () => undefined,
  };
}

function snowTrees(stage: Stage, groundY: number): string {
  const rng = stage.rng('near snow trees');
  const { width } = stage.frame;
  let svg = '';
  for (const share of [0.04, 0.13, 0.21, 0.8, 0.88, 0.97]) {
    svg += conifer(
      stage,
      rng,
      width * share + between(rng, -20, 20),
      groundY + 16,
      between(rng, 150, 290),
      0.12,
    );
  }
  return svg;
}
