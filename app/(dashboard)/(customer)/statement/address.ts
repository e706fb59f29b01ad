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

/** Reads the statement's filter from its address. What makes no sense is left out, never guessed at. */
export function readChoice(address: Record<string, string | string[] | undefined>): StatementChoice & {
  before: bigint | undefined;
} {
  const text = (name: string) => (typeof address[name] === 'string' ? address[name] : '');
  const month = monthNamed(text('month'));
  const asOf = new Date(text('as_of'));
  const before = text('before');
  return {
    kind: STATEMENT_KINDS.find((kind) => kind === text('kind')),
    month,
    asOf: month === undefined && isWithinReach(asOf) ? asOf : undefined,
    before: /^[1-9]\d{0,17}$/.test(before) ? BigInt(before) : undefined,
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
