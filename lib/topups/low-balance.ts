import type { Uuid } from '#lib/core/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import type { Balance } from '#lib/ledger/balance.ts';
import { customersChanged, fallsBelow } from '#lib/ledger/falls.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { queueMail } from '#lib/mail/queue.ts';
import { add, type Credits } from '#lib/money/credits.ts';
import { insertLowBalanceLetters, peopleToWarn } from './store.ts';

const PAGE = 500;

/**
 * Whether a balance stands below a person's line. What open holds keep aside counts as still there, as it may come back. A
 * customer who never had any credit has none that could be low.
 *
 * @param lineMicros null: the person wants no warning
 */
export function isLow(balance: Balance | undefined, lineMicros: Credits | null): boolean {
  if (balance === undefined || balance.expiresAt === null || lineMicros === null) return false;
  return add(balance.availableMicros, balance.heldMicros) < lineMicros;
}

/**
 * Tells everybody whose balance a charge or an expiry took below their line, once for each fall. It reads what the journal
 * has recorded, apart from the transactions of the money; the note and its mail are one transaction: neither is lost,
 * neither comes twice, however often and in how many processes this runs.
 *
 * @param options.since books that did not change from then on are not looked at; undefined: all are
 * @param options.pageSize how many customers one transaction looks at
 * @returns how many letters were queued
 */
export async function warnOfLowBalance(
  db: Pick<Database, 'pool' | 'prisma'>,
  options: { at: Date; since: Date | undefined; pageSize?: number },
): Promise<number> {
  const { at, since, pageSize = PAGE } = options;
  let queued = 0;
  let beyond: Uuid | undefined;
  for (;;) {
    const page = await customersChanged(onPool(db.pool), { since, beyond, limit: pageSize });
    queued += await warnSome(db, page, at);
    if (page.length < pageSize) return queued;
    beyond = page.at(-1);
  }
}

async function warnSome(
  db: Pick<Database, 'pool' | 'prisma'>,
  customerIds: readonly Uuid[],
  at: Date,
): Promise<number> {
  const people = await peopleToWarn(db.prisma, customerIds);
  const falls = await fallsBelow(onPool(db.pool), people);
  const due = people.flatMap(({ userId, lineMicros, since }, index) => {
    const fall = falls[index];
    // What fell before somebody asked to be told is what they saw when they asked.
    if (fall === undefined || (since !== null && fall.recordedAt < since)) return [];
    return [{ userId, fallSeq: fall.seq, thresholdMicros: lineMicros }];
  });
  if (due.length === 0) return 0;
  return transaction(db.prisma, async (tx) => {
    const fresh = await insertLowBalanceLetters(tx, due, at);
    for (const userId of fresh) await queueMail(tx, { template: 'low_balance', userId });
    return fresh.length;
  });
}
