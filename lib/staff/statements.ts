import type { Uuid } from '#lib/core/ids.ts';
import { monthOf } from '#lib/core/month.ts';
import type { Database } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import { headsBefore } from '#lib/ledger/heads.ts';
import { customersActiveIn } from '#lib/ledger/span.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { queueMail } from '#lib/mail/queue.ts';
import { insertStatementLetters } from './store.ts';

const PAGE = 500;

/**
 * Queues the statement of the month that is over for every customer of whom something was recorded in it, once each. It
 * waits for the signed head that covers the month to its end. The row and its mail are one transaction: neither is lost,
 * neither comes twice, however often this runs.
 *
 * @param at the present instant
 * @param pageSize how many customers one transaction looks at
 * @returns how many were queued
 */
export async function queueStatements(
  db: Pick<Database, 'pool' | 'prisma'>,
  at: Date,
  pageSize: number = PAGE,
): Promise<number> {
  const month = monthOf(at, -1);
  const sql = onPool(db.pool);
  const [head] = await headsBefore(sql, { limit: 1 });
  const lastDay = new Date(month.to.getTime() - 1).toISOString().slice(0, 10);
  if (head === undefined || head.day < lastDay) return 0;
  let queued = 0;
  let beyond: Uuid | undefined;
  for (;;) {
    const page = await customersActiveIn(sql, month, { beyond, limit: pageSize });
    queued += await transaction(db.prisma, async (tx) => {
      const fresh = await insertStatementLetters(tx, page, month.from, at);
      for (const customerId of fresh)
        await queueMail(tx, { template: 'statement', customerId, month: month.name });
      return fresh.length;
    });
    if (page.length < pageSize) return queued;
    beyond = page.at(-1);
  }
}
