import type { Scene } from './grammar/scene.ts';
import { chroma, lightness, mix, type Rgb, recolour, rgb, shift } from './paint/colour.ts';
import { between, chance, pick, type Rng } from './paint/prng.ts';
import { NEON_SKIES, SKIES, type Sky, WEATHER_SKIES } from './skies.ts';

/** The light of one picture: every colour in it passes through here, which is what holds it together. */
export type Light = {
  /** Four colours, from the top of the sky down to the horizon, graded. */
  readonly sky: readonly [Rgb, Rgb, Rgb, Rgb];
  /** The sun or the moon, graded. */
  readonly disc: Rgb;
  readonly body: 'sun' | 'moon';
  /** Whether the sun or moon is to be seen. */
  readonly shown: boolean;
  /** Where it stands: fractions of the frame's width and of the sky's height. */
  readonly place: readonly [number, number];
  /** Which side the light comes from: -1 left, 1 right. */
  readonly side: -1 | 1;
  /** Linear light, see `Sky`. */
  readonly key: Rgb;
  readonly ambient: Rgb;
  /** What distance fades into (before grading). */
  readonly haze: Rgb;
  /** A colour that everything leans towards, and how far: what holds a sunset together. */
  readonly unity: readonly [colour: Rgb, amount: number];
  /** How thick the air is, 0 (clear) to 1 (fog). */
  readonly thickness: number;
  /** How brightly lamps and windows shine, 0 to 1. */
  readonly lamps: number;
  readonly dark: boolean;
  /** The style's palette, applied to every colour. */
  grade(colour: Rgb): Rgb;
};

const NEON_RAMP = ['#0b0524', '#2b0b56', '#8b1a96', '#f0389a', '#ff9bc4', '#e6fbff'].map(rgb);
const NEON_CYAN = ['#04091f', '#072a58', '#0a62a0', '#15c2dc', '#8df4ff', '#f2ffff'].map(rgb);

function along(ramp: readonly Rgb[], amount: number): Rgb {
  const scaled = Math.min(1, Math.max(0, amount)) * (ramp.length - 1);
  const index = Math.min(ramp.length - 2, Math.floor(scaled));
  return mix(ramp[index]!, ramp[index + 1]!, scaled - index);
}

function neon(colour: Rgb): Rgb {
  const cool = colour[2] > colour[0] + 8 || colour[1] > colour[0] + 12;
  const ramp = cool ? NEON_CYAN : NEON_RAMP;
  return mix(shift(colour, 0, 1.5), along(ramp, lightness(colour) * 1.05), 0.5);
}

function grading(scene: Scene): (colour: Rgb) => Rgb {
  const { tint } = scene;
  const tinted = (colour: Rgb): Rgb => (tint === undefined ? colour : recolour(colour, tint, 0.34));
  switch (scene.style) {
    case 'neon':
      return (colour) => tinted(neon(colour));
    case 'pastel':
      return (colour) => mix(shift(tinted(colour), 0.06, 0.82), [255, 247, 244], 0.36);
    case 'minimalist':
      return (colour) => mix(shift(tinted(colour), 0, 0.86), [244, 238, 228], 0.16);
    case 'vintage':
      return (colour) => mix(shift(tinted(colour), 0, 0.62), [214, 170, 110], 0.16);
    case 'watercolour':
      return (colour) => mix(shift(tinted(colour), 0.03, 1.08), [255, 252, 244], 0.14);
    default:
      return tinted;
  }
}

function chooseSky(scene: Scene, rng: Rng): Sky {
  const chosen = pick(rng, scene.style === 'neon' && scene.time !== 'day' ? NEON_SKIES : SKIES[scene.time]);
  if (scene.weather === 'clear' || scene.weather === 'cloudy') return chosen;
  const wet = WEATHER_SKIES[scene.weather][scene.time === 'night' ? 'dark' : 'light'];
  const keep = scene.time === 'dawn' || scene.time === 'dusk' ? 0.42 : 0;
  const blend = (from: Rgb, to: Rgb): Rgb => mix(from, to, keep);
  const part = (from: Rgb, to: Rgb): Rgb =>
    [0, 1, 2].map((i) => from[i]! + (to[i]! - from[i]!) * keep) as unknown as Rgb;
  return {
    colours: [
      blend(wet.colours[0], chosen.colours[0]),
      blend(wet.colours[1], chosen.colours[1]),
      blend(wet.colours[2], chosen.colours[2]),
      blend(wet.colours[3], chosen.colours[3]),
    ],
    disc: wet.disc,
    key: part(wet.key, chosen.key),
    ambient: part(wet.ambient, chosen.ambient),
  };
}

const THICKNESS = { clear: 0.12, cloudy: 0.18, fog: 0.85, rain: 0.45, snow: 0.42, storm: 0.3 } as const;

/**
 * Makes the light of a scene: sky, sun or moon, haze and the style's palette.
 *
 * @param scene What is drawn.
 * @param rng Chooses among the skies that fit, and where the sun stands.
 */
export function makeLight(scene: Scene, rng: Rng): Light {
  const chosen = chooseSky(scene, rng);
  const grade = grading(scene);
  const side = chance(rng, 0.5) ? -1 : 1;
  const night = scene.time === 'night';
  const low = scene.time === 'dusk' || scene.time === 'dawn';
  const across = between(rng, 0.16, 0.32);
  const height = low ? between(rng, 0.66, 0.86) : between(rng, 0.2, 0.36);
  const hidden = scene.weather === 'storm' || scene.weather === 'rain' || scene.weather === 'fog';
  const dark = night || (scene.style === 'neon' && scene.time !== 'day');
  const colours = scene.tint === undefined ? chosen.colours : chosen.colours.map((c) => pull(c, scene.tint!));
  return {
    sky: colours.map(grade) as unknown as Light['sky'],
    disc: grade(chosen.disc),
    body: night ? 'moon' : 'sun',
    shown: !hidden,
    place: [side < 0 ? across : 1 - across, height],
    side,
    key: chosen.key,
    ambient: chosen.ambient,
    haze: mix(chosen.colours[3], chosen.colours[2], night ? 0.6 : 0.35),
    unity: [mix(chosen.colours[1], chosen.colours[2], 0.55), low ? 0.17 : night ? 0.1 : 0.04],
    thickness: THICKNESS[scene.weather],
    lamps: night ? 1 : low ? 0.72 : scene.weather === 'storm' || scene.weather === 'rain' ? 0.5 : 0.08,
    dark,
    grade,
  };
}

function pull(colour: Rgb, tint: Rgb): Rgb {
  return recolour(colour, tint, chroma(tint) < 0.03 ? 0.7 : 0.55);
}
