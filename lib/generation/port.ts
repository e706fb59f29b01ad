import type { ImageModelV4 } from '@ai-sdk/provider';
import type { GenerateImageResult } from 'ai';
import type { AspectRatio, ImageSize } from '#lib/contracts/image-choices.ts';

/**
 * Who makes pictures, as generation sees it: models behind the AI SDK's interface, and the three things that
 * interface leaves to each provider.
 */
export type ImageProvider = {
  /** A model by its id in the price book. */
  model(id: string): ImageModelV4;
  /** The pixels that a size and a ratio mean there. */
  pixels(imageSize: ImageSize, aspectRatio: AspectRatio): { width: number; height: number };
  /** The work that was done for a result, in the units that the price book prices. At least one. */
  workUnits(result: GenerateImageResult): bigint;
  /** Whether an error says that the prompt was refused by moderation, rather than that something broke. */
  isRejection(error: unknown): boolean;
};
