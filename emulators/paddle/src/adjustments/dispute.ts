import type { Account } from '../account/account.ts';
import { Problem } from '../http/problem.ts';
import { getTransaction } from '../transactions/payment.ts';
import type { Adjustment } from '../wire.ts';
import { changeStatus, getAdjustment, makeAdjustment } from './adjustment.ts';
import { planDispute } from './plan.ts';

/** What a bank charges for a dispute, in minor units. */
const CHARGEBACK_FEE = 1500n;

const REVERSALS: Partial<Record<Adjustment['action'], Adjustment['action']>> = {
  chargeback: 'chargeback_reverse',
  chargeback_warning: 'chargeback_warning_reverse',
  credit: 'credit_reverse',
};

/**
 * The bank takes a payment back (`chargeback`) or announces it (`chargeback_warning`, with which Paddle returns the
 * money already). Nobody asks for these over the API: they happen.
 *
 * @param amount with tax, in minor units; null for all that was charged
 * @throws Problem when the transaction is not completed or the amount is above what was charged
 */
export function openDispute(
  account: Account,
  transactionId: string,
  action: 'chargeback' | 'chargeback_warning',
  amount: bigint | null,
): Adjustment {
  const transaction = getTransaction(account, transactionId);
  if (transaction.status !== 'completed')
    throw new Problem('adjustment_transaction_invalid_status_for_refund');
  const items = planDispute(transaction, amount);
  const type =
    items.length === transaction.details.line_items.length && items.every((item) => item.type === 'full');
  return makeAdjustment(
    account,
    transaction,
    {
      action,
      type: type ? 'full' : 'partial',
      reason: action === 'chargeback' ? 'Chargeback' : 'Chargeback warning',
      status: 'approved',
      ...(action === 'chargeback' ? { chargebackFee: CHARGEBACK_FEE } : {}),
    },
    items,
  );
}

/**
 * Reverses a chargeback, a warning or a credit: the original becomes `reversed` and its reversal is made, with the
 * same amounts. Both tell of one fact.
 *
 * @returns the reversal
 * @throws Problem `conflict` when there is nothing to reverse
 */
export function reverseAdjustment(account: Account, adjustmentId: string): Adjustment {
  const original = getAdjustment(account, adjustmentId);
  const action = REVERSALS[original.action];
  if (action === undefined || original.status !== 'approved') {
    throw new Problem('conflict', `A ${original.action} that is ${original.status} cannot be reversed.`);
  }
  const transaction = getTransaction(account, original.transaction_id);
  const items = original.items.map((item) => ({
    lineId: item.item_id,
    type: item.type,
    amount: item.amount,
    subtotal: BigInt(item.totals.subtotal),
    tax: BigInt(item.totals.tax),
    total: BigInt(item.totals.total),
  }));
  changeStatus(account, original, 'reversed');
  const head = { action, type: original.type, reason: original.reason, status: 'approved' as const };
  return makeAdjustment(account, transaction, head, items);
}
