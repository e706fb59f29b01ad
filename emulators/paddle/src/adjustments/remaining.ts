import type { Account } from '../account/account.ts';
import type { Adjustment, AdjustmentAmounts, Transaction } from '../wire.ts';

/** What can still be taken off a line, in minor units. */
export type Remaining = { subtotal: bigint; tax: bigint; total: bigint };

/** Statuses in which an adjustment holds on to what it takes. */
const HOLDING: readonly Adjustment['status'][] = ['pending_approval', 'approved'];

/**
 * What remains of each line of a transaction, by the line's id: what was charged, less refunds and credits that are
 * approved or still pending, less a dispute. Of a chargeback and the warning before it the larger counts.
 */
export function remainingByLine(account: Account, transaction: Transaction): Map<string, Remaining> {
  const holding = account.state.adjustments.filter(
    (row) => row.transaction_id === transaction.id && HOLDING.includes(row.status),
  );
  const taken = (lineId: string, ...actions: Adjustment['action'][]): Remaining =>
    sum(
      holding
        .filter((row) => actions.includes(row.action))
        .flatMap((row) => row.items.filter((item) => item.item_id === lineId).map((item) => item.totals)),
    );
  return new Map(
    transaction.details.line_items.map((line) => {
      const refunded = taken(line.id, 'refund', 'credit');
      const warned = taken(line.id, 'chargeback_warning');
      const charged = taken(line.id, 'chargeback');
      const disputed = charged.total >= warned.total ? charged : warned;
      return [line.id, less(less(sum([line.totals]), refunded), disputed)];
    }),
  );
}

function sum(amounts: readonly AdjustmentAmounts[]): Remaining {
  return amounts.reduce<Remaining>(
    (total, entry) => ({
      subtotal: total.subtotal + BigInt(entry.subtotal),
      tax: total.tax + BigInt(entry.tax),
      total: total.total + BigInt(entry.total),
    }),
    { subtotal: 0n, tax: 0n, total: 0n },
  );
}

/** Never below zero: a bank may take back what was refunded already. */
function less(from: Remaining, taken: Remaining): Remaining {
  const floor = (value: bigint): bigint => (value < 0n ? 0n : value);
  return {
    subtotal: floor(from.subtotal - taken.subtotal),
    tax: floor(from.tax - taken.tax),
    total: floor(from.total - taken.total),
  };
}
