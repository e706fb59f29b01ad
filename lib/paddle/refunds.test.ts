import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from '#lib/core/ids.ts';
import { transaction } from '#lib/db/transaction.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { cents } from '#lib/money/cents.ts';
import { toWire } from '#lib/money/credits.ts';
import { PaymentWorld } from '#lib/testing/payments.ts';
import type { Payer } from '#lib/topups/begin.ts';
import type { Purchase } from '#lib/topups/purchase.ts';
import type { RefundPort } from '#lib/topups/refund-port.ts';
import { refundPreview } from '#lib/topups/refund-preview.ts';
import { sendRefunds } from '#lib/topups/refund-send.ts';
import { findRequest, listAdjustments, listRequests } from '#lib/topups/refund-store.ts';
import { approveRefund, askRefund, beginStaffRefund, refuseRefund } from '#lib/topups/refunds.ts';
import { paddleRefunds } from './refunds.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const support = uuidv7();
const admin = uuidv7();
let world: PaymentWorld;

beforeAll(async () => {
  world = await PaymentWorld.start();
  return () => world.close();
});

/** Whatever a test did: books, payments and requests agree. */
afterEach(async () => {
  world.setClock(undefined);
  await world.emulator.control.clearSwitches();
  await world.emulator.control.setApproval({ mode: 'manual' });
  await world.goOnline();
  await world.settle();
  expect(await world.violations()).toEqual([]);
});

const ask = (purchase: Purchase, amountCents: bigint, at = world.now()) =>
  askRefund(
    world.db.prisma,
    { customerId: purchase.customerId, purchaseId: purchase.id, amountCents: cents(amountCents) },
    at,
  );
const approve = async (requestId: string, staffId = support, isAdmin = false) => {
  const isSecond = (await request(requestId)).firstApproverId !== null;
  const options = { requestId, isSecond, staffId, isAdmin };
  return transaction(world.db.prisma, (tx) => approveRefund(tx, options, world.now()));
};
const refuse = (requestId: string, reason: string) =>
  transaction(world.db.prisma, (tx) => refuseRefund(tx, { requestId, reason }, world.now()));
const request = async (id: string) => (await findRequest(world.db.prisma, id))!;
const atPaddle = (purchase: Purchase) => listAdjustments(world.db.prisma, purchase.paddleTransactionId!);
const available = async (payer: Payer) => toWire((await world.balance(payer)).availableMicros);
/** What Paddle itself has: the truth about how often money went back. */
const madeAtPaddle = async (purchase: Purchase) => {
  const made = [];
  const list = world.paddle.adjustments.list({ transactionId: [purchase.paddleTransactionId!] });
  while (list.hasMore) made.push(...(await list.next()));
  return made;
};

/** A refund made in Paddle's dashboard. */
const refundPart = async ({ paddleTransactionId }: Purchase, amount: string) => {
  const { details } = await world.paddle.transactions.get(paddleTransactionId!);
  const itemId = details!.lineItems[0]!.id;
  const item =
    amount === 'tax'
      ? { itemId, type: 'tax' as const, amount: null }
      : { itemId, type: 'partial' as const, amount };
  return world.paddle.adjustments.create({
    ...{ action: 'refund', transactionId: paddleTransactionId!, reason: 'from the dashboard' },
    ...{ type: 'partial', taxMode: 'external', items: [item] },
  });
};

async function askedAndApproved(amountCents = 2500n) {
  await world.emulator.control.setApproval({ mode: 'manual' });
  const { payer, purchase } = await world.paid(amountCents);
  const asked = await ask(purchase, amountCents);
  await approve(asked.id);
  return { payer, purchase, asked };
}

