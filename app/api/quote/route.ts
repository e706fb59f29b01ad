import { quoteFor } from '#app/v1/quote/quote-for.ts';
import { quoteQuery } from '#lib/contracts/quote.ts';
import { route } from '#lib/http/route.ts';

/** The quote of `POST /v1/quote` for the open page, whose session may only read; nothing is held. */
export const GET = route({ query: quoteQuery }, async ({ query, caller, requestId }) => ({
  body: await quoteFor(query, caller, requestId),
}));
