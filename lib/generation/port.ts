import type { ImageModelV4 } from '@ai-sdk/provider';
import type { GenerateImageResult } from 'ai';
import type { AspectRatio, ImageSize } from '#lib/contracts/image-choices.ts';
import type { Operation } from '#lib/contracts/operation-choices.ts';
import type { OperationFormat } from '#lib/contracts/operations.ts';

/**
 * Who makes pictures, as generation sees it: models behind the AI SDK's interface, and the three things that
 * interface leaves to each provider.
 */
export type ImageProvider = {
  /** Whether a job that is asked for again is one job there: made, and paid for, once. */
  isRepeatable: boolean;
  /** A model by its id in the price book. */
  model(id: string): ImageModelV4;
  /** The pixels that a size and a ratio mean there. */
  pixels(imageSize: ImageSize, aspectRatio: AspectRatio): { width: number; height: number };
  /** The work that was done for a result, in the units that the price book prices. At least one. */
  workUnits(result: GenerateImageResult): bigint;
  /** Whether an error says that the prompt was refused by moderation, rather than that something broke. */
  isRejection(error: unknown): boolean;
};

/** What a model is told beside the prompt: under the provider's name in `providerOptions`. */
export type Commission = {
  /** The key of whatever is asked for in the job's name. */
  jobId: string;
  imageSize: ImageSize;
  strictness: 'normal' | 'liberal';
  /** What each reference shows, in their order. */
  descriptions: (string | null)[];
};

/** Who works on pictures that are there, as generation sees it. */
export type Operator = {
  /** Reads the picture at an address that the customer named. @throws {DepictaError} that begins with the field */
  pictureAt(url: string, field: string): Promise<Uint8Array>;
  /**
   * Brings a picture into a form that every provider reads.
   *
   * @throws {DepictaError} that begins with the field
   */
  moderate(bytes: Uint8Array, field: string, signal: AbortSignal): Promise<Uint8Array>;
  /**
   * Does an operation, and leaves it where it is when the signal is aborted.
   *
   * @throws {DepictaError} that begins with the parameter
   */
  process(
    operation: Operation,
    parameters: Readonly<Record<string, unknown>>,
    inputs: { image: Uint8Array; overlay: Uint8Array | undefined },
    signal: AbortSignal,
  ): Promise<{ bytes: Uint8Array; format: OperationFormat; width: number; height: number }>;
};
