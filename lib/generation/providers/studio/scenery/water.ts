import { css, mix, type Rgb, shift } from '../paint/colour.ts';
import { between } from '../paint/prng.ts';
import { clipped, group, num, path, rect, veil } from '../paint/svg.ts';
import type { Stage, Stop } from '../stage.ts';
import { placeBody } from './sky.ts';
import { drawSwell } from './swell.ts';
import { waterColours } from './water-colours.ts';

/** Water calmer than this is a mirror with single ripples; rougher water has a surface of its own. */
const CALM = 0.82;

/** The `d` of one ripple: a thin lens, pointed at both ends. */
function ripple(x: number, y: number, half: number, thick: number): string {
  return `M${num(x - half)} ${num(y)}q${num(half)} ${num(-thick)} ${num(half * 2)} 0q${num(-half)} ${num(thick)} ${num(-half * 2)} 0z`;
}

/**
 * Paints open water: its colour, its ripples, and the light of the sun or moon on it.
 *
 * @param stage The picture.
 * @param topY The far edge of the water.
 * @param bottomY The near edge.
 * @param calm 1 for a mirror, 0 for a rough sea.
 */
export function paintWater(stage: Stage, topY: number, bottomY: number, calm = 0.7): void {
  const { frame } = stage;
  const colours = waterColours(stage);
  const body = rect(-10, topY, frame.width + 20, bottomY - topY + 10, {
    fill: stage.linear([
      [0, colours.far],
      [0.28, colours.middle],
      [1, colours.near],
    ]),
  });
  stage.layer('water', body);
  const plain = stage.detail === 1 || stage.scene.style === 'minimalist' || calm > CALM;
  const surface = plain
    ? drawRipples(stage, topY, bottomY, calm)
    : drawSwell(stage, topY, bottomY, 1.9 - calm * 1.6);
  stage.layer('water surface', surface);
  if (stage.light.shown) stage.layer('glitter', drawGlitter(stage, topY, bottomY, plain ? 1 : 0.35));
}

function drawRipples(stage: Stage, topY: number, bottomY: number, calm: number): string {
  const rng = stage.rng('ripples');
  const { frame, detail } = stage;
  const colours = waterColours(stage);
  const depth = bottomY - topY;
  const many = Math.round([0, 70, 170, 300][detail]! * (frame.width / 1400) * (1.35 - calm * 0.6));
  const shades: { colour: Rgb; opacity: number; d: string }[] = [
    { colour: mix(colours.far, [255, 255, 255], 0.12), opacity: 0.34, d: '' },
    { colour: shift(colours.near, -0.07), opacity: 0.3, d: '' },
    { colour: stage.light.sky[3], opacity: 0.22, d: '' },
  ];
  for (let i = 0; i < many; i += 1) {
    const near = rng() ** 0.75;
    const y = topY + 3 + depth * near ** 1.7;
    const half = between(rng, 12, 60) * (0.25 + near * 1.5);
    const thick = (0.8 + near * 4.2) * between(rng, 0.5, 1.15) * (1.5 - calm * 0.7);
    shades[i % shades.length]!.d += ripple(between(rng, -40, frame.width + 40), y, half, thick);
  }
  return shades.map(({ colour, opacity, d }) => path(d, { fill: css(colour), opacity })).join('');
}

