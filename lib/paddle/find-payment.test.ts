import { afterEach, beforeAll, expect, test } from 'vitest';
import { toWire } from '#lib/money/credits.ts';
import { PaymentWorld } from '#lib/testing/payments.ts';
import { creditNoteUrl, invoiceUrl } from './documents.ts';
import { findPayment } from './find-payment.ts';

let world: PaymentWorld;

beforeAll(async () => {
  world = await PaymentWorld.start();
  return () => world.close();
});
afterEach(async () => {
  await world.emulator.control.clearSwitches();
  await world.goOnline();
  expect(await world.violations()).toEqual([]);
});

const find = (customerId: string, number: string) =>
  findPayment(world.db.prisma, world.paddle, { customerId, number }, world.now());

test('a payment whose webhooks were all lost is found by its receipt number, and credited at once', async () => {
  const payer = await world.customer();
  const begun = await world.begin(payer, 2500n);
  await world.settle();
  await world.goOffline();
  await world.emulator.control.pay(begun.paddleTransactionId!);
  await world.settle();
  const [atPaddle] = await world.paddle.transactions.list({ id: [begun.paddleTransactionId!] }).next();
  expect(toWire((await world.balance(payer)).availableMicros)).toBe('0.000000');
  expect(await find(payer.customerId, ` ${atPaddle!.invoiceNumber!} `)).toBe(begun.id);
  expect(toWire((await world.balance(payer)).availableMicros)).toBe('25.000000');
  // Found again without Paddle, by either number.
  await world.emulator.control.setFaults([{ fault: 'internal_error' }]);
  expect(await find(payer.customerId, atPaddle!.invoiceNumber!)).toBe(begun.id);
  expect(await find(payer.customerId, begun.paddleTransactionId!)).toBe(begun.id);
});

test('what is somebody else’s, unknown or no number is not found, and nothing is credited', async () => {
  const stranger = await world.customer();
  const payer = await world.customer();
  const begun = await world.begin(payer, 2500n);
  await world.settle();
  await world.goOffline();
  await world.emulator.control.pay(begun.paddleTransactionId!);
  await world.settle();
  expect(await find(stranger.customerId, begun.paddleTransactionId!)).toBeUndefined();
  expect(toWire((await world.balance(payer)).availableMicros)).toBe('0.000000');
  for (const number of [
    '',
    '  ',
    '../..',
    '325-99999',
    'txn_01hvgf2s84dr6reszzg29zbvcm',
    'x'.repeat(200),
    "' OR 1=1",
  ])
    expect(await find(stranger.customerId, number)).toBeUndefined();
});

test('while Paddle does not answer it says so, and that nothing is lost', async () => {
  const payer = await world.customer();
  await world.emulator.control.setFaults([{ fault: 'bad_gateway_html' }]);
  await expect(find(payer.customerId, '325-10001')).rejects.toMatchObject({ code: 'unavailable' });
});

test('invoice and credit note are Paddle’s own, fetched anew on each click', async () => {
  await world.emulator.control.setApproval({ mode: 'immediate' });
  const { purchase } = await world.paid(1000n);
  const id = purchase.paddleTransactionId!;
  const pdf = async (url: string) => (await fetch(url)).headers.get('content-type');
  expect(await pdf(await invoiceUrl(world.paddle, id))).toBe('application/pdf');
  const made = await world.paddle.adjustments.create({
    action: 'refund',
    transactionId: id,
    reason: 'x',
    type: 'full',
  });
  await world.settle();
  expect(await pdf(await creditNoteUrl(world.paddle, made.id))).toBe('application/pdf');
  const unpaid = await world.begin(await world.customer(), 1000n);
  await expect(invoiceUrl(world.paddle, unpaid.paddleTransactionId!)).rejects.toMatchObject({
    code: 'not_found',
  });
  await world.emulator.control.setFaults([{ fault: 'internal_error' }]);
  await expect(invoiceUrl(world.paddle, id)).rejects.toMatchObject({ code: 'unavailable' });
});
