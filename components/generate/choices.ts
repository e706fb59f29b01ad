import type { AspectRatio, ImageSize } from '#lib/contracts/image-choices.ts';
import type { Models, OfferedModel } from '#lib/contracts/pricing.ts';
import type { CreditDetails } from '#lib/contracts/problem.ts';
import type { QuoteOnWire } from '#lib/contracts/quote.ts';
import { add, type Credits, fromWire, max, subtract, ZERO } from '#lib/money/credits.ts';

/** What is chosen on the page. */
export interface Choice {
  model: string;
  ratio: AspectRatio;
  size: ImageSize;
}

/** What sending it would do to the balance: held, left, or why not. All figures are of one moment. */
export interface Preview {
  holdMicros: Credits;
  /** What it typically costs; for an operation exactly. */
  typicalMicros: Credits;
  availableMicros: Credits;
  leftMicros: Credits;
  refusal: PreviewRefusal | undefined;
  /** The lots that a charge of the whole hold would draw on, in that order; undefined while it is not known. */
  lots: readonly { id: string; amountMicros: Credits }[] | undefined;
}

/** Why it would be refused: in the API's words, and for want of credit with what is missing. */
export interface PreviewRefusal {
  code: string;
  message: string;
  missingMicros: Credits | undefined;
}

/** The first choice: what the API takes where nothing is said, or else the first model that the balance allows. */
export function firstChoice({ models }: Models): Choice {
  const model = models.find((each) => each.allowed) ?? models[0]!;
  return { model: model.id, ratio: '3:2', size: '1K' };
}

export function offered({ models }: Models, id: string): OfferedModel {
  return models.find((model) => model.id === id) ?? models[0]!;
}

/** Reads what the server says of a model at a size, before its quote is there; the server decides again when it is sent. */
export function preview(models: Models, { model, size }: Choice): Preview | undefined {
  const price = offered(models, model).sizes.find((each) => each.image_size === size);
  if (price === undefined) return undefined;
  return unquoted(
    fromWire(price.price_eur),
    fromWire(price.hold_eur),
    fromWire(models.balance_eur),
    price.reason,
  );
}

/**
 * What an operation at its flat price would do, before its quote is there.
 *
 * @param balance as the wire has it: what is available now, and the least at which anything can be ordered
 */
export function previewOperation(
  priceEur: string,
  balance: { availableEur: string; floorEur: string },
): Preview {
  const priceMicros = fromWire(priceEur);
  const availableMicros = fromWire(balance.availableEur);
  const requiredMicros = max(priceMicros, fromWire(balance.floorEur));
  const reason = requiredMicros > availableMicros ? { error: 'credit_insufficient', message: '' } : null;
  return unquoted(priceMicros, priceMicros, availableMicros, reason, requiredMicros);
}

function unquoted(
  typicalMicros: Credits,
  holdMicros: Credits,
  availableMicros: Credits,
  reason: { error: string; message: string } | null,
  requiredMicros = holdMicros,
): Preview {
  return {
    holdMicros,
    typicalMicros,
    availableMicros,
    leftMicros: max(subtract(availableMicros, holdMicros), ZERO),
    refusal:
      reason === null
        ? undefined
        : {
            code: reason.error,
            message: reason.message,
            missingMicros: max(subtract(requiredMicros, availableMicros), ZERO),
          },
    lots: undefined,
  };
}

/** Reads a quote: the ledger's own answer, with the lots. It replaces what was computed here before it came. */
export function previewOfQuote(quote: QuoteOnWire): Preview {
  const holdMicros = fromWire(quote.hold_eur);
  // Refused, nothing would be held: then it is what is available now.
  const leftMicros = fromWire(quote.balance_after_hold_eur);
  const { refusal } = quote;
  const missing = (refusal?.details as Partial<CreditDetails> | null)?.missing_eur;
  return {
    holdMicros,
    typicalMicros: fromWire(quote.price_eur),
    availableMicros: refusal === null ? add(leftMicros, holdMicros) : leftMicros,
    leftMicros,
    refusal:
      refusal === null
        ? undefined
        : {
            code: refusal.error,
            message: refusal.message,
            missingMicros: missing === undefined ? undefined : fromWire(missing),
          },
    lots: quote.lots.map(({ id, amount_eur }) => ({ id, amountMicros: fromWire(amount_eur) })),
  };
}
