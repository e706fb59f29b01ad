import { requireTaken, take } from '#lib/auth/rate-limit.ts';
import { type TopUpQuote, topUpQuoteQuery } from '#lib/contracts/top-up.ts';
import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';
import { route } from '#lib/http/route.ts';
import type { Cents } from '#lib/money/cents.ts';
import { floorToCents, fromCents, fromWire, toWire } from '#lib/money/credits.ts';
import { configuredPaddle } from '#lib/paddle/configured.ts';
import { previewTopUp } from '#lib/paddle/preview.ts';

/** One customer cannot use up what Paddle lets all of us ask. */
const QUOTES = { name: 'top_up_quote', times: 300, windowSeconds: 3600 };

/** Net, VAT and total of a top-up in a country, as Paddle computes them; nothing is begun. */
export const GET = route({ query: topUpQuoteQuery }, async ({ query, caller }) => {
  const at = now();
  requireTaken(await take(database(), QUOTES, caller.customerId, at), at);
  const { country } = query;
  const amountCents = floorToCents(fromWire(query.amount_eur));
  const price = await previewTopUp(configuredPaddle(), { amountCents, country }, at);
  const wire = (amount: Cents) => toWire(fromCents(amount));
  const quote: TopUpQuote = {
    country,
    net_eur: wire(price.netCents),
    tax_eur: wire(price.taxCents),
    total_eur: wire(price.totalCents),
    tax_rate: price.taxRate,
  };
  return { body: quote };
});