/** The path of light that the sun or moon lays on the water. */
function drawGlitter(stage: Stage, topY: number, bottomY: number, share: number): string {
  const rng = stage.rng('glitter');
  const body = placeBody(stage, topY);
  const { light, detail, scene } = stage;
  const depth = bottomY - topY;
  const many = Math.round([0, 46, 120, 230][detail]! * share);
  const low = scene.time === 'day' ? 0.5 : 1;
  let soft = '';
  let bright = '';
  for (let i = 0; i < many; i += 1) {
    const near = rng() ** 0.9;
    const y = topY + 2 + depth * near ** 1.5 * 0.94;
    const spread = body.radius * (0.75 + near * 1.5);
    const x = body.x + (rng() + rng() + rng() - 1.5) * spread * 0.95;
    const half = between(rng, 8, 34) * (0.3 + near);
    const mark = ripple(x, y, half, (1 + near * 4) * between(rng, 0.5, 1.1));
    if (rng() < 0.5) bright += mark;
    else soft += mark;
  }
  const glow = stage.linear([
    [0, light.disc, 0.5 * low],
    [0.6, light.disc, 0.16 * low],
    [1, light.disc, 0],
  ]);
  const column = `M${num(body.x - body.radius * 0.9)} ${num(topY)}L${num(body.x + body.radius * 0.9)} ${num(topY)}L${num(body.x + body.radius * 1.9)} ${num(bottomY)}L${num(body.x - body.radius * 1.9)} ${num(bottomY)}Z`;
  const edge: Stop[] = [
    [0, light.disc, 0],
    [0.5, light.disc, 0.2 * low],
    [1, light.disc, 0],
  ];
  return (
    (detail > 1 && share === 1 ? path(column, { fill: stage.linear(edge, [0, 0], [1, 0]) }) : '') +
    path(soft, { fill: css(mix(light.disc, light.sky[3], 0.4)), opacity: 0.55 * low }) +
    path(bright, { fill: glow, opacity: 1 }) +
    path(bright, { fill: css(light.disc), opacity: 0.5 * low })
  );
}

/** Where a mirror image lies, in the drawing's units. */
export type MirrorBox = { readonly x: number; readonly width: number; readonly height: number };

/**
 * The mirror image of something that stands at the water's edge.
 *
 * @param stage The picture.
 * @param content What is mirrored, as drawn.
 * @param waterY The line about which it is mirrored.
 * @param box Where the mirror image lies.
 * @param rough Whether the water breaks the image into strips; calm water only ripples it.
 */
export function drawReflection(
  stage: Stage,
  content: string,
  waterY: number,
  box: MirrorBox,
  rough: boolean,
): string {
  const mirrored = group(`translate(0 ${num(waterY * 2)}) scale(1 -1)`, content);
  return rough ? brokenImage(stage, mirrored, waterY, box) : rippledImage(stage, mirrored, waterY, box);
}

/** On rough water only thin strips of the image are seen, fewer the further they are from what is mirrored. */
function brokenImage(stage: Stage, mirrored: string, waterY: number, box: MirrorBox): string {
  const rng = stage.rng('broken image');
  let d = `M${num(box.x)} ${num(waterY - 2)}h${num(box.width)}v7h${num(-box.width)}z`;
  const many = 34 + stage.detail * 26;
  for (let i = 0; i < many; i += 1) {
    const far = rng() ** 1.3 * 0.8;
    const half = box.width * between(rng, 0.05, 0.22) * (1 - far * 0.5);
    d += ripple(
      box.x + box.width * rng(),
      waterY + 4 + box.height * far,
      half,
      (2.4 + far * 7) * between(rng, 0.6, 1.3),
    );
  }
  return veil(0.5, clipped(stage.clip(d), mirrored));
}

function rippledImage(stage: Stage, mirrored: string, waterY: number, box: MirrorBox): string {
  const rng = stage.rng('reflection');
  const colours = waterColours(stage);
  let light = '';
  let dark = '';
  const many = Math.round((stage.detail * 16 * box.height) / 200);
  for (let i = 0; i < many; i += 1) {
    const far = rng();
    const y = waterY + 4 + box.height * far;
    const mark = ripple(
      box.x + box.width * rng(),
      y,
      box.width * between(rng, 0.12, 0.4),
      (1 + far * 5) * between(rng, 0.6, 1.2),
    );
    if (i % 2 === 0) light += mark;
    else dark += mark;
  }
  return (
    veil(0.42, mirrored) +
    path(light, { fill: css(colours.middle), opacity: 0.62 }) +
    path(dark, { fill: css(colours.near), opacity: 0.4 })
  );
}
