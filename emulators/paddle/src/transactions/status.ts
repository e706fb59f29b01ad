import { Problem } from '../http/problem.ts';
import type { TransactionStatus } from '../wire.ts';

/** Where a transaction may go from each status. `completed` and `canceled` are final. */
const NEXT: Readonly<Record<TransactionStatus, readonly TransactionStatus[]>> = {
  draft: ['ready', 'canceled'],
  ready: ['draft', 'billed', 'paid', 'canceled'],
  billed: ['paid', 'past_due', 'canceled'],
  past_due: ['paid', 'canceled'],
  paid: ['completed'],
  completed: [],
  canceled: [],
};

/** Statuses in which a payment may be taken. */
export const PAYABLE: readonly TransactionStatus[] = ['ready', 'billed', 'past_due'];

/** Statuses in which what is sold, to whom and where may still change. */
export const EDITABLE: readonly TransactionStatus[] = ['draft', 'ready'];

/** @throws Problem `transaction_invalid_status_change` when the state machine has no such step */
export function requireStep(from: TransactionStatus, to: TransactionStatus): void {
  if (!NEXT[from].includes(to)) {
    throw new Problem('transaction_invalid_status_change', `A ${from} transaction cannot become ${to}.`);
  }
}
