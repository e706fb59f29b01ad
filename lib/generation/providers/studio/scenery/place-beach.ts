import { css, mix, rgb, shift } from '../paint/colour.ts';
import { land, type Point } from '../paint/svg.ts';
import { outline } from '../paint/terrain.ts';
import type { Stage } from '../stage.ts';
import { calmness, farCoast } from './coast.ts';
import type { Habitat, Setting } from './setting.ts';
import { paintSky } from './sky.ts';
import { paintWater } from './water.ts';

/** A sandy beach with the sea behind it. */
export function beach(stage: Stage, habitat: Habitat): Setting {
  const { frame } = stage;
  const horizonY = frame.height * 0.5;
  const shoreY = frame.height * 0.72;
  paintSky(stage, horizonY);
  stage.layer('coast', farCoast(stage, horizonY));
  paintWater(stage, horizonY, frame.height, calmness(stage));
  stage.layer('beach', sandAndSurf(stage, shoreY));
  if (habitat === 'water') {
    const floatY = frame.height * 0.64;
    return {
      standAt: () => floatY,
      mirrorY: floatY,
      rough: true,
      room: floatY - frame.height * 0.07,
      horizonY,
      shadow: 0,
      front: () => undefined,
    };
  }
  const standY = frame.height * 0.87;
  return {
    standAt: () => standY,
    room: standY - frame.height * 0.1,
    horizonY,
    shadow: 0.55,
    front: () => undefined,
  };
}

/** Sand rising from the water, with lines of surf at its edge. */
function sandAndSurf(stage: Stage, shoreY: number): string {
  const { frame } = stage;
  const sand = rgb('#e6c695');
  const points = outline(stage.rng('shore'), {
    width: frame.width,
    y: shoreY,
    swing: 26,
    waves: 0.9,
    octaves: 2,
    step: 40,
  });
  const foam = css(stage.light.grade(mix(stage.toneRgb([255, 255, 255], 1), stage.light.sky[3], 0.15)));
  const wet = points.map(([x, y]): Point => [x, y - 6]);
  const surf = points.map(([x, y]): Point => [x, y - 17]);
  const surfFar = points.map(([x, y]): Point => [x + 60, y - 42]);
  const fill = stage.linear([
    [0, stage.toneRgb(sand, 0.8)],
    [1, stage.toneRgb(sand, 0.45)],
  ]);
  return (
    land(surfFar, shoreY + 60, { fill: foam, opacity: 0.16 }) +
    land(surf, shoreY + 60, { fill: foam, opacity: 0.75 }) +
    land(wet, frame.height + 10, { fill: stage.tone(shift(sand, -0.14), 0.55) }) +
    land(
      points.map(([x, y]): Point => [x, y + 12]),
      frame.height + 10,
      { fill },
    )
  );
}
