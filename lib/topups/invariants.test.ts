import { afterEach, beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '#lib/core/ids.ts';
import { post } from '#lib/ledger/post.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { topUp } from '#lib/ledger/verbs.ts';
import { cents } from '#lib/money/cents.ts';
import { PaymentWorld } from '#lib/testing/payments.ts';
import type { Purchase } from './purchase.ts';

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
