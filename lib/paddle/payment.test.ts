import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { expiryOf } from '#lib/ledger/expiry.ts';
import { post } from '#lib/ledger/post.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { trial } from '#lib/ledger/verbs.ts';
import { toWire } from '#lib/money/credits.ts';
import { eur } from '#lib/testing/books.ts';
import { PaymentWorld, type SentEvent } from '#lib/testing/payments.ts';
import { leaveBroken } from '#lib/testing/postgres.ts';
import type { Payer } from '#lib/topups/begin.ts';
import { type Purchase, stateOf } from '#lib/topups/purchase.ts';
import { backfillEvents } from './backfill.ts';
import { lookAtPayment } from './lookup.ts';

leaveBroken(['each_trial_has_its_claim'], 'a trial is posted that nobody claimed');

const DAY_MS = 86_400_000;
let world: PaymentWorld;

beforeAll(async () => {
  world = await PaymentWorld.start();
  return () => world.close();
});

/** Whatever a test did: books and payments agree, and nothing waits for ever. */
afterEach(async () => {
  world.setClock(undefined);
  await world.emulator.control.clearSwitches();
  await world.goOnline();
  expect(await world.violations()).toEqual([]);
});

/** A purchase that is paid and completed at Paddle, of which the app has heard nothing yet. */
async function paidUnheard(
  amountCents = 2500n,
): Promise<{ payer: Payer; begun: Purchase; events: SentEvent[] }> {
  const payer = await world.customer();
  const begun = await world.begin(payer, amountCents);
  await world.settle();
  await world.goOffline();
  await world.emulator.control.pay(begun.paddleTransactionId!);
  await world.settle();
  await world.goOnline();
  return { payer, begun, events: await world.events(begun.paddleTransactionId!) };
}

const ofType = (events: readonly SentEvent[], type: string) =>
  events.find((event) => event.event_type === `transaction.${type}`)!;
const available = async (payer: Payer) => toWire((await world.balance(payer)).availableMicros);

const wantedOf = (purchase: { paddleTransactionId: string | null; customerId: string }) => ({
  paddleTransactionId: purchase.paddleTransactionId!,
  customerId: purchase.customerId,
});

