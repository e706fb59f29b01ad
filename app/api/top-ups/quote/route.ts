import { QUOTES, toQuote } from '#app/(dashboard)/(customer)/top-up/quote.ts';
import { requireTaken, take } from '#lib/auth/rate-limit.ts';
import { type TopUpQuote, topUpQuoteQuery } from '#lib/contracts/top-up.ts';
import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';
import { route } from '#lib/http/route.ts';
import { floorToCents, fromWire } from '#lib/money/credits.ts';
import { configuredPaddle } from '#lib/paddle/configured.ts';
import { previewTopUp } from '#lib/paddle/preview.ts';

/** Net, VAT and total of a top-up in a country, as Paddle computes them; nothing is begun. */
export const GET = route({ query: topUpQuoteQuery }, async ({ query, caller }) => {
  const at = now();
  requireTaken(await take(database(), QUOTES, caller.customerId, at), at);
  const { country } = query;
  const amountCents = floorToCents(fromWire(query.amount_eur));
  const price = await previewTopUp(configuredPaddle(), { amountCents, country }, at);
  const quote: TopUpQuote = { country, ...toQuote(price) };
  return { body: quote };
});
