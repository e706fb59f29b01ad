import type { Database } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import { customersExpiring, type Expiring } from '#lib/ledger/expiring.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { queueMail } from '#lib/mail/queue.ts';
import { insertWarnings } from './store.ts';

const DAY_MS = 86_400_000;
/** How many days before the date people are warned. Product rules, section 6. */
export const WARNING_STEPS_DAYS = [60, 30, 7, 1] as const;
const PAGE = 500;

export type WarningStep = (typeof WARNING_STEPS_DAYS)[number];

/**
 * Which warning is due for a date: the one nearest to it whose time has come. Whoever has credit only shortly before is
 * not told of steps that have passed.
 *
 * @returns undefined while the date is far away, and once it has come
 */
export function dueWarning(expiresAt: Date, at: Date): WarningStep | undefined {
  const leftMs = expiresAt.getTime() - at.getTime();
  if (leftMs <= 0) return undefined;
  return WARNING_STEPS_DAYS.findLast((days) => leftMs <= days * DAY_MS);
}

/**
 * Warns every customer whose available credit comes near its date, once for each date and step. The warning and its
 * mail are one transaction: neither is lost, neither comes twice, however often this runs.
 *
 * @param at the present instant
 * @param pageSize how many customers one transaction looks at
 * @returns how many were warned
 */
export async function warnOfExpiry(
  db: Pick<Database, 'pool' | 'prisma'>,
  at: Date,
  pageSize: number = PAGE,
): Promise<number> {
  const until = new Date(at.getTime() + WARNING_STEPS_DAYS[0] * DAY_MS);
  let warned = 0;
  let beyond: Expiring | undefined;
  for (;;) {
    const page = await customersExpiring(onPool(db.pool), { after: at, until, beyond, limit: pageSize });
    warned += await transaction(db.prisma, async (tx) => {
      const due = page.map(({ customerId, expiresAt }) => ({
        customerId,
        expiresAt,
        stepDays: dueWarning(expiresAt, at)!,
      }));
      const fresh = await insertWarnings(tx, due, at);
      for (const { customerId, expiresAt } of fresh) {
        await queueMail(tx, {
          template: 'expiry_warning',
          customerId,
          expiresAt: expiresAt.toISOString(),
        });
      }
      return fresh.length;
    });
    if (page.length < pageSize) return warned;
    beyond = page.at(-1);
  }
}
