import { arrange, fittingSize, type Spot } from './arrange.ts';
import type { Mention, PlaceId, ThingId } from './grammar/scene.ts';
import type { Rgb } from './paint/colour.ts';
import { between, openRng } from './paint/prng.ts';
import { ellipse, group, placed } from './paint/svg.ts';
import { shadowCss } from './scenery/hills.ts';
import { PLACES } from './scenery/places.ts';
import type { Habitat, Setting } from './scenery/setting.ts';
import { drawReflection } from './scenery/water.ts';
import { paintWeather } from './scenery/weather.ts';
import type { Stage } from './stage.ts';
import { SCENERY_PAINTERS } from './subjects/catalogue.ts';
import { makePen } from './subjects/pen.ts';
import type { Thing } from './subjects/thing.ts';
import { thingIn } from './thing-in.ts';

/**
 * Paints a whole scene onto the stage: a landscape, or a thing in its place; then companions and the weather.
 *
 * @param stage An empty stage.
 */
export function composeScene(stage: Stage): void {
  const { main, companions } = stage.scene;
  const painter = SCENERY_PAINTERS[main.subject as keyof typeof SCENERY_PAINTERS];
  if (painter === undefined) {
    composeThing(stage, main as Mention<ThingId>, companions);
    return;
  }
  const setting = painter(stage);
  for (const [index, companion] of companions.entries()) placeCompanion(stage, companion, setting, index);
  setting.front();
  paintWeather(stage, setting.horizonY);
}

function composeThing(
  stage: Stage,
  mention: Mention<ThingId>,
  companions: readonly Mention<ThingId>[],
): void {
  const { place } = stage.scene;
  const thing = thingIn(mention.subject, place);
  const setting = PLACES[place](stage, habitatIn(thing, place));
  for (const [index, companion] of companions.entries()) placeCompanion(stage, companion, setting, index);
  const spots = arrange(stage, thing, thing.grouped === true ? 1 : mention.count, setting);
  if (thing.anchor === 'edge') setting.front();
  for (const [index, spot] of spots.entries()) {
    drawAt(stage, mention.subject, spot, setting, index, stage.scene.accent);
  }
  if (thing.anchor !== 'edge') setting.front();
  if (place !== 'interior' && place !== 'space' && place !== 'underwater')
    paintWeather(stage, setting.horizonY);
}

function habitatIn(thing: Thing, place: PlaceId): Habitat {
  return thing.habitat === 'deep' && place !== 'underwater' ? 'air' : thing.habitat;
}

function placeCompanion(stage: Stage, mention: Mention<ThingId>, setting: Setting, index: number): void {
  const thing = thingIn(mention.subject, stage.scene.place);
  const rng = stage.rng(`companion ${index}`);
  const { width } = stage.frame;
  const size = Math.min(fittingSize(stage, thing, setting) * 0.48, setting.room * 0.5);
  const side = index === 0 ? stage.light.side : -stage.light.side;
  const shown = Math.min(mention.count, 5);
  for (let i = 0; i < shown; i += 1) {
    const x =
      width * (0.5 + side * between(rng, 0.22, 0.34)) + (i - (shown - 1) / 2) * size * thing.aspect * 0.9;
    const ground = setting.standAt(x);
    const airy = thing.habitat === 'air' || thing.habitat === 'deep';
    const depth = ground - setting.horizonY;
    const y = airy
      ? ground - setting.room * between(rng, 0.42, 0.62)
      : ground - depth * (thing.habitat === 'water' ? 0.55 : 0.22);
    drawAt(
      stage,
      mention.subject,
      { x, y, size, distance: 0.06, mirrored: side > 0 && !thing.fixed },
      setting,
      100 + index * 10 + i,
      undefined,
    );
  }
}

function drawAt(
  stage: Stage,
  subject: ThingId,
  spot: Spot,
  setting: Setting,
  index: number,
  accent: Rgb | undefined,
): void {
  const thing = thingIn(subject, stage.scene.place);
  const scale = spot.size / 1000;
  const grounded = thing.habitat === 'ground' || thing.habitat === 'table';
  const afloat = thing.habitat === 'water' && setting.mirrorY !== undefined;
  const pen = makePen(stage, `${subject} ${index}`, {
    mirrored: spot.mirrored,
    distance: spot.distance,
    accent,
  });
  const svg = group(placed(spot.x, spot.y, scale, spot.mirrored), thing.draw(pen));
  if (grounded && thing.anchor === undefined && setting.shadow > 0)
    stage.layer(`${subject} shadow`, contactShadow(stage, thing, spot, setting.shadow));
  if (!afloat) {
    stage.layer(subject, svg);
    return;
  }
  const wide = spot.size * thing.aspect;
  const box = { x: spot.x - wide * 0.6, width: wide * 1.2, height: spot.size * 0.6 };
  stage.layer(`${subject} mirror`, drawReflection(stage, svg, spot.y, box, setting.rough === true));
  stage.layer(subject, svg);
  stage.layer(`${subject} wake`, wake(stage, spot, wide));
}

function contactShadow(stage: Stage, thing: Thing, spot: Spot, strength: number): string {
  const wide = spot.size * thing.aspect * 0.56;
  const colour = shadowCss(stage);
  const fill = stage.radial([
    [0, colour, strength],
    [0.55, colour, strength * 0.5],
    [1, colour, 0],
  ]);
  const cast = -stage.light.side * wide * 0.28;
  return (
    ellipse(spot.x + cast, spot.y, wide * 1.25, Math.max(8, wide * 0.17), { fill, opacity: 0.75 }) +
    ellipse(spot.x, spot.y, wide * 0.85, Math.max(5, wide * 0.085), { fill })
  );
}

function wake(stage: Stage, spot: Spot, wide: number): string {
  const rng = openRng(stage.scene.layoutKey, `wake ${Math.round(spot.x)}`);
  const { sky } = stage.light;
  const fill = stage.linear(
    [
      [0, sky[3], 0],
      [0.5, sky[3], 0.8],
      [1, sky[3], 0],
    ],
    [0, 0],
    [1, 0],
  );
  let svg = '';
  for (let i = 0; i < 4; i += 1) {
    svg += ellipse(
      spot.x + between(rng, -0.1, 0.1) * wide,
      spot.y + 2 + i * i * spot.size * 0.006,
      wide * (0.5 + i * 0.1),
      2 + i * 0.5,
      { fill, opacity: 0.7 - i * 0.15 },
    );
  }
  return svg;
}
