import type { Transaction } from '@paddle/paddle-node-sdk';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Bench } from './harness.ts';
import {
  completedTransaction,
  itemOf,
  missingFields,
  readyTransaction,
  refusal,
  startBench,
} from './harness.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.emulator.control.setApproval({ mode: 'manual' }));

const lineOf = (transaction: Transaction): string => transaction.details!.lineItems[0]!.id;

function refundPart(transaction: Transaction, amount: string, taxMode: 'external' | 'internal' = 'external') {
  return bench.paddle.adjustments.create({
    action: 'refund',
    type: 'partial',
    taxMode,
    reason: 'test',
    transactionId: transaction.id,
    items: [{ itemId: lineOf(transaction), type: 'partial', amount }],
  });
}

const refundAll = (transaction: Transaction) =>
  bench.paddle.adjustments.create({
    action: 'refund',
    type: 'full',
    reason: 'test',
    transactionId: transaction.id,
  });

const eventsAbout = async (adjustmentId: string): Promise<string[]> => {
  const listed = await bench.paddle.events
    .list({ eventType: ['adjustment.created', 'adjustment.updated'], orderBy: 'id[ASC]', perPage: 200 })
    .next();
  return listed
    .map((event) => ({ type: event.eventType, data: event.data as { id: string; status: string } }))
    .filter(({ data }) => data.id === adjustmentId)
    .map(({ type, data }) => `${type} ${data.status}`);
};