describe('a payment', () => {
  test('becomes credit of the net amount, valid for twelve months from the time of payment, with one receipt', async () => {
    const payer = await world.customer();
    const begun = await world.begin(payer, 2500n);
    expect([stateOf(begun), begun.taxCents, begun.totalCents]).toEqual(['open', 475n, 2975n]);

    await world.emulator.control.pay(begun.paddleTransactionId!);
    await world.settle();

    const paid = await world.purchase(begun);
    const { data } = ofType(await world.events(begun.paddleTransactionId!), 'completed');
    const [attempt] = data.payments as { captured_at: string }[];
    expect(paid).toMatchObject({
      status: 'PAID',
      paddleStatus: 'completed',
      taxCents: 475n,
      totalCents: 2975n,
      receiptNumber: data.invoice_number,
      failureReason: null,
      paidAt: new Date(attempt!.captured_at),
    });
    expect(paid.receiptNumber).toMatch(/\d/);
    const balance = await world.balance(payer);
    expect([toWire(balance.availableMicros), balance.expiresAt]).toEqual([
      '25.000000',
      expiryOf(paid.paidAt!),
    ]);
    const lots = await world.lots(payer);
    expect(lots.map((lot) => [lot.source, lot.cause, lot.effectiveAt])).toEqual([
      ['top_up', { type: 'purchase', id: begun.id }, paid.paidAt],
    ]);
    expect(await world.queuedReceipts(begun)).toBe(1);
  });

  test('is seen on the way: received as soon as Paddle has the money, credited only when it is completed', async () => {
    const { payer, begun, events } = await paidUnheard();
    await world.deliver(ofType(events, 'paid'));
    expect(stateOf(await world.purchase(begun))).toBe('received');
    expect(await available(payer)).toBe('0.000000');
    // `updated` carries the status as well; credit follows `completed` alone.
    const updated = events.filter((event) => event.event_type === 'transaction.updated').at(-1)!;
    expect(updated.data.status).toBe('completed');
    await world.deliver(updated);
    expect([stateOf(await world.purchase(begun)), await available(payer)]).toEqual(['received', '0.000000']);
    await world.deliver(ofType(events, 'completed'));
    expect([stateOf(await world.purchase(begun)), await available(payer)]).toEqual(['paid', '25.000000']);
  });

  test('that was declined says why, and may be tried again until it succeeds', async () => {
    const payer = await world.customer();
    const begun = await world.begin(payer, 1000n);
    await world.emulator.control.decline(begun.paddleTransactionId!, 'not_enough_balance');
    await world.settle();
    const declined = await world.purchase(begun);
    expect([stateOf(declined), declined.failureReason]).toEqual(['declined', 'not_enough_balance']);
    await world.emulator.control.pay(begun.paddleTransactionId!);
    await world.settle();
    const paid = await world.purchase(begun);
    expect([stateOf(paid), paid.failureReason, await available(payer)]).toEqual(['paid', null, '10.000000']);
  });

  test('that was canceled at Paddle is abandoned', async () => {
    const payer = await world.customer();
    const begun = await world.begin(payer, 1000n);
    await world.emulator.control.cancel(begun.paddleTransactionId!);
    await world.settle();
    expect(stateOf(await world.purchase(begun))).toBe('abandoned');
  });

  test('made before the expiry date and heard of after it reinstates what had expired', async () => {
    const payer = await world.customer();
    const { customerId } = payer;
    // The trial's year ends three days from now.
    const trialAt = new Date(Date.now() + 2 * DAY_MS);
    trialAt.setUTCFullYear(trialAt.getUTCFullYear() - 1);
    const sql = onPool(world.db.pool);
    await post(sql, trialAt, [trial({ customerId, amountMicros: eur('1'), at: trialAt })]);
    const expiresAt = expiryOf(trialAt);

    const begun = await world.begin(payer, 1000n);
    await world.settle();
    await world.goOffline();
    await world.emulator.control.pay(begun.paddleTransactionId!);
    await world.settle();
    const completed = ofType(await world.events(begun.paddleTransactionId!), 'completed');

    const late = new Date(expiresAt.getTime() + DAY_MS);
    world.setClock(late);
    await post(sql, late, [{ op: 'expire', customerId }]);
    expect(await available(payer)).toBe('0.000000');

    await world.deliver(completed);
    const balance = await world.balance(payer);
    const paid = await world.purchase(begun);
    expect(paid.paidAt! < expiresAt).toBe(true);
    expect([toWire(balance.availableMicros), balance.expiresAt]).toEqual([
      '11.000000',
      expiryOf(paid.paidAt!),
    ]);
  });
});

