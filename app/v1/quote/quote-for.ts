import type { ApiCaller } from '#lib/auth/api-caller.ts';
import type { QuoteOnWire, QuoteRequest } from '#lib/contracts/quote.ts';
import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';
import { foresee } from '#lib/generation/foresee.ts';
import { quoted } from '#lib/generation/order.ts';
import { toProblem } from '#lib/http/problems.ts';
import { toWire } from '#lib/money/credits.ts';
import { admissionOptions } from '../generation-desk.ts';

/** What a request would hold, from which lots, and whether it would be accepted, as the API and the pages tell it. */
export async function quoteFor(
  asked: QuoteRequest,
  caller: ApiCaller,
  requestId: string,
): Promise<QuoteOnWire> {
  const ordered = quoted(asked);
  const { quote } = ordered;
  const options = { ...admissionOptions(), at: now() };
  const { refusal, ...foreseen } = await foresee(database(), { ...ordered, ...caller }, options);
  return {
    ...('model' in quote ? { model: quote.model.id } : { operation: quote.operation.id }),
    price_eur: toWire(quote.priceMicros),
    approximate: 'model' in quote,
    hold_eur: toWire(quote.holdMicros),
    allowed: refusal === null,
    refusal: refusal && toProblem(refusal, requestId),
    lots: foreseen.lots.map(({ lotId, amountMicros }) => ({ id: lotId, amount_eur: toWire(amountMicros) })),
    balance_after_hold_eur: toWire(foreseen.availableMicros),
    price_version: quote.priceVersion,
  };
}
