import type { Scene } from './grammar/scene.ts';
import type { Light } from './light.ts';
import type { Detail } from './models.ts';
import { css, illuminate, mix, type Rgb } from './paint/colour.ts';
import { openRng, type Rng } from './paint/prng.ts';
import { num } from './paint/svg.ts';
import { type Raster, rasterName } from './paint/texture.ts';

/** The drawing's own coordinates: the short edge is 1000 units, whatever the pixels. */
export type Frame = { readonly width: number; readonly height: number };

/** A gradient's stop: place (0 to 1), colour, and opacity (1 when left out). */
export type Stop = readonly [at: number, colour: Rgb | string, opacity?: number];

/** A place in the drawing's units. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** One painted layer of the picture. */
export type Layer = { readonly name: string; readonly svg: string; readonly shapes: number };

/** Where everything is painted: the frame, the light, the numbers and the layers so far. */
export type Stage = {
  readonly frame: Frame;
  readonly scene: Scene;
  readonly light: Light;
  readonly detail: Detail;
  readonly layers: readonly Layer[];
  /** The rasters that the layers refer to, in the order of their numbers. */
  readonly rasters: readonly Raster[];
  /** A stream of numbers for one part of the picture. */
  rng(stream: string): Rng;
  /** Adds a layer on top of those before it; empty text adds nothing. */
  layer(name: string, svg: string): void;
  /** A linear gradient between two points given as fractions of the shape; returns the fill. */
  linear(stops: readonly Stop[], from?: readonly [number, number], to?: readonly [number, number]): string;
  /** A radial gradient about a point given as fractions of the shape; returns the fill. */
  radial(stops: readonly Stop[], centre?: readonly [number, number], radius?: number): string;
  /** A round fill that fades out softly from its middle; `strength` is the opacity there. */
  halo(colour: Rgb, strength: number): string;
  /**
   * A small raster, stretched over a box: how soft things (clouds, mist, water) are drawn. SVG's own blur and
   * turbulence take minutes at 4K, a stretched raster takes a tenth of a second. It is painted later; here is only
   * its place.
   */
  texture(box: Box, columns: number, rows: number, texel: Raster['texel']): string;
  /** Defines an outline to clip with; returns what `clipped` takes. */
  clip(d: string): string;
  /**
   * A surface's colour in this scene's light.
   * `level`: 0 in the shade, 1 in full light. `distance`: 0 here, 1 lost in the haze.
   */
  tone(surface: Rgb, level: number, distance?: number): string;
  /** As `tone`, as channels for further mixing. */
  toneRgb(surface: Rgb, level: number, distance?: number): Rgb;
  /** The gradients defined so far, as SVG. */
  definitions(): string;
};

/** How a halo fades: close to what light does in air, without a visible edge. */
const HALO = [
  [0, 1],
  [0.12, 0.7],
  [0.28, 0.4],
  [0.48, 0.18],
  [0.7, 0.055],
  [1, 0],
] as const;

function stopTag([at, colour, opacity]: Stop): string {
  const shown = opacity === undefined ? '' : ` stop-opacity="${num(opacity)}"`;
  return `<stop offset="${num(at)}" stop-color="${typeof colour === 'string' ? colour : css(colour)}"${shown}/>`;
}

/**
 * Opens an empty stage.
 *
 * @param frame The drawing's size in its own units.
 * @param scene What is to be drawn.
 * @param light The scene's light.
 * @param detail How much care to take.
 * @param key Seeds every stream of numbers.
 */
export function openStage(frame: Frame, scene: Scene, light: Light, detail: Detail, key: string): Stage {
  const layers: Layer[] = [];
  const gradientIds = new Map<string, string>();
  const rasters: Raster[] = [];
  const definitions: string[] = [];
  let clips = 0;
  const define = (kind: string, geometry: string, stops: readonly Stop[]): string => {
    const body = `${geometry}>${stops.map(stopTag).join('')}</${kind}>`;
    const known = gradientIds.get(body);
    if (known !== undefined) return `url(#${known})`;
    const id = `g${definitions.length}`;
    gradientIds.set(body, id);
    definitions.push(`<${kind} id="${id}"${body}`);
    return `url(#${id})`;
  };
  const toneRgb = (surface: Rgb, level: number, distance = 0): Rgb => {
    const falling = light.ambient.map((part, i) => part + light.key[i]! * level) as unknown as Rgb;
    const lit = mix(illuminate(surface, falling), ...light.unity);
    return light.grade(distance > 0 ? mix(lit, light.haze, distance) : lit);
  };
  return {
    frame,
    scene,
    light,
    detail,
    layers,
    rng: (stream) => openRng(key, stream),
    layer(name, svg) {
      if (svg !== '') layers.push({ name, svg, shapes: svg.split('<').length - 1 });
    },
    linear: (stops, from = [0, 0], to = [0, 1]) =>
      define(
        'linearGradient',
        ` x1="${num(from[0])}" y1="${num(from[1])}" x2="${num(to[0])}" y2="${num(to[1])}"`,
        stops,
      ),
    radial: (stops, centre = [0.5, 0.5], radius = 0.5) =>
      define('radialGradient', ` cx="${num(centre[0])}" cy="${num(centre[1])}" r="${num(radius)}"`, stops),
    halo: (colour, strength) =>
      define(
        'radialGradient',
        ' cx="0.5" cy="0.5" r="0.5"',
        HALO.map(([at, share]): Stop => [at, colour, strength * share]),
      ),
    rasters,
    texture(box, columns, rows, texel) {
      rasters.push({ columns, rows, texel });
      const place = `x="${num(box.x)}" y="${num(box.y)}" width="${num(box.width)}" height="${num(box.height)}"`;
      return `<image ${place} preserveAspectRatio="none" href="${rasterName(rasters.length - 1)}"/>`;
    },
    clip(d) {
      clips += 1;
      definitions.push(`<clipPath id="c${clips}"><path d="${d}"/></clipPath>`);
      return `url(#c${clips})`;
    },
    toneRgb,
    tone: (surface, level, distance) => css(toneRgb(surface, level, distance)),
    definitions: () => definitions.join(''),
  };
}
