import type { Account } from '../account/account.ts';
import type { Fields } from '../http/fields.ts';
import { Problem } from '../http/problem.ts';
import { share } from '../tax/amounts.ts';
import type { AdjustmentItemType, LineItem, Transaction } from '../wire.ts';
import type { Remaining } from './remaining.ts';
import { remainingByLine } from './remaining.ts';

/** One line of an adjustment to be made, in minor units. */
export type PlannedItem = {
  lineId: string;
  type: AdjustmentItemType;
  /** As asked for; null for whole lines. */
  amount: string | null;
  subtotal: bigint;
  tax: bigint;
  total: bigint;
};

/** Whether the amounts asked for include tax. */
export type AmountsMode = 'internal' | 'external';

/**
 * Plans an adjustment of everything that was charged.
 *
 * @throws Problem when something was adjusted before, so that the whole is no longer there
 */
export function planFull(account: Account, transaction: Transaction): PlannedItem[] {
  const remaining = remainingByLine(account, transaction);
  const left = [...remaining.values()].reduce((total, line) => total + line.total, 0n);
  if (left === 0n) throw new Problem('adjustment_transaction_item_has_already_been_fully_adjusted');
  if (left < BigInt(transaction.details.totals.total)) {
    throw new Problem('adjustment_total_amount_above_remaining_allowed');
  }
  return transaction.details.line_items.map((line) => wholeLine(line, remaining.get(line.id)!));
}

/**
 * Plans the adjustment of single lines.
 *
 * @param entries the request's `items`
 * @throws Problem with Paddle's code for an item that cannot be adjusted so
 */
export function planPartial(
  account: Account,
  transaction: Transaction,
  entries: readonly Fields[],
  mode: AmountsMode,
): PlannedItem[] {
  const remaining = remainingByLine(account, transaction);
  const items = entries.map((entry) => {
    const lineId = entry.required('item_id', entry.text('item_id'));
    const type = entry.required('type', entry.oneOf('type', ['full', 'partial', 'tax']));
    const amount = entry.amount('amount') ?? null;
    if (type === 'partial') entry.required('amount', amount);
    entry.check();
    const line = transaction.details.line_items.find((candidate) => candidate.id === lineId);
    if (line === undefined) {
      throw new Problem('adjustment_transaction_item_invalid', `The transaction has no item ${lineId}.`);
    }
    return planLine(line, remaining.get(lineId)!, type, amount, mode);
  });
  if (new Set(items.map((item) => item.lineId)).size < items.length) {
    throw new Problem('adjustment_transaction_item_over_adjustment', 'An item is named twice.');
  }
  if (items.some((item) => item.type === 'tax') && items.some((item) => item.type !== 'tax')) {
    throw new Problem('adjustment_invalid_combination_of_types');
  }
  return items;
}

/** Plans what a bank takes back: all that was charged, or an amount with its tax, from the first line on. */
export function planDispute(transaction: Transaction, amount: bigint | null): PlannedItem[] {
  let left = amount ?? BigInt(transaction.details.totals.total);
  const items: PlannedItem[] = [];
  for (const line of transaction.details.line_items) {
    const charged = amountsOf(line);
    const total = left < charged.total ? left : charged.total;
    if (total === 0n) continue;
    left -= total;
    const whole = total === charged.total;
    const tax = share(total, charged.tax, charged.total);
    items.push({
      lineId: line.id,
      type: whole ? 'full' : 'partial',
      amount: String(total),
      subtotal: total - tax,
      tax,
      total,
    });
  }
  if (left > 0n) throw new Problem('adjustment_amount_above_remaining_allowed');
  if (items.length === 0) throw new Problem('adjustment_amount_cannot_be_zero');
  return items;
}

function planLine(
  line: LineItem,
  remaining: Remaining,
  type: AdjustmentItemType,
  amount: string | null,
  mode: AmountsMode,
): PlannedItem {
  if (type === 'tax') {
    if (remaining.tax === 0n) throw new Problem('adjustment_no_tax_available_to_adjust');
    return { lineId: line.id, type, amount: null, subtotal: 0n, tax: remaining.tax, total: remaining.tax };
  }
  if (remaining.total === 0n)
    throw new Problem('adjustment_transaction_item_has_already_been_fully_adjusted');
  if (type === 'full') {
    if (remaining.total < BigInt(line.totals.total)) {
      throw new Problem('adjustment_transaction_item_over_adjustment');
    }
    return wholeLine(line, remaining);
  }
  const asked = BigInt(amount!);
  if (asked === 0n) throw new Problem('adjustment_amount_cannot_be_zero');
  return { lineId: line.id, type, amount, ...split(line, remaining, asked, mode) };
}

/**
 * Splits an amount into net and tax as the line was taxed. Taking all that is left takes all the tax that is left, so
 * that parts add up to the whole however they were rounded.
 */
function split(line: LineItem, remaining: Remaining, asked: bigint, mode: AmountsMode): Remaining {
  const charged = amountsOf(line);
  const limit = mode === 'internal' ? remaining.total : remaining.subtotal;
  if (asked > limit) {
    throw new Problem(
      'adjustment_amount_above_remaining_allowed',
      `The amount ${asked} is above the ${limit} that remain of item ${line.id}.`,
    );
  }
  if (asked === limit) return remaining;
  if (mode === 'external') {
    const tax = least(share(asked, charged.tax, charged.subtotal), remaining.tax);
    return { subtotal: asked, tax, total: asked + tax };
  }
  const tax = least(share(asked, charged.tax, charged.total), remaining.tax);
  return { subtotal: asked - tax, tax, total: asked };
}

function wholeLine(line: LineItem, remaining: Remaining): PlannedItem {
  return { lineId: line.id, type: 'full', amount: String(remaining.total), ...remaining };
}

function amountsOf(line: LineItem): Remaining {
  return {
    subtotal: BigInt(line.totals.subtotal),
    tax: BigInt(line.totals.tax),
    total: BigInt(line.totals.total),
  };
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
