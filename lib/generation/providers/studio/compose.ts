import type { Mention, PlaceId, ThingId } from './grammar/scene.ts';
import type { Rgb } from './paint/colour.ts';
import { between, openRng, type Rng } from './paint/prng.ts';
import { ellipse, group, placed } from './paint/svg.ts';
import { shadowCss } from './scenery/hills.ts';
import { PLACES } from './scenery/places.ts';
import type { Habitat, Setting } from './scenery/setting.ts';
import { drawReflection } from './scenery/water.ts';
import { paintWeather } from './scenery/weather.ts';
import type { Stage } from './stage.ts';
import { SCENERY_PAINTERS, THINGS_DRAWN } from './subjects/catalogue.ts';
import { makePen } from './subjects/pen.ts';
import type { Thing } from './subjects/thing.ts';

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

/** Where a thing is put: its foot, its height in units, how far off it seems, and whether it is mirrored. */
type Spot = {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly distance: number;
  readonly mirrored: boolean;
};

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

/** A thing as it is drawn in a place. */
function thingIn(subject: ThingId, place: PlaceId): Thing {
  const thing = THINGS_DRAWN[subject];
  const floating = place === 'sky' || place === 'space' || place === 'underwater';
  return floating ? (thing.elsewhere ?? thing) : thing;
}

function habitatIn(thing: Thing, place: PlaceId): Habitat {
  return thing.habitat === 'deep' && place !== 'underwater' ? 'air' : thing.habitat;
}

/** The largest size at which a thing fits the frame and its setting. */
function fittingSize(stage: Stage, thing: Thing, setting: Setting): number {
  const { width, height } = stage.frame;
  const grown = 1 + 0.3 * (Math.max(width, height) / 1000 - 1) * (height > width ? 1 : 0.25);
  const wanted = thing.height * 1000 * Math.min(1.35, grown);
  const room = thing.anchor === 'edge' ? height * 0.86 : setting.room * 0.97;
  return Math.min(wanted, room, (width * 0.86) / thing.aspect);
}

function arrange(stage: Stage, thing: Thing, count: number, setting: Setting): Spot[] {
  const rng = stage.rng('arrange');
  const { width } = stage.frame;
  const size = fittingSize(stage, thing, setting);
  if (count === 1) {
    const wide = (size * thing.aspect) / width;
    const lean = Math.max(0, Math.min(0.13, 0.42 - wide / 2));
    const x = onGround(
      setting,
      width * (0.5 - stage.light.side * lean * between(rng, 0.55, 1)),
      size * thing.aspect,
    );
    return [
      { x, y: footOf(stage, thing, setting, x), size, distance: 0, mirrored: !thing.fixed && rng() < 0.5 },
    ];
  }
  return thing.habitat === 'air' || thing.habitat === 'deep'
    ? scatter(rng, stage, thing, count, setting, size)
    : lineUp(rng, stage, thing, count, setting, size);
}

/** Moves a thing to where there is ground under all of it. */
function onGround({ ground }: Setting, x: number, wide: number): number {
  if (ground === undefined) return x;
  return Math.max(ground[0] + wide / 2, Math.min(ground[1] - wide / 2, x));
}

/** Where a thing's foot goes: on the ground, at the picture's lower edge, or up on a bough. */
function footOf(stage: Stage, thing: Thing, setting: Setting, x: number): number {
  const { height } = stage.frame;
  if (thing.anchor === 'edge' && stage.scene.place !== 'interior') return height * 1.01;
  return thing.anchor === 'bough' ? Math.min(setting.standAt(x), height * 0.8) : setting.standAt(x);
}

/** How many stand in each row, far to near: fewer in front, so that those in front stand between those behind. */
function rowsOf(count: number): number[] {
  if (count <= 3) return [count];
  if (count <= 7) return [Math.floor(count / 2) + 1, count - Math.floor(count / 2) - 1];
  const far = Math.ceil((count + 3) / 3);
  return [far, far - 1, count - far * 2 + 1];
}

/** Rows from far to near; each row's things share out the width. */
function lineUp(
  rng: Rng,
  stage: Stage,
  thing: Thing,
  count: number,
  setting: Setting,
  single: number,
): Spot[] {
  const { width, height } = stage.frame;
  const rows = rowsOf(count);
  const widest = rows[0]!;
  const spots: Spot[] = [];
  for (const [row, inRow] of rows.entries()) {
    const near = rows.length === 1 ? 1 : row / (rows.length - 1);
    const share = (width * 0.92) / widest / thing.aspect;
    const size = Math.min(single * (0.46 + 0.28 * near), share * (0.84 + 0.3 * near));
    const depth = Math.max(0, setting.standAt(width / 2) - setting.horizonY);
    for (let i = 0; i < inRow; i += 1) {
      const place = (i - (inRow - 1) / 2) / widest;
      const x = width * (0.5 + 0.92 * place + (0.92 * between(rng, -0.07, 0.07)) / widest);
      const stagger = rows.length === 1 && inRow > 1 ? ((i % 2) - 0.5) * size * 0.14 : 0;
      const y =
        footOf(stage, thing, setting, x) -
        (1 - near) * depth * 0.5 +
        stagger +
        between(rng, -0.02, 0.02) * size;
      spots.push({
        x,
        y: thing.anchor === 'edge' ? y : Math.min(y, height * 0.985),
        size: size * between(rng, 0.92, 1.08),
        distance: (1 - near) * 0.18,
        mirrored: !thing.fixed && rng() < 0.4,
      });
    }
  }
  return spots.sort((a, b) => a.y - b.y);
}

/** Places in the air or in the deep, kept apart from each other; the first is the largest. */
function scatter(
  rng: Rng,
  stage: Stage,
  thing: Thing,
  count: number,
  setting: Setting,
  single: number,
): Spot[] {
  const { width } = stage.frame;
  const columns = Math.max(1, Math.round(Math.sqrt((count * width) / setting.room)));
  const rows = Math.ceil(count / columns);
  const spots: Spot[] = [];
  for (let i = 0; i < count; i += 1) {
    const row = Math.floor(i / columns);
    const inRow = Math.min(columns, count - row * columns);
    const cellWide = width / inRow;
    const cellHigh = setting.room / rows;
    const fit = Math.min(single * 0.92, cellHigh * 0.96, (cellWide * 0.94) / thing.aspect);
    const size = fit * (i === 0 ? 1 : between(rng, 0.55, 0.92));
    const x = cellWide * ((i % columns) + 0.5 + between(rng, -0.12, 0.12));
    const top = setting.standAt(x) - setting.room;
    const y = top + cellHigh * (row + 0.5 + between(rng, -0.1, 0.1)) + size / 2;
    spots.push({ x, y, size, distance: (1 - size / fit) * 0.35, mirrored: !thing.fixed && rng() < 0.3 });
  }
  return spots.sort((a, b) => a.size - b.size);
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
