import { randomUUID } from 'node:crypto';
import type { Account } from '../account/account.ts';
import { notFound, Problem } from '../http/problem.ts';
import type { PaymentAttempt, PaymentCard, PaymentErrorCode, Transaction } from '../wire.ts';
import { restate } from './build.ts';
import { withInvoice } from './create.ts';
import { PAYABLE, requireStep } from './status.ts';
import { saveTransaction } from './update.ts';

/** How a payment attempt ends: captured, refused with a code, or waiting for the cardholder's confirmation (3DS). */
export type PaymentOutcome =
  | { result: 'captured' }
  | { result: 'error'; errorCode: PaymentErrorCode }
  | { result: 'action_required' };

/** The transaction with this id. @throws Problem `not_found` */
export function getTransaction(account: Account, id: string): Transaction {
  const transaction = account.state.transactions.get(id);
  if (transaction === undefined) throw notFound(id);
  return transaction;
}

/**
 * Makes one payment attempt on a transaction that can be paid; the newest attempt comes first in `payments`.
 * A captured one publishes `transaction.updated` and `.paid`, and `completed` follows after the settled delay; a
 * refused one publishes `transaction.payment_failed` and may be tried again.
 *
 * @throws Problem `transaction_not_ready_cannot_process_payment` or `transaction_immutable`
 */
export function attemptPayment(
  account: Account,
  transactionId: string,
  card: PaymentCard,
  outcome: PaymentOutcome,
): Transaction {
  const transaction = getTransaction(account, transactionId);
  requirePayable(transaction);
  const attempt: PaymentAttempt = {
    payment_attempt_id: randomUUID(),
    payment_method_id: account.newId('paymtd'),
    stored_payment_method_id: randomUUID(),
    amount: transaction.details.totals.balance,
    status: 'action_required',
    error_code: null,
    method_details: { type: 'card', card, underlying_details: null },
    created_at: account.clock.stamp(),
    captured_at: null,
  };
  // A new attempt takes the place of one whose confirmation was never given.
  const earlier = transaction.payments.map(
    (payment): PaymentAttempt =>
      payment.status === 'action_required' ? { ...payment, status: 'canceled' } : payment,
  );
  return settleAttempt(account, { ...transaction, payments: [attempt, ...earlier] }, attempt, outcome);
}

/**
 * Ends an attempt that waits for the cardholder's confirmation.
 *
 * @param approved whether the cardholder confirmed; if not, the attempt fails with `authentication_failed`
 * @throws Problem `bad_request` when no such attempt waits
 */
export function confirmPayment(
  account: Account,
  transactionId: string,
  attemptId: string,
  approved: boolean,
): Transaction {
  const transaction = getTransaction(account, transactionId);
  requirePayable(transaction);
  const attempt = transaction.payments.find(
    (payment) => payment.payment_attempt_id === attemptId && payment.status === 'action_required',
  );
  if (attempt === undefined)
    throw new Problem('bad_request', 'No payment attempt with this id waits for confirmation.');
  const outcome: PaymentOutcome = approved
    ? { result: 'captured' }
    : { result: 'error', errorCode: 'authentication_failed' };
  return settleAttempt(account, transaction, attempt, outcome);
}

/**
 * Completes a paid transaction: the fee and the earnings are known, an invoice is issued. Does nothing to a
 * transaction that is no longer `paid`, so that a late job cannot complete twice.
 */
export function completeTransaction(account: Account, transactionId: string): Transaction {
  const transaction = getTransaction(account, transactionId);
  if (transaction.status !== 'paid') return transaction;
  const completed = withInvoice(account, restate(account, { ...transaction, status: 'completed' }));
  return saveTransaction(account, transaction, completed);
}

/** Marks an issued invoice as past due. */
export function markPastDue(account: Account, transactionId: string): Transaction {
  const transaction = getTransaction(account, transactionId);
  requireStep(transaction.status, 'past_due');
  return saveTransaction(account, transaction, restate(account, { ...transaction, status: 'past_due' }));
}

function requirePayable(transaction: Transaction): void {
  if (PAYABLE.includes(transaction.status)) return;
  throw new Problem(
    transaction.status === 'draft' ? 'transaction_not_ready_cannot_process_payment' : 'transaction_immutable',
  );
}

function settleAttempt(
  account: Account,
  transaction: Transaction,
  attempt: PaymentAttempt,
  outcome: PaymentOutcome,
): Transaction {
  const at = account.clock.stamp();
  const settled: PaymentAttempt =
    outcome.result === 'captured'
      ? { ...attempt, status: 'captured', captured_at: at }
      : outcome.result === 'error'
        ? { ...attempt, status: 'error', error_code: outcome.errorCode }
        : attempt;
  const payments = transaction.payments.map((payment) =>
    payment.payment_attempt_id === attempt.payment_attempt_id ? settled : payment,
  );
  if (outcome.result === 'captured') {
    const paid = restate(account, {
      ...transaction,
      payments,
      status: 'paid',
      billed_at: transaction.billed_at ?? at,
    });
    saveTransaction(account, transaction, paid);
    account.later('complete_transaction', paid.id, account.settings.completedDelayMs);
    return paid;
  }
  const open: Transaction = { ...transaction, payments, updated_at: at };
  account.state.transactions.put(open);
  if (outcome.result === 'error') account.publish('transaction.payment_failed', open);
  return open;
}