describe('pain 1: nobody is credited twice for one payment', () => {
  test('worked example 8: the same webhook twenty times in parallel, completed before paid, is one credit', async () => {
    const { payer, begun, events } = await paidUnheard();
    const completed = ofType(events, 'completed');
    const answers = await Promise.all(Array.from({ length: 20 }, () => world.deliver(completed)));
    expect(answers).toEqual(Array(20).fill(200));
    await world.deliver(ofType(events, 'paid'));
    expect([stateOf(await world.purchase(begun)), await available(payer)]).toEqual(['paid', '25.000000']);
    expect(await world.queuedReceipts(begun)).toBe(1);
    expect((await world.storedEvent(completed.event_id))!.steps.map(({ status }) => status)).toEqual([
      'received',
      'processed',
    ]);
  });

  test('the same webhook twice, delivered by Paddle itself', async () => {
    await world.emulator.control.setChaos([
      { effect: 'duplicate', copies: 2 },
      { effect: 'duplicate_parallel', eventTypes: ['transaction.completed'], copies: 5 },
    ]);
    const payer = await world.customer();
    const begun = await world.begin(payer, 500n);
    await world.emulator.control.pay(begun.paddleTransactionId!);
    await world.settle();
    expect(await available(payer)).toBe('5.000000');
    expect(await world.queuedReceipts(begun)).toBe(1);
  });

  test('two events with ids of their own that complete the same Paddle transaction', async () => {
    const { payer, begun, events } = await paidUnheard();
    const completed = ofType(events, 'completed');
    const twin = { ...completed, event_id: 'evt_01jdtwin00000000000000000' };
    await Promise.all([world.deliver(completed), world.deliver(twin)]);
    expect(await available(payer)).toBe('25.000000');
    expect((await world.storedEvent(twin.event_id))!.status).toBe('processed');
    expect(await world.queuedReceipts(begun)).toBe(1);
  });

  test('the webhook, the list of events and a look at Paddle at the same moment', async () => {
    const { payer, begun, events } = await paidUnheard();
    await Promise.all([
      world.deliver(ofType(events, 'completed')),
      backfillEvents(world.db.prisma, world.paddle, world.now()),
      lookAtPayment(world.db.prisma, world.paddle, wantedOf(begun), world.now()),
    ]);
    await world.settle();
    expect(await available(payer)).toBe('25.000000');
    expect(await world.queuedReceipts(begun)).toBe(1);
  });

  test('a second Paddle transaction paid for the same purchase is parked, whichever comes first', async () => {
    const { payer, begun, events } = await paidUnheard();
    const completed = ofType(events, 'completed');
    const second = {
      ...completed,
      event_id: 'evt_01jdsecond000000000000000',
      data: { ...completed.data, id: 'txn_01jdsecond000000000000000' },
    };
    await world.deliver(second);
    expect((await world.storedEvent(second.event_id))!).toMatchObject({
      status: 'parked',
      reason: expect.stringContaining('A second Paddle transaction'),
    });
    expect([stateOf(await world.purchase(begun)), await available(payer)]).toEqual(['open', '0.000000']);
    await world.deliver(completed);
    await world.deliver(second);
    expect([stateOf(await world.purchase(begun)), await available(payer)]).toEqual(['paid', '25.000000']);
    expect((await world.storedEvent(second.event_id))!.status).toBe('parked');
  });

  test('any order of the events, each up to three times, ends in the same one credit', async () => {
    const { events: kinds } = await paidUnheard();
    const places = Array.from({ length: kinds.length }, (_, i) => i);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...places, ...places, ...places], { minLength: places.length }),
        async (order) => {
          const { payer, begun, events } = await paidUnheard(700n);
          // Every event comes at least once, wherever the draw left it out.
          const complete = [...order, ...places.filter((place) => !order.includes(place))];
          for (const place of complete) expect(await world.deliver(events[place]!)).toBe(200);
          const paid = await world.purchase(begun);
          expect([paid.status, paid.paddleStatus, await available(payer)]).toEqual([
            'PAID',
            'completed',
            '7.000000',
          ]);
          expect(await world.queuedReceipts(begun)).toBe(1);
        },
      ),
      { numRuns: 8 },
    );
  });
});

