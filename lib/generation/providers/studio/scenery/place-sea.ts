import type { Stage } from '../stage.ts';
import { drawMist } from './clouds.ts';
import { calmness, farCoast } from './coast.ts';
import { headland } from './headland.ts';
import type { Habitat, Setting } from './setting.ts';
import { paintSky } from './sky.ts';
import { paintWater } from './water.ts';

/** The open sea; a rocky headland rises out of it for what stands on ground. */
export function sea(stage: Stage, habitat: Habitat): Setting {
  const { frame } = stage;
  const horizonY = frame.height * (habitat === 'ground' ? 0.66 : 0.56);
  paintSky(stage, horizonY);
  stage.layer('coast', farCoast(stage, horizonY));
  paintWater(stage, horizonY, frame.height, calmness(stage));
  stage.layer('mist', drawMist(stage, 'sea', horizonY, 70, stage.scene.weather === 'fog' ? 0.9 : 0.42));
  if (habitat !== 'ground') {
    const floatY = frame.height * 0.76;
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
  const head = headland(stage, horizonY);
  stage.layer('headland', head.svg);
  return {
    standAt: head.topAt,
    ground: head.ground,
    room: head.topAt(frame.width / 2) - frame.height * 0.07,
    horizonY,
    shadow: 0,
    front: () => stage.layer('foam', head.foam),
  };
}