describe('a refund', () => {
  test('of everything: asked, acknowledged, kept aside, approved, waits for Paddle, then paid out', async () => {
    await world.emulator.control.setApproval({ mode: 'manual' });
    const { payer, purchase } = await world.paid(2500n);
    const before = await world.balance(payer);
    const preview = await refundPreview(onPool(world.db.pool), purchase, [], world.now());
    const asked = await ask(purchase, 2500n);
    expect(await world.balance(payer)).toMatchObject({
      availableMicros: 0n,
      refundReservedMicros: 25_000_000n,
    });
    expect(await world.queuedMails(asked.id)).toEqual(['refund_asked']);

    expect((await approve(asked.id)).state).toBe('approved');
    await world.sendRefunds();
    expect((await request(asked.id)).state).toBe('at_paddle');
    expect((await world.purchase(purchase)).status).toBe('PAID');
    expect((await world.balance(payer)).refundReservedMicros).toBe(25_000_000n);

    const [adjustment] = await madeAtPaddle(purchase);
    expect([adjustment!.totals.subtotal, adjustment!.totals.tax]).toEqual(['2500', '475']);
    await world.emulator.control.approve(adjustment!.id);
    await world.settle();
    expect(await request(asked.id)).toMatchObject({ state: 'refunded', paddleAdjustmentId: adjustment!.id });
    expect((await world.purchase(purchase)).status).toBe('REFUNDED');
    expect(await world.balance(payer)).toMatchObject({
      ...{ creditMicros: 0n, refundReservedMicros: 0n },
      // Its reset went back with it, which the preview had said.
      expiresAt: preview.expiresAtAfter,
    });
    expect(preview.expiresAtAfter!.getTime()).toBeLessThan(before.expiresAt!.getTime());
    expect(await world.queuedMails(asked.id)).toEqual(['refund_asked', 'refund_ended']);
  });

  test('of what is unused is asked of Paddle without tax, and VAT goes back with it', async () => {
    await world.emulator.control.setApproval({ mode: 'immediate' });
    const { payer, purchase } = await world.paid(2000n);
    await world.spend(payer, '12.004321');
    await expect(ask(purchase, 2000n)).rejects.toMatchObject({
      code: 'conflict',
      details: { rule: 'amount_changed', refundable_eur: '7.99' },
    });
    const asked = await ask(purchase, 799n);
    await approve(asked.id);
    await world.sendRefunds();
    const [adjustment] = await atPaddle(purchase);
    expect(adjustment).toMatchObject({
      netCents: 799n,
      taxCents: 152n,
      totalCents: 951n,
      status: 'approved',
    });
    expect((await request(asked.id)).state).toBe('refunded');
    expect((await world.purchase(purchase)).status).toBe('PARTLY_REFUNDED');
    // What is below a cent stays.
    expect(await available(payer)).toBe('0.005679');
    await expect(ask(purchase, 1n)).rejects.toMatchObject({ details: { rule: 'nothing_unused' } });
  });

  test('that Paddle rejects returns the credit, alerts support and leaves the right open', async () => {
    const { payer, purchase, asked } = await askedAndApproved();
    await world.sendRefunds();
    const [adjustment] = await madeAtPaddle(purchase);
    await world.emulator.control.reject(adjustment!.id);
    await world.settle();
    expect((await request(asked.id)).state).toBe('rejected');
    expect(await available(payer)).toBe('25.000000');
    expect(await world.queuedMails(asked.id)).toEqual(['refund_asked', 'refund_ended', 'refund_alert']);
    expect((await ask(purchase, 2500n)).state).toBe('asked');
  });

  test('whose answer is lost is made exactly once: found in the list, never asked again', async () => {
    const { purchase, asked } = await askedAndApproved();
    await world.goOffline();
    await world.emulator.control.setFaults([
      { fault: 'apply_then_drop', method: 'POST', pathPrefix: '/adjustments', times: 1 },
    ]);
    await world.sendRefunds();
    expect((await request(asked.id)).state).toBe('sending');
    // Not looked into before every call of ours must have ended.
    await world.sendRefunds(new Date(world.now().getTime() + MINUTE_MS));
    expect((await request(asked.id)).state).toBe('sending');
    await world.sendRefunds(new Date(world.now().getTime() + 3 * MINUTE_MS));
    expect((await request(asked.id)).state).toBe('at_paddle');
    expect(await madeAtPaddle(purchase)).toHaveLength(1);
    await world.goOnline();
    await world.emulator.control.approve((await madeAtPaddle(purchase))[0]!.id);
    await world.settle();
    expect((await request(asked.id)).state).toBe('refunded');
  });

  test('whose call was never done is asked again, once, and two tasks at once ask once', async () => {
    const { purchase, asked } = await askedAndApproved();
    await world.emulator.control.setFaults([
      { fault: 'internal_error', method: 'POST', pathPrefix: '/adjustments', times: 1 },
    ]);
    await Promise.all([world.sendRefunds(), world.sendRefunds(), world.sendRefunds()]);
    expect((await request(asked.id)).state).toBe('sending');
    expect(await madeAtPaddle(purchase)).toHaveLength(0);
    const later = new Date(world.now().getTime() + 3 * MINUTE_MS);
    await Promise.all([world.sendRefunds(later), world.sendRefunds(later), world.sendRefunds(later)]);
    expect(await request(asked.id)).toMatchObject({ state: 'at_paddle', attempts: 2 });
    expect(await madeAtPaddle(purchase)).toHaveLength(1);
    await world.emulator.control.approve((await madeAtPaddle(purchase))[0]!.id);
  });

  test('that Paddle is too busy for stays approved; what it refuses because it went back already is booked at once', async () => {
    const { payer, purchase, asked } = await askedAndApproved();
    await world.emulator.control.setFaults([
      { fault: 'rate_limited', method: 'POST', pathPrefix: '/adjustments', times: 1 },
    ]);
    await world.sendRefunds();
    expect(await request(asked.id)).toMatchObject({ state: 'approved', attempts: 1 });
    // Meanwhile somebody refunded it in Paddle's dashboard, and nobody told us.
    await world.goOffline();
    await world.emulator.control.setApproval({ mode: 'immediate' });
    await world.paddle.adjustments.create({
      action: 'refund',
      transactionId: purchase.paddleTransactionId!,
      reason: 'x',
      type: 'full',
    });
    await world.sendRefunds();
    // The money is back, as was asked; by whose hand makes no difference.
    expect((await request(asked.id)).state).toBe('refunded');
    expect(await available(payer)).toBe('0.000000');
    await world.goOnline();
    for (const event of (await world.events(purchase.paddleTransactionId!)).filter(({ event_type }) =>
      event_type.startsWith('adjustment'),
    ))
      await world.deliver(event);
    expect((await world.purchase(purchase)).status).toBe('REFUNDED');
    expect(await available(payer)).toBe('0.000000');
  });

  test('waits while another refund of the same payment is pending at Paddle', async () => {
    await world.emulator.control.setApproval({ mode: 'manual' });
    const { payer, purchase } = await world.paid(2000n);
    const data = await world.paddle.transactions.get(purchase.paddleTransactionId!);
    await world.paddle.adjustments.create({
      action: 'refund',
      transactionId: data.id,
      reason: 'from the dashboard',
      type: 'partial',
      taxMode: 'external',
      items: [{ itemId: data.details!.lineItems[0]!.id, type: 'partial', amount: '500' }],
    });
    await world.settle();
    await world.spend(payer, '15');
    const asked = await ask(purchase, 500n);
    await approve(asked.id);
    await world.sendRefunds();
    // The same amount, but it was known before: not taken for ours.
    expect(await request(asked.id)).toMatchObject({ state: 'approved', paddleAdjustmentId: null });
    await world.emulator.control.approve((await madeAtPaddle(purchase))[0]!.id);
    await world.settle();
    // It was booked as any refund from outside: it took what was kept aside.
    expect((await request(asked.id)).state).toBe('superseded');
    expect(await available(payer)).toBe('0.000000');
    await world.sendRefunds();
    expect(await madeAtPaddle(purchase)).toHaveLength(1);
  });
});

