import type { AspectRatio, ImageSize } from '#lib/contracts/image-choices.ts';
import { pixelSize } from './dimensions.ts';
import type { Detail, StudioModelId } from './models.ts';
import type { Layer } from './stage.ts';

/**
 * The most work that a square picture of each model and size takes, in work units. The units are the studio's own;
 * what one costs is the price book's business.
 */
const SQUARE_UNITS: Readonly<Record<StudioModelId, Readonly<Record<ImageSize, number>>>> = {
  'studio-sketch': { '1K': 1_200, '2K': 2_000, '4K': 6_000 },
  'studio-scene': { '1K': 4_000, '2K': 7_000, '4K': 14_000 },
  'studio-atelier': { '1K': 8_000, '2K': 16_000, '4K': 32_000 },
};

/** The share of the work that goes into pixels (every picture's are all painted); the rest goes into the drawing. */
const CANVAS_SHARE = 0.4;

/** Layers and shapes from which a drawing counts as the richest there is, for each care. */
const RICHEST: Readonly<Record<Detail, { layers: number; shapes: number }>> = {
  1: { layers: 26, shapes: 1_200 },
  2: { layers: 30, shapes: 3_000 },
  3: { layers: 32, shapes: 5_000 },
};

/** No drawing is so plain that it takes less than this share of the drawing's part. */
const PLAINEST = 0.25;

/** What was drawn, as far as it is work. */
export type Drawn = { readonly layers: readonly Pick<Layer, 'shapes'>[] };

/** The two parts of the greatest work: the canvas, by its pixels, and the drawing, whatever its size. */
function parts(
  model: StudioModelId,
  imageSize: ImageSize,
  aspectRatio: AspectRatio,
): { canvas: number; drawing: number } {
  const square = SQUARE_UNITS[model][imageSize];
  const { width, height } = pixelSize(imageSize, aspectRatio);
  const long = Math.max(width, height);
  return {
    canvas: square * CANVAS_SHARE * ((width * height) / (long * long)),
    drawing: square * (1 - CANVAS_SHARE),
  };
}

/**
 * The most work that a picture can take. Pure; the hold for a picture is its price.
 *
 * @returns Work units, a positive integer. `workUnits` never gives more for the same format.
 */
export function maxWorkUnits(model: StudioModelId, imageSize: ImageSize, aspectRatio: AspectRatio): number {
  const { canvas, drawing } = parts(model, imageSize, aspectRatio);
  return Math.floor(canvas + drawing);
}

/**
 * The work that a drawing took: its canvas by its pixels, and its drawing by how many layers it has (half) and how
 * many shapes are in them (the other half; each doubling counts the same). Pure and deterministic, so that the cost
 * of a picture can be told again from its prompt.
 *
 * @param detail The model's care: the measure of what is rich.
 * @returns Work units, a positive integer, at most `maxWorkUnits`; mostly 60 to 95 per cent of it.
 */
export function workUnits(
  model: StudioModelId,
  imageSize: ImageSize,
  aspectRatio: AspectRatio,
  detail: Detail,
  { layers }: Drawn,
): number {
  const { canvas, drawing } = parts(model, imageSize, aspectRatio);
  const shapes = layers.reduce((sum, layer) => sum + layer.shapes, 0);
  const richest = RICHEST[detail];
  const byLayers = layers.length / richest.layers;
  const byShapes = Math.log2(1 + shapes) / Math.log2(1 + richest.shapes);
  const richness = Math.min(1, Math.max(PLAINEST, (byLayers + byShapes) / 2));
  return Math.max(1, Math.floor(canvas + drawing * richness));
}
