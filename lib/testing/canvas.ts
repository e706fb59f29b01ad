import { setTimeout as sleep } from 'node:timers/promises';
import type { ImageModelV4, ImageModelV4CallOptions } from '@ai-sdk/provider';
import sharp from 'sharp';
import type { ImageProvider } from '#lib/generation/port.ts';

/** What a maker of pictures for tests was asked, and how it behaves. Change it between calls. */
export type Canvas = ImageProvider & {
  calls: ImageModelV4CallOptions[];
  /** How long it takes; it stops when told to. */
  delayMs: number;
  /** The work it reports. */
  units: bigint;
  /** Instead of a picture: throws what this returns. */
  fails: ((call: number) => unknown) | undefined;
  /** Instead of a picture: these bytes. */
  bytes: Uint8Array | undefined;
};

/** A moderation refusal of this maker. */
export class Rejected extends Error {}

/** A maker of small real pictures, behind the same interface as every other. */
export function canvas(): Canvas {
  const made: Canvas = {
    calls: [],
    delayMs: 0,
    units: 1000n,
    fails: undefined,
    bytes: undefined,
    isRepeatable: true,
    pixels: () => ({ width: 64, height: 48 }),
    workUnits: () => made.units,
    isRejection: (error) => error instanceof Rejected,
    model: (modelId): ImageModelV4 => ({
      specificationVersion: 'v4',
      provider: 'canvas',
      modelId,
      maxImagesPerCall: 1,
      async doGenerate(options) {
        made.calls.push(options);
        if (made.delayMs > 0)
          await sleep(made.delayMs, undefined, options.abortSignal && { signal: options.abortSignal });
        const failure = made.fails?.(made.calls.length);
        if (failure !== undefined) throw failure;
        const response = { timestamp: new Date(), modelId, headers: undefined };
        return { images: [made.bytes ?? (await picture())], warnings: [], response };
      },
    }),
  };
  return made;
}

async function picture(): Promise<Uint8Array> {
  const create = { width: 64, height: 48, channels: 3 as const, background: { r: 20, g: 120, b: 200 } };
  return sharp({ create }).png().toBuffer();
}
