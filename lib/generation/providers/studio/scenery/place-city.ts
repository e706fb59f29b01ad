import { rgb } from '../paint/colour.ts';
import { between } from '../paint/prng.ts';
import { polygon, rect } from '../paint/svg.ts';
import type { Stage } from '../stage.ts';
import { drawMist } from './clouds.ts';
import { leafyTree } from './leaves.ts';
import { isSnowy } from './seasons.ts';
import type { Habitat, Setting } from './setting.ts';
import { paintSky } from './sky.ts';
import { buildings, CITY_WALLS } from './skyline.ts';
import { paintWater } from './water.ts';

/** A skyline behind a park, or behind water for what floats. */
export function city(stage: Stage, habitat: Habitat): Setting {
  const { frame } = stage;
  const horizonY = frame.height * 0.64;
  paintSky(stage, horizonY + 10);
  paintSkyline(stage, horizonY);
  if (habitat === 'water') {
    paintWater(stage, horizonY + 6, frame.height, 0.8);
    const floatY = frame.height * 0.78;
    return {
      standAt: () => floatY,
      mirrorY: floatY,
      room: floatY - frame.height * 0.07,
      horizonY,
      shadow: 0,
      front: () => undefined,
    };
  }
  stage.layer('park', parkGround(stage, horizonY));
  const standY = frame.height * 0.87;
  return {
    standAt: () => standY,
    room: standY - frame.height * 0.07,
    horizonY,
    shadow: 0.5,
    front: () => undefined,
  };
}

/** A city's skyline in three depths. */
export function paintSkyline(stage: Stage, baseY: number): void {
  const { frame } = stage;
  const tall = Math.min(baseY * 0.78, 620);
  const peak = frame.width * (0.5 - stage.light.side * 0.12);
  const depths = [
    { tall: tall * 0.95, wide: 58, distance: 0.7, peak: peak + frame.width * 0.1 },
    { tall: tall * 0.85, wide: 74, distance: 0.44, peak },
    { tall: tall * 0.46, wide: 92, distance: 0.16, peak: peak - frame.width * 0.12 },
  ];
  for (const [i, depth] of depths.entries()) {
    stage.layer(
      `skyline ${i}`,
      buildings(stage, stage.rng(`skyline ${i}`), {
        from: -40,
        to: frame.width + 20,
        baseY: baseY + 8,
        walls: CITY_WALLS,
        ...depth,
      }),
    );
    if (i < 2)
      stage.layer(
        `smog ${i}`,
        drawMist(stage, `city ${i}`, baseY - 20, tall * 0.42, stage.scene.weather === 'fog' ? 0.9 : 0.34),
      );
  }
}

function parkGround(stage: Stage, horizonY: number): string {
  const rng = stage.rng('park');
  const { frame } = stage;
  const lawn = isSnowy(stage) ? rgb('#e4eaf0') : rgb('#6c8f57');
  const paving = rgb('#a59a90');
  let svg = rect(-10, horizonY + 4, frame.width + 20, frame.height - horizonY + 10, {
    fill: stage.linear([
      [0, stage.toneRgb(lawn, 0.6, 0.3)],
      [1, stage.toneRgb(lawn, 0.35)],
    ]),
  });
  for (let x = -20; x < frame.width + 40; x += between(rng, 40, 120)) {
    svg += leafyTree(stage, rng, {
      x,
      y: horizonY + between(rng, 22, 34),
      height: between(rng, 70, 120),
      distance: 0.18,
    });
  }
  const [top, bottom] = [horizonY + (frame.height - horizonY) * 0.36, frame.height + 10];
  svg += polygon(
    [
      [frame.width * 0.3, top],
      [frame.width * 0.7, top],
      [frame.width * 1.15, bottom],
      [frame.width * -0.15, bottom],
    ],
    {
      fill: stage.linear([
        [0, stage.toneRgb(paving, 0.62, 0.1)],
        [1, stage.toneRgb(paving, 0.34)],
      ]),
    },
  );
  return svg;
}
