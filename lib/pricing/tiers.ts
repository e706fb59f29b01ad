import type { BalanceTier } from '#lib/contracts/balance.ts';
import type { ImageSize, Tier } from '#lib/contracts/image-choices.ts';
import { IMAGE_SIZES, TIERS } from '#lib/contracts/image-choices.ts';
import type { Allowance } from '#lib/contracts/problem.ts';
import type { Credits } from '#lib/money/credits.ts';

// What a balance allows to generate. Product rules, section 4. Operations need only their price.

/** From here on: every model, every size. */
export const FULL_FLOOR_MICROS = 500_000n as Credits;
/** From here to below the full floor: budget models, at most 2K. Below it: nothing. */
export const SMALL_FLOOR_MICROS = 10_000n as Credits;

const SMALL: Allowance = { tiers: ['budget'], max_image_size: '2K' };
const FULL: Allowance = { tiers: [...TIERS], max_image_size: IMAGE_SIZES[IMAGE_SIZES.length - 1]! };

/** The least available balance at which a picture may be asked for, whatever it costs. */
export function floorFor(tier: Tier, imageSize: ImageSize): Credits {
  const isSmall =
    SMALL.tiers.includes(tier) && IMAGE_SIZES.indexOf(imageSize) <= IMAGE_SIZES.indexOf(SMALL.max_image_size);
  return isSmall ? SMALL_FLOOR_MICROS : FULL_FLOOR_MICROS;
}

/** What an available balance allows, as an answer names it; null for nothing. */
export function allowanceOf(availableMicros: Credits): Allowance | null {
  if (availableMicros >= FULL_FLOOR_MICROS) return FULL;
  return availableMicros >= SMALL_FLOOR_MICROS ? SMALL : null;
}

/** The same as one word. */
export function balanceTierOf(availableMicros: Credits): BalanceTier {
  if (availableMicros >= FULL_FLOOR_MICROS) return 'full';
  return availableMicros >= SMALL_FLOOR_MICROS ? 'budget' : 'none';
}

/** Why a picture is not to be had at an available balance: what is checked first is told first. */
export function creditRefusal(
  availableMicros: Credits,
  price: { holdMicros: Credits; floorMicros: Credits },
): 'credit_insufficient' | 'credit_tier_restricted' | undefined {
  if (availableMicros < SMALL_FLOOR_MICROS) return 'credit_insufficient';
  if (availableMicros < price.floorMicros) return 'credit_tier_restricted';
  return availableMicros < price.holdMicros ? 'credit_insufficient' : undefined;
}
