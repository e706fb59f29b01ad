import { beforeAll, expect, test } from 'vitest';
import { PaymentWorld } from '#lib/testing/payments.ts';
import { readOverview } from './read.ts';

const DAY_MS = 86_400_000;
let world: PaymentWorld;

beforeAll(async () => {
  world = await PaymentWorld.start();
  return () => world.close();
});

test('a payment that is with support is told of until it has been credited or gone back, whatever was begun since', async () => {
  const payer = await world.customer();
  const waiting = async (at = world.now()) => {
    const found = (await readOverview(world.db, payer.customerId, at)).waiting;
    return found && [found.state, found.purchase.id];
  };
  const { id, paddleTransactionId } = await world.begin(payer, 2500n);
  expect(await waiting()).toEqual(['open', id]);

  await world.goOffline();
  await world.emulator.control.pay(paddleTransactionId!);
  await world.settle();
  const events = await world.events(paddleTransactionId!);
  const completed = events.find(({ event_type }) => event_type === 'transaction.completed')!;
  const wrong = { ...completed.data, currency_code: 'USD' };
  await world.deliver({ ...completed, event_id: `${completed.event_id}x`, data: wrong });
  expect(await waiting()).toEqual(['parked', id]);
  const next = await world.begin(payer, 500n);
  expect(await waiting()).toEqual(['parked', id]);
  expect(await waiting(new Date(world.now().getTime() + 14 * DAY_MS))).toBeUndefined();

  await world.deliver(completed);
  expect(await waiting()).toEqual(['open', next.id]);
});
