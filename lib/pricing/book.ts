import type { AspectRatio, ImageSize, Tier } from '#lib/contracts/image-choices.ts';
import { ASPECT_RATIOS } from '#lib/contracts/image-choices.ts';
import { type RemoteProviderName, remoteProvidersOn } from '#lib/core/env.ts';
import { invariant } from '#lib/core/errors.ts';
import type { Credits } from '#lib/money/credits.ts';
import { eur, type SizePrice, size } from './amounts.ts';
import { REMOTE_MODELS } from './remote-models.ts';
import { floorFor } from './tiers.ts';

/** What a model can do beyond drawing from a prompt. */
export type Capability = 'generate' | 'reference_images';

export type BookModel = {
  id: string;
  alias: string;
  tier: Tier;
  description: string;
  /** Who makes its pictures. */
  provider: 'studio' | RemoteProviderName;
  /** What the provider's work costs the customer, in micro-euros a thousand units of work. */
  microsPerThousandUnits: bigint;
  /** A size without a price cannot be ordered. */
  sizes: Readonly<Partial<Record<ImageSize, SizePrice>>>;
  aspectRatios: readonly AspectRatio[];
  capabilities: readonly Capability[];
  /** How many references it takes, where that is fewer than a request may have. */
  mostReferences?: number;
};

export type BookOperation = { id: string; priceMicros: Credits; parameters: readonly string[] };

export type PriceBook = {
  /** Named by every quote and every charge; a new one with every change of a price. It tells which providers are in it. */
  version: string;
  models: readonly BookModel[];
  operations: readonly BookOperation[];
};

const operation = (id: string, price: string, ...parameters: string[]): BookOperation => ({
  id,
  priceMicros: eur(price),
  parameters,
});

/**
 * The prices, without a provider's over the network. What is held for a picture is the true maximum: no work that its
 * provider can do in that size and any aspect ratio costs more (prices.test.ts asks the provider).
 */
const studioBook: PriceBook = {
  version: '2026-11-22',
  models: [
    {
      id: 'studio-sketch',
      alias: 'sketch',
      tier: 'budget',
      description: 'Flat, quick pictures with clear shapes.',
      provider: 'studio',
      microsPerThousandUnits: 10_000n,
      sizes: { '1K': size('0.008', '0.012'), '2K': size('0.013', '0.02'), '4K': size('0.04', '0.06') },
      aspectRatios: ASPECT_RATIOS,
      capabilities: ['generate', 'reference_images'],
    },
    {
      id: 'studio-scene',
      alias: 'scene',
      tier: 'standard',
      description: 'Full scenes with clouds, water, light and shade.',
      provider: 'studio',
      microsPerThousandUnits: 10_000n,
      sizes: { '1K': size('0.026', '0.04'), '2K': size('0.045', '0.07'), '4K': size('0.09', '0.14') },
      aspectRatios: ASPECT_RATIOS,
      capabilities: ['generate', 'reference_images'],
    },
    {
      id: 'studio-atelier',
      alias: 'atelier',
      tier: 'premium',
      description: 'The richest pictures: every layer, soft light and finer edges.',
      provider: 'studio',
      microsPerThousandUnits: 10_000n,
      sizes: { '1K': size('0.05', '0.08'), '2K': size('0.1', '0.16'), '4K': size('0.2', '0.32') },
      aspectRatios: ASPECT_RATIOS,
      capabilities: ['generate', 'reference_images'],
    },
  ],
  operations: [
    operation('crop', '0.001', 'x', 'y', 'width', 'height'),
    operation('resize', '0.001', 'width', 'height'),
    operation('rotate', '0.001', 'angle', 'expand', 'fill_color'),
    operation('flip', '0.001', 'direction'),
    operation('trim', '0.001', 'tolerance'),
    operation('adjust', '0.001', 'brightness', 'contrast', 'saturation'),
    operation('overlay', '0.002', 'overlay_image_url', 'x', 'y', 'opacity'),
    operation('metadata-strip', '0.001', 'keep_icc'),
    operation('convert', '0.001', 'format', 'quality'),
    operation('optimize', '0.002', 'quality', 'max_bytes'),
    operation('remove-background', '0.005', 'tolerance', 'output'),
    operation('pad', '0.001', 'top', 'right', 'bottom', 'left', 'color'),
    operation('border', '0.001', 'width', 'color'),
    operation('blur', '0.001', 'sigma'),
    operation('sharpen', '0.001', 'sigma'),
    operation('grayscale', '0.001'),
    operation('tint', '0.001', 'color'),
    operation('round-corners', '0.001', 'radius'),
    operation('watermark', '0.002', 'text', 'position', 'opacity', 'size'),
    operation('thumbnail', '0.001', 'size', 'crop'),
  ],
};

/**
 * The price book of an installation: the studio's models, and those of each provider that is switched on.
 *
 * @returns a book whose version names the providers in it: `2026-11-27`, `2026-11-27+fal+openai`
 */
export function bookFor(providers: readonly RemoteProviderName[]): PriceBook {
  const names = [...new Set(providers)].sort();
  return checked({
    ...studioBook,
    version: [studioBook.version, ...names].join('+'),
    models: [...studioBook.models, ...names.flatMap((name) => REMOTE_MODELS[name])],
  });
}

/** The prices in force: chosen once, by the keys that this process was started with. */
export const priceBook: PriceBook = bookFor(remoteProvidersOn());

/**
 * A book that may be used: every price above zero, no hold below its typical price, each name once, and the cheaper
 * of two models never the one that needs the fuller balance, so that the cheapest that can do something is also the
 * cheapest that any balance allows.
 *
 * @throws {InvariantError} naming what is wrong with it
 */
export function checked(book: PriceBook): PriceBook {
  const names = [
    ...book.models.flatMap(({ id, alias }) => [id, alias]),
    ...book.operations.map(({ id }) => id),
  ];
  invariant(new Set(names).size === names.length, 'a name stands twice in the price book');
  for (const model of book.models) {
    invariant(model.microsPerThousandUnits > 0n, `${model.id} works for nothing`);
    invariant(Object.keys(model.sizes).length > 0, `${model.id} has no price`);
    for (const { priceMicros, holdMicros } of Object.values(model.sizes)) {
      invariant(priceMicros > 0n && holdMicros >= priceMicros, `${model.id} holds less than it costs`);
    }
  }
  for (const { id, priceMicros } of book.operations) invariant(priceMicros > 0n, `${id} costs nothing`);
  for (const cheaper of book.models) {
    for (const [imageSize, price] of Object.entries(cheaper.sizes) as [ImageSize, SizePrice][]) {
      for (const dearer of book.models) {
        const other = dearer.sizes[imageSize];
        if (other === undefined || other.holdMicros <= price.holdMicros) continue;
        invariant(
          floorFor(cheaper.tier, imageSize) <= floorFor(dearer.tier, imageSize),
          `${cheaper.id} is cheaper than ${dearer.id} and needs a fuller balance`,
        );
      }
    }
  }
  return book;
}
