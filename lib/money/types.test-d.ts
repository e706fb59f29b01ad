// Lines that must not compile: credit, cash and plain numbers never mix. `npm run check` compiles this file.
import { cents } from './cents.ts';
import { add, type Credits, credits, fromCents, toWire } from './credits.ts';

const credit = credits(1n);
const cash = cents(1n);

// @ts-expect-error cash is not credit
toWire(cash);
// @ts-expect-error credit is not cash
fromCents(credit);
// @ts-expect-error a plain bigint is no amount
toWire(1n);
// @ts-expect-error a number is no amount
credits(1);
// @ts-expect-error credit and cash are not added
add(credit, cash);
// @ts-expect-error a float cannot enter arithmetic on amounts
export const mixed: Credits = credit + 0.5;
