import type { Account } from '../account/account.ts';
import type { Adjusted } from '../transactions/details.ts';
import { NOTHING_ADJUSTED } from '../transactions/details.ts';
import type { Adjustment } from '../wire.ts';

/**
 * What a transaction's approved adjustments have taken off it. A chargeback and the warning before it concern the same
 * money, so only the larger of the two counts; a reversed adjustment and its reversal count for nothing.
 */
export function adjustedSums(account: Account, transactionId: string): Adjusted {
  const approved = account.state.adjustments.filter(
    (row) => row.transaction_id === transactionId && row.status === 'approved',
  );
  const of = (...actions: Adjustment['action'][]): Adjusted =>
    add(approved.filter((row) => actions.includes(row.action)).map(amounts));
  const warning = of('chargeback_warning');
  const chargeback = of('chargeback');
  const disputed = chargeback.total >= warning.total ? chargeback : warning;
  return add([of('refund', 'credit'), disputed]);
}

function amounts(row: Adjustment): Adjusted {
  return {
    subtotal: BigInt(row.totals.subtotal),
    tax: BigInt(row.totals.tax),
    total: BigInt(row.totals.total),
    fee: BigInt(row.totals.fee),
    chargebackFee: BigInt(row.payout_totals.chargeback_fee.amount),
  };
}

function add(parts: readonly Adjusted[]): Adjusted {
  return parts.reduce(
    (sum, part) => ({
      subtotal: sum.subtotal + part.subtotal,
      tax: sum.tax + part.tax,
      total: sum.total + part.total,
      fee: sum.fee + part.fee,
      chargebackFee: sum.chargebackFee + part.chargebackFee,
    }),
    NOTHING_ADJUSTED,
  );
}
