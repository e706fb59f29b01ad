import { css, lerp, mix, type Rgb, shift } from '../paint/colour.ts';
import { createNoise, fractal, type Noise, ramp } from '../paint/noise.ts';
import { between, pick, wholeBetween } from '../paint/prng.ts';
import { num, path, rect } from '../paint/svg.ts';
import { grid, type Texel } from '../paint/texture.ts';
import type { Stage } from '../stage.ts';

const COVER = { clear: 0.5, cloudy: 0.7, fog: 0.62, rain: 0.86, snow: 0.74, storm: 0.9 } as const;

/** The clouds' lit and shaded colours in this light. */
function cloudColours(stage: Stage): { lit: Rgb; shade: Rgb; edge: Rgb } {
  const { light, scene } = stage;
  const gloomy = scene.weather === 'storm' || scene.weather === 'rain';
  const lit = gloomy
    ? mix(light.sky[2], light.sky[3], 0.35)
    : mix(light.disc, light.sky[3], scene.time === 'day' ? 0.12 : 0.5);
  const shade = gloomy
    ? shift(light.sky[0], scene.time === 'night' ? 0 : -0.04)
    : mix(light.sky[1], light.sky[2], 0.4);
  const night = scene.time === 'night';
  return {
    lit: night ? mix(light.sky[2], light.sky[3], gloomy ? 0.2 : 0.8) : lit,
    shade: night ? mix(light.sky[0], light.sky[1], 0.7) : shade,
    edge: light.sky[3],
  };
}

/**
 * Paints the clouds of this weather between the top of the picture and the horizon. The sketch model draws flat
 * banks; the others stretch a small raster of noise that is lit from where the sun stands.
 */
export function paintClouds(stage: Stage, horizonY: number): void {
  const { scene, detail } = stage;
  if (scene.style === 'minimalist' && scene.weather === 'clear') return;
  if (detail === 1 || scene.style === 'minimalist') stage.layer('clouds', flatClouds(stage, horizonY));
  else stage.layer('clouds', softClouds(stage, horizonY));
}

/** Flat banks of cloud: a bar with two or three humps, in one piece so that nothing shows where they overlap. */
function flatClouds(stage: Stage, horizonY: number): string {
  const rng = stage.rng('clouds');
  const { lit, shade } = cloudColours(stage);
  const { width } = stage.frame;
  const banks = Math.round((COVER[stage.scene.weather] * 9 * width) / 1400);
  let svg = '';
  for (let i = 0; i < banks; i += 1) {
    const y = horizonY * between(rng, 0.1, 0.86);
    const long = between(rng, 120, 330) * (1.25 - (y / horizonY) * 0.6);
    const x = between(rng, -60, width - 60);
    const thick = long * 0.1;
    const round = thick / 2;
    let d = `M${num(x + round)} ${num(y)}h${num(long - thick)}a${num(round)} ${num(round)} 0 0 1 0 ${num(thick)}h${num(thick - long)}a${num(round)} ${num(round)} 0 0 1 0 ${num(-thick)}z`;
    const humps = wholeBetween(rng, 2, 3);
    for (let h = 0; h < humps; h += 1) {
      const size = long * between(rng, 0.1, 0.17);
      const at = x + long * (0.22 + (0.56 * (h + 0.5)) / humps);
      d += `M${num(at - size)} ${num(y + thick * 0.5)}a${num(size)} ${num(size * 0.85)} 0 0 1 ${num(size * 2)} 0z`;
    }
    const colour = css(mix(mix(lit, shade, rng() * 0.4), stage.light.sky[2], 0.25));
    svg += path(d, { fill: colour, opacity: 0.88 });
  }
  return svg;
}

/** The kinds of cloud: how noise becomes density at a place, and how soft its edges are. */
type CloudKind = {
  readonly edge: number;
  readonly density: (noise: Noise, x: number, v: number, octaves: number) => number;
};

/** Nearer to the horizon everything is further away, and smaller. */
const away = (v: number): number => 1 / (1.12 - v);

const STREAKS: CloudKind = {
  edge: 0.24,
  density: (noise, x, v, octaves) =>
    fractal(noise, x * (0.75 + away(v) * 0.62), away(v) * 2.1 + v * 1.6, octaves),
};

const HEAPS: CloudKind = {
  edge: 0.16,
  density: (noise, x, v, octaves) => {
    const [px, py] = [x * (1.5 + away(v) * 0.34), v * 3.1 + away(v) * 0.7];
    const swell = fractal(noise, px, py, 3);
    const puffs =
      0.5 - Math.abs(noise(px * 3.1 + 7, py * 3.1)) - Math.abs(noise(px * 6.7, py * 6.7 + 3)) * 0.5;
    return swell + puffs * 0.2 + fractal(noise, px * 9, py * 9, octaves - 3) * 0.07 - 0.02;
  },
};

