import { beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '#lib/core/ids.ts';
import { post } from '#lib/ledger/post.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { topUp } from '#lib/ledger/verbs.ts';
import { cents } from '#lib/money/cents.ts';
import { dismissEvent } from '#lib/staff/events.ts';
import { PaymentWorld } from '#lib/testing/payments.ts';
import type { PaddleAdjustment } from '#lib/topups/adjustment.ts';
import type { Purchase } from '#lib/topups/purchase.ts';
import { topUpLine } from './checkout.ts';
import {
  DIFFERENCE_KINDS,
  type DifferenceKind,
  differencesOf,
  type OurPayment,
  type TheirPayment,
} from './differences.ts';
import { reconcile } from './reconcile.ts';

const OF_EACH = 5;
let world: PaymentWorld;

beforeAll(async () => {
  world = await PaymentWorld.start({
    breaksInvariants: 'it plants differences between our payments and Paddle’s',
  });
  return () => world.close();
});

const run = (since = new Date(0)) => reconcile(world.db.prisma, world.paddle, { since }, world.now());
const times = <T>(work: () => Promise<T>) =>
  Array.from({ length: OF_EACH }, () => work).reduce(
    async (before, each) => [...(await before), await each()],
    Promise.resolve([] as T[]),
  );
const paid = async () => (await world.paid(1000n)).purchase;
const offline = async <T>(work: () => Promise<T>): Promise<T> => {
  await world.goOffline();
  const done = await work();
  await world.settle();
  await world.goOnline();
  return done;
};
const refundHalf = async ({ paddleTransactionId }: Purchase) => {
  const { details } = await world.paddle.transactions.get(paddleTransactionId!);
  return world.paddle.adjustments.create({
    action: 'refund',
    transactionId: paddleTransactionId!,
    reason: 'x',
    type: 'partial',
    taxMode: 'external',
    items: [{ itemId: details!.lineItems[0]!.id, type: 'partial', amount: '500' }],
  });
};

/** Each plants one fault and names what the report must say it is about. */
const plant: Record<DifferenceKind, () => Promise<string>> = {
  paid_not_credited: async () => {
    const begun = await world.begin(await world.customer(), 1000n);
    await world.settle();
    await offline(() => world.emulator.control.pay(begun.paddleTransactionId!));
    return begun.paddleTransactionId!;
  },
  credited_not_paid: async () => {
    const { customerId } = await world.customer();
    const at = world.now();
    const paddleTransactionId = `txn_${uuidv7().replaceAll('-', '')}`;
    const purchaseId = uuidv7();
    const item = topUp({ customerId, purchaseId, paddleTransactionId, netCents: cents(1000n), paidAt: at });
    await post(onPool(world.db.pool), at, [item]);
    await world.db.prisma.purchase.create({
      data: {
        ...{
          id: purchaseId,
          customerId,
          requestToken: uuidv7(),
          status: 'PAID',
          amountCents: 1000n,
          country: 'DE',
        },
        ...{ consentVersion: 'v1', consentAt: at, createdAt: at, paidAt: at, creditedAt: at },
        ...{ paddleTransactionId, taxCents: 190n, totalCents: 1190n },
      },
    });
    return paddleTransactionId;
  },
  amount_differs: async () => {
    const purchase = await paid();
    await world.db.prisma.purchase.update({ where: { id: purchase.id }, data: { taxCents: 191n } });
    return purchase.paddleTransactionId!;
  },
  status_differs: async () => {
    const purchase = await paid();
    await world.db.prisma.purchase.update({ where: { id: purchase.id }, data: { status: 'REFUNDED' } });
    return purchase.paddleTransactionId!;
  },
  refund_unknown: async () => {
    const purchase = await paid();
    await world.emulator.control.setApproval({ mode: 'immediate' });
    return (await offline(() => refundHalf(purchase))).id;
  },
  refund_missing: async () => {
    const purchase = await paid();
    const at = world.now();
    const id = `adj_${uuidv7().replaceAll('-', '')}`;
    await world.db.prisma.paddleAdjustment.create({
      data: {
        ...{
          id,
          paddleTransactionId: purchase.paddleTransactionId!,
          action: 'refund',
          status: 'pending_approval',
        },
        ...{ netCents: 500n, taxCents: 95n, totalCents: 595n, madeAt: at, changedAt: at, seenAt: at },
      },
    });
    return id;
  },
  adjustment_differs: async () => {
    const purchase = await paid();
    await world.emulator.control.setApproval({ mode: 'manual' });
    const made = await refundHalf(purchase);
    await world.settle();
    await offline(() => world.emulator.control.approve(made.id));
    return made.id;
  },
  paid_twice: async () => {
    const { purchase, payer } = await world.paid(1000n);
    const [first] = await world.paddle.transactions.list({ id: [purchase.paddleTransactionId!] }).next();
    const second = await world.paddle.transactions.create({
      items: [topUpLine(cents(1000n))],
      customerId: first!.customerId!,
      addressId: first!.addressId!,
      customData: { purchase_id: purchase.id },
      currencyCode: 'EUR',
    });
    expect(payer.customerId).toBe(purchase.customerId);
    await world.emulator.control.pay(second.id);
    await world.settle();
    return second.id;
  },
};

test('40 planted faults of 8 kinds are each found; what is safe is repaired, the rest stays listed', async () => {
  // Payments that are right stand beside them.
  await times(paid);
  expect((await run()).findings).toEqual([]);

  const planted: string[] = [];
  for (const kind of DIFFERENCE_KINDS)
    for (const subject of await times(plant[kind])) planted.push(`${kind} ${subject}`);
  expect(planted).toHaveLength(40);
  const report = await run();
  expect(report.findings.map(({ kind, subject }) => `${kind} ${subject}`).sort()).toEqual(
    [...planted].sort(),
  );

  const repaired = new Set(report.findings.filter((each) => each.repaired).map(({ kind }) => kind));
  expect([...repaired].sort()).toEqual(['adjustment_differs', 'paid_not_credited', 'refund_unknown']);
  const again = await run();
  expect(again.findings.map(({ subject }) => subject).sort()).toEqual(
    report.findings
      .filter((each) => !each.repaired)
      .map(({ subject }) => subject)
      .sort(),
  );
  expect(again.findings.filter((each) => each.repaired)).toEqual([]);
}, 120_000);

test('a narrow look finds what was credited lately though Paddle changed nothing lately', async () => {
  const purchase = await paid();
  const since = new Date(purchase.creditedAt!.getTime());
  const { findings, payments } = await run(since);
  expect(payments).toBeGreaterThan(0);
  expect(findings.filter(({ subject }) => subject === purchase.paddleTransactionId)).toEqual([]);
});

test('what moves on while the lists are read is no difference', async () => {
  const purchase = await paid();
  const before = (await run()).findings.length;
  // Between Paddle's answer and our own look the bank takes the money back, and we are told.
  const paddle = Object.create(world.paddle) as typeof world.paddle;
  const transactions = Object.create(world.paddle.transactions) as typeof world.paddle.transactions;
  let isFirst = true;
  transactions.list = (query) => {
    const list = world.paddle.transactions.list(query);
    if (!isFirst) return list;
    isFirst = false;
    const next = list.next.bind(list);
    list.next = async () => {
      const page = await next();
      await world.emulator.control.chargeback(purchase.paddleTransactionId!);
      await world.settle();
      return page;
    };
    return list;
  };
  Object.defineProperty(paddle, 'transactions', { value: transactions });
  const { findings } = await reconcile(world.db.prisma, paddle, { since: purchase.createdAt }, world.now());
  expect((await world.purchase(purchase)).status).toBe('CHARGED_BACK');
  expect(findings.filter(({ purchaseId }) => purchaseId === purchase.id)).toEqual([]);
  expect((await run()).findings).toHaveLength(before);
});

test('what a person has settled and put aside is no difference any more, and no look credits it', async () => {
  const subject = await plant.paid_twice();
  const parked = await world.db.prisma.inboundEvent.findMany({
    where: { status: 'parked', payload: { path: ['data', 'id'], equals: subject } },
  });
  expect(parked.length).toBeGreaterThan(0);
  expect((await run()).findings.map((each) => each.subject)).toContain(subject);
  const decider = { userId: uuidv7(), role: 'support', email: 'sam@depicta.example' };
  for (const { id: eventId } of parked)
    await dismissEvent(world.db.prisma, { eventId, reason: 'Refunded at Paddle', decider }, world.now());
  expect((await run()).findings.map((each) => each.subject)).not.toContain(subject);

  // The same for a payment that was compensated with a grant: it is not credited on top of it.
  const unpaid = await plant.paid_not_credited();
  const [event] = (await world.events(unpaid)).filter(
    ({ event_type }) => event_type === 'transaction.completed',
  );
  await world.asOwner(`UPDATE purchase SET amount_cents = 1001 WHERE paddle_transaction_id = '${unpaid}'`);
  await world.deliver(event);
  const { id: eventId } = (await world.storedEvent(event!.event_id))!;
  await dismissEvent(world.db.prisma, { eventId, reason: 'Granted instead', decider }, world.now());
  await world.asOwner(`UPDATE purchase SET amount_cents = 1000 WHERE paddle_transaction_id = '${unpaid}'`);
  expect((await run()).findings.map((each) => each.subject)).not.toContain(unpaid);
  const purchase = await world.db.prisma.purchase.findUnique({ where: { paddleTransactionId: unpaid } });
  expect(purchase!.creditedAt).toBeNull();
});

test('nothing is compared, and nothing kept, while Paddle does not answer', async () => {
  const before = await world.db.prisma.reconciliation.count();
  await world.emulator.control.setFaults([
    { fault: 'internal_error', method: 'GET', pathPrefix: '/transactions' },
  ]);
  await expect(run()).rejects.toThrow('Paddle: list payments: unknown');
  await world.emulator.control.clearSwitches();
  expect(await world.db.prisma.reconciliation.count()).toBe(before);
});

test('10 000 payments that are right, refunded and disputed ones among them, differ in nothing', () => {
  const at = new Date('2026-11-22T12:00:00Z');
  const theirs: TheirPayment[] = [];
  const ours: OurPayment[] = [];
  for (let i = 0; i < 10_000; i += 1) {
    const net = cents(500n + BigInt(i % 9_000));
    const tax = cents((net * 19n) / 100n);
    const total = cents(net + tax);
    const id = uuidv7();
    const paddleTransactionId = `txn_${i}`;
    const adjustment = (action: PaddleAdjustment['action'], part: bigint): PaddleAdjustment => ({
      ...{
        id: `adj_${i}_${action}`,
        paddleTransactionId,
        action,
        status: 'approved',
        madeAt: at,
        changedAt: at,
      },
      ...{ netCents: cents(part), taxCents: cents(0n), totalCents: cents(part) },
    });
    const lives = [
      { status: 'PAID', adjustments: [] },
      { status: 'PARTLY_REFUNDED', adjustments: [adjustment('refund', 100n)] },
      { status: 'REFUNDED', adjustments: [adjustment('refund', net)] },
      { status: 'CHARGED_BACK', adjustments: [adjustment('chargeback', net)] },
      { status: 'PAID', adjustments: [adjustment('chargeback', net), adjustment('chargeback_reverse', net)] },
    ] as const;
    const { status, adjustments } = lives[i % 7] ?? lives[0];
    theirs.push({
      ...{ paddleTransactionId, purchaseId: id, status: 'completed', currency: 'EUR' },
      ...{ netCents: net, taxCents: tax, totalCents: total, adjustments },
    });
    const purchase: Purchase = {
      ...{
        id,
        customerId: uuidv7(),
        requestToken: uuidv7(),
        status,
        amountCents: net,
        country: 'DE',
        vatNumber: null,
      },
      ...{
        consentVersion: 'v1',
        consentAt: at,
        paddleTransactionId,
        paddleStatus: 'completed',
        taxCents: tax,
      },
      ...{
        totalCents: total,
        receiptNumber: `1-${i}`,
        failureReason: null,
        createdAt: at,
        paymentSeenAt: at,
      },
      ...{ paidAt: at, creditedAt: at },
    };
    ours.push({ purchase, adjustments });
  }
  expect(differencesOf(theirs, ours)).toEqual([]);
  // And one that is wrong among them is found.
  ours[6_000]!.purchase.taxCents = cents(ours[6_000]!.purchase.taxCents! + 1n);
  expect(differencesOf(theirs, ours)).toMatchObject([{ kind: 'amount_differs', subject: 'txn_6000' }]);
});
