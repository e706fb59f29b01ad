import { mix, rgb } from '../paint/colour.ts';
import { group, num, veil } from '../paint/svg.ts';
import { heightAt } from '../paint/terrain.ts';
import type { Stage } from '../stage.ts';
import { drawMist } from './clouds.ts';
import { coniferRow } from './conifer.ts';
import { grass } from './grass.ts';
import { hill, paintGroundCover } from './hills.ts';
import { farRange } from './mountains.ts';
import { grassColour } from './seasons.ts';
import type { Habitat, Setting } from './setting.ts';
import { paintSky } from './sky.ts';
import { paintWater } from './water.ts';

/** A lake among hills; its near bank carries what stands on ground. */
export function lake(stage: Stage, habitat: Habitat): Setting {
  const { frame } = stage;
  const horizonY = frame.height * (habitat === 'ground' ? 0.5 : 0.52);
  paintSky(stage, horizonY + 6);
  const trees = paintLakeBack(stage, horizonY);
  paintWater(stage, horizonY + 22, frame.height, 0.9);
  stage.layer(
    'far mirror',
    veil(0.34, group(`translate(0 ${num((horizonY + 22) * 2.15)}) scale(1 -1.15)`, trees)),
  );
  stage.layer(
    'mist',
    drawMist(stage, 'lake', horizonY + 14, 80, stage.scene.weather === 'fog' ? 0.95 : 0.55),
  );
  if (habitat !== 'ground') {
    const floatY = frame.height * 0.77;
    return {
      standAt: () => floatY,
      mirrorY: floatY,
      room: floatY - frame.height * 0.07,
      horizonY,
      shadow: 0,
      front: () => paintReeds(stage),
    };
  }
  const bankY = frame.height * 0.8;
  const bank = hill(
    stage,
    'bank',
    { y: bankY, swing: 12, waves: 1, floor: frame.height + 20 },
    grassColour(stage),
    0,
  );
  stage.layer('bank', bank.svg);
  paintGroundCover(stage, bankY + 12, grassColour(stage));
  return {
    standAt: (x) => heightAt(bank.points, x) + 40,
    room: bankY - frame.height * 0.06,
    horizonY,
    shadow: 0.45,
    front: () => paintReeds(stage),
  };
}

/** The far side of a lake: ranges, wooded hills, a line of firs. Returns the firs, to be mirrored. */
function paintLakeBack(stage: Stage, horizonY: number): string {
  stage.layer(
    'far range',
    farRange(stage, horizonY + 10, { rise: Math.min(260, horizonY * 0.5), layers: 3 }),
  );
  const rng = stage.rng('lake trees');
  const shore = hill(
    stage,
    'far shore',
    { y: horizonY - 8, swing: 26, waves: 1.5, floor: horizonY + 26 },
    mix(grassColour(stage), rgb('#4f6f62'), 0.5),
    0.34,
  );
  stage.layer('far shore', shore.svg);
  const trees = coniferRow(
    stage,
    rng,
    (x) => Math.min(horizonY + 14, heightAt(shore.points, x) + 16),
    50,
    stage.tone(rgb('#2f5347'), 0.28, 0.3),
    0.4,
  );
  stage.layer('far trees', trees);
  return trees;
}

function paintReeds(stage: Stage): void {
  if (stage.scene.style === 'minimalist') return;
  const rng = stage.rng('reeds');
  const { frame, light } = stage;
  const side = -light.side;
  const from = side < 0 ? -20 : frame.width * 0.72;
  const reeds = grass(stage, rng, {
    from,
    to: from + frame.width * 0.3,
    ground: () => frame.height + 14,
    size: 130,
    many: 34 * stage.detail,
    colour: mix(grassColour(stage), rgb('#8a7a44'), 0.35),
    level: 0.28,
  });
  stage.layer('reeds', reeds);
}
