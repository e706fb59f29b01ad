import { mix, rgb } from '../paint/colour.ts';
import { between } from '../paint/prng.ts';
import { land, type Point } from '../paint/svg.ts';
import { heightAt, outline } from '../paint/terrain.ts';
import { drawMist } from '../scenery/clouds.ts';
import { conifer, coniferRow } from '../scenery/conifer.ts';
import { hill } from '../scenery/hills.ts';
import { paintPeaks } from '../scenery/peaks.ts';
import { grassColour, isSnowy } from '../scenery/seasons.ts';
import type { Setting } from '../scenery/setting.ts';
import { paintSky } from '../scenery/sky.ts';
import { paintWater } from '../scenery/water.ts';
import type { Stage } from '../stage.ts';
import { standing } from './landscape.ts';

/** High mountains mirrored in a lake, firs at its side. */
export function mountain(stage: Stage): Setting {
  const { frame } = stage;
  const horizonY = frame.height * 0.66;
  paintSky(stage, horizonY);
  paintPeaks(stage, horizonY, frame.height * 0.13);
  const rng = stage.rng('mountain lake');
  const shore = hill(
    stage,
    'shore',
    { y: horizonY + 8, swing: 16, waves: 1.6, floor: horizonY + 44 },
    mix(grassColour(stage), rgb('#4f6f62'), 0.55),
    0.26,
  );
  stage.layer('shore', shore.svg);
  stage.layer(
    'forest line',
    coniferRow(
      stage,
      rng,
      (x) => heightAt(shore.points, x) + 14,
      74,
      stage.tone(rgb('#274c40'), 0.26, 0.22),
      0.34,
    ),
  );
  const waterY = horizonY + 36;
  paintWater(stage, waterY, frame.height, 0.95);
  stage.layer('mountain mirror', mountainMirror(stage, waterY, frame.height));
  stage.layer('mist', drawMist(stage, 'shore', waterY, 60, 0.5));
  return standing(
    stage,
    horizonY,
    () => frame.height * 0.9,
    () => stage.layer('near firs', nearFirs(stage)),
  );
}

function mountainMirror(stage: Stage, waterY: number, bottom: number): string {
  const rng = stage.rng('mountain mirror');
  const dark = stage.toneRgb(rgb('#33485a'), 0.3, 0.2);
  const points = outline(rng, { width: stage.frame.width, y: 0, swing: 46, waves: 3, octaves: 3, step: 22 });
  const fill = stage.linear([
    [0, dark, 0.62],
    [1, dark, 0],
  ]);
  const hanging = points.map(([x, y]): Point => [x, waterY + (bottom - waterY) * 0.42 + y]);
  return land(hanging, waterY, { fill }, true);
}

function nearFirs(stage: Stage): string {
  const rng = stage.rng('near firs');
  const { frame, light } = stage;
  const bank = outline(rng, {
    width: frame.width,
    y: frame.height * 0.965,
    swing: 14,
    waves: 1.5,
    octaves: 3,
    step: 30,
  });
  let svg = '';
  const edge = light.side < 0 ? frame.width : 0;
  for (const [inset, tall] of [
    [0.03, 560],
    [0.11, 400],
    [0.18, 300],
    [0.25, 190],
    [0.97, 330],
    [0.91, 210],
  ] as const) {
    const x = edge + light.side * inset * frame.width;
    svg += conifer(
      stage,
      rng,
      x,
      heightAt(bank, x) + 10,
      tall * between(rng, 0.9, 1.1) * Math.min(1.2, frame.height / 1000),
      0,
    );
  }
  return (
    svg +
    land(bank, frame.height + 20, {
      fill: stage.tone(isSnowy(stage) ? rgb('#dfe7ee') : rgb('#33492f'), 0.25),
    })
  );
}
