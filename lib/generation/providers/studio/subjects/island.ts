import { css, mix, rgb } from '../paint/colour.ts';
import { between } from '../paint/prng.ts';
import { num, type Point, path, polygon } from '../paint/svg.ts';
import { jagged } from '../paint/terrain.ts';
import { drawFlock } from '../scenery/flock.ts';
import { foliage } from '../scenery/leaves.ts';
import { palm } from '../scenery/palm.ts';
import type { Setting } from '../scenery/setting.ts';
import { paintSky } from '../scenery/sky.ts';
import { paintWater } from '../scenery/water.ts';
import type { Stage } from '../stage.ts';
import { smoothClosed } from './smooth-closed.ts';

/** A small island with palms in a clear lagoon. */
export function island(stage: Stage): Setting {
  const { frame } = stage;
  const rng = stage.rng('island');
  const horizonY = frame.height * 0.54;
  paintSky(stage, horizonY);
  stage.layer('far isles', farIsles(stage, horizonY));
  paintWater(stage, horizonY, frame.height, 0.75);
  stage.layer('lagoon', lagoon(stage, horizonY));
  const middle = frame.width * (0.5 - stage.light.side * 0.06);
  const half = Math.min(frame.width * 0.36, 430);
  const y = horizonY + frame.height * 0.115;
  const sand = rgb('#efd3a0');
  const beach: Point[] = [
    [-1, 0.02],
    [-0.7, -0.07],
    [-0.35, -0.17],
    [0, -0.2],
    [0.35, -0.15],
    [0.7, -0.07],
    [1, 0.02],
    [0.6, 0.09],
    [0, 0.12],
    [-0.6, 0.09],
  ].map(([dx, dy]): Point => [middle + dx! * half, y + dy! * half]);
  let svg = polygon(
    beach.map(([x, py]): Point => [x + (x - middle) * 0.05, py + 9]),
    {
      fill: css(stage.light.grade(mix(stage.toneRgb([255, 255, 255], 1), stage.light.sky[3], 0.2))),
      opacity: 0.6,
    },
  );
  svg += path(smoothClosed(beach), {
    fill: stage.linear([
      [0, stage.toneRgb(sand, 0.95)],
      [1, stage.toneRgb(sand, 0.45)],
    ]),
  });
  for (let i = 0; i < 5; i += 1) {
    svg += foliage(stage, rng, {
      x: middle + (i - 2) * half * 0.2 + between(rng, -20, 20),
      y: y - half * 0.2,
      rx: half * 0.17,
      ry: half * 0.09,
      colour: rgb('#4c8f52'),
    });
  }
  const tall = Math.min(horizonY * 0.72, half * 1.25);
  for (const [dx, scale, lean] of [
    [-0.34, 0.7, -0.24],
    [0.3, 0.62, 0.3],
    [-0.04, 1, 0.14],
    [0.12, 0.84, -0.12],
  ] as const) {
    svg += palm(stage, rng, middle + dx * half, y - half * 0.13, tall * scale, lean);
  }
  stage.layer('island', svg);
  stage.layer('gulls', drawFlock(stage, frame.width * 0.3, horizonY * 0.36, 24, 4));
  const floatY = frame.height * 0.84;
  return {
    standAt: () => floatY,
    mirrorY: floatY,
    room: floatY - frame.height * 0.2,
    horizonY,
    shadow: 0,
    front: () => undefined,
  };
}

function farIsles(stage: Stage, horizonY: number): string {
  const rng = stage.rng('far isles');
  let svg = '';
  for (const share of [0.12, 0.86]) {
    const x = stage.frame.width * share;
    const half = between(rng, 90, 170);
    const high = between(rng, 30, 64);
    const up = jagged(rng, [x - half, horizonY + 2], [x, horizonY - high], 0.08, 3);
    const down = jagged(rng, [x, horizonY - high], [x + half, horizonY + 2], 0.08, 3);
    svg += polygon([...up, ...down], { fill: stage.tone(rgb('#5f8a86'), 0.5, 0.55) });
  }
  return svg;
}

function lagoon(stage: Stage, horizonY: number): string {
  const { frame } = stage;
  const clear = stage.toneRgb(rgb('#57d6c4'), 0.9);
  const fill = stage.halo(clear, stage.light.dark ? 0.25 : 0.95);
  return `<ellipse cx="${num(frame.width / 2)}" cy="${num(horizonY + frame.height * 0.17)}" rx="${num(frame.width * 0.62)}" ry="${num(frame.height * 0.2)}" fill="${fill}"/>`;
}
