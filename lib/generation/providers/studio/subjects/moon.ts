import { rgb } from '../paint/colour.ts';
import { circle } from '../paint/svg.ts';
import { heightAt } from '../paint/terrain.ts';
import { drawMist } from '../scenery/clouds.ts';
import { coniferRow } from '../scenery/conifer.ts';
import { hill } from '../scenery/hills.ts';
import { farRange } from '../scenery/mountains.ts';
import type { Setting } from '../scenery/setting.ts';
import { drawMoon, paintSky } from '../scenery/sky.ts';
import type { Stage } from '../stage.ts';
import { sphere } from './sphere.ts';

/** A great moon over a ridge, its light on the clouds. */
export function moon(stage: Stage): Setting {
  const { frame, light } = stage;
  const rng = stage.rng('moonscape');
  const horizonY = frame.height * 0.74;
  paintSky(stage, horizonY, { body: false, clouds: false });
  const radius = Math.min(frame.width, frame.height) * 0.25;
  const body = { x: frame.width * (0.5 + light.side * 0.06), y: horizonY * 0.52, radius };
  stage.layer('halo', circle(body.x, body.y, radius * 3.2, { fill: stage.halo(light.disc, 0.55) }));
  stage.layer('moon', moonFace(stage, body));
  stage.layer('moon clouds', drawMist(stage, 'moon', body.y + radius * 0.75, radius * 0.7, 0.5));
  stage.layer('far range', farRange(stage, horizonY + 20, { rise: 200, layers: 4, rock: rgb('#4a5a78') }));
  const slope = hill(
    stage,
    'moon slope',
    { y: horizonY + 30, swing: 30, waves: 1.6, floor: frame.height + 20 },
    rgb('#3a4a58'),
    0.3,
  );
  stage.layer('slope', slope.svg);
  stage.layer('valley mist', drawMist(stage, 'valley', horizonY + 80, 120, 0.6));
  const ridge = hill(
    stage,
    'ridge',
    { y: frame.height * 0.86, swing: 36, waves: 1.2, floor: frame.height + 20 },
    rgb('#2d3a40'),
    0.02,
  );
  stage.layer(
    'ridge trees',
    coniferRow(stage, rng, (x) => heightAt(ridge.points, x) + 8, 130, stage.tone(rgb('#1c2a30'), 0.05), 0.36),
  );
  stage.layer('ridge', ridge.svg);
  return {
    standAt: (x) => heightAt(ridge.points, x) + 10,
    room: frame.height * 0.7,
    horizonY,
    shadow: 0,
    front: () => undefined,
  };
}

/** The moon from near: craters as relief on a lit sphere. */
function moonFace(stage: Stage, body: { x: number; y: number; radius: number }): string {
  if (stage.detail === 1) return drawMoon(stage, body);
  return (
    drawMoon(stage, body) +
    sphere(
      stage,
      'moon face',
      body,
      ['#9a948a', '#d9d3c4', '#fdf9ea'],
      { bands: 0, features: 1.5, spots: 0.5 },
      0.5,
    )
  );
}
