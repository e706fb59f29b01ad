import { FILES_AVAILABLE_SECONDS } from '#lib/contracts/image.ts';
import { IMAGE_SIZES } from '#lib/contracts/image-choices.ts';
import type { Models, PricedModel, Pricing } from '#lib/contracts/pricing.ts';
import { TOP_UP_MAXIMUM, TOP_UP_MINIMUM } from '#lib/contracts/top-up-amounts.ts';
import { env } from '#lib/core/env.ts';
import { invariant } from '#lib/core/errors.ts';
import { VALID_MONTHS } from '#lib/ledger/expiry.ts';
import { REFUND_WINDOW_DAYS } from '#lib/ledger/refundable.ts';
import { type Credits, parseEuros, toWire, ZERO } from '#lib/money/credits.ts';
import { type BookModel, type PriceBook, priceBook } from './book.ts';
import { quote } from './quote.ts';
import { allowanceOf, creditRefusal, FULL_FLOOR_MICROS, SMALL_FLOOR_MICROS } from './tiers.ts';

/** Where one rule of balances ends and the next begins, from the fullest balance down. */
const FLOORS = [FULL_FLOOR_MICROS, SMALL_FLOOR_MICROS, ZERO];

/** The prices and the rules in force, for everybody to read: what the API answers and what the pages show. */
export function publishedPricing(book: PriceBook = priceBook): Pricing {
  const { TRIAL_CREDIT_EUR, MAX_IN_FLIGHT } = env();
  const trialCredit = parseEuros(TRIAL_CREDIT_EUR);
  invariant(trialCredit !== undefined, 'TRIAL_CREDIT_EUR was checked when it was read');
  return {
    version: book.version,
    currency: 'EUR',
    approximate: true,
    models: book.models.map(published),
    operations: book.operations.map(({ id, priceMicros, parameters }) => ({
      id,
      price_eur: toWire(priceMicros),
      parameters: [...parameters],
    })),
    rules: {
      tiers: FLOORS.map((floor, i) => {
        const allowance = allowanceOf(floor);
        const above = FLOORS[i - 1];
        return {
          from_eur: toWire(floor),
          below_eur: above === undefined ? null : toWire(above),
          tiers: allowance?.tiers ?? [],
          max_image_size: allowance?.max_image_size ?? null,
        };
      }),
      minimum_top_up_eur: toWire(TOP_UP_MINIMUM),
      maximum_top_up_eur: toWire(TOP_UP_MAXIMUM),
      trial_credit_eur: toWire(trialCredit),
      valid_months_after_top_up: VALID_MONTHS,
      refund_days: REFUND_WINDOW_DAYS,
      max_in_flight: MAX_IN_FLIGHT,
      files_available_seconds: FILES_AVAILABLE_SECONDS,
    },
  };
}

/**
 * The models with what a balance allows of each, and why not where it does not.
 *
 * @param balance.spendableMicros what may be spent of what is available: nothing while something is owed
 */
export function publishedModels(
  balance: { availableMicros: Credits; spendableMicros: Credits },
  book: PriceBook = priceBook,
): Models {
  return {
    version: book.version,
    currency: 'EUR',
    approximate: true,
    balance_eur: toWire(balance.availableMicros),
    models: book.models.map((model) => {
      const { sizes, ...rest } = published(model);
      const judged = sizes.map((size) => ({
        ...size,
        ...judge(model, size.image_size, balance.spendableMicros, book),
      }));
      const isAllowed = judged.some((size) => size.allowed);
      return {
        ...rest,
        available: true,
        allowed: isAllowed,
        reason: isAllowed ? null : judged[0]!.reason,
        sizes: judged,
      };
    }),
  };
}

function published(model: BookModel): PricedModel {
  return {
    id: model.id,
    alias: model.alias,
    tier: model.tier,
    description: model.description,
    sizes: IMAGE_SIZES.flatMap((imageSize) => {
      const price = model.sizes[imageSize];
      if (price === undefined) return [];
      return [
        { image_size: imageSize, price_eur: toWire(price.priceMicros), hold_eur: toWire(price.holdMicros) },
      ];
    }),
    aspect_ratios: [...model.aspectRatios],
    capabilities: [...model.capabilities],
  };
}

type Size = PricedModel['sizes'][number]['image_size'];
type Judged = Pick<Models['models'][number]['sizes'][number], 'allowed' | 'reason'>;

function judge(model: BookModel, imageSize: Size, spendableMicros: Credits, book: PriceBook): Judged {
  const aspectRatio = model.aspectRatios[0]!;
  const price = quote({ model: model.id, imageSize, aspectRatio, needs: ['generate'] }, book);
  switch (creditRefusal(spendableMicros, price)) {
    case undefined:
      return { allowed: true, reason: null };
    case 'credit_tier_restricted':
      return {
        allowed: false,
        reason: {
          error: 'credit_tier_restricted',
          message: `Needs at least EUR ${toWire(price.floorMicros)} available.`,
        },
      };
    case 'credit_insufficient':
      return {
        allowed: false,
        reason: {
          error: 'credit_insufficient',
          message: `Holds EUR ${toWire(price.holdMicros)}, more than there is to spend.`,
        },
      };
  }
}
