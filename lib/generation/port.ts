import type { ImageModelV4 } from '@ai-sdk/provider';
import type { GenerateImageResult } from 'ai';
import type { AspectRatio, ImageSize } from '#lib/contracts/image-choices.ts';
import type { Operation, OperationFormat } from '#lib/contracts/operations.ts';

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

/** Who works on pictures that are there, as generation sees it. */
export type Operator = {
  /** Reads the picture at an address that the customer named. @throws {DepictaError} that begins with the field */
  pictureAt(url: string, field: string): Promise<Uint8Array>;
  /** Does an operation. @throws {DepictaError} that begins with the parameter */
  process(
    operation: Operation,
    parameters: Readonly<Record<string, unknown>>,
    inputs: { image: Uint8Array; overlay: Uint8Array | undefined },
  ): Promise<{ bytes: Uint8Array; format: OperationFormat; width: number; height: number }>;
};
