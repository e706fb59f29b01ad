import { type QuoteOnWire, quoteRequest } from '#lib/contracts/quote.ts';
import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';
import { foresee } from '#lib/generation/foresee.ts';
import { quoted } from '#lib/generation/order.ts';
import { otherMethodsThan } from '#lib/http/methods.ts';
import { toProblem } from '#lib/http/problems.ts';
import { route } from '#lib/http/route.ts';
import { toWire } from '#lib/money/credits.ts';
import { admissionOptions } from '../generation-desk.ts';

/** What a request would hold, from which lots, and whether it would be accepted. Nothing is held. */
export const POST = route({ body: quoteRequest }, async ({ body: asked, caller, requestId }) => {
  const ordered = quoted(asked);
  const { quote } = ordered;
  const options = { ...admissionOptions(), at: now() };
  const { refusal, ...foreseen } = await foresee(database(), { ...ordered, ...caller }, options);
  const body: QuoteOnWire = {
    ...('model' in quote ? { model: quote.model.id } : { operation: quote.operation.id }),
    price_eur: toWire(quote.priceMicros),
    hold_eur: toWire(quote.holdMicros),
    allowed: refusal === null,
    refusal: refusal && toProblem(refusal, requestId),
    lots: foreseen.lots.map(({ lotId, amountMicros }) => ({ id: lotId, amount_eur: toWire(amountMicros) })),
    balance_after_hold_eur: toWire(foreseen.availableMicros),
    price_version: quote.priceVersion,
  };
  return { body };
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethodsThan('POST');
