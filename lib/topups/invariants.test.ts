import { afterEach, beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '#lib/core/ids.ts';
import { post } from '#lib/ledger/post.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { topUp } from '#lib/ledger/verbs.ts';
import { cents } from '#lib/money/cents.ts';
import { eur } from '#lib/testing/books.ts';
import { PaymentWorld } from '#lib/testing/payments.ts';
import { leaveBroken } from '#lib/testing/postgres.ts';
import type { Purchase } from './purchase.ts';

leaveBroken(
  ['paid_purchases_are_their_lots', 'each_paddle_transaction_is_credited_once', 'requests_are_the_ledgers'],
  'what is posted without a purchase stays in the journal',
);

let world: PaymentWorld;
let paid: Purchase;

beforeAll(async () => {
  world = await PaymentWorld.start();
  const begun = await world.begin(await world.customer(), 2500n);
  await world.emulator.control.pay(begun.paddleTransactionId!);
  await world.settle();
  paid = await world.purchase(begun);
  return () => world.close();
});

const broken = async () => (await world.violations()).map(({ name, ids }) => `${name} ${ids}`);
const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0)) await step();
});
const change = async (data: Partial<Purchase>, back: Partial<Purchase>) => {
  await world.db.prisma.purchase.update({ where: { id: paid.id }, data });
  undo.push(() => world.db.prisma.purchase.update({ where: { id: paid.id }, data: back }));
};

test('books that are right break no rule', async () => {
  expect(await broken()).toEqual([]);
});

test('a purchase of another amount than its lot is found', async () => {
  await change({ amountCents: cents(2501n) }, { amountCents: paid.amountCents });
  expect(await broken()).toEqual([
    `paid_purchases_are_their_lots ${paid.id}`,
    `each_paddle_transaction_is_credited_once topup:${paid.paddleTransactionId}`,
  ]);
});

test('a lot whose purchase is not paid is found', async () => {
  await change({ status: 'PARKED', creditedAt: null }, { status: 'PAID', creditedAt: paid.creditedAt });
  const found = await broken();
  expect(found).toHaveLength(3);
  expect(found[2]).toMatch(/^processed_payments_are_credited evt_/);
});

test('a paid purchase under another Paddle transaction than its credit is found', async () => {
  await change({ paddleTransactionId: 'txn_other' }, { paddleTransactionId: paid.paddleTransactionId });
  const found = await broken();
  expect(found.map((line) => line.split(' ')[0])).toEqual([
    'each_paddle_transaction_is_credited_once',
    'processed_payments_are_credited',
  ]);
});

test('an event that nobody comes back to is found', async () => {
  const event = await world.db.prisma.inboundEvent.findFirstOrThrow({ where: { status: 'ignored' } });
  const retryAt = new Date(Date.now() - 601_000);
  await world.db.prisma.inboundEvent.update({
    where: { id: event.id },
    data: { status: 'failed', retryAt, finishedAt: null },
  });
  undo.push(() =>
    world.db.prisma.inboundEvent.update({
      where: { id: event.id },
      data: { status: 'ignored', retryAt: null, finishedAt: event.finishedAt },
    }),
  );
  expect(await broken()).toEqual([`no_event_forgotten ${event.eventId}`]);
});

test('credit that no purchase paid for is found', async () => {
  const { customerId } = await world.customer();
  const purchaseId = uuidv7();
  const at = world.now();
  const item = topUp({
    customerId,
    purchaseId,
    paddleTransactionId: 'txn_none',
    netCents: cents(500n),
    paidAt: at,
  });
  await post(onPool(world.db.pool), at, [item]);
  expect(await broken()).toEqual([
    `paid_purchases_are_their_lots ${purchaseId}`,
    'each_paddle_transaction_is_credited_once topup:txn_none',
  ]);
});

