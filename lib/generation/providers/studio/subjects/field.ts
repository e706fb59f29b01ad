import { mix, rgb, shift } from '../paint/colour.ts';
import { between, pick } from '../paint/prng.ts';
import { land, num, path, polygon } from '../paint/svg.ts';
import { heightAt } from '../paint/terrain.ts';
import { hill } from '../scenery/hills.ts';
import { leafyTree } from '../scenery/leaves.ts';
import { farRange } from '../scenery/mountains.ts';
import { paintMeadowFront } from '../scenery/place-meadow.ts';
import { grassColour, isSnowy } from '../scenery/seasons.ts';
import type { Setting } from '../scenery/setting.ts';
import { paintSky } from '../scenery/sky.ts';
import { gabledHouse } from '../scenery/skyline.ts';
import type { Stage } from '../stage.ts';
import { standing } from './landscape.ts';

/** Fields in bands that run to the horizon: wheat, lavender, tulips or vines, a farm in the distance. */
export function field(stage: Stage): Setting {
  const { frame } = stage;
  const { words, accent } = stage.scene;
  const rng = stage.rng('field');
  const horizonY = frame.height * 0.52;
  paintSky(stage, horizonY + 10);
  stage.layer('far range', farRange(stage, horizonY + 14, { rise: 110, layers: 2 }));
  const chosen =
    words.has('wheat') || words.has('weizen') || words.has('kornfeld')
      ? '#dcb04e'
      : pick(rng, ['#dcb04e', '#8f74c2', '#d8574a', '#e8b93f', '#86b04f']);
  const crop = isSnowy(stage) ? rgb('#e6edf3') : (accent ?? rgb(chosen));
  const back = hill(
    stage,
    'field back',
    { y: horizonY + 6, swing: 14, waves: 1.3, floor: frame.height },
    mix(grassColour(stage), rgb('#5f8a78'), 0.4),
    0.4,
  );
  stage.layer('far meadow', back.svg);
  let woods = '';
  for (let x = 0; x < frame.width; x += between(rng, 26, 150))
    woods += leafyTree(stage, rng, {
      x,
      y: heightAt(back.points, x) + 12,
      height: between(rng, 34, 64),
      distance: 0.38,
    });
  stage.layer('far wood', woods);
  const farmX = frame.width * (0.5 - stage.light.side * 0.2);
  stage.layer(
    'farm',
    gabledHouse(stage, rng, { x: farmX, y: horizonY + 34, size: 92, distance: 0.22, wall: rgb('#b5483a') }) +
      gabledHouse(stage, rng, { x: farmX + 80, y: horizonY + 36, size: 60, distance: 0.22 }),
  );
  stage.layer('rows', cropRows(stage, horizonY + 30, mix(crop, rgb('#5b7a3e'), 0.5), crop));
  return standing(
    stage,
    horizonY,
    () => frame.height * 0.9,
    () => {
      if (!isSnowy(stage)) paintMeadowFront(stage, frame.height * 0.9);
    },
  );
}

function cropRows(
  stage: Stage,
  topY: number,
  between_: readonly [number, number, number],
  crop: readonly [number, number, number],
): string {
  const rng = stage.rng('crop');
  const { frame } = stage;
  const vanishX = frame.width * (0.5 + stage.light.side * 0.12);
  const bottom = frame.height + 20;
  let svg = land(
    [
      [-20, topY],
      [frame.width + 20, topY],
    ],
    bottom,
    {
      fill: stage.linear([
        [0, stage.toneRgb(between_, 0.55, 0.3)],
        [1, stage.toneRgb(between_, 0.28)],
      ]),
    },
    true,
  );
  const rows = 17;
  const spread = frame.width * 2.6;
  const ripe = stage.linear([
    [0, stage.toneRgb(crop, 0.75, 0.26)],
    [0.35, stage.toneRgb(crop, 0.9)],
    [1, stage.toneRgb(crop, 0.55)],
  ]);
  for (let i = 0; i < rows; i += 1) {
    const left = vanishX + ((i - rows / 2) / rows) * spread;
    const right = left + (spread / rows) * 0.62;
    const [farLeft, farRight] = [vanishX + (left - vanishX) * 0.075, vanishX + (right - vanishX) * 0.075];
    svg += polygon(
      [
        [farLeft, topY],
        [farRight, topY],
        [right, bottom],
        [left, bottom],
      ],
      { fill: ripe },
    );
  }
  const many = Math.round(frame.width * 0.28 * stage.detail);
  let light = '';
  let dark = '';
  for (let i = 0; i < many; i += 1) {
    const near = rng() ** 0.7;
    const y = topY + (bottom - topY) * near;
    const row = Math.floor(rng() * rows);
    const at = ((row + rng() * 0.62 - rows / 2) / rows) * spread;
    const x = vanishX + at * (0.075 + 0.925 * near);
    const tall = 3 + 24 * near;
    const mark = `M${num(x)} ${num(y)}q${num(between(rng, -4, 4))} ${num(-tall * 0.6)} ${num(between(rng, -6, 6) * near)} ${num(-tall)}l${num(2 + 3 * near)} ${num(tall * 0.9)}z`;
    if (rng() < 0.5) light += mark;
    else dark += mark;
  }
  return (
    svg +
    path(dark, { fill: stage.tone(shift(crop, -0.1), 0.4) }) +
    path(light, { fill: stage.tone(shift(crop, 0.06), 1) })
  );
}
