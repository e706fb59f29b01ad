import { afterEach, beforeAll, expect, test } from 'vitest';
import { toWire } from '#lib/money/credits.ts';
import { PaymentWorld } from '#lib/testing/payments.ts';
import type { Payer } from '#lib/topups/begin.ts';
import { stateOf } from '#lib/topups/purchase.ts';
import { reconcile } from './reconcile.ts';

// What hurts the users of systems like this one (docs/pains.md), as far as it is about payments: a test each.

let world: PaymentWorld;
beforeAll(async () => {
  world = await PaymentWorld.start();
  return () => world.close();
});
afterEach(async () => {
  await world.emulator.control.clearSwitches();
  await world.goOnline();
  await world.settle();
  expect(await world.violations()).toEqual([]);
});

const available = async (payer: Payer) => toWire((await world.balance(payer)).availableMicros);

/** A payment that was made, with its events, none of them delivered. */
async function untold() {
  const payer = await world.customer();
  const begun = await world.begin(payer, 2500n);
  await world.settle();
  await world.goOffline();
  await world.emulator.control.pay(begun.paddleTransactionId!);
  await world.settle();
  return { payer, begun };
}

test('pain 3: what was paid and never told is credited by the reconciliation, through the same function, with its receipt', async () => {
  const { payer, begun } = await untold();
  expect(stateOf(await world.purchase(begun))).toBe('open');
  const { findings } = await reconcile(world.db.prisma, world.paddle, { since: new Date(0) }, world.now());
  expect(findings).toMatchObject([
    { kind: 'paid_not_credited', repaired: true, subject: begun.paddleTransactionId },
  ]);
  expect(await available(payer)).toBe('25.000000');
  expect(await world.queuedReceipts(begun)).toBe(1);
  // Its webhooks, should they come after all, add nothing.
  for (const event of await world.events(begun.paddleTransactionId!)) await world.deliver(event);
  expect(await available(payer)).toBe('25.000000');
});

test('pain 20: refunds and disputes made outside are booked by what all of them say together, and the unknown is parked', async () => {
  await world.emulator.control.setApproval({ mode: 'immediate' });
  const { payer, purchase } = await world.paid(2500n);
  const id = purchase.paddleTransactionId!;
  // In Paddle's dashboard, by the bank, and by Paddle on its warning: 25.00 in all, however often it is told.
  await world.paddle.adjustments.create({ action: 'refund', transactionId: id, reason: 'x', type: 'full' });
  await world.emulator.control.chargebackWarning(id);
  await world.emulator.control.chargeback(id);
  await world.settle();
  expect(await available(payer)).toBe('0.000000');
  expect((await world.balance(payer)).owedMicros).toBe(0n);
  const [told] = (await world.events(id)).filter(({ event_type }) => event_type.startsWith('adjustment'));
  const unknown = {
    ...told!,
    event_id: 'evt_unknown',
    data: { ...told!.data, id: 'adj_new', action: 'clawback_of_2027' },
  };
  await world.deliver(unknown);
  expect((await world.storedEvent('evt_unknown'))!.status).toBe('parked');
  expect((await world.balance(payer)).owedMicros).toBe(0n);
});
