import type { Account } from '../account/account.ts';
import { Fields } from '../http/fields.ts';
import { Problem } from '../http/problem.ts';
import { getTransaction } from '../transactions/payment.ts';
import type { Adjustment, Transaction } from '../wire.ts';
import { changeStatus, getAdjustment, makeAdjustment } from './adjustment.ts';
import { planFull, planPartial } from './plan.ts';

/**
 * Asks for a refund, or credits an invoice (`POST /adjustments`). A refund waits for Paddle's approval unless the
 * account approves at once; a credit needs none.
 *
 * @throws Problem with Paddle's code for everything that forbids it; nothing is stored then
 */
export function requestAdjustment(account: Account, body: unknown): Adjustment {
  const fields = new Fields(body);
  const action = fields.required('action', fields.oneOf('action', ['refund', 'credit']));
  const transactionId = fields.required('transaction_id', fields.text('transaction_id'));
  const reason = fields.required('reason', fields.text('reason', 1000));
  const type = fields.oneOf('type', ['full', 'partial']) ?? 'partial';
  const mode = fields.oneOf('tax_mode', ['internal', 'external']) ?? 'internal';
  const entries = fields.list('items', 1, 100) ?? null;
  if (type === 'partial') fields.required('items', entries);
  if (type === 'full' && entries !== null) fields.fail('items', 'must be null for a full adjustment');
  fields.check();
  const transaction = getTransaction(account, transactionId);
  requireAdjustable(account, transaction, action);
  const items =
    entries === null ? planFull(account, transaction) : planPartial(account, transaction, entries, mode);
  const { approval } = account.state.switches;
  const atOnce = action === 'credit' || (approval.mode === 'immediate' && approval.outcome === 'approved');
  const status = atOnce ? 'approved' : 'pending_approval';
  const adjustment = makeAdjustment(account, transaction, { action, type, reason, status }, items);
  if (status === 'pending_approval' && approval.mode !== 'manual') {
    account.later('decide_adjustment', adjustment.id, approval.mode === 'immediate' ? 0 : approval.delayMs);
  }
  return adjustment;
}

/** Decides a pending refund as the account is set to. Does nothing to one that was decided meanwhile. */
export function decideByTimer(account: Account, adjustmentId: string): void {
  const adjustment = getAdjustment(account, adjustmentId);
  if (adjustment.status === 'pending_approval') {
    changeStatus(account, adjustment, account.state.switches.approval.outcome);
  }
}

/** Decides a pending refund by hand. @throws Problem `conflict` when it is not pending */
export function decide(account: Account, adjustmentId: string, outcome: 'approved' | 'rejected'): Adjustment {
  const adjustment = getAdjustment(account, adjustmentId);
  if (adjustment.status !== 'pending_approval') {
    throw new Problem('conflict', `The adjustment is ${adjustment.status}, not pending_approval.`);
  }
  return changeStatus(account, adjustment, outcome);
}

function requireAdjustable(account: Account, transaction: Transaction, action: 'refund' | 'credit'): void {
  if (action === 'refund' && transaction.status !== 'completed') {
    throw new Problem('adjustment_transaction_invalid_status_for_refund');
  }
  if (action === 'credit') {
    if (transaction.collection_mode !== 'manual') throw new Problem('adjustment_invalid_credit_action');
    if (!['billed', 'past_due'].includes(transaction.status)) {
      throw new Problem('adjustment_transaction_invalid_status_for_credit');
    }
  }
  const pending = account.state.adjustments.find(
    (row) => row.transaction_id === transaction.id && row.status === 'pending_approval',
  );
  if (pending !== undefined) throw new Problem('adjustment_pending_refund_request');
}
