import type { Uuid } from '#lib/core/ids.ts';
import { type Month, monthOf } from '#lib/core/month.ts';
import type { Database } from '#lib/db/client.ts';
import { type Span, type SpanSummary, summaryOfSpan } from '#lib/ledger/span.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { statementPage } from '#lib/ledger/statement.ts';
import { inSnapshot } from './store.ts';

/** The month in which a customer's statement begins; undefined while nothing was recorded. */
export async function firstMonth(db: Pick<Database, 'pool'>, customerId: Uuid): Promise<Month | undefined> {
  const [first] = await statementPage(onPool(db.pool), customerId, { before: 2n, limit: 1 });
  return first && monthOf(first.recordedAt);
}

/** What a span of a customer's statement comes to, as of one moment. */
export async function summaryOf(
  db: Pick<Database, 'pool'>,
  customerId: Uuid,
  span: Span,
): Promise<SpanSummary> {
  return inSnapshot(db, (sql) => summaryOfSpan(sql, customerId, span));
}