const VEILS: CloudKind = {
  edge: 0.62,
  density: (noise, x, v, octaves) => {
    const bend = fractal(noise, x * 0.7 + 11, v * 1.6, 3) * 0.8;
    const veil = fractal(noise, x * 0.8 + bend, (v + bend * 0.35 - x * 0.12) * 2.5, 3);
    const fibres = fractal(noise, x * 1.1 + bend * 2, (v + bend * 0.5 - x * 0.12) * 9, octaves - 2);
    return veil * 0.85 + fibres * 0.28 + 0.02;
  },
};

function chooseKind(stage: Stage): CloudKind {
  const { weather, time } = stage.scene;
  const rng = stage.rng('cloud kind');
  if (weather === 'storm' || weather === 'rain' || weather === 'snow' || weather === 'fog') return STREAKS;
  if (weather === 'cloudy') return pick(rng, [HEAPS, STREAKS]);
  return time === 'day'
    ? pick(rng, [HEAPS, HEAPS, STREAKS, VEILS])
    : pick(rng, [STREAKS, STREAKS, HEAPS, HEAPS, VEILS]);
}

function softClouds(stage: Stage, horizonY: number): string {
  const { frame, light, scene, detail } = stage;
  const rng = stage.rng('clouds');
  const noise = createNoise(rng);
  const { lit, shade, edge } = cloudColours(stage);
  const kind = chooseKind(stage);
  const cover = COVER[scene.weather] + between(rng, -0.1, 0.1);
  const aspect = frame.width / horizonY;
  const columns = Math.round((detail === 3 ? 300 : 200) * Math.min(1.6, Math.max(0.75, aspect / 1.5)));
  const rows = Math.round(columns / Math.max(0.8, Math.min(2.6, aspect)));
  const [sunU, sunV] = light.place;
  const octaves = detail === 3 ? 6 : 5;
  const density = grid(columns, rows, (u, v) => kind.density(noise, (u - 0.5) * aspect, v, octaves));
  const threshold = 0.42 - cover * 0.62;
  const strength = scene.time === 'night' ? 0.75 : kind === VEILS ? 0.72 : 0.94;
  const pixel = (u: number, v: number, column: number, row: number): Texel => {
    const here = density.at(column, row);
    const body = ramp(threshold, threshold + kind.edge, here);
    if (body <= 0.004) return [lit[0], lit[1], lit[2], 0];
    const dx = sunU - u;
    const dy = sunV - v;
    const far = Math.hypot(dx, dy) + 0.02;
    const step = 0.035 * columns;
    const next = density.at(column + (dx / far) * step, row + ((dy / far) * step * 1.4) / aspect);
    const facing = ramp(-0.16, 0.2, here - next);
    const thick = ramp(threshold + kind.edge, threshold + kind.edge + 0.5, here) * 0.35;
    const colour = lerp(
      lerp(shade, lit, facing * 0.82 + Math.exp(-far * 2.4) * 0.3 - thick),
      edge,
      ramp(0.55, 1, v) * 0.6,
    );
    const fading = 1 - ramp(0.86, 1.02, v) * 0.75;
    return [colour[0], colour[1], colour[2], body * fading * strength];
  };
  return stage.texture(
    { x: -12, y: -12, width: frame.width + 24, height: horizonY + 24 },
    columns,
    rows,
    pixel,
  );
}

/**
 * A bank of mist: a stretched raster, densest along its middle.
 *
 * @param stage The picture.
 * @param name Names the bank's own stream of numbers.
 * @param y The middle's height.
 * @param height The bank's whole height.
 * @param strength Greatest opacity, 0 to 1.
 */
export function drawMist(stage: Stage, name: string, y: number, height: number, strength: number): string {
  const { frame, light } = stage;
  const colour = light.grade(mix(light.haze, [255, 255, 255], light.dark ? 0.02 : 0.22));
  if (stage.detail === 1) {
    const fill = stage.linear([
      [0, colour, 0],
      [0.5, colour, strength * 0.8],
      [1, colour, 0],
    ]);
    return rect(-5, y - height / 2, frame.width + 10, height, { fill });
  }
  const noise = createNoise(stage.rng(`mist ${name}`));
  const aspect = frame.width / height;
  const box = { x: -20, y: y - height / 2, width: frame.width + 40, height };
  return stage.texture(box, Math.min(160, Math.round(24 * aspect)), 28, (u, v) => {
    const body = 1 - Math.abs(v * 2 - 1) ** 1.6;
    const wisps = 0.62 + 0.75 * fractal(noise, u * aspect * 0.55, v * 1.7, 4);
    const opacity = strength * Math.max(0, body) * Math.min(1, Math.max(0, wisps));
    return [colour[0], colour[1], colour[2], opacity];
  });
}
