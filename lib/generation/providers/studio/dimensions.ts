import {
  ASPECT_RATIOS,
  type AspectRatio,
  IMAGE_SIZES,
  type ImageSize,
} from '#lib/contracts/image-choices.ts';

/** The pixels of each size's long edge. */
export const LONG_EDGE_PX: Readonly<Record<ImageSize, number>> = { '1K': 1024, '2K': 2048, '4K': 4096 };

/** A picture's size in pixels. */
export type PixelSize = { readonly width: number; readonly height: number };

/** A size and a ratio that the studio can draw. */
export type Format = { readonly imageSize: ImageSize; readonly aspectRatio: AspectRatio };

/**
 * The pixels of a picture: the long edge is that of the size, the short edge is rounded to the nearest pixel.
 *
 * @param imageSize 1K, 2K or 4K.
 * @param aspectRatio One of the ten ratios.
 */
export function pixelSize(imageSize: ImageSize, aspectRatio: AspectRatio): PixelSize {
  const { across, down } = sides(aspectRatio);
  const long = LONG_EDGE_PX[imageSize];
  return across >= down
    ? { width: long, height: Math.round((long * down) / across) }
    : { width: Math.round((long * across) / down), height: long };
}

/** The two numbers of a ratio, width first. */
export function sides(aspectRatio: AspectRatio): { across: number; down: number } {
  const [across, down] = aspectRatio.split(':').map(Number) as [number, number];
  return { across, down };
}

/**
 * Finds the format that a size in pixels stands for.
 *
 * @param text `{width}x{height}`, as the AI SDK writes it.
 * @returns The format, or `undefined` when the studio draws none of exactly that size.
 */
export function formatOf(text: string): Format | undefined {
  for (const imageSize of IMAGE_SIZES) {
    for (const aspectRatio of ASPECT_RATIOS) {
      const { width, height } = pixelSize(imageSize, aspectRatio);
      if (text === `${width}x${height}`) return { imageSize, aspectRatio };
    }
  }
  return undefined;
}

/** Whether a text names one of the ten ratios. */
export function isAspectRatio(text: string): text is AspectRatio {
  return (ASPECT_RATIOS as readonly string[]).includes(text);
}

/** Whether a value names one of the three sizes. */
export function isImageSize(value: unknown): value is ImageSize {
  return (IMAGE_SIZES as readonly unknown[]).includes(value);
}