test('one that waited its turn behind slow calls is not taken for lost while it is asked for', async () => {
  await world.emulator.control.setApproval({ mode: 'manual' });
  const requests = [await askedAndApproved(), await askedAndApproved()];
  const real = paddleRefunds(world.paddle);
  const asked: string[] = [];
  let at = world.now();
  const slow: RefundPort = {
    ...real,
    refund: async (order) => {
      asked.push(order.paddleTransactionId);
      // While the second is on its way another worker comes by.
      if (asked.length === 2) await sendRefunds(world.db.prisma, { ...real, refund: slow.refund }, () => at);
      const made = await real.refund(order);
      // The first takes minutes to answer.
      if (asked.length === 1) at = new Date(at.getTime() + 5 * MINUTE_MS);
      return made;
    },
  };
  await sendRefunds(world.db.prisma, slow, () => at);
  await world.settle();
  expect(asked.sort()).toEqual(requests.map(({ purchase }) => purchase.paddleTransactionId!).sort());
  for (const { asked: each } of requests) expect((await request(each.id)).state).toBe('at_paddle');
});

test('one that waited behind another is not asked for once the other was paid out, though nobody told us', async () => {
  await world.emulator.control.setApproval({ mode: 'manual' });
  const { payer, purchase } = await world.paid(2500n);
  await world.spend(payer, '15');
  const outside = await refundPart(purchase, '1000');
  await world.settle();
  const asked = await ask(purchase, 1000n);
  await approve(asked.id);
  await world.sendRefunds();
  expect(await request(asked.id)).toMatchObject({
    state: 'approved',
    note: expect.stringContaining('pending'),
  });
  await world.goOffline();
  await world.emulator.control.approve(outside.id);
  await world.sendRefunds();
  expect((await request(asked.id)).state).toBe('superseded');
  expect(await madeAtPaddle(purchase)).toHaveLength(1);
  expect(await world.balance(payer)).toMatchObject({ availableMicros: 0n, owedMicros: 0n });
});

