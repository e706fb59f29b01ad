import type { ParseArgsOptionsConfig } from 'node:util';
import { DepictaError } from '#lib/core/errors.ts';
import { isUuid, type Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { LOT_AT_MOST_MICROS } from '#lib/ledger/verbs.ts';
import { type Credits, parseEuros } from '#lib/money/credits.ts';

/** What a command says: as JSON for programs, as text for people. Without `ok` the exit code is 1. */
export type Answer = { json: unknown; text: string; ok?: boolean };

export type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

export type Command = {
  usage: string;
  meaning: string;
  options: ParseArgsOptionsConfig;
  run(context: { values: Values; database: () => Database }): Promise<Answer>;
};

/** An option that must be there. @throws {DepictaError} naming it */
export function required(values: Values, name: string): string {
  const value = values[name];
  if (typeof value !== 'string' || value.trim() === '') throw wrong(name, 'is missing');
  return value;
}

export function customerId(values: Values): Uuid {
  const value = required(values, 'customer');
  if (!isUuid(value)) throw wrong('customer', 'is no customer id');
  return value;
}

/** An amount in euros. @throws {DepictaError} when it is none, not more than zero, or more than a lot may be of */
export function euros(values: Values, name: string): Credits {
  const amount = parseEuros(required(values, name));
  if (amount === undefined || amount <= 0n) throw wrong(name, 'must be an amount such as 2.50, more than 0');
  if (amount > LOT_AT_MOST_MICROS) throw wrong(name, 'must be at most 1000000000');
  return amount;
}

export function wrong(name: string, message: string): DepictaError {
  return new DepictaError('validation_error', `--${name} ${message}`);
}