test('what went back and is not booked, a status that says otherwise, and requests that stand alone are found', async () => {
  const { purchase } = await world.paid(2500n);
  const { id: purchaseId, customerId, paddleTransactionId } = purchase;
  const at = world.now();
  const adjustment = {
    ...{
      id: `adj_${purchaseId}`,
      paddleTransactionId: paddleTransactionId!,
      action: 'chargeback',
      status: 'approved',
    },
    ...{ netCents: 500n, taxCents: 95n, totalCents: 595n, madeAt: at, changedAt: at, seenAt: at },
  };
  const found = async () => (await broken()).filter((line) => line.includes(purchaseId));
  await world.db.prisma.paddleAdjustment.create({ data: adjustment });
  expect(await found()).toEqual([`what_went_back_is_booked ${purchaseId}`]);
  // A reversal of it, told either way, leaves nothing to book.
  await world.db.prisma.paddleAdjustment.update({
    where: { id: adjustment.id },
    data: { status: 'reversed' },
  });
  expect(await found()).toEqual([]);
  await world.db.prisma.purchase.update({ where: { id: purchaseId }, data: { status: 'REFUNDED' } });
  expect(await found()).toEqual([`what_went_back_is_booked ${purchaseId}`]);
  await world.db.prisma.purchase.update({ where: { id: purchaseId }, data: { status: 'PAID' } });

  // A request that the ledger knows nothing of; then one that says it is refunded, by nothing that was approved.
  const row = { customerId, purchaseId, amountCents: 500n, askedBy: 'customer', askedAt: at, inWindow: true };
  const { id } = await world.db.prisma.refundRequest.create({
    data: { id: uuidv7(), ...row, state: 'asked' },
  });
  const alone = async () => (await broken()).filter((line) => line.includes(id));
  expect(await alone()).toEqual([`requests_are_the_ledgers ${id}`]);
  const refunded = { state: 'refunded', approvedAt: at, endedAt: at, paddleAdjustmentId: adjustment.id };
  await world.db.prisma.refundRequest.update({ where: { id }, data: refunded });
  expect(await alone()).toEqual([`requests_are_the_ledgers ${id}`, `refunds_are_paid_out ${id}`]);
  await world.asOwner(`DELETE FROM refund_request WHERE id = '${id}'`);

  // And one of the ledger that no request stands for.
  const requestId = uuidv7();
  const reserve = {
    op: 'reserve',
    customerId,
    requestId,
    lotId: purchaseId,
    amountMicros: eur('5'),
  } as const;
  await post(onPool(world.db.pool), at, [reserve]);
  expect((await broken()).filter((line) => line.includes(requestId))).toEqual([
    `requests_are_the_ledgers ${requestId}`,
  ]);
  await post(onPool(world.db.pool), at, [{ op: 'return', customerId, requestId }]);
});

test('the database refuses a request that nobody approved, a second open one, and a refusal without a reason', async () => {
  const { purchase } = await world.paid(2500n);
  const { id: purchaseId, customerId } = purchase;
  const at = world.now();
  const row = { customerId, purchaseId, amountCents: 500n, askedBy: 'customer', askedAt: at, inWindow: true };
  const make = (over: object) =>
    world.db.prisma.refundRequest.create({ data: { id: uuidv7(), ...row, state: 'asked', ...over } });
  await expect(make({ state: 'approved' })).rejects.toThrow('refund_request_approved');
  await expect(make({ state: 'sending', approvedAt: at })).rejects.toThrow('refund_request_sending');
  await expect(make({ state: 'at_paddle', approvedAt: at })).rejects.toThrow('refund_request_at_paddle');
  await expect(make({ state: 'refused', endedAt: at })).rejects.toThrow('refund_request_refusal');
  await expect(make({ state: 'rejected', approvedAt: at })).rejects.toThrow('refund_request_ended');
  await expect(make({ state: 'lost' })).rejects.toThrow('refund_request_state');
  await expect(make({ inWindow: false })).rejects.toThrow('refund_request_customers_in_window');
  await expect(make({ askedBy: 'staff' })).rejects.toThrow('refund_request_outside_with_reason');
  await expect(make({ amountCents: 0n })).rejects.toThrow('refund_request_amount_positive');
  const { id } = await make({});
  await expect(make({})).rejects.toThrow(/Unique constraint|refund_request_open_key/);
  await world.asOwner(`DELETE FROM refund_request WHERE id = '${id}'`);
  const adjustment = {
    ...{ id: 'adj_x', paddleTransactionId: 'txn_x', action: 'refund', status: 'approved' },
    ...{ netCents: 500n, taxCents: 95n, totalCents: 595n, madeAt: at, changedAt: at, seenAt: at },
  };
  const keep = (over: object) =>
    world.db.prisma.paddleAdjustment.create({ data: { ...adjustment, ...over } });
  await expect(keep({ totalCents: 500n })).rejects.toThrow('paddle_adjustment_amounts');
  await expect(keep({ action: 'credit' })).rejects.toThrow('paddle_adjustment_action');
  await expect(keep({ status: 'lost' })).rejects.toThrow('paddle_adjustment_status');
});
