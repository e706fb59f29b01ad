import { beforeAll, expect, test } from 'vitest';
import { toWire } from '#lib/money/credits.ts';
import { PaymentWorld } from '#lib/testing/payments.ts';

let world: PaymentWorld;

beforeAll(async () => {
  world = await PaymentWorld.start();
  return () => world.close();
});

test('the whole payment', async () => {
  const payer = await world.customer();
  const begun = await world.begin(payer, 2500n);
  expect(begun).toMatchObject({ status: 'PENDING', taxCents: 475n, totalCents: 2975n });
  await world.emulator.control.pay(begun.paddleTransactionId!);
  await world.settle();
  const paid = await world.purchase(begun);
  expect(paid).toMatchObject({
    status: 'PAID',
    paddleStatus: 'completed',
    taxCents: 475n,
    totalCents: 2975n,
  });
  expect(toWire((await world.balance(payer)).availableMicros)).toBe('25.000000');
  expect(await world.queuedReceipts(begun)).toBe(1);
  expect(await world.violations()).toEqual([]);
});
