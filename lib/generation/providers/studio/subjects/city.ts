import { rgb } from '../paint/colour.ts';
import { between } from '../paint/prng.ts';
import { num, path } from '../paint/svg.ts';
import { paintSkyline } from '../scenery/place-city.ts';
import type { Setting } from '../scenery/setting.ts';
import { paintSky } from '../scenery/sky.ts';
import { LAMP } from '../scenery/skyline.ts';
import { paintWater } from '../scenery/water.ts';
import type { Stage } from '../stage.ts';

/** A skyline at the water, its lights on the waves. */
export function city(stage: Stage): Setting {
  const { frame } = stage;
  const horizonY = frame.height * 0.7;
  paintSky(stage, horizonY + 10);
  paintSkyline(stage, horizonY);
  paintWater(stage, horizonY + 6, frame.height, 0.75);
  stage.layer('city lights', lightsOnWater(stage, horizonY + 6));
  const floatY = frame.height * 0.88;
  return {
    standAt: () => floatY,
    mirrorY: floatY,
    room: floatY - frame.height * 0.1,
    horizonY,
    shadow: 0,
    front: () => undefined,
  };
}

function lightsOnWater(stage: Stage, topY: number): string {
  const rng = stage.rng('city lights');
  const { frame, light } = stage;
  const warm = light.grade(LAMP);
  const depth = frame.height - topY;
  const wall = stage.linear([
    [0, stage.toneRgb(rgb('#3c4656'), 0.3, 0.2), 0.7],
    [1, stage.toneRgb(rgb('#3c4656'), 0.3, 0.2), 0],
  ]);
  let shades = '';
  let gleams = '';
  for (let x = -10; x < frame.width; x += between(rng, 24, 70)) {
    const wide = between(rng, 30, 62);
    shades += `M${num(x)} ${num(topY)}h${num(wide)}v${num(depth * between(rng, 0.25, 0.75))}h${num(-wide)}z`;
  }
  const many = Math.round(26 * stage.detail * light.lamps * (frame.width / 1400));
  for (let i = 0; i < many; i += 1) {
    const x = rng() * frame.width;
    const marks = 7;
    for (let k = 0; k < marks; k += 1) {
      const y = topY + 6 + (depth * 0.7 * (k + rng())) / marks;
      const half = between(rng, 4, 13) * (0.6 + k / marks);
      gleams += `M${num(x - half)} ${num(y)}q${num(half)} ${num(-2.4)} ${num(half * 2)} 0q${num(-half)} 2.4 ${num(-half * 2)} 0z`;
    }
  }
  const gleam = stage.linear([
    [0, warm, 0.85],
    [1, warm, 0.12],
  ]);
  return path(shades, { fill: wall }) + (gleams === '' ? '' : path(gleams, { fill: gleam }));
}
