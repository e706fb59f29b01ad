import { css, mix, type Rgb, shift } from '../paint/colour.ts';
import { between, chance, pick } from '../paint/prng.ts';
import { blob, circle, rect } from '../paint/svg.ts';
import { roundish } from '../paint/terrain.ts';
import type { Stage } from '../stage.ts';
import { paintClouds } from './clouds.ts';
import { drawLightning, paintWonders } from './wonders.ts';

/** Where the sun or moon stands, in the drawing's units. */
export type Body = { readonly x: number; readonly y: number; readonly radius: number };

/**
 * Where the sun or moon stands above a horizon.
 *
 * @param stage The picture.
 * @param horizonY The horizon's height.
 */
export function placeBody(stage: Stage, horizonY: number): Body {
  const { width, height } = stage.frame;
  const [across, down] = stage.light.place;
  const size = stage.light.body === 'moon' ? 46 : stage.scene.time === 'day' ? 44 : 40;
  const radius = size * Math.min(1.25, Math.max(width, height) / 1250 + 0.3);
  return {
    x: width * across,
    y: horizonY * down,
    radius: stage.scene.style === 'minimalist' ? radius * 2.3 : radius,
  };
}

/**
 * Paints the sky from the top of the picture down to a horizon: colour, stars, sun or moon, clouds, and what is rare.
 *
 * @param stage The picture.
 * @param horizonY Where the sky ends; the colour goes on a little below it.
 * @param options `body: false` leaves the sun and moon out, `clouds: false` the clouds.
 */
export function paintSky(
  stage: Stage,
  horizonY: number,
  options: { body?: boolean; clouds?: boolean } = {},
): void {
  const { light, frame } = stage;
  const base = rect(-10, -10, frame.width + 20, horizonY + 40, {
    fill: stage.linear([
      [0, light.sky[0]],
      [0.42, light.sky[1]],
      [0.76, light.sky[2]],
      [1, light.sky[3]],
    ]),
  });
  const below = rect(-10, horizonY + 20, frame.width + 20, frame.height - horizonY, {
    fill: css(light.sky[3]),
  });
  stage.layer('sky', below + base);
  if (stage.scene.time === 'night' && stage.scene.weather !== 'storm' && stage.scene.weather !== 'rain') {
    paintStars(stage, horizonY);
  }
  paintWonders(stage, horizonY);
  if (light.shown && options.body !== false) paintBody(stage, placeBody(stage, horizonY));
  if (options.clouds !== false) paintClouds(stage, horizonY);
  if (stage.scene.weather === 'storm') stage.layer('lightning', drawLightning(stage, horizonY));
}

/** Stars, denser high up; the brightest with a soft halo. */
export function paintStars(stage: Stage, horizonY: number, density = 1): void {
  const rng = stage.rng('stars');
  const { width } = stage.frame;
  const area = (width * horizonY) / 1e6;
  const many = Math.round(
    [0, 90, 210, 420][stage.detail]! * area * density * (stage.scene.wonders.has('stars') ? 1.7 : 1),
  );
  const tints: readonly Rgb[] = [
    [255, 255, 255],
    [255, 236, 210],
    [206, 222, 255],
  ];
  let faint = '';
  let bright = '';
  for (let i = 0; i < many; i += 1) {
    const x = rng() * width;
    const y = horizonY * rng() ** 1.35;
    const size = 0.5 + 1.7 * rng() ** 5;
    const fading = 1 - (y / horizonY) ** 3;
    const colour = css(stage.light.grade(pick(rng, tints)));
    faint += circle(x, y, size, { fill: colour, opacity: between(rng, 0.3, 0.95) * fading });
    if (size > 1.9 && y < horizonY * 0.7 && chance(rng, 0.7)) {
      const halo = stage.halo([230, 236, 255], 0.6);
      bright += circle(x, y, size * 5, { fill: halo, opacity: 0.8 });
    }
  }
  stage.layer('stars', bright + faint);
}

function paintBody(stage: Stage, body: Body): void {
  const { light } = stage;
  const reach = Math.max(stage.frame.width, stage.frame.height);
  const warm = mix(light.disc, light.sky[3], 0.45);
  const moon = light.body === 'moon';
  const flat = stage.scene.style === 'minimalist';
  const wide = stage.halo(warm, moon ? 0.36 : 0.8);
  const near = stage.halo(light.disc, moon ? 0.75 : 1);
  const glow = flat
    ? ''
    : circle(body.x, body.y, reach * 0.5, { fill: wide }) +
      circle(body.x, body.y, body.radius * 4.2, { fill: near });
  stage.layer('glow', glow);
  stage.layer(
    light.body,
    moon ? drawMoon(stage, body) : circle(body.x, body.y, body.radius, { fill: css(light.disc) }),
  );
}

/** The moon's seas: places and sizes as shares of its radius. */
const MARIA = [
  [-0.3, -0.35, 0.34],
  [-0.48, 0.02, 0.26],
  [0.12, -0.42, 0.24],
  [0.36, -0.2, 0.22],
  [0.3, 0.12, 0.25],
  [-0.2, 0.32, 0.2],
  [0.62, -0.02, 0.13],
] as const;

/** The moon's face: seas and craters, and a shade on one side. */
export function drawMoon(stage: Stage, { x, y, radius }: Body): string {
  const rng = stage.rng('moon');
  const face = stage.light.disc;
  let svg = circle(x, y, radius, { fill: css(face) });
  const sea = css(shift(face, -0.1, 1.1));
  for (const [dx, dy, size] of MARIA) {
    svg += blob(
      roundish(rng, x + dx * radius, y + dy * radius, size * radius, size * radius * 0.86, 0.25, 11),
      {
        fill: sea,
        opacity: 0.4,
      },
    );
  }
  for (let i = 0; i < 3 + stage.detail * 4; i += 1) {
    const angle = rng() * Math.PI * 2;
    const away = radius * 0.85 * Math.sqrt(rng());
    const size = radius * between(rng, 0.025, 0.07);
    svg += circle(x + Math.cos(angle) * away, y + Math.sin(angle) * away, size, { fill: sea, opacity: 0.34 });
  }
  const limb = stage.radial(
    [
      [0.55, shift(face, -0.4), 0],
      [1, shift(face, -0.4), 0.45],
    ],
    [0.5 + stage.light.side * 0.14, 0.4],
    0.66,
  );
  return svg + circle(x, y, radius, { fill: limb });
}
