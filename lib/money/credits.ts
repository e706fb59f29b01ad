import { type Cents, centsFromMinorUnits } from './cents.ts';

declare const brand: unique symbol;

/** An amount of credit in micro-euros (EUR 1 = 1 000 000). Product rules, section 1. */
export type Credits = bigint & { readonly [brand]: 'credits' };

const MICROS_PER_EUR = 1_000_000n;
const MICROS_PER_CENT = 10_000n;
/** PostgreSQL's BIGINT, where amounts live. */
const LIMIT = 2n ** 63n - 1n;
const WIRE = /^(-?)(0|[1-9]\d{0,12})\.(\d{6})$/;
const EUROS = /^(\d{1,13})(?:[.,](\d{1,6}))?$/;

export const ZERO = 0n as Credits;

/** Micro-euros as they are stored. @throws {RangeError} beyond a BIGINT */
export function credits(micros: bigint): Credits {
  if (micros > LIMIT || micros < -LIMIT)
    throw new RangeError('An amount of credit must fit a 64-bit integer');
  return micros as Credits;
}

/** The wire form: euros with exactly six places, such as `"9.955000"`; zero has no sign. */
export function toWire(amount: Credits): string {
  const magnitude = amount < 0n ? -amount : amount;
  const fraction = (magnitude % MICROS_PER_EUR).toString().padStart(6, '0');
  return `${amount < 0n ? '-' : ''}${magnitude / MICROS_PER_EUR}.${fraction}`;
}

/** Reads the wire form exactly. @throws {RangeError} on anything else, `-0.000000` included */
export function fromWire(text: string): Credits {
  const match = WIRE.exec(text);
  if (match === null) throw new RangeError('An amount on the wire has exactly six decimal places');
  const magnitude = BigInt(match[2]!) * MICROS_PER_EUR + BigInt(match[3]!);
  if (match[1] === '-' && magnitude === 0n) throw new RangeError('Zero has no sign');
  return credits(match[1] === '-' ? -magnitude : magnitude);
}

/**
 * Reads what a person or an operator typed: whole or decimal euros, a comma or a dot, at most six places.
 *
 * @returns undefined when the text is no such amount; it never guesses at thousands separators
 */
export function parseEuros(text: string): Credits | undefined {
  const match = EUROS.exec(text.trim());
  if (match === null) return undefined;
  const micros = BigInt(match[1]!) * MICROS_PER_EUR + BigInt((match[2] ?? '').padEnd(6, '0'));
  return micros > LIMIT ? undefined : credits(micros);
}

/** Whole cents as credit: exact. */
export function fromCents(cents: Cents): Credits {
  return credits(cents * MICROS_PER_CENT);
}

/** Credit as whole cents, what is below a cent left behind (it stays as credit). Only for amounts >= 0. */
export function floorToCents(amount: Credits): Cents {
  if (amount < 0n) throw new RangeError('Only an amount of zero or more is rounded down to the cent');
  return centsFromMinorUnits((amount / MICROS_PER_CENT).toString());
}

export function add(a: Credits, b: Credits): Credits {
  return credits(a + b);
}

export function subtract(a: Credits, b: Credits): Credits {
  return credits(a - b);
}

export function sum(amounts: Iterable<Credits>): Credits {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return credits(total);
}

export function min(first: Credits, ...rest: readonly Credits[]): Credits {
  return rest.reduce((least, amount) => (amount < least ? amount : least), first);
}

export function max(first: Credits, ...rest: readonly Credits[]): Credits {
  return rest.reduce((most, amount) => (amount > most ? amount : most), first);
}
