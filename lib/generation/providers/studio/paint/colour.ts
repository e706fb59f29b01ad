/** A colour as three sRGB channels, each 0 to 255 (fractions allowed until it is written out). */
export type Rgb = readonly [number, number, number];

const clampByte = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value);

/**
 * Reads a `#rrggbb` colour.
 *
 * @param hex Seven characters, a hash and six hexadecimal digits.
 * @returns The colour's channels, 0 to 255.
 */
export function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/**
 * Writes a colour for SVG.
 *
 * @param colour Channels 0 to 255; values outside are clamped.
 * @returns `#rrggbb`.
 */
export function css(colour: Rgb): string {
  const packed = colour.reduce((sum, channel) => sum * 256 + Math.round(clampByte(channel)), 0);
  return `#${packed.toString(16).padStart(6, '0')}`;
}

const toLinear = (channel: number): number => {
  const c = clampByte(channel) / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
};

const fromLinear = (value: number): number => {
  const v = value <= 0 ? 0 : value >= 1 ? 1 : value;
  return 255 * (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055);
};

type Lab = readonly [number, number, number];

function toOklab(colour: Rgb): Lab {
  const [r, g, b] = [toLinear(colour[0]), toLinear(colour[1]), toLinear(colour[2])];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromOklab([lightness, a, b]: Lab): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    fromLinear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    fromLinear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    fromLinear(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/**
 * Blends two colours in OKLab, where a half-way blend looks half-way to the eye.
 *
 * @param from The colour at `amount` 0.
 * @param to The colour at `amount` 1.
 * @param amount 0 to 1; outside is clamped.
 */
export function mix(from: Rgb, to: Rgb, amount: number): Rgb {
  if (amount <= 0) return from;
  if (amount >= 1) return to;
  const [p, q] = [toOklab(from), toOklab(to)];
  return fromOklab([
    p[0] + (q[0] - p[0]) * amount,
    p[1] + (q[1] - p[1]) * amount,
    p[2] + (q[2] - p[2]) * amount,
  ]);
}

/**
 * Blends two colours channel by channel: quicker than `mix`, good enough between neighbours and inside rasters.
 *
 * @param amount 0 to 1; outside is clamped.
 */
export function lerp(from: Rgb, to: Rgb, amount: number): Rgb {
  const t = amount < 0 ? 0 : amount > 1 ? 1 : amount;
  return [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t, from[2] + (to[2] - from[2]) * t];
}

/**
 * Changes how light and how colourful a colour is and keeps its hue.
 *
 * @param colour The colour to change.
 * @param lightness Added to OKLab lightness, -1 to 1.
 * @param chroma Factor on the colourfulness; 1 keeps it, 0 gives grey.
 */
export function shift(colour: Rgb, lightness: number, chroma = 1): Rgb {
  const [l, a, b] = toOklab(colour);
  return fromOklab([Math.min(1, Math.max(0, l + lightness)), a * chroma, b * chroma]);
}

/**
 * Gives a colour the hue and most of the colourfulness of another, and keeps its own lightness.
 *
 * @param colour The colour whose lightness stays.
 * @param hue The colour whose hue is taken.
 * @param amount 0 (unchanged) to 1 (fully recoloured).
 */
export function recolour(colour: Rgb, hue: Rgb, amount: number): Rgb {
  const [l, a, b] = toOklab(colour);
  const [hueLightness, hueA, hueB] = toOklab(hue);
  const own = Math.hypot(a, b);
  const other = Math.hypot(hueA, hueB);
  const strength = other < 0.02 ? 1 : Math.max(own, other * 0.75) / other;
  const lightness = l + (hueLightness - l) * 0.18 * amount;
  return fromOklab([lightness, a + (hueA * strength - a) * amount, b + (hueB * strength - b) * amount]);
}

/**
 * Lights a surface: its own colour times the light that falls on it, in linear light.
 *
 * @param surface The surface's own colour.
 * @param light Linear light for each channel; 1 shows the surface as it is.
 */
export function illuminate(surface: Rgb, light: Rgb): Rgb {
  return [
    fromLinear(toLinear(surface[0]) * light[0]),
    fromLinear(toLinear(surface[1]) * light[1]),
    fromLinear(toLinear(surface[2]) * light[2]),
  ];
}

/**
 * How bright a colour looks.
 *
 * @returns OKLab lightness, 0 (black) to 1 (white).
 */
export function lightness(colour: Rgb): number {
  return toOklab(colour)[0];
}

/**
 * How colourful a colour is.
 *
 * @returns OKLab chroma, 0 (grey) to about 0.33.
 */
export function chroma(colour: Rgb): number {
  const [, a, b] = toOklab(colour);
  return Math.hypot(a, b);
}