describe('a payment that does not agree with the purchase is parked, and nothing is credited', () => {
  type Data = Record<string, unknown>;
  const details = (event: SentEvent) => event.data.details as { totals: Data; line_items: Data[] };
  const withTotals = (totals: Data) => (event: SentEvent) => ({
    ...event.data,
    details: { ...details(event), totals: { ...details(event).totals, ...totals } },
  });
  const cases: [string, (event: SentEvent) => Data, RegExp][] = [
    ['a smaller amount', withTotals({ subtotal: '2499' }), /net amount in cents is 2499, expected 2500/],
    ['a larger amount', withTotals({ subtotal: '250000' }), /net amount in cents is 250000/],
    ['a discount', withTotals({ discount: '1' }), /net amount in cents is 2499/],
    ['something left to pay', withTotals({ balance: '1' }), /amount left to pay in cents is 1/],
    ['another currency', ({ data }) => ({ ...data, currency_code: 'USD' }), /currency is USD, expected EUR/],
    [
      'another customer',
      ({ data }) => ({ ...data, customer_id: 'ctm_01jdother' }),
      /Paddle customer is ctm_01jdother/,
    ],
    ['no customer', ({ data }) => ({ ...data, customer_id: null }), /no Paddle customer is known/],
    [
      'another quantity',
      ({ data }) => ({ ...data, items: [{ ...(data.items as Data[])[0], quantity: 2 }] }),
      /quantity is 2, expected 1/,
    ],
    [
      'another quantity in its priced lines',
      (event) => ({
        ...event.data,
        details: { ...details(event), line_items: [{ ...details(event).line_items[0], quantity: 3 }] },
      }),
      /quantity is 3, expected 1/,
    ],
    [
      'a second line',
      ({ data }) => ({ ...data, items: [...(data.items as Data[]), ...(data.items as Data[])] }),
      /number of lines is 2/,
    ],
    ['a status that is not completed', ({ data }) => ({ ...data, status: 'paid' }), /Paddle status is paid/],
    [
      'no time of payment',
      ({ data }) => ({ ...data, payments: [], billed_at: null }),
      /no time of payment is given/,
    ],
    ['an amount that is none', withTotals({ subtotal: '25.00' }), /Cannot be read: details.totals.subtotal/],
    ['a negative amount', withTotals({ subtotal: '-2500' }), /Cannot be read: details.totals.subtotal/],
    ['no purchase', ({ data }) => ({ ...data, custom_data: null }), /names no purchase of ours/],
    [
      'a purchase that does not exist',
      ({ data }) => ({ ...data, custom_data: { purchase_id: '019aaaaa-0000-7000-8000-000000000000' } }),
      /There is no purchase/,
    ],
  ];

  test.each(cases)('%s', async (_name, change, reason) => {
    const { payer, begun, events } = await paidUnheard();
    const completed = ofType(events, 'completed');
    const wrong = { ...completed, event_id: `${completed.event_id}x`, data: change(completed) };
    expect(await world.deliver(wrong)).toBe(200);
    expect(await world.storedEvent(wrong.event_id)).toMatchObject({
      status: 'parked',
      reason: expect.stringMatching(reason),
    });
    expect([await available(payer), await world.queuedReceipts(begun)]).toEqual(['0.000000', 0]);

    // The true one is still credited: what was parked stands in nobody's way.
    await world.deliver(completed);
    expect([stateOf(await world.purchase(begun)), await available(payer)]).toEqual(['paid', '25.000000']);
    expect(await world.queuedReceipts(begun)).toBe(1);
  });

  test("somebody else's purchase, named in a payment of one's own", async () => {
    const victim = await paidUnheard();
    const other = await paidUnheard();
    const own = ofType(other.events, 'completed');
    const stolen = {
      ...own,
      event_id: 'evt_01jdstolen000000000000000',
      data: { ...own.data, custom_data: { purchase_id: victim.begun.id } },
    };
    await world.deliver(stolen);
    expect((await world.storedEvent(stolen.event_id))!.status).toBe('parked');
    expect([await available(victim.payer), await available(other.payer)]).toEqual(['0.000000', '0.000000']);
  });

  test('once credited, nothing that arrives later takes it back', async () => {
    const { payer, begun, events } = await paidUnheard();
    const completed = ofType(events, 'completed');
    await world.deliver(completed);
    for (const [i, type] of ['ready', 'payment_failed', 'canceled', 'paid', 'completed'].entries()) {
      const late = {
        ...completed,
        event_id: `evt_01jdlate${begun.id.slice(-6)}${i}`,
        event_type: `transaction.${type}`,
        data: { ...completed.data, status: type === 'ready' ? 'ready' : 'canceled' },
      };
      expect(await world.deliver(late)).toBe(200);
    }
    const paid = await world.purchase(begun);
    expect([paid.status, paid.paddleStatus, await available(payer)]).toEqual([
      'PAID',
      'completed',
      '25.000000',
    ]);
  });
});

