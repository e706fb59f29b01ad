import type { Credits } from '#lib/money/credits.ts';

export type Tier = 'budget' | 'standard' | 'premium';

export interface PricedSize {
  imageSize: string;
  /** The typical price. */
  priceMicros: Credits;
  /** What is held while the picture is made; the most it can cost. */
  holdMicros: Credits;
}

export interface PricedModel {
  id: string;
  alias: string;
  tier: Tier;
  /** Smallest first. */
  sizes: readonly PricedSize[];
  aspectRatios: readonly string[];
}

export interface PricedOperation {
  id: string;
  priceMicros: Credits;
}

/** The price book as pages show it. */
export interface PriceList {
  version: string;
  models: readonly PricedModel[];
  operations: readonly PricedOperation[];
}
