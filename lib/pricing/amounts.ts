import { invariant } from '#lib/core/errors.ts';
import { type Credits, parseEuros } from '#lib/money/credits.ts';

/** What one picture of a size costs: typically, and at the very most, which is what is held. */
export type SizePrice = { priceMicros: Credits; holdMicros: Credits };

/** An amount of the price book. @throws {InvariantError} for what is none */
export function eur(text: string): Credits {
  const amount = parseEuros(text);
  invariant(amount !== undefined, `the price book holds ${text}, which is no amount`);
  return amount;
}

/** The two prices of a size, in euros. */
export function size(typical: string, most: string): SizePrice {
  return { priceMicros: eur(typical), holdMicros: eur(most) };
}
