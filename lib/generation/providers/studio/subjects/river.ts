import { css, mix, rgb, shift } from '../paint/colour.ts';
import { between } from '../paint/prng.ts';
import { line, num, type Point, path } from '../paint/svg.ts';
import { heightAt } from '../paint/terrain.ts';
import { conifer, coniferRow } from '../scenery/conifer.ts';
import { blossoms, grass } from '../scenery/grass.ts';
import { hill, paintGroundCover } from '../scenery/hills.ts';
import { leafyTree } from '../scenery/leaves.ts';
import { farRange } from '../scenery/mountains.ts';
import { grassColour, isSnowy } from '../scenery/seasons.ts';
import type { Setting } from '../scenery/setting.ts';
import { paintSky } from '../scenery/sky.ts';
import { waterColours } from '../scenery/water-colours.ts';
import type { Stage } from '../stage.ts';

/** A river that winds out of the hills towards the eye. */
export function river(stage: Stage): Setting {
  const { frame } = stage;
  const rng = stage.rng('river');
  const horizonY = frame.height * 0.5;
  paintSky(stage, horizonY + 10);
  stage.layer(
    'far range',
    farRange(stage, horizonY + 14, { rise: Math.min(260, horizonY * 0.5), layers: 4 }),
  );
  const green = grassColour(stage);
  const back = hill(
    stage,
    'river back',
    { y: horizonY + 4, swing: 24, waves: 1.5, floor: frame.height + 20 },
    mix(green, rgb('#587f78'), 0.4),
    0.42,
  );
  stage.layer('far meadow', back.svg);
  stage.layer(
    'far wood',
    coniferRow(
      stage,
      rng,
      (x) => heightAt(back.points, x) + 10,
      40,
      stage.tone(rgb('#365c4c'), 0.3, 0.42),
      0.34,
    ),
  );
  const plain = hill(
    stage,
    'river plain',
    { y: horizonY + 34, swing: 10, waves: 1.2, floor: frame.height + 20 },
    green,
    0.12,
  );
  stage.layer('meadow', plain.svg);
  paintGroundCover(stage, horizonY + 50, green);
  stage.layer('river', winding(stage, horizonY + 44));
  stage.layer('bank trees', bankTrees(stage, horizonY));
  return {
    standAt: () => frame.height * 0.88,
    room: frame.height * 0.78,
    horizonY,
    shadow: 0.4,
    front: () => stage.layer('bank', bank(stage)),
  };
}

/** The river's course: where its middle lies and how wide it is, from far (0) to near (1). */
function course(stage: Stage, near: number): { x: number; half: number } {
  const { frame, light } = stage;
  const sway = Math.sin(near * 6.6 + 0.6) * frame.width * 0.17 * (0.25 + near * 0.9);
  return {
    x: frame.width * (0.5 + light.side * 0.03) + light.side * sway,
    half: 7 + frame.width * 0.2 * near ** 1.7,
  };
}

function winding(stage: Stage, topY: number): string {
  const { frame } = stage;
  const rng = stage.rng('winding');
  const bottom = frame.height + 20;
  const colours = waterColours(stage);
  const left: Point[] = [];
  const right: Point[] = [];
  for (let i = 0; i <= 26; i += 1) {
    const near = i / 26;
    const { x, half } = course(stage, near);
    const y = topY + (bottom - topY) * near ** 1.45;
    left.push([x - half, y]);
    right.push([x + half, y]);
  }
  const shape = line([...left, ...right.reverse()]);
  const earth = line([
    ...left.map(([x, y]): Point => [x - 5 - (y - topY) * 0.03, y - 2]),
    ...right.map(([x, y]): Point => [x + 5 + (y - topY) * 0.03, y - 2]),
  ]);
  let svg = path(`${earth}Z`, { fill: stage.tone(rgb('#8d7a58'), 0.4) });
  svg += path(`${shape}Z`, {
    fill: stage.linear([
      [0, colours.far],
      [0.3, colours.middle],
      [1, colours.near],
    ]),
  });
  let light = '';
  let dark = '';
  for (let i = 0; i < 60 * stage.detail; i += 1) {
    const near = rng() ** 0.8;
    const { x, half } = course(stage, near);
    const y = topY + (bottom - topY) * near ** 1.45;
    const long = half * between(rng, 0.1, 0.4);
    const at = x + between(rng, -0.7, 0.7) * half;
    const mark = `M${num(at - long)} ${num(y)}q${num(long)} ${num(-1 - 4 * near)} ${num(long * 2)} 0q${num(-long)} ${num(1 + 4 * near)} ${num(-long * 2)} 0z`;
    if (i % 2 === 0) light += mark;
    else dark += mark;
  }
  return (
    svg +
    path(light, { fill: css(stage.light.sky[3]), opacity: 0.5 }) +
    path(dark, { fill: css(shift(colours.near, -0.06)), opacity: 0.35 })
  );
}

function bankTrees(stage: Stage, horizonY: number): string {
  const rng = stage.rng('bank trees');
  const { frame } = stage;
  const autumn = stage.scene.season === 'autumn';
  const spots = Array.from({ length: 16 }, () => ({
    near: rng() ** 1.3 * 0.75,
    side: rng() < 0.5 ? -1 : 1,
    out: rng(),
  }));
  let svg = '';
  for (const { near, side, out } of spots.sort((a, b) => a.near - b.near)) {
    const { x, half } = course(stage, near);
    const y = horizonY + 44 + (frame.height - horizonY) * near ** 1.45;
    const px = x + side * (half + 30 + (60 + out * frame.width * 0.35) * (0.3 + near));
    const tall = 60 + 320 * near;
    svg += autumn
      ? leafyTree(stage, rng, { x: px, y, height: tall, distance: 0.3 * (1 - near) })
      : conifer(stage, rng, px, y, tall, 0.36 * (1 - near));
  }
  return svg;
}

function bank(stage: Stage): string {
  const rng = stage.rng('near bank');
  const { frame, light } = stage;
  if (isSnowy(stage) || stage.scene.style === 'minimalist') return '';
  const from = light.side < 0 ? frame.width * 0.62 : -20;
  const colour = grassColour(stage);
  return (
    grass(stage, rng, {
      from,
      to: from + frame.width * 0.42,
      ground: () => frame.height + 10 - rng() * 50,
      size: 70,
      many: 60 * stage.detail,
      colour,
      level: 0.4,
    }) +
    blossoms(stage, rng, {
      from,
      to: from + frame.width * 0.4,
      top: frame.height * 0.9,
      bottom: frame.height,
      many: 10 * stage.detail,
      colours: [rgb('#f3e6a0'), rgb('#f4efe6'), rgb('#b08ad0')],
      size: 15,
    })
  );
}
