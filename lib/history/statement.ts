import type { StatementKind, StatementRow } from '#lib/contracts/statement.ts';
import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { versionAt } from '#lib/ledger/balance.ts';
import type { Sql } from '#lib/ledger/sql.ts';
import { type StatementLine, statementPage } from '#lib/ledger/statement.ts';
import { toWire } from '#lib/money/credits.ts';
import { causeWords, inSnapshot } from './store.ts';

/** Which part of a statement is asked for. `from` counts, `to` does not; by the time of recording. */
export type StatementSpan = {
  from?: Date | undefined;
  to?: Date | undefined;
  kind?: StatementKind | undefined;
};

/**
 * Rows of a customer's statement, newest first, each with its cause in the customer's own words.
 *
 * @param page.before only rows with a lesser number
 * @param page.limit ask for one more than is shown to learn whether there is more
 */
export async function statementRows(
  db: Pick<Database, 'pool'>,
  customerId: Uuid,
  span: StatementSpan,
  page: { before?: bigint | undefined; limit: number },
): Promise<StatementRow[]> {
  return inSnapshot(db, async (sql) => {
    const before = await earlier(sql, customerId, span.to, page.before);
    const lines = await statementPage(sql, customerId, {
      ...(before === undefined ? {} : { before }),
      limit: page.limit,
      kind: span.kind,
    });
    const { from } = span;
    const shown = from === undefined ? lines : lines.filter((line) => line.recordedAt >= from);
    const words = await causeWords(
      sql,
      customerId,
      shown.map((line) => line.cause.id),
    );
    return shown.map((line) => onWire(line, words.get(line.cause.id)));
  });
}

/** The number before which a page begins: the cursor's, or the first that was recorded at `to` or later. */
async function earlier(
  sql: Sql,
  customerId: Uuid,
  to: Date | undefined,
  before: bigint | undefined,
): Promise<bigint | undefined> {
  if (to === undefined) return before;
  const firstAfter = (await versionAt(sql, customerId, new Date(to.getTime() - 1))) + 1n;
  return before === undefined || firstAfter < before ? firstAfter : before;
}

function onWire(
  line: StatementLine,
  words: { label: string | null; reason: string | null } | undefined,
): StatementRow {
  return {
    id: line.seq.toString(),
    kind: line.kind,
    effective_at: line.effectiveAt.toISOString(),
    recorded_at: line.recordedAt.toISOString(),
    amount_eur: toWire(line.changeMicros),
    owed_change_eur: toWire(line.owedChangeMicros),
    balance_before_eur: toWire(line.availableBeforeMicros),
    balance_after_eur: toWire(line.availableAfterMicros),
    credit_after_eur: toWire(line.creditAfterMicros),
    held_after_eur: toWire(line.heldAfterMicros),
    cause: { ...line.cause, label: words?.label ?? null },
    reason: words?.reason ?? null,
    lots: line.lotId === null ? [] : [{ id: line.lotId, amount_eur: toWire(line.amountMicros) }],
  };
}
