import { afterEach, beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '#lib/core/ids.ts';
import { cents } from '#lib/money/cents.ts';
import { PaymentWorld } from '#lib/testing/payments.ts';
import type { Purchase } from '#lib/topups/purchase.ts';
import { askRefund } from '#lib/topups/refunds.ts';
import { dismissEvent, replayEvent } from './events.ts';
import { approve, begin, type Decider, paymentCase, previewBegin, refundQueue, refuse } from './refunds.ts';
import { findPurchaseId, purchasesOfEvents } from './store.ts';

const sam: Decider = { userId: uuidv7(), role: 'support', email: 'sam@depicta.example' };
const ada: Decider = { userId: uuidv7(), role: 'admin', email: 'ada@depicta.example' };
let world: PaymentWorld;

beforeAll(async () => {
  world = await PaymentWorld.start();
  return () => world.close();
});
afterEach(async () => {
  await world.goOnline();
  await world.settle();
  expect(await world.violations()).toEqual([]);
});

const ask = ({ customerId, id: purchaseId }: Purchase, amountCents: bigint) =>
  askRefund(world.db.prisma, { customerId, purchaseId, amountCents: cents(amountCents) }, world.now());
const audit = async (customerId: string) =>
  (await world.db.prisma.auditEntry.findMany({ where: { customerId }, orderBy: { id: 'asc' } })).map(
    ({ actor, action, reason }) => [actor, action, reason],
  );
const prisma = () => world.db.prisma;

test('every decision leaves who took it and why; the second approver of much money is another, an admin', async () => {
  const { purchase } = await world.paid(12_000n);
  const { id: requestId } = await ask(purchase, 12_000n);
  await approve(prisma(), { requestId, isSecond: false, decider: sam }, world.now());
  const [queued] = (await refundQueue(prisma())).open;
  expect(queued).toMatchObject({
    needsSecond: true,
    request: { state: 'asked', firstApproverId: sam.userId },
  });
  const second = { requestId, isSecond: true };
  await expect(approve(prisma(), { ...second, decider: sam }, world.now())).rejects.toMatchObject({
    details: { rule: 'second_approval' },
  });
  await approve(prisma(), { ...second, decider: ada }, world.now());
  expect(await audit(purchase.customerId)).toEqual([
    [sam.email, 'refund_approve', 'Withdrawal'],
    [ada.email, 'refund_approve', 'Withdrawal'],
  ]);
});

test('who meant the first approval never pays out, on a page that is stale or by a click at the same moment', async () => {
  const { purchase } = await world.paid(15_000n);
  const { id: requestId } = await ask(purchase, 15_000n);
  const decide = (decider: Decider, isSecond: boolean) =>
    approve(prisma(), { requestId, isSecond, decider }, world.now());
  const clicks = await Promise.allSettled([decide(sam, false), decide(ada, false)]);
  expect(clicks.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((await paymentCase(prisma(), purchase.id, world.now())).open?.request.state).toBe('asked');
  expect(await audit(purchase.customerId)).toHaveLength(1);

  const eve: Decider = { userId: uuidv7(), role: 'admin', email: 'eve@depicta.example' };
  await expect(decide(eve, false)).rejects.toMatchObject({ code: 'conflict', details: { rule: 'decided' } });
  const seconds = await Promise.allSettled([decide(eve, true), decide(eve, true)]);
  expect(seconds.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((await paymentCase(prisma(), purchase.id, world.now())).open?.request.state).toBe('approved');
  expect(await audit(purchase.customerId)).toHaveLength(2);
});

test('a refusal and a refund that nobody asked for leave their reasons, and one without a reason leaves nothing', async () => {
  const { purchase } = await world.paid(2000n);
  const { id: requestId } = await ask(purchase, 2000n);
  await refuse(prisma(), { requestId, reason: 'dispute_open', decider: sam }, world.now());
  const options = { purchaseId: purchase.id, amountCents: cents(500n), decider: sam };
  await expect(begin(prisma(), { ...options, reason: '  ' }, world.now())).rejects.toMatchObject({
    code: 'validation_error',
  });
  await expect(
    begin(prisma(), { ...options, amountCents: cents(2001n), reason: 'Goodwill' }, world.now()),
  ).rejects.toMatchObject({ details: { unused_eur: '20.00' } });
  await begin(prisma(), { ...options, reason: 'Goodwill' }, world.now());
  expect(await audit(purchase.customerId)).toEqual([
    [sam.email, 'refund_refuse', 'dispute_open'],
    [sam.email, 'refund_begin', 'Goodwill'],
  ]);
});

test('a case shows the postings that paying out would make, and showing them changes nothing', async () => {
  const { payer, purchase } = await world.paid(2000n);
  await world.spend(payer, '5');
  await ask(purchase, 1500n);
  const before = await world.balance(payer);
  const found = await paymentCase(prisma(), purchase.id, world.now());
  expect(found.simulated).toMatchObject([
    { kind: 'refund', debit: 'credit', credit: 'collected', amountMicros: 15_000_000n, lotId: purchase.id },
  ]);
  expect({ ...(await world.balance(payer)), asOf: 0 }).toEqual({ ...before, asOf: 0 });
  await expect(paymentCase(prisma(), uuidv7(), world.now())).rejects.toMatchObject({ code: 'not_found' });
});

test('a payment is found by its receipt, its Paddle transaction, an adjustment of it, or an id of ours', async () => {
  const { purchase } = await world.paid(2000n);
  const { id: requestId } = await ask(purchase, 2000n);
  const chargeback = await world.emulator.control.chargeback(purchase.paddleTransactionId!);
  await world.settle();
  const numbers = [
    purchase.id,
    requestId,
    purchase.receiptNumber!,
    purchase.paddleTransactionId!,
    chargeback.id,
  ];
  for (const number of numbers) expect(await findPurchaseId(prisma(), number)).toBe(purchase.id);
  expect(await findPurchaseId(prisma(), 'nothing')).toBeUndefined();
});

test('a parked event is handled again by hand, or put aside with what was done; both are written down', async () => {
  const event = {
    event_id: `evt_${uuidv7()}`,
    event_type: 'adjustment.created',
    occurred_at: new Date().toISOString(),
    data: { id: 'adj_odd', nothing: true },
  };
  await world.deliver(event);
  const { id: eventId } = (await world.storedEvent(event.event_id))!;
  expect(await replayEvent(prisma(), world.source, { eventId, decider: sam }, world.now())).toBe('parked');
  const dismiss = (reason: string) => dismissEvent(prisma(), { eventId, reason, decider: sam }, world.now());
  await expect(dismiss(' ')).rejects.toMatchObject({ code: 'validation_error' });
  await dismiss('Nothing of ours');
  await expect(dismiss('Again')).rejects.toMatchObject({ code: 'conflict' });
  const stored = (await world.storedEvent(event.event_id))!;
  expect([stored.status, stored.reason]).toEqual(['dismissed', `Put aside by ${sam.email}: Nothing of ours`]);
  const rows = await prisma().auditEntry.findMany({ where: { customerId: null }, orderBy: { id: 'asc' } });
  expect(rows.map(({ action, reason }) => [action, reason])).toEqual([
    ['event_replay', `Replay of ${event.event_id}`],
    ['event_dismiss', 'Nothing of ours'],
  ]);
});

test('an event leads to the purchase of its transaction, else to the one it names, and to none of ours otherwise', async () => {
  const [{ purchase }, { purchase: other }] = [await world.paid(2_000n), await world.paid(3_000n)];
  const named = { purchase_id: other.id };
  const about: Record<string, object> = {
    transaction: { id: purchase.paddleTransactionId, custom_data: named },
    adjustment: { id: 'adj_1', transaction_id: purchase.paddleTransactionId },
    second: { id: 'txn_of_nobody', custom_data: named },
    stranger: { id: 'txn_of_nobody', custom_data: { purchase_id: 'x' } },
    bare: { id: 'pro_1' },
  };
  const ids = new Map<string, string>();
  for (const [name, data] of Object.entries(about)) {
    const event_id = `evt_${uuidv7()}`;
    // Of a type that nobody reads: what it is about is a matter of its payload.
    await world.deliver({ event_id, event_type: 'odd.told', occurred_at: new Date().toISOString(), data });
    ids.set((await world.storedEvent(event_id))!.id, name);
  }
  const found = await purchasesOfEvents(prisma(), [...ids.keys()]);
  expect(Object.fromEntries([...found].map(([id, purchaseId]) => [ids.get(id), purchaseId]))).toEqual({
    transaction: purchase.id,
    adjustment: purchase.id,
    second: other.id,
  });
  expect(await purchasesOfEvents(prisma(), [])).toEqual(new Map());
});

test('a refund that nobody asked for shows what it would do, which is what it does and nothing before', async () => {
  const { payer, purchase } = await world.paid(20_000n);
  await world.spend(payer, '5');
  const order = { purchaseId: purchase.id, amountCents: cents(10_001n), reason: 'Goodwill', decider: sam };
  const before = await world.balance(payer);
  const shown = await previewBegin(prisma(), order, world.now());
  expect(shown).toMatchObject({
    postings: [{ kind: 'refund', debit: 'credit', credit: 'collected', amountMicros: 100_010_000n }],
    availableBeforeMicros: before!.availableMicros,
    availableAfterMicros: before!.availableMicros - 100_010_000n,
    needsSecond: true,
  });
  expect({ ...(await world.balance(payer)), asOf: 0 }).toEqual({ ...before, asOf: 0 });
  expect(await audit(purchase.customerId)).toEqual([]);
  expect((await paymentCase(prisma(), purchase.id, world.now())).open).toBeUndefined();
  const alone = await previewBegin(prisma(), { ...order, amountCents: cents(500n) }, world.now());
  expect(alone.needsSecond).toBe(false);
  for (const wrong of [{ reason: ' ' }, { amountCents: cents(19_501n) }, { purchaseId: uuidv7() }]) {
    const ofDeed = await begin(prisma(), { ...order, ...wrong }, world.now()).catch((error: Error) => error);
    await expect(previewBegin(prisma(), { ...order, ...wrong }, world.now())).rejects.toEqual(ofDeed);
  }

  await begin(prisma(), order, world.now());
  const { open, simulated } = await paymentCase(prisma(), purchase.id, world.now());
  expect(open?.request.state).toBe('asked');
  expect(simulated.map(({ kind, amountMicros }) => [kind, amountMicros])).toEqual(
    shown.postings.map(({ kind, amountMicros }) => [kind, amountMicros]),
  );
  expect((await world.balance(payer))?.availableMicros).toBe(shown.availableAfterMicros);
});
