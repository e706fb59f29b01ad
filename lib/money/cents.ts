declare const brand: unique symbol;

/** Cash at Paddle, in whole cents. Never mixed with `Credits`. Product rules, section 1. */
export type Cents = bigint & { readonly [brand]: 'cents' };

const MINOR_UNITS = /^(0|[1-9]\d{0,14})$/;

/** Reads Paddle's minor-unit string, such as `"2500"`. @throws {RangeError} on anything else */
export function centsFromMinorUnits(text: string): Cents {
  if (!MINOR_UNITS.test(text))
    throw new RangeError('A cash amount is a whole number of cents without a sign');
  return BigInt(text) as Cents;
}

/** Whole cents from a stored number of cents, zero or more. @throws {RangeError} when negative */
export function cents(amount: bigint): Cents {
  if (amount < 0n) throw new RangeError('A cash amount is never negative');
  return amount as Cents;
}

/** Paddle's minor-unit string. */
export function toMinorUnits(amount: Cents): string {
  return amount.toString();
}

/** Euros with two places, such as `"25.00"`, for mails and logs that name a cash amount. */
export function centsToEuros(amount: Cents): string {
  return `${amount / 100n}.${(amount % 100n).toString().padStart(2, '0')}`;
}
