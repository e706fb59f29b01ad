import { rgb } from '../paint/colour.ts';
import { rect } from '../paint/svg.ts';
import { heightAt } from '../paint/terrain.ts';
import { conifer, coniferRow } from '../scenery/conifer.ts';
import { hill } from '../scenery/hills.ts';
import { farRange } from '../scenery/mountains.ts';
import type { Setting } from '../scenery/setting.ts';
import { paintSky } from '../scenery/sky.ts';
import { paintWater } from '../scenery/water.ts';
import { drawAurora } from '../scenery/wonders.ts';
import type { Stage } from '../stage.ts';

/** Polar light over mountains and a frozen lake. */
export function aurora(stage: Stage): Setting {
  const { frame } = stage;
  const rng = stage.rng('aurora land');
  const horizonY = frame.height * 0.72;
  paintSky(stage, horizonY, { clouds: false, body: false });
  if (!stage.scene.wonders.has('aurora')) stage.layer('aurora', drawAurora(stage, horizonY));
  stage.layer('far range', farRange(stage, horizonY + 10, { rise: 150, layers: 3, rock: rgb('#7f95b0') }));
  const shore = hill(
    stage,
    'aurora shore',
    { y: horizonY + 4, swing: 14, waves: 1.6, floor: horizonY + 40 },
    rgb('#dce6f0'),
    0.16,
  );
  stage.layer('shore', shore.svg);
  stage.layer(
    'firs',
    coniferRow(
      stage,
      rng,
      (x) => heightAt(shore.points, x) + 8,
      96,
      stage.tone(rgb('#1f3a3a'), 0.1, 0.08),
      0.34,
    ),
  );
  paintWater(stage, horizonY + 30, frame.height, 0.98);
  const sheen = stage.linear([
    [0, stage.light.grade(rgb('#4dffb0')), 0.42],
    [1, stage.light.grade(rgb('#2fb6c8')), 0],
  ]);
  stage.layer('sheen', rect(-10, horizonY + 30, frame.width + 20, frame.height - horizonY, { fill: sheen }));
  let near = '';
  for (const [share, tall] of [
    [0.03, 380],
    [0.11, 260],
    [0.95, 330],
    [0.88, 220],
  ] as const)
    near += conifer(stage, rng, frame.width * share, frame.height + 6, tall);
  return {
    standAt: () => frame.height * 0.93,
    room: frame.height * 0.6,
    horizonY,
    shadow: 0.2,
    front: () => stage.layer('near firs', near),
  };
}
