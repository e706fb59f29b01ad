import type { Balance } from '#lib/contracts/balance.ts';
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

/** Why it would be refused: in the API's words, and for want of credit with what is missing, a debt included. */
export interface PreviewRefusal {
  code: string;
  message: string;
  missingMicros: Credits | undefined;
  owedMicros: Credits | undefined;
}

/**
 * What an operation at its flat price would do, before its quote is there.
 *
 * @param floorEur the least balance at which anything can be ordered
 */
export function previewOperation(
  priceEur: string,
  floorEur: string,
  { balance_eur, owed_eur }: Pick<Balance, 'balance_eur' | 'owed_eur'>,
): Preview {
  const priceMicros = fromWire(priceEur);
  const availableMicros = fromWire(balance_eur);
  const requiredMicros = max(priceMicros, fromWire(floorEur));
  const reason = requiredMicros > availableMicros ? { error: 'credit_insufficient', message: '' } : null;
  return unquoted(priceMicros, priceMicros, availableMicros, reason, fromWire(owed_eur), requiredMicros);
}

/** What is known before the quote is there: from a price, and what is available. */
export function unquoted(
  typicalMicros: Credits,
  holdMicros: Credits,
  availableMicros: Credits,
  reason: { error: string; message: string } | null,
  owedMicros: Credits,
  requiredMicros = holdMicros,
): Preview {
  // While something is owed nothing is accepted, however much there is.
  const refused = owedMicros > ZERO ? { error: 'credit_insufficient', message: '' } : reason;
  return {
    holdMicros,
    typicalMicros,
    availableMicros,
    leftMicros: max(subtract(availableMicros, holdMicros), ZERO),
    refusal:
      refused === null
        ? undefined
        : {
            code: refused.error,
            message: refused.message,
            owedMicros,
            missingMicros: add(max(subtract(requiredMicros, availableMicros), ZERO), owedMicros),
          },
    lots: undefined,
  };
}

/** Reads a refusal of the server: what is missing and owed stands in the details of those that are about credit. */
export function toRefusal(code: string, message: string, details: unknown): PreviewRefusal {
  const { missing_eur: missing, owed_eur: owed } = (details ?? {}) as Partial<CreditDetails>;
  return {
    code,
    message,
    missingMicros: microsOf(missing),
    owedMicros: microsOf(owed),
  };
}

const microsOf = (eur: string | undefined) => (eur === undefined ? undefined : fromWire(eur));

/** Reads a quote: the ledger's own answer, with the lots. It replaces what was computed here before it came. */
export function previewOfQuote(quote: QuoteOnWire): Preview {
  const holdMicros = fromWire(quote.hold_eur);
  // Refused, nothing would be held: then it is what is available now.
  const leftMicros = fromWire(quote.balance_after_hold_eur);
  const { refusal } = quote;
  return {
    holdMicros,
    typicalMicros: fromWire(quote.price_eur),
    availableMicros: refusal === null ? add(leftMicros, holdMicros) : leftMicros,
    leftMicros,
    refusal: refusal === null ? undefined : toRefusal(refusal.error, refusal.message, refusal.details),
    lots: quote.lots.map(({ id, amount_eur }) => ({ id, amountMicros: fromWire(amount_eur) })),
  };
}
