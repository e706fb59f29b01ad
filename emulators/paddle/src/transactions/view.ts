import type { Account } from '../account/account.ts';
import { filterValues } from '../http/list.ts';
import type { Adjustment, Transaction } from '../wire.ts';

const AVAILABLE_PAYMENT_METHODS = ['card'];

/** The transaction as answered, with the related entities that `include` asks for. */
export function viewTransaction(account: Account, transaction: Transaction, query: URLSearchParams): unknown {
  const include = filterValues(query, 'include') ?? new Set<string>();
  const { customers, addresses, businesses, adjustments } = account.state;
  const related = adjustments.filter((row) => row.transaction_id === transaction.id);
  return {
    ...transaction,
    ...(include.has('customer') ? { customer: customers.get(transaction.customer_id ?? '') ?? null } : {}),
    ...(include.has('address') ? { address: addresses.get(transaction.address_id ?? '') ?? null } : {}),
    ...(include.has('business') ? { business: businesses.get(transaction.business_id ?? '') ?? null } : {}),
    ...(include.has('discount') ? { discount: null } : {}),
    ...(include.has('adjustment') || include.has('adjustments') ? { adjustments: related } : {}),
    ...(include.has('adjustments_totals')
      ? { adjustments_totals: sums(related, transaction.currency_code) }
      : {}),
    ...(include.has('available_payment_methods')
      ? { available_payment_methods: AVAILABLE_PAYMENT_METHODS }
      : {}),
  };
}

function sums(adjustments: readonly Adjustment[], currencyCode: string): unknown {
  const counted = adjustments.filter((row) => row.status === 'approved');
  const sum = (pick: (row: Adjustment) => string, rows = counted): string =>
    String(rows.reduce((total, row) => total + BigInt(pick(row)), 0n));
  const totalOf = (...actions: string[]): string =>
    sum(
      (row) => row.totals.total,
      counted.filter((row) => actions.includes(row.action)),
    );
  return {
    subtotal: sum((row) => row.totals.subtotal),
    tax: sum((row) => row.totals.tax),
    total: sum((row) => row.totals.total),
    fee: sum((row) => row.totals.fee),
    earnings: sum((row) => row.totals.earnings),
    breakdown: {
      credit: totalOf('credit'),
      refund: totalOf('refund'),
      chargeback: totalOf('chargeback', 'chargeback_warning'),
    },
    currency_code: currencyCode,
  };
}
