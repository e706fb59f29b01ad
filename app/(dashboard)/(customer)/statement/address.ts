import { STATEMENT_KINDS, type StatementKind } from '#lib/contracts/statement.ts';
import { isWithinReach } from '#lib/contracts/wire.ts';
import { type Month, monthNamed } from '#lib/core/month.ts';

/** Which rows the statement shows. */
export type StatementChoice = {
  kind?: StatementKind | undefined;
  month?: Month | undefined;
  /** Only what was recorded by then, so that a past balance leads to what made it; a month says it already. */
  asOf?: Date | undefined;
};

/**
 * Reads the statement's filter from its address.
 *
 * @param at now: a month that begins later is none
 * @returns `isWrong` where something is chosen that there is not: what is listed then would be something else
 */
export function readChoice(
  address: Record<string, string | string[] | undefined>,
  at: Date,
): StatementChoice & { before: bigint | undefined; isWrong: boolean } {
  const text = (name: string) => [address[name] ?? ''].flat().join();
  const named = monthNamed(text('month'));
  const month = named === undefined || named.from > at ? undefined : named;
  const kind = STATEMENT_KINDS.find((each) => each === text('kind'));
  const instant = new Date(text('as_of'));
  const asOf = isWithinReach(instant) ? instant : undefined;
  const before = text('before');
  return {
    kind,
    month,
    asOf: month === undefined ? asOf : undefined,
    before: /^[1-9]\d{0,17}$/.test(before) ? BigInt(before) : undefined,
    isWrong: Object.entries({ kind, month, as_of: asOf }).some(
      ([name, read]) => read === undefined && text(name) !== '',
    ),
  };
}

/** The address of some rows, from a place in the list on. */
export function statementHref({ kind, month, asOf }: StatementChoice, before?: string): string {
  const chosen = Object.entries({
    month: month?.name,
    as_of: asOf?.toISOString(),
    kind,
    before,
  }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as [string, string]]));
  return chosen.length === 0 ? '/statement' : `/statement?${new URLSearchParams(chosen)}`;
}

/** The part of the statement that is read for a choice. */
export function spanOf({ kind, month, asOf }: StatementChoice): {
  kind: StatementKind | undefined;
  from?: Date;
  to?: Date;
} {
  if (month !== undefined) return { kind, from: month.from, to: month.to };
  return asOf === undefined ? { kind } : { kind, to: new Date(asOf.getTime() + 1) };
}
