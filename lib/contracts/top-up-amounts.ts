import { type Credits, credits } from '#lib/money/credits.ts';

/** What a top-up may be: whole cents between these, net of VAT. */
export const TOP_UP_MINIMUM: Credits = credits(5_000_000n);
export const TOP_UP_MAXIMUM: Credits = credits(1_000_000_000n);

/** The amounts offered first. */
export const TOP_UP_PRESETS: readonly Credits[] = [5n, 10n, 25n, 50n, 100n].map((whole) =>
  credits(whole * 1_000_000n),
);

const MICROS_PER_CENT = 10_000n;

/** Why an amount cannot be topped up, or undefined when it can. */
export function topUpRefusal(amount: Credits): 'too_small' | 'too_large' | 'not_whole_cents' | undefined {
  if (amount % MICROS_PER_CENT !== 0n) return 'not_whole_cents';
  if (amount < TOP_UP_MINIMUM) return 'too_small';
  return amount > TOP_UP_MAXIMUM ? 'too_large' : undefined;
}