describe('a refund', () => {
  it('of everything waits for approval and then shows in the adjusted totals', async () => {
    const transaction = await completedTransaction(bench);
    const pending = await refundAll(transaction);
    expect(missingFields(pending)).toEqual([]);
    expect(pending).toMatchObject({ action: 'refund', type: 'full', status: 'pending_approval' });
    expect(pending.totals).toMatchObject({
      subtotal: '2500',
      tax: '475',
      total: '2975',
      fee: '199',
      earnings: '2301',
    });
    expect((await bench.paddle.transactions.get(transaction.id)).details?.adjustedTotals?.total).toBe('2975');

    await bench.emulator.control.approve(pending.id);
    const after = await bench.paddle.transactions.get(transaction.id);
    expect(after.status).toBe('completed');
    expect(after.details?.totals?.total).toBe('2975');
    expect(after.details?.adjustedTotals).toMatchObject({
      subtotal: '0',
      tax: '0',
      total: '0',
      fee: '0',
      earnings: '0',
    });
    expect(await eventsAbout(pending.id)).toEqual([
      'adjustment.created pending_approval',
      'adjustment.updated approved',
    ]);
    await expect(bench.emulator.control.reject(pending.id)).rejects.toThrow('conflict');
  });

  it('of part is net with external amounts and gross with internal ones', async () => {
    const transaction = await completedTransaction(bench);
    const net = await refundPart(transaction, '1000');
    expect(net.totals).toMatchObject({ subtotal: '1000', tax: '190', total: '1190', fee: '59' });
    expect(net.items[0]).toMatchObject({ itemId: lineOf(transaction), type: 'partial', amount: '1000' });
    await bench.emulator.control.reject(net.id);
    const gross = await refundPart(transaction, '1190', 'internal');
    expect(gross.totals).toMatchObject({ subtotal: '1000', tax: '190', total: '1190' });
  });

  it('may be sent without tax mode, which then means gross amounts', async () => {
    const transaction = await completedTransaction(bench);
    const made = await bench.paddle.adjustments.create({
      action: 'refund',
      reason: 'test',
      transactionId: transaction.id,
      items: [{ itemId: lineOf(transaction), type: 'partial', amount: '1190' }],
    });
    expect(made.totals.subtotal).toBe('1000');
  });

  it('gives back what it held when it is rejected', async () => {
    const transaction = await completedTransaction(bench);
    const refused = await refundPart(transaction, '2500');
    await bench.emulator.control.reject(refused.id);
    expect(await eventsAbout(refused.id)).toEqual([
      'adjustment.created pending_approval',
      'adjustment.updated rejected',
    ]);
    expect((await refundPart(transaction, '2500')).totals).toMatchObject({ total: '2975', tax: '475' });
  });

  it('is approved at once, or by a timer, or rejected by it, as the account is set', async () => {
    const { control } = bench.emulator;
    await control.setApproval({ mode: 'immediate' });
    const at_once = await refundAll(await completedTransaction(bench));
    expect(at_once.status).toBe('approved');
    expect(await eventsAbout(at_once.id)).toEqual(['adjustment.created approved']);

    await control.setApproval({ mode: 'timer', delayMs: 30, outcome: 'approved' });
    const later = await refundAll(await completedTransaction(bench));
    expect(later.status).toBe('pending_approval');
    await control.idle();
    expect((await bench.paddle.adjustments.list({ id: [later.id] }).next())[0]?.status).toBe('approved');

    await control.setApproval({ mode: 'timer', delayMs: 30, outcome: 'rejected' });
    const never = await refundAll(await completedTransaction(bench));
    await control.idle();
    expect((await bench.paddle.adjustments.list({ id: [never.id] }).next())[0]?.status).toBe('rejected');
  });

  it('adds up over any number of parts to exactly what was charged', async () => {
    await bench.emulator.control.setApproval({ mode: 'immediate' });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 100, max: 99_999 }),
        fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom('external' as const, 'internal' as const),
        async (amount, parts, mode) => {
          const transaction = await completedTransaction(bench, String(amount));
          const { subtotal, total } = transaction.details!.totals!;
          let left = BigInt(mode === 'external' ? subtotal : total);
          const whole = left;
          for (const part of parts) {
            const asked = (whole * BigInt(part)) / 400n;
            if (asked === 0n) continue;
            await refundPart(transaction, String(asked), mode);
            left -= asked;
          }
          await refundPart(transaction, String(left), mode);
          const after = await bench.paddle.transactions.get(transaction.id);
          expect(after.details?.adjustedTotals).toMatchObject({ subtotal: '0', tax: '0', total: '0' });
          expect(await refusal(refundPart(transaction, '1', mode))).toBe(
            'adjustment_transaction_item_has_already_been_fully_adjusted',
          );
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe('what is refused', () => {
  it('is a refund before the transaction is completed', async () => {
    const { transaction } = await readyTransaction(bench.paddle);
    expect(await refusal(refundAll(transaction))).toBe('adjustment_transaction_invalid_status_for_refund');
  });

  it('is a second refund while one is pending', async () => {
    const transaction = await completedTransaction(bench);
    await refundPart(transaction, '100');
    expect(await refusal(refundPart(transaction, '100'))).toBe('adjustment_pending_refund_request');
  });

  it('is more than remains, of a line and of the whole', async () => {
    const transaction = await completedTransaction(bench);
    expect(await refusal(refundPart(transaction, '2501'))).toBe('adjustment_amount_above_remaining_allowed');
    await bench.emulator.control.setApproval({ mode: 'immediate' });
    await refundPart(transaction, '1000');
    expect(await refusal(refundPart(transaction, '1501'))).toBe('adjustment_amount_above_remaining_allowed');
    expect(await refusal(refundAll(transaction))).toBe('adjustment_total_amount_above_remaining_allowed');
    await refundPart(transaction, '1500');
    expect(await refusal(refundAll(transaction))).toBe(
      'adjustment_transaction_item_has_already_been_fully_adjusted',
    );
  });

  it('is nothing, an unknown line, a credit for a card payment and a full refund with items', async () => {
    const transaction = await completedTransaction(bench);
    const base = { reason: 'test', transactionId: transaction.id };
    const item = { itemId: lineOf(transaction), type: 'partial' as const, amount: '100' };
    expect(await refusal(refundPart(transaction, '0'))).toBe('adjustment_amount_cannot_be_zero');
    const unknown = { ...base, action: 'refund' as const, items: [{ ...item, itemId: 'txnitm_unknown' }] };
    expect(await refusal(bench.paddle.adjustments.create(unknown))).toBe(
      'adjustment_transaction_item_invalid',
    );
    const credit = { ...base, action: 'credit' as const, items: [item] };
    expect(await refusal(bench.paddle.adjustments.create(credit))).toBe('adjustment_invalid_credit_action');
    const both = { ...base, action: 'refund' as const, type: 'full' as const, items: [item] };
    expect(await refusal(bench.paddle.adjustments.create(both as never))).toBe('invalid_field');
    const chargeback = { ...base, action: 'chargeback' as const, type: 'full' as const };
    expect(await refusal(bench.paddle.adjustments.create(chargeback))).toBe('invalid_field');
  });

  it('is tax where there is none, and tax together with amounts', async () => {
    const { transaction: american } = await readyTransaction(bench.paddle, '2500', 'US');
    await bench.emulator.control.pay(american.id);
    await bench.emulator.control.idle();
    const taxOf = (transaction: Transaction) => ({
      itemId: lineOf(transaction),
      type: 'tax' as const,
      amount: null,
    });
    const refundTax = (transaction: Transaction) =>
      bench.paddle.adjustments.create({
        action: 'refund',
        reason: 'vat number came later',
        transactionId: transaction.id,
        items: [taxOf(transaction)],
      });
    expect(await refusal(refundTax(american))).toBe('adjustment_no_tax_available_to_adjust');
    const german = await completedTransaction(bench);
    expect((await refundTax(german)).totals).toMatchObject({ subtotal: '0', tax: '475', total: '475' });
  });
});

describe('a credit', () => {
  it('lowers an unpaid invoice without approval, and can be reversed', async () => {
    const { customer, address } = await readyTransaction(bench.paddle);
    const invoice = await bench.paddle.transactions.create({
      items: [itemOf('2500')],
      customerId: customer.id,
      addressId: address.id,
      collectionMode: 'manual',
      status: 'billed',
      billingDetails: { paymentTerms: { interval: 'day', frequency: 14 } } as never,
    });
    const credit = await bench.paddle.adjustments.create({
      action: 'credit',
      type: 'full',
      reason: 'goodwill',
      transactionId: invoice.id,
    });
    expect(credit.status).toBe('approved');
    expect((await bench.paddle.transactions.get(invoice.id)).details?.adjustedTotals?.total).toBe('0');
    expect(await bench.emulator.control.reverse(credit.id)).toMatchObject({ action: 'credit_reverse' });
    expect((await bench.paddle.transactions.get(invoice.id)).details?.adjustedTotals?.total).toBe('2975');
  });
});

describe('a dispute', () => {
  it('takes the money back at once, and its reversal brings it again', async () => {
    const transaction = await completedTransaction(bench);
    const chargeback = await bench.emulator.control.chargeback(transaction.id);
    expect(chargeback).toMatchObject({ action: 'chargeback', type: 'full', status: 'approved' });
    expect(chargeback.payout_totals.chargeback_fee.amount).toBe('1500');
    expect((await bench.paddle.transactions.get(transaction.id)).details?.adjustedTotals?.total).toBe('0');

    const reversal = await bench.emulator.control.reverse(chargeback.id);
    expect(reversal).toMatchObject({ action: 'chargeback_reverse', totals: { total: '2975' } });
    expect(await eventsAbout(chargeback.id)).toEqual([
      'adjustment.created approved',
      'adjustment.updated reversed',
    ]);
    expect((await bench.paddle.transactions.get(transaction.id)).details?.adjustedTotals?.total).toBe('2975');
    await expect(bench.emulator.control.reverse(chargeback.id)).rejects.toThrow('conflict');
  });

  it('counts once when a warning came before it', async () => {
    const transaction = await completedTransaction(bench);
    const warning = await bench.emulator.control.chargebackWarning(transaction.id, '1190');
    expect(warning).toMatchObject({
      type: 'partial',
      totals: { subtotal: '1000', tax: '190', total: '1190' },
    });
    await bench.emulator.control.chargeback(transaction.id, '1190');
    const after = await bench.paddle.transactions.get(transaction.id, {
      include: ['adjustment', 'adjustments_totals'],
    });
    expect(after.details?.adjustedTotals?.total).toBe('1785');
    expect(after.adjustments).toHaveLength(2);
    expect(missingFields(after)).toEqual([]);
  });

  it('may take back what was refunded already, but not more than was charged', async () => {
    await bench.emulator.control.setApproval({ mode: 'immediate' });
    const transaction = await completedTransaction(bench);
    await refundPart(transaction, '1000');
    expect((await bench.emulator.control.chargeback(transaction.id)).totals.total).toBe('2975');
    await expect(bench.emulator.control.chargeback(transaction.id, '2976')).rejects.toThrow(
      'adjustment_amount_above_remaining_allowed',
    );
  });

  it('reaches webhooks with an action that nobody knows when that is switched on', async () => {
    const transaction = await completedTransaction(bench);
    await bench.emulator.control.setChaos([{ effect: 'unknown_action', times: 1 }]);
    await bench.emulator.control.chargeback(transaction.id);
    await bench.emulator.control.idle();
    const actions = bench.receiver.received
      .filter(({ body }) => body.event_type === 'adjustment.created')
      .map(({ body }) => body.data.action);
    expect(actions.slice(-2)).toEqual(['chargeback', 'emulated_unknown']);
  });
});

describe('listing', () => {
  it('answers ten a page, by transaction, action and status', async () => {
    const transaction = await completedTransaction(bench, '100000');
    await bench.emulator.control.setApproval({ mode: 'immediate' });
    for (let i = 0; i < 11; i += 1) await refundPart(transaction, '100');
    const list = bench.paddle.adjustments.list({
      transactionId: [transaction.id],
      action: 'refund',
      status: ['approved'],
    });
    const page = await list.next();
    expect(page.flatMap((row) => missingFields(row))).toEqual([]);
    expect([page.length, list.hasMore]).toEqual([10, true]);
    expect(await list.next()).toHaveLength(1);
  });
});
