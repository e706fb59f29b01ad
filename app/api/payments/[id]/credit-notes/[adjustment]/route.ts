import { DOCUMENTS, requireTaken, take } from '#lib/auth/rate-limit.ts';
import { now } from '#lib/core/clock.ts';
import { DepictaError } from '#lib/core/errors.ts';
import { database } from '#lib/db/client.ts';
import { paymentDetail } from '#lib/history/payments.ts';
import { route } from '#lib/http/route.ts';
import { configuredPaddle } from '#lib/paddle/configured.ts';
import { creditNoteUrl } from '#lib/paddle/documents.ts';

/** Leads to Paddle's credit note of money that went back of the caller's payment. */
export const GET = route({}, async ({ params, caller }) => {
  const { customerId } = caller;
  const at = now();
  requireTaken(await take(database(), DOCUMENTS, customerId, at), at);
  const { creditNotes } = await paymentDetail(database(), { customerId, id: params.id ?? '' }, at);
  const note = creditNotes.find(({ id }) => id === params.adjustment);
  if (note === undefined) throw new DepictaError('not_found', 'There is no such credit note.');
  const url = await creditNoteUrl(configuredPaddle(), note.id);
  return new Response(null, { status: 303, headers: { Location: url, 'Referrer-Policy': 'no-referrer' } });
});