describe('pain 3: paid is credited, also when no webhook comes', () => {
  test('the app was down for the whole payment: the list of events has it, once', async () => {
    const payer = await world.customer();
    await world.goOffline();
    const begun = await world.begin(payer, 5000n);
    await world.emulator.control.pay(begun.paddleTransactionId!);
    await world.settle();
    expect(stateOf(await world.purchase(begun))).toBe('open');

    const first = await backfillEvents(world.db.prisma, world.paddle, world.now());
    expect(first.missing).toBeGreaterThan(0);
    expect([stateOf(await world.purchase(begun)), await available(payer)]).toEqual(['paid', '50.000000']);
    expect(await backfillEvents(world.db.prisma, world.paddle, world.now())).toMatchObject({ missing: 0 });
    expect(await available(payer)).toBe('50.000000');
    expect(await world.queuedReceipts(begun)).toBe(1);
    const { event_id } = ofType(await world.events(begun.paddleTransactionId!), 'completed');
    expect((await world.storedEvent(event_id))!.steps.map(({ note }) => note)).toEqual([
      'By the list of events',
      'Credited EUR 50.00',
    ]);
  });

  test('only the webhook that matters was lost', async () => {
    await world.emulator.control.setChaos([{ effect: 'drop', eventTypes: ['transaction.completed'] }]);
    const payer = await world.customer();
    const begun = await world.begin(payer, 1000n);
    await world.emulator.control.pay(begun.paddleTransactionId!);
    await world.settle();
    expect(stateOf(await world.purchase(begun))).toBe('received');
    await backfillEvents(world.db.prisma, world.paddle, world.now());
    expect([stateOf(await world.purchase(begun)), await available(payer)]).toEqual(['paid', '10.000000']);
  });

  test('the bookmark moves on, stays behind what is not settled, and survives a Paddle that does not answer', async () => {
    await backfillEvents(world.db.prisma, world.paddle, world.now());
    const later = new Date(Date.now() + 600_000);
    await backfillEvents(world.db.prisma, world.paddle, later);
    expect(await backfillEvents(world.db.prisma, world.paddle, later)).toEqual({ seen: 0, missing: 0 });

    const { payer, begun } = await paidUnheard();
    await world.emulator.control.setFaults([{ fault: 'bad_gateway_html', pathPrefix: '/events', times: 1 }]);
    await expect(backfillEvents(world.db.prisma, world.paddle, world.now())).rejects.toMatchObject({
      name: 'PaddleCallError',
      failure: { kind: 'unknown' },
    });
    // Young events are read again and again; each is handled once.
    const young = await backfillEvents(world.db.prisma, world.paddle, world.now());
    expect(young.missing).toBeGreaterThan(0);
    const again = await backfillEvents(world.db.prisma, world.paddle, world.now());
    expect([again.seen, again.missing]).toEqual([young.seen, 0]);
    expect([stateOf(await world.purchase(begun)), await available(payer)]).toEqual(['paid', '25.000000']);
  });

  test('an event in the list that nobody knows does not stop the ones behind it', async () => {
    await world.goOffline();
    await world.emulator.control.publish('adjustment.updated', { id: 'adj_odd', nothing: true });
    await world.emulator.control.publish('galaxy.collided', { id: 'gal_1' });
    const { payer, begun } = await paidUnheard();
    await backfillEvents(world.db.prisma, world.paddle, world.now());
    expect([stateOf(await world.purchase(begun)), await available(payer)]).toEqual(['paid', '25.000000']);
  });

  test('a look at the Paddle transaction credits it, and looks are rationed', async () => {
    const { payer, begun } = await paidUnheard();
    const look = () => lookAtPayment(world.db.prisma, world.paddle, wantedOf(begun), world.now());
    expect(await look()).toBe('processed');
    expect([stateOf(await world.purchase(begun)), await available(payer)]).toEqual(['paid', '25.000000']);
    expect(await look()).toBeUndefined();
    world.setClock(new Date(Date.now() + 11_000));
    expect(await look()).toBe('duplicate');
  });

  test('looks are at most sixty a minute for all customers together', async () => {
    world.setClock(new Date(Date.now() + 3_600_000));
    await world.emulator.control.setFaults([
      { fault: 'internal_error', method: 'GET', pathPrefix: '/transactions' },
    ]);
    const looks = Array.from({ length: 70 }, (_, i) =>
      lookAtPayment(
        world.db.prisma,
        world.paddle,
        { paddleTransactionId: `txn_look${i}`, customerId: `customer ${i}` },
        world.now(),
      ),
    );
    const asked = (await Promise.allSettled(looks)).filter(({ status }) => status === 'rejected');
    expect(asked).toHaveLength(60);
  });

  test('one customer alone has twelve of them', async () => {
    world.setClock(new Date(Date.now() + 7_200_000));
    await world.emulator.control.setFaults([
      { fault: 'internal_error', method: 'GET', pathPrefix: '/transactions' },
    ]);
    const looks = Array.from({ length: 20 }, (_, i) =>
      lookAtPayment(
        world.db.prisma,
        world.paddle,
        { paddleTransactionId: `txn_own${i}`, customerId: 'one customer' },
        world.now(),
      ),
    );
    const asked = (await Promise.allSettled(looks)).filter(({ status }) => status === 'rejected');
    expect(asked).toHaveLength(12);
  });

  test('a look at a payment that was not made changes nothing', async () => {
    const begun = await world.begin(await world.customer(), 1000n);
    expect(await lookAtPayment(world.db.prisma, world.paddle, wantedOf(begun), world.now())).toBeUndefined();
    expect(stateOf(await world.purchase(begun))).toBe('open');
  });
});
