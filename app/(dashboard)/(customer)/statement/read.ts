import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { explainBalance } from '#lib/history/explain.ts';
import { summaryOf } from '#lib/history/month.ts';
import { statementRows } from '#lib/history/statement.ts';
import { type StatementChoice, spanOf } from './address.ts';

/**
 * The rows of a choice, newest first, with what they come to: a month's summary, and the sums of kinds where a month or a kind
 * is asked for. What is recorded after the sums is in neither.
 *
 * @param page.before only rows with a lesser number
 */
export async function readStatement(
  db: Pick<Database, 'pool'>,
  customerId: Uuid,
  choice: StatementChoice,
  page: { before: bigint | undefined; limit: number },
  now: Date,
) {
  const { kind, month, asOf } = choice;
  const summary = month && (await summaryOf(db, customerId, month));
  const explained =
    month === undefined && kind !== undefined
      ? await explainBalance(db, customerId, asOf === undefined ? { now } : { asOf })
      : undefined;
  const upto = (summary ?? explained)?.uptoSeq;
  const isWithin = upto === undefined || (page.before !== undefined && page.before <= upto);
  const before = isWithin ? page.before : upto + 1n;
  const rows = await statementRows(db, customerId, spanOf(choice), { before, limit: page.limit });
  return { rows, summary, sums: summary?.sums ?? explained?.lines.filter(({ isDue }) => isDue !== true) };
}
