import type { CreditDetails } from '#lib/contracts/problem.ts';
import type { QuoteOnWire } from '#lib/contracts/quote.ts';
import { add, type Credits, fromWire, max, subtract, ZERO } from '#lib/money/credits.ts';

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

/** What is known before the quote is there: from a price, and what is available. */
export function unquoted(
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
