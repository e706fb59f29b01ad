import { quoteRequest } from '#lib/contracts/quote.ts';
import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';
import { quoteOnce } from '#lib/generation/quote-once.ts';
import { idempotencyKeyOf } from '#lib/http/idempotency.ts';
import { otherMethodsThan } from '#lib/http/methods.ts';
import { route } from '#lib/http/route.ts';
import { quoteFor } from './quote-for.ts';

/** What a request would hold, from which lots, and whether it would be accepted. Nothing is held. */
export const POST = route({ body: quoteRequest }, async ({ request, body, caller, requestId }) => {
  const idempotencyKey = idempotencyKeyOf(request, 'quote', body);
  const { quote, isRepeat } = await quoteOnce(
    database(),
    { customerId: caller.customerId, idempotencyKey, at: now() },
    () => quoteFor(body, caller, requestId),
  );
  return { body: quote, ...(isRepeat && { headers: { 'Idempotent-Replayed': 'true' } }) };
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethodsThan('POST');
