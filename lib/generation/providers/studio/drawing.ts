import type { AspectRatio } from '#lib/contracts/image-choices.ts';
import { composeScene } from './compose.ts';
import { type PixelSize, sides } from './dimensions.ts';
import { parsePrompt } from './grammar/parse.ts';
import type { Scene } from './grammar/scene.ts';
import { makeLight } from './light.ts';
import type { Detail } from './models.ts';
import type { Rgb } from './paint/colour.ts';
import { openRng } from './paint/prng.ts';
import { num } from './paint/svg.ts';
import { paintRaster, placeRasters, type Raster } from './paint/texture.ts';
import { type Frame, type Layer, openStage } from './stage.ts';

/** A picture as drawn, before it is rasterised. */
export type Drawing = {
  readonly scene: Scene;
  readonly frame: Frame;
  readonly layers: readonly Layer[];
  /** Gradients and outlines that the layers refer to. */
  readonly definitions: string;
  /** Rasters that the layers refer to, yet to be painted. */
  readonly rasters: readonly Raster[];
};

/** What a drawing is made to. */
export type DrawingOptions = {
  readonly aspectRatio: AspectRatio;
  readonly detail: Detail;
  /** Another seed gives another picture of the same prompt; 0 by default. */
  readonly seed?: number;
  /** Colours of a reference: the first for the light, the second for the subject, where the prompt names none. */
  readonly palette?: readonly Rgb[];
};

/**
 * Draws a prompt. Pure: the same arguments always give the same drawing. The size in pixels is not among them, so that
 * a picture is the same in 1K and in 4K.
 *
 * @param prompt Free text.
 */
export function draw(
  prompt: string,
  { aspectRatio, detail, seed = 0, palette = [] }: DrawingOptions,
): Drawing {
  const read = parsePrompt(prompt, seed);
  const scene: Scene = { ...read, tint: read.tint ?? palette[0], accent: read.accent ?? palette[1] };
  const { across, down } = sides(aspectRatio);
  const frame =
    across >= down
      ? { width: (1000 * across) / down, height: 1000 }
      : { width: 1000, height: (1000 * down) / across };
  const light = makeLight(scene, openRng(scene.layoutKey, 'light'));
  const stage = openStage(frame, scene, light, detail, scene.layoutKey);
  composeScene(stage);
  return { scene, frame, layers: stage.layers, definitions: stage.definitions(), rasters: stage.rasters };
}

/** The rasters of a drawing, painted: addresses to write into the SVG, in the order of their numbers. */
export type PaintedRasters = readonly string[];

/**
 * Paints the rasters of a drawing, a few rows at a time.
 *
 * @param signal Aborts by throwing its reason.
 */
export async function paintRasters({ rasters }: Drawing, signal?: AbortSignal): Promise<PaintedRasters> {
  const painted: string[] = [];
  for (const raster of rasters) {
    painted.push(`data:image/png;base64,${(await paintRaster(raster, signal)).toString('base64')}`);
  }
  return painted;
}

/** Writes a drawing and its painted rasters as one SVG of the given size in pixels. */
export function toSvg(drawing: Drawing, rasters: PaintedRasters, { width, height }: PixelSize): string {
  const { frame, layers, definitions } = drawing;
  const body = placeRasters(layers.map(({ svg }) => svg).join('\n'), rasters);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${num(frame.width)} ${num(frame.height)}" preserveAspectRatio="none"><defs>${definitions}</defs>${body}</svg>`;
}