test('while Paddle lists what we cannot read nothing is asked for, and all staff are told once', async () => {
  const { purchase, asked } = await askedAndApproved();
  const real = paddleRefunds(world.paddle);
  const odd: RefundPort = {
    ...real,
    adjustmentsOf: async (id) => ({ ...(await real.adjustmentsOf(id)), unreadable: 1 }),
  };
  for (let run = 0; run < 3; run += 1) await sendRefunds(world.db.prisma, odd, world.now);
  expect(await madeAtPaddle(purchase)).toHaveLength(0);
  expect((await request(asked.id)).state).toBe('approved');
  expect(await world.queuedMails(asked.id)).toEqual(['refund_asked', 'refund_alert']);
  await world.sendRefunds();
  expect((await request(asked.id)).state).toBe('at_paddle');
});

test('all that was paid goes back also where its tax had gone back before', async () => {
  await world.emulator.control.setApproval({ mode: 'immediate' });
  const { purchase } = await world.paid(2500n);
  await refundPart(purchase, 'tax');
  await world.settle();
  const asked = await ask(purchase, 2500n);
  await approve(asked.id);
  await world.sendRefunds();
  expect((await request(asked.id)).state).toBe('refunded');
  expect((await world.purchase(purchase)).status).toBe('REFUNDED');
});

test('a worker that was asleep since its claim asks for nothing more', async () => {
  const { purchase, asked } = await askedAndApproved();
  const real = paddleRefunds(world.paddle);
  let at = world.now();
  const asleep: RefundPort = {
    ...real,
    adjustmentsOf: async (id) => {
      const listed = await real.adjustmentsOf(id);
      at = new Date(at.getTime() + MINUTE_MS);
      return listed;
    },
  };
  await sendRefunds(world.db.prisma, asleep, () => at);
  expect(await madeAtPaddle(purchase)).toHaveLength(0);
  expect(await request(asked.id)).toMatchObject({ state: 'approved', attempts: 1 });
});

test('one that Paddle refuses for good gives the credit back and alerts support', async () => {
  const { payer, asked } = await askedAndApproved();
  await world.asOwner(`UPDATE purchase SET paddle_transaction_id = 'txn_01hvgf2s84dr6reszzg29zbvcm'
    WHERE id = '${asked.purchaseId}'`);
  await world.sendRefunds();
  expect(await request(asked.id)).toMatchObject({ state: 'rejected', note: 'Paddle refused it (not_found)' });
  expect(await available(payer)).toBe('25.000000');
  expect(await world.queuedMails(asked.id)).toContain('refund_alert');
  await world.asOwner(`UPDATE purchase p SET paddle_transaction_id = substring(t.key from 7)
    FROM ledger_posting t WHERE t.cause_id = p.id AND t.kind = 'top_up' AND p.id = '${asked.purchaseId}'`);
});

