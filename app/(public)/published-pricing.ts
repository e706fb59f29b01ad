import { IMAGE_SIZES, TIERS } from '#lib/contracts/image-choices.ts';
import type { Pricing } from '#lib/contracts/pricing.ts';
import { TOP_UP_MAXIMUM, TOP_UP_MINIMUM } from '#lib/contracts/top-up.ts';
import { env } from '#lib/core/env.ts';
import { invariant } from '#lib/core/errors.ts';
import { parseEuros, toWire, ZERO } from '#lib/money/credits.ts';
import { type PriceBook, priceBook } from '#lib/pricing/book.ts';
import { allowanceOf, FULL_FLOOR_MICROS, SMALL_FLOOR_MICROS } from '#lib/pricing/tiers.ts';

/** Where one rule of balances ends and the next begins, from the fullest balance down. */
const FLOORS = [FULL_FLOOR_MICROS, SMALL_FLOOR_MICROS, ZERO];

/**
 * The prices and rules in force, in the form that the API publishes them: so that the pages and the API cannot say
 * different things.
 */
export function publishedPricing(book: PriceBook = priceBook): Pricing {
  const { TRIAL_CREDIT_EUR, MAX_IN_FLIGHT } = env();
  const trialCredit = parseEuros(TRIAL_CREDIT_EUR);
  invariant(trialCredit !== undefined, 'TRIAL_CREDIT_EUR was checked when it was read');
  return {
    version: book.version,
    currency: 'EUR',
    approximate: true,
    models: book.models.map((model) => ({
      id: model.id,
      alias: model.alias,
      tier: model.tier,
      description: model.description,
      sizes: IMAGE_SIZES.flatMap((imageSize) => {
        const price = model.sizes[imageSize];
        return price === undefined
          ? []
          : [
              {
                image_size: imageSize,
                price_eur: toWire(price.priceMicros),
                hold_eur: toWire(price.holdMicros),
              },
            ];
      }),
      aspect_ratios: [...model.aspectRatios],
      capabilities: [...model.capabilities],
    })),
    operations: book.operations.map((operation) => ({
      id: operation.id,
      price_eur: toWire(operation.priceMicros),
      parameters: [...operation.parameters],
    })),
    rules: {
      tiers: FLOORS.map((floor, index) => {
        const allowance = allowanceOf(floor);
        const above = FLOORS[index - 1];
        const everything = allowance?.tiers.length === TIERS.length;
        return {
          from_eur: toWire(floor),
          below_eur: above === undefined ? null : toWire(above),
          tiers: allowance?.tiers ?? [],
          max_image_size: everything ? null : (allowance?.max_image_size ?? null),
        };
      }),
      minimum_top_up_eur: toWire(TOP_UP_MINIMUM),
      maximum_top_up_eur: toWire(TOP_UP_MAXIMUM),
      trial_credit_eur: toWire(trialCredit),
      valid_months_after_top_up: 12,
      refund_days: 14,
      max_in_flight: MAX_IN_FLIGHT,
      files_available_seconds: 3600,
    },
  };
}
