import { DOCUMENTS, requireTaken, take } from '#lib/auth/rate-limit.ts';
import { now } from '#lib/core/clock.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { database } from '#lib/db/client.ts';
import { route } from '#lib/http/route.ts';
import { configuredPaddle } from '#lib/paddle/configured.ts';
import { invoiceUrl } from '#lib/paddle/documents.ts';
import { purchaseOf } from '#lib/topups/view.ts';

/** Leads to Paddle's invoice of the caller's payment. The link is fetched on each click: it does not live long. */
export const GET = route({}, async ({ params, caller }) => {
  const { customerId } = caller;
  const at = now();
  requireTaken(await take(database(), DOCUMENTS, customerId, at), at);
  const purchase = await purchaseOf(database().prisma, { customerId, id: params.id ?? '' });
  if (purchase.paddleTransactionId === null || purchase.paidAt === null)
    throw new DepictaError('not_found', 'This top-up is not paid, so it has no invoice.');
  const url = await invoiceUrl(configuredPaddle(), purchase.paddleTransactionId);
  return new Response(null, { status: 303, headers: { Location: url, 'Referrer-Policy': 'no-referrer' } });
});