describe('who decides', () => {
  test('within the window only for a listed reason, and the credit returns at once', async () => {
    const { payer, purchase } = await world.paid(2500n);
    const asked = await ask(purchase, 2500n);
    await expect(refuse(asked.id, 'we would rather not')).rejects.toMatchObject({ code: 'validation_error' });
    await expect(refuse(asked.id, ' ')).rejects.toMatchObject({ code: 'validation_error' });
    await refuse(asked.id, 'dispute_open');
    expect((await request(asked.id)).state).toBe('refused');
    expect(await available(payer)).toBe('25.000000');
    await expect(refuse(asked.id, 'dispute_open')).rejects.toMatchObject({ code: 'conflict' });
    await expect(approve(asked.id)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('after the window nobody but staff, with a reason; and an hour before its end the customer still', async () => {
    const { purchase } = await world.paid(2500n);
    const other = await world.paid(500n);
    const day = Date.UTC(
      purchase.paidAt!.getUTCFullYear(),
      purchase.paidAt!.getUTCMonth(),
      purchase.paidAt!.getUTCDate(),
    );
    const closes = new Date(day + 15 * DAY_MS);
    await expect(ask(purchase, 2500n, closes)).rejects.toMatchObject({
      code: 'conflict',
      details: { rule: 'window_closed' },
    });
    world.setClock(closes);
    const begun = await transaction(world.db.prisma, (tx) =>
      beginStaffRefund(
        tx,
        {
          purchaseId: purchase.id,
          amountCents: cents(1000n),
          reason: 'Goodwill',
          isAdmin: false,
          staffId: support,
        },
        closes,
      ),
    );
    expect(begun).toMatchObject({ state: 'approved', inWindow: false, askedBy: 'staff' });
    await expect(
      transaction(world.db.prisma, (tx) =>
        beginStaffRefund(
          tx,
          {
            purchaseId: purchase.id,
            amountCents: cents(1n),
            reason: 'More',
            isAdmin: false,
            staffId: support,
          },
          closes,
        ),
      ),
    ).rejects.toMatchObject({ details: { rule: 'request_open' } });
    expect((await ask(other.purchase, 500n, new Date(closes.getTime() - 1))).inWindow).toBe(true);
  });

  test('a right that was used in time outlives the window where Paddle paid nothing out', async () => {
    await world.emulator.control.setApproval({ mode: 'manual' });
    const { payer, purchase } = await world.paid(2500n);
    await world.spend(payer, '5');
    const asked = await ask(purchase, 2000n);
    await approve(asked.id);
    await world.sendRefunds();
    await world.emulator.control.reject((await madeAtPaddle(purchase))[0]!.id);
    await world.settle();
    expect((await request(asked.id)).state).toBe('rejected');
    const late = new Date(purchase.paidAt!.getTime() + 20 * DAY_MS);
    const again = await ask(purchase, 2000n, late);
    expect(again).toMatchObject({ state: 'asked', inWindow: true });
    // Refused by support for a listed reason, it is over.
    world.setClock(late);
    await refuse(again.id, 'dispute_open');
    await expect(ask(purchase, 2000n, late)).rejects.toMatchObject({ details: { rule: 'window_closed' } });
  });

  test('above EUR 100 also an admin who is another person', async () => {
    const { purchase } = await world.paid(10_001n);
    const asked = await ask(purchase, 10_001n);
    expect((await approve(asked.id, support)).state).toBe('asked');
    await expect(approve(asked.id, support, true)).rejects.toMatchObject({
      details: { rule: 'second_approval' },
    });
    await expect(approve(asked.id, uuidv7(), false)).rejects.toMatchObject({
      details: { rule: 'second_approval' },
    });
    expect((await approve(asked.id, admin, true)).state).toBe('approved');
    // In either order: an admin who came first needs anybody else.
    const other = await ask((await world.paid(10_001n)).purchase, 10_001n);
    expect((await approve(other.id, admin, true)).state).toBe('asked');
    await expect(approve(other.id, admin, true)).rejects.toMatchObject({
      details: { rule: 'second_approval' },
    });
    expect((await approve(other.id, support)).state).toBe('approved');
    const exactly = await world.paid(10_000n);
    expect((await approve((await ask(exactly.purchase, 10_000n)).id)).state).toBe('approved');
  });

  test('much in small parts is much: what one person approved for a customer within a day counts', async () => {
    const first = await world.paid(6_000n);
    const second = await world.paid(6_000n, first.payer);
    expect((await approve((await ask(first.purchase, 6_000n)).id)).state).toBe('approved');
    const asked = await ask(second.purchase, 6_000n);
    expect((await approve(asked.id)).state).toBe('asked');
    await expect(approve(asked.id)).rejects.toMatchObject({ details: { rule: 'second_approval' } });
    expect((await approve(asked.id, admin, true)).state).toBe('approved');
    // Another customer's is another count, and so is another day's.
    const other = await world.paid(6_000n);
    expect((await approve((await ask(other.purchase, 6_000n)).id)).state).toBe('approved');
  });

  test('nobody asks for what is not theirs, nor twice', async () => {
    const { purchase } = await world.paid(2500n);
    const stranger = await world.customer();
    await expect(ask({ ...purchase, customerId: stranger.customerId }, 2500n)).rejects.toMatchObject({
      code: 'not_found',
    });
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => ask(purchase, 2500n)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await listRequests(world.db.prisma, [purchase.id])).toHaveLength(1);
  });
});
