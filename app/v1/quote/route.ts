import { quoteRequest } from '#lib/contracts/quote.ts';
import { otherMethodsThan } from '#lib/http/methods.ts';
import { route } from '#lib/http/route.ts';
import { quoteFor } from './quote-for.ts';

/** What a request would hold, from which lots, and whether it would be accepted. Nothing is held. */
export const POST = route({ body: quoteRequest }, async ({ body, caller, requestId }) => ({
  body: await quoteFor(body, caller, requestId),
}));

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethodsThan('POST');
