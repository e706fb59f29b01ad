import type { TopUpQuote } from '#lib/contracts/top-up.ts';
import type { Cents } from '#lib/money/cents.ts';
import { fromCents, toWire } from '#lib/money/credits.ts';
import type { PricePreview } from '#lib/paddle/preview.ts';

/** One customer cannot use up what Paddle lets all of us ask. */
export const QUOTES = { name: 'top_up_quote', times: 300, windowSeconds: 3600 };

/** Paddle keeps each business that is asked about. */
export const BUSINESS_QUOTES = { name: 'business_quote', times: 30, windowSeconds: 3600 };

/** What Paddle computed, as it travels. */
export function toQuote(price: PricePreview): Omit<TopUpQuote, 'country'> {
  const wire = (amount: Cents) => toWire(fromCents(amount));
  return {
    net_eur: wire(price.netCents),
    tax_eur: wire(price.taxCents),
    total_eur: wire(price.totalCents),
    tax_rate: price.taxRate,
  };
}
