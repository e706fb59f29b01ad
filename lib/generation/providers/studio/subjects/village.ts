import { mix, rgb } from '../paint/colour.ts';
import { between } from '../paint/prng.ts';
import { num, path, polygon } from '../paint/svg.ts';
import { heightAt } from '../paint/terrain.ts';
import { conifer, coniferRow } from '../scenery/conifer.ts';
import { hill } from '../scenery/hills.ts';
import { paintPeaks } from '../scenery/peaks.ts';
import { paintMeadowFront } from '../scenery/place-meadow.ts';
import { grassColour, isSnowy } from '../scenery/seasons.ts';
import type { Setting } from '../scenery/setting.ts';
import { paintSky } from '../scenery/sky.ts';
import { gabledHouse } from '../scenery/skyline.ts';
import type { Stage } from '../stage.ts';
import { standing } from './landscape.ts';

/** A village in a valley, its church above the roofs. */
export function village(stage: Stage): Setting {
  const { frame } = stage;
  const rng = stage.rng('village');
  const horizonY = frame.height * 0.56;
  paintSky(stage, horizonY);
  paintPeaks(stage, horizonY, frame.height * 0.2);
  const white = isSnowy(stage);
  const ground = white ? rgb('#e6edf4') : grassColour(stage);
  const back = hill(
    stage,
    'village back',
    { y: horizonY + 10, swing: 20, waves: 1.3, floor: frame.height },
    ground,
    0.26,
  );
  stage.layer('slope', back.svg);
  stage.layer(
    'forest line',
    coniferRow(
      stage,
      rng,
      (x) => heightAt(back.points, x) + 8,
      56,
      stage.tone(rgb('#2d5143'), 0.28, 0.3),
      0.36,
    ),
  );
  const rows = [
    { y: horizonY + frame.height * 0.075, size: 66, distance: 0.22 },
    { y: horizonY + frame.height * 0.15, size: 96, distance: 0.1 },
    { y: horizonY + frame.height * 0.25, size: 138, distance: 0 },
  ];
  for (const [i, { y, size, distance }] of rows.entries()) {
    const strip = hill(
      stage,
      `village row ${i}`,
      { y: y + 6, swing: 12, waves: 1.6, floor: frame.height + 20 },
      ground,
      distance,
    );
    if (i === 1)
      stage.layer('church', church(stage, frame.width * (0.5 - stage.light.side * 0.09), y + 14, 250, 0.12));
    let houses = '';
    for (
      let x = frame.width * 0.08 + rng() * 40;
      x < frame.width * 0.94;
      x += size * between(rng, 0.95, 1.6)
    ) {
      if (i === 2 && Math.abs(x - frame.width / 2) < size * 0.9) continue;
      houses +=
        rng() < 0.2
          ? conifer(stage, rng, x, y + 16, size * 1.35, distance)
          : gabledHouse(stage, rng, { x, y: y + 14, size: size * between(rng, 0.85, 1.15), distance });
    }
    stage.layer(`houses ${i}`, houses);
    stage.layer(`ground ${i}`, strip.svg);
  }
  stage.layer('smoke', chimneySmoke(stage, horizonY));
  return standing(
    stage,
    horizonY,
    () => frame.height * 0.9,
    () => {
      if (!white) paintMeadowFront(stage, frame.height * 0.9);
    },
  );
}

function church(stage: Stage, x: number, y: number, size: number, distance: number): string {
  const wall = rgb('#ece2d0');
  const roof = isSnowy(stage) ? rgb('#eef3f8') : rgb('#6b4a48');
  const tower = size * 0.2;
  let svg = polygon(
    [
      [x + tower * 0.4, y],
      [x + tower * 0.4, y - size * 0.3],
      [x + size * 0.6, y - size * 0.3],
      [x + size * 0.6, y],
    ],
    { fill: stage.tone(wall, 0.5, distance) },
  );
  svg += polygon(
    [
      [x + tower * 0.3, y - size * 0.28],
      [x + size * 0.16, y - size * 0.48],
      [x + size * 0.5, y - size * 0.48],
      [x + size * 0.64, y - size * 0.28],
    ],
    { fill: stage.tone(roof, 0.6, distance) },
  );
  svg += polygon(
    [
      [x - tower / 2, y],
      [x - tower / 2, y - size * 0.62],
      [x + tower / 2, y - size * 0.62],
      [x + tower / 2, y],
    ],
    { fill: stage.tone(wall, 0.8, distance) },
  );
  svg += polygon(
    [
      [x - tower * 0.62, y - size * 0.6],
      [x, y - size],
      [x + tower * 0.62, y - size * 0.6],
    ],
    { fill: stage.tone(roof, 0.7, distance) },
  );
  return (
    svg +
    path(`M${num(x - 6)} ${num(y - size * 0.46)}v-18q6 -9 12 0v18z`, {
      fill: stage.tone(rgb('#4a5568'), 0.4, distance),
    })
  );
}

function chimneySmoke(stage: Stage, horizonY: number): string {
  const rng = stage.rng('smoke');
  const { frame } = stage;
  let svg = '';
  const fill = stage.halo(stage.light.grade(mix(stage.light.haze, [255, 255, 255], 0.3)), 0.34);
  for (let i = 0; i < 4; i += 1) {
    const x = frame.width * (0.2 + 0.2 * i) + between(rng, -30, 30);
    const y = horizonY + frame.height * 0.08;
    for (let k = 0; k < 7; k += 1) {
      const size = 12 + k * 7;
      svg += `<circle cx="${num(x + k * 7 * stage.light.side + between(rng, -4, 4))}" cy="${num(y - k * 19)}" r="${num(size)}" fill="${fill}"/>`;
    }
  }
  return svg;
}
