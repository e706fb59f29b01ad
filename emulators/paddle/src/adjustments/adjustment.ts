import type { Account } from '../account/account.ts';
import { notFound, Problem } from '../http/problem.ts';
import { variableFee } from '../tax/amounts.ts';
import { restate } from '../transactions/build.ts';
import { getTransaction } from '../transactions/payment.ts';
import { saveTransaction } from '../transactions/update.ts';
import type { Adjustment, AdjustmentAmounts, Transaction } from '../wire.ts';
import type { PlannedItem } from './plan.ts';

/** What makes an adjustment, beside its lines. */
export type AdjustmentHead = {
  action: Adjustment['action'];
  type: Adjustment['type'];
  reason: string;
  status: Adjustment['status'];
  /** What the bank charges for a dispute, in minor units. */
  chargebackFee?: bigint;
};

/** The adjustment with this id. @throws Problem `not_found` */
export function getAdjustment(account: Account, id: string): Adjustment {
  const adjustment = account.state.adjustments.get(id);
  if (adjustment === undefined) throw notFound(id);
  return adjustment;
}

/**
 * Makes an adjustment of a transaction and publishes `adjustment.created`; an approved one shows in the transaction's
 * adjusted totals at once.
 *
 * @throws Problem when the transaction has no customer
 */
export function makeAdjustment(
  account: Account,
  transaction: Transaction,
  head: AdjustmentHead,
  items: readonly PlannedItem[],
): Adjustment {
  if (transaction.customer_id === null) throw new Problem('adjustment_transaction_missing_customer_id');
  const sum = (pick: (item: PlannedItem) => bigint): bigint =>
    items.reduce((total, item) => total + pick(item), 0n);
  const amounts: AdjustmentAmounts = {
    subtotal: String(sum((item) => item.subtotal)),
    tax: String(sum((item) => item.tax)),
    total: String(sum((item) => item.total)),
  };
  const fee = returnedFee(transaction, BigInt(amounts.total));
  const earnings = BigInt(amounts.subtotal) - fee;
  const chargebackFee = head.chargebackFee ?? 0n;
  const money = { currency_code: transaction.currency_code, retained_fee: '0' };
  const at = account.clock.stamp();
  const adjustment = account.state.adjustments.put({
    id: account.newId('adj'),
    action: head.action,
    type: head.type,
    transaction_id: transaction.id,
    subscription_id: null,
    customer_id: transaction.customer_id,
    reason: head.reason,
    credit_applied_to_balance: head.action === 'credit' ? false : null,
    currency_code: transaction.currency_code,
    status: head.status,
    items: items.map((item) => ({
      id: account.newId('adjitm'),
      item_id: item.lineId,
      type: item.type,
      amount: item.amount,
      proration: null,
      totals: { subtotal: String(item.subtotal), tax: String(item.tax), total: String(item.total) },
    })),
    totals: { ...amounts, fee: String(fee), earnings: String(earnings), ...money },
    payout_totals: {
      ...amounts,
      fee: String(fee),
      chargeback_fee: { amount: String(chargebackFee), original: null },
      earnings: String(earnings + chargebackFee),
      ...money,
    },
    tax_rates_used: ratesUsed(transaction, items),
    created_at: at,
    updated_at: at,
  });
  account.publish('adjustment.created', adjustment);
  if (adjustment.status === 'approved') restateTransaction(account, adjustment);
  return adjustment;
}

/** Gives an adjustment another status and publishes `adjustment.updated`. */
export function changeStatus(
  account: Account,
  adjustment: Adjustment,
  status: Adjustment['status'],
): Adjustment {
  const changed = account.state.adjustments.put({ ...adjustment, status, updated_at: account.clock.stamp() });
  account.publish('adjustment.updated', changed);
  restateTransaction(account, changed);
  return changed;
}

/** Brings the transaction's adjusted totals up to date, if they changed. */
function restateTransaction(account: Account, adjustment: Adjustment): void {
  const before = getTransaction(account, adjustment.transaction_id);
  const after = restate(account, before);
  const changed =
    JSON.stringify(after.details.adjusted_totals) !== JSON.stringify(before.details.adjusted_totals);
  if (changed) saveTransaction(account, before, after);
}

/** The part of its fee that Paddle gives back: 5 % of what is taken back, and the fixed part with the whole. */
function returnedFee(transaction: Transaction, total: bigint): bigint {
  const fee = transaction.details.totals.fee;
  if (fee === null) return 0n;
  return total === BigInt(transaction.details.totals.total) ? BigInt(fee) : variableFee(total);
}

function ratesUsed(transaction: Transaction, items: readonly PlannedItem[]): Adjustment['tax_rates_used'] {
  const rateOf = (item: PlannedItem): string =>
    transaction.details.line_items.find((line) => line.id === item.lineId)?.tax_rate ?? '0';
  return [...new Set(items.map(rateOf))].map((rate) => {
    const sum = (pick: (item: PlannedItem) => bigint): string =>
      String(items.filter((item) => rateOf(item) === rate).reduce((total, item) => total + pick(item), 0n));
    return {
      tax_rate: rate,
      totals: {
        subtotal: sum((item) => item.subtotal),
        tax: sum((item) => item.tax),
        total: sum((item) => item.total),
      },
    };
  });
}
