import type { Uuid } from '#lib/core/ids.ts';
import { type Credits, subtract, sum } from '#lib/money/credits.ts';
import { recordedAt, versionAt } from './balance.ts';
import type { Sql } from './sql.ts';
import { creditByKind, type KindSum, sumsByKind } from './statement.ts';

/** A span of time: `from` counts, `to` does not. */
export type Span = { from: Date; to: Date };

/** What a span of a statement comes to: opening + sums = closing, to the micro-euro. */
export type SpanSummary = {
  openingMicros: Credits;
  sums: KindSum[];
  closingMicros: Credits;
  /** What the sums do not explain: zero. */
  unexplainedMicros: Credits;
  facts: number;
  /** The number of the last fact that is in it: lines that are read later end there too. */
  uptoSeq: bigint;
};

/**
 * Sums up what was recorded in a span of time. Opening and closing are what the facts before and in it left behind; the
 * sums are worked out from the amounts.
 *
 * @param sql inside a snapshot where others write meanwhile
 */
export async function summaryOfSpan(sql: Sql, customerId: Uuid, span: Span): Promise<SpanSummary> {
  const [after, upto] = [
    await versionBefore(sql, customerId, span.from),
    await versionBefore(sql, customerId, span.to),
  ];
  const opening = (await recordedAt(sql, customerId, after)).availableMicros;
  const closing = (await recordedAt(sql, customerId, upto)).availableMicros;
  const sums = await sumsByKind(sql, customerId, { after, upto });
  const explained = sum(sums.map(({ changeMicros }) => changeMicros));
  return {
    openingMicros: opening,
    sums,
    closingMicros: closing,
    unexplainedMicros: subtract(subtract(closing, opening), explained),
    facts: Number(upto - after),
    uptoSeq: upto,
  };
}

/**
 * What was charged in a span of time: what the credit came down by, and all else that moved it put back. The charges
 * themselves, which may be many, are not read.
 *
 * @param sql inside a snapshot where others write meanwhile
 */
export async function chargedIn(sql: Sql, customerId: Uuid, span: Span): Promise<Credits> {
  const after = await versionBefore(sql, customerId, span.from);
  const upto = await versionBefore(sql, customerId, span.to);
  const opening = (await recordedAt(sql, customerId, after)).creditMicros;
  const closing = (await recordedAt(sql, customerId, upto)).creditMicros;
  const others = await creditByKind(sql, customerId, { after, upto });
  return subtract(sum([opening, ...others.map(({ changeMicros }) => changeMicros)]), closing);
}

function versionBefore(sql: Sql, customerId: Uuid, instant: Date): Promise<bigint> {
  return versionAt(sql, customerId, new Date(instant.getTime() - 1));
}

/**
 * Customers of whom something was recorded in a span of time, in the order of their ids, a page at a time.
 *
 * @param options.beyond the last one of the page before
 */
export async function customersActiveIn(
  sql: Sql,
  span: Span,
  options: { beyond?: Uuid | undefined; limit: number },
): Promise<Uuid[]> {
  const rows = await sql<{ customer_id: Uuid }>(
    'ledger_active_in',
    // Whoever changed last before the span is left out without a search.
    `SELECT customer_id FROM ledger_customer
     WHERE changed_at >= $1::timestamptz AND customer_id > $3::uuid
       AND ledger_version_at(customer_id, $2::timestamptz - interval '1 millisecond')
         > ledger_version_at(customer_id, $1::timestamptz - interval '1 millisecond')
     ORDER BY customer_id LIMIT $4::integer`,
    [
      span.from.toISOString(),
      span.to.toISOString(),
      options.beyond ?? '00000000-0000-0000-0000-000000000000',
      options.limit,
    ],
  );
  return rows.map((row) => row.customer_id);
}
