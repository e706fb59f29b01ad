import { createHmac } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { toWire } from '#lib/money/credits.ts';
import { storedPaddleEvents } from '#lib/paddle/source.ts';
import { PaymentWorld, type SentEvent } from '#lib/testing/payments.ts';
import type { Payer } from '#lib/topups/begin.ts';
import { type Purchase, stateOf } from '#lib/topups/purchase.ts';
import { processEvent } from './process.ts';
import { storeDelivery } from './receive.ts';
import { redriveEvents } from './redrive.ts';

let world: PaymentWorld;

beforeAll(async () => {
  world = await PaymentWorld.start();
  return () => world.close();
});

afterEach(async () => {
  world.setClock(undefined);
  expect(await world.violations()).toEqual([]);
});

/** A purchase that is paid and completed at Paddle, and the event that says so, which nobody has delivered. */
async function undelivered(): Promise<{ payer: Payer; begun: Purchase; completed: SentEvent }> {
  const payer = await world.customer();
  const begun = await world.begin(payer, 2500n);
  await world.settle();
  await world.goOffline();
  await world.emulator.control.pay(begun.paddleTransactionId!);
  await world.settle();
  await world.goOnline();
  const events = await world.events(begun.paddleTransactionId!);
  return { payer, begun, completed: events.find((event) => event.event_type === 'transaction.completed')! };
}

const available = async (payer: Payer) => toWire((await world.balance(payer)).availableMicros);
const stored = async (event: { event_id: string }) => (await world.storedEvent(event.event_id))!;

/** Makes every credit fail in the database, as a bug or a full disk would, while it works. */
async function whileCreditsFail<Result>(work: () => Promise<Result>): Promise<Result> {
  await world.asOwner(`
    CREATE FUNCTION refuse_credit() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'the disk is full'; END $$;
    CREATE TRIGGER refuse_credit BEFORE UPDATE ON purchase FOR EACH ROW WHEN (NEW.status = 'PAID')
      EXECUTE FUNCTION refuse_credit()`);
  try {
    return await work();
  } finally {
    await world.asOwner('DROP TRIGGER refuse_credit ON purchase; DROP FUNCTION refuse_credit()');
  }
}

describe('pain 2: de-duplication never swallows the retry that heals a failure', () => {
  test('a failed event is acknowledged, changed nothing, and is healed by the next delivery', async () => {
    const { payer, begun, completed } = await undelivered();
    await whileCreditsFail(async () => expect(await world.deliver(completed)).toBe(200));
    expect(await stored(completed)).toMatchObject({
      status: 'failed',
      attempts: 1,
      finishedAt: null,
      reason: expect.stringContaining('the disk is full'),
    });
    expect([stateOf(await world.purchase(begun)), await available(payer)]).toEqual(['open', '0.000000']);
    expect(await world.queuedReceipts(begun)).toBe(0);

    expect(await world.deliver(completed)).toBe(200);
    expect([stateOf(await world.purchase(begun)), await available(payer)]).toEqual(['paid', '25.000000']);
    const { status, attempts, steps } = await stored(completed);
    expect([status, attempts, steps.map((step) => step.status)]).toEqual([
      'processed',
      2,
      ['received', 'failed', 'processed'],
    ]);
  });

  test('a failed event is healed by the task that comes back to it, after a pause that grows', async () => {
    const { payer, completed } = await undelivered();
    const failedAt = new Date();
    world.setClock(failedAt);
    const pauses: number[] = [];
    await whileCreditsFail(async () => {
      await world.deliver(completed);
      for (let i = 0; i < 3; i += 1) {
        const { retryAt } = await stored(completed);
        const early = new Date(retryAt!.getTime() - 1);
        expect(await redriveEvents(world.db.prisma, [storedPaddleEvents], early)).toEqual([]);
        expect(await redriveEvents(world.db.prisma, [storedPaddleEvents], retryAt!)).toEqual(['failed']);
        pauses.push((await stored(completed)).retryAt!.getTime() - retryAt!.getTime());
      }
    });
    expect(pauses).toEqual([30_000, 60_000, 120_000]);
    const { retryAt } = await stored(completed);
    world.setClock(retryAt!);
    expect(await redriveEvents(world.db.prisma, [storedPaddleEvents], retryAt!)).toEqual(['processed']);
    expect(await available(payer)).toBe('25.000000');
  });

  test('an event that was stored and never handled, because the process ended, is found by the task', async () => {
    const { payer, completed } = await undelivered();
    const { event_id: eventId, event_type: eventType, occurred_at } = completed;
    const delivery = { eventId, eventType, occurredAt: new Date(occurred_at), payload: completed };
    const at = new Date();
    await storeDelivery(world.db.prisma, 'paddle', delivery, { via: 'webhook', at });
    expect(await redriveEvents(world.db.prisma, [storedPaddleEvents], at)).toEqual([]);
    const later = new Date(at.getTime() + 60_000);
    world.setClock(later);
    expect(await redriveEvents(world.db.prisma, [storedPaddleEvents], later)).toEqual(['processed']);
    expect(await redriveEvents(world.db.prisma, [storedPaddleEvents], later)).toEqual([]);
    expect(await available(payer)).toBe('25.000000');
  });

  test('a parked event is handled again by its next delivery, and says each reason once', async () => {
    const { payer, begun, completed } = await undelivered();
    const { db } = world;
    const { paddleCustomerId } = await db.prisma.customer.findUniqueOrThrow({
      where: { id: payer.customerId },
    });
    const bind = (id: string | null) =>
      db.prisma.customer.update({ where: { id: payer.customerId }, data: { paddleCustomerId: id } });
    await bind('ctm_somebody');
    await world.deliver(completed);
    await world.deliver(completed);
    expect([(await stored(completed)).status, stateOf(await world.purchase(begun))]).toEqual([
      'parked',
      'parked',
    ]);
    await bind(paddleCustomerId);
    await world.deliver(completed);
    const { status, attempts, steps } = await stored(completed);
    expect([status, attempts, steps.map((step) => step.status)]).toEqual([
      'processed',
      3,
      ['received', 'parked', 'processed'],
    ]);
    expect([stateOf(await world.purchase(begun)), await available(payer)]).toEqual(['paid', '25.000000']);
  });

  test('what was processed is a duplicate, and stays as it was', async () => {
    const { payer, completed } = await undelivered();
    await world.deliver(completed);
    const before = await stored(completed);
    expect(await processEvent(world.db.prisma, storedPaddleEvents, before.id, new Date())).toBe('duplicate');
    expect(await world.deliver(completed)).toBe(200);
    expect(await stored(completed)).toEqual(before);
    expect(await available(payer)).toBe('25.000000');
  });
});

describe('only Paddle is believed', () => {
  test.each<[string, Parameters<PaymentWorld['deliver']>[1]]>([
    ['forged', { secret: 'pdl_ntfset_guessed' }],
    ['signed with an empty key', { secret: '' }],
    ['without a signature', { header: '' }],
    ['with a signature that is none', { header: 'ts=1;h1=zz' }],
    ['stale', { ageSeconds: 301 }],
    ['from the future', { ageSeconds: -310 }],
  ])('a webhook that is %s is refused and leaves no trace', async (_how, over) => {
    const { payer, completed } = await undelivered();
    expect(await world.deliver(completed, over)).toBe(401);
    expect(await world.storedEvent(completed.event_id)).toBeNull();
    expect(await available(payer)).toBe('0.000000');
  });

  test('a webhook that is truncated, or changed by one byte, is refused; the whole one is credited', async () => {
    const { payer, completed } = await undelivered();
    const whole = JSON.stringify(completed);
    const { headers } = world.delivery(completed);
    const header = headers.get('paddle-signature')!;
    for (const body of [whole.slice(0, whole.length / 2), whole.replace('2500', '2501'), `${whole} `, ''])
      expect(await world.deliver(completed, { body, header })).toBe(401);
    expect(await world.storedEvent(completed.event_id)).toBeNull();
    expect(await world.deliver(completed, { body: whole, header })).toBe(200);
    expect(await available(payer)).toBe('25.000000');
  });

  test('a webhook of real age, some minutes old, is taken', async () => {
    const { payer, completed } = await undelivered();
    expect(await world.deliver(completed, { ageSeconds: 240 })).toBe(200);
    expect(await available(payer)).toBe('25.000000');
  });

  test("an event of Paddle's simulator is refused, though its signature is right", async () => {
    const { payer, completed } = await undelivered();
    const simulated = { ...completed, event_id: 'ntfsimevt_01jd000000000000000000' };
    expect(await world.deliver(simulated)).toBe(400);
    expect(await world.storedEvent(simulated.event_id)).toBeNull();
    expect(await available(payer)).toBe('0.000000');
  });

  test('an answer says nothing about why', async () => {
    const { completed } = await undelivered();
    const response = await world.answer(world.delivery(completed, { secret: 'wrong' }));
    expect([response.status, await response.text()]).toEqual([401, '']);
    expect(response.headers.get('x-request-id')).toMatch(/^req_/);
  });
});

test('5 000 malformed requests are refused: nothing is stored or kept, and a right one just after is credited', async () => {
  const { payer, completed } = await undelivered();
  const right = JSON.stringify(completed);
  const odd = [
    '',
    '{',
    'null',
    '[]',
    right.slice(1),
    right.replaceAll('"', "'"),
    '\u0000',
    'x'.repeat(2_000),
  ];
  const headers = [
    '',
    'ts=;h1=',
    'ts=1;h1=00',
    `ts=${'9'.repeat(400)};h1=${'0'.repeat(64)}`,
    ';;;',
    'h1=zz;ts=-1',
  ];
  const stored = () => world.db.prisma.inboundEvent.count();
  const before = await stored();
  const statuses = new Map<number, number>();
  let heapAfterWarmUp = 0;
  for (let i = 0; i < 5_000; i += 50) {
    const answers = Array.from({ length: 50 }, (_, j) => {
      const body = odd[(i + j) % odd.length]!;
      // Every third is signed as it should be, and still makes no sense.
      const signed = (i + j) % 3 === 0 && body !== right ? {} : { header: headers[j % headers.length]! };
      return world.answer(world.delivery(undefined, { body, ...signed }));
    });
    for (const { status } of await Promise.all(answers))
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (i === 1_000) heapAfterWarmUp = process.memoryUsage().heapUsed;
  }
  expect([...statuses.keys()].sort()).toEqual([400, 401]);
  expect(await stored()).toBe(before);
  // Nothing stays behind that would grow with their number.
  expect(process.memoryUsage().heapUsed - heapAfterWarmUp).toBeLessThan(40 * 1_048_576);
  expect(await world.deliver(completed)).toBe(200);
  expect(await available(payer)).toBe('25.000000');
}, 60_000);

describe('whatever is signed is answered, and never with a server error', () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  const envelope = {
    event_id: 'evt_x',
    event_type: 'transaction.completed',
    occurred_at: '2026-11-22T12:00:00Z',
  };
  test.each<[string, string | Uint8Array<ArrayBuffer>]>([
    ['no JSON', '{"event_id":'],
    ['nothing', ''],
    ['a number', '7'],
    ['null', 'null'],
    ['a list', '[]'],
    ['an event without an id', JSON.stringify({ ...envelope, event_id: '', data: {} })],
    ['an event without a time', JSON.stringify({ ...envelope, occurred_at: 'yesterday', data: {} })],
    ['an event without data', JSON.stringify(envelope)],
    ['bytes that are no text', Uint8Array.from([0xff, 0xfe, 0x7b])],
    ['data nested beyond reason', `${JSON.stringify(envelope).slice(0, -1)},"data":{"a":${deep}}}`],
  ])('%s: 400', async (_what, body) => {
    expect(await world.deliver(undefined, { body })).toBe(400);
  });

  test('a body over a megabyte: 413, and no more of it is read than that', async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    const init = { method: 'POST', body: endless, duplex: 'half' };
    expect((await world.answer(new Request('http://app/', init))).status).toBe(413);
    expect(sent).toBeLessThan(1_500_000);
    const announced = new Request('http://app/', {
      method: 'POST',
      body: 'x',
      headers: { 'content-length': '99999999' },
    });
    expect((await world.answer(announced)).status).toBe(413);
  });

  test('an event just under a megabyte is taken', async () => {
    const event = {
      ...envelope,
      event_id: 'evt_large',
      event_type: 'report.created',
      data: { pad: 'x'.repeat(1_000_000) },
    };
    expect(await world.deliver(event)).toBe(200);
    expect((await stored(event)).status).toBe('ignored');
  });

  test('characters that the database cannot keep do not stop a payment', async () => {
    const { payer, completed } = await undelivered();
    for (const wrong of [
      { event_id: 'evt_\u0000' },
      { event_type: 'a\u0000' },
      { occurred_at: '0000-01-01T00:00:00Z' },
    ])
      expect(await world.deliver({ ...completed, ...wrong })).toBe(400);
    const odd = { ...completed, data: { ...completed.data, note: 'a\u0000b\ud800c', '\u0000': 1 } };
    expect(await world.deliver(odd)).toBe(200);
    expect(await available(payer)).toBe('25.000000');
    const { payload } = await stored(completed);
    expect((payload as { data: { note: string } }).data.note).toBe('a\ufffdb\ufffdc');
  });

  test('types that nobody knows are acknowledged and kept as ignored', async () => {
    const event = {
      ...envelope,
      event_id: 'evt_unknown',
      event_type: 'galaxy.collided',
      data: { id: 'gal_1' },
    };
    expect(await world.deliver(event)).toBe(200);
    expect(await stored(event)).toMatchObject({
      status: 'ignored',
      reason: expect.stringContaining('galaxy'),
    });
  });

  test('a PaddleAdjustment of a form we do not know is parked for support', async () => {
    const event = { ...envelope, event_id: 'evt_adj_odd', event_type: 'adjustment.updated', data: { id: 7 } };
    expect(await world.deliver(event)).toBe(200);
    expect((await stored(event)).status).toBe('parked');
  });
});

test('a second secret, while one is replaced, loses no delivery; the same event from both is one', async () => {
  const { payer, completed } = await undelivered();
  const body = JSON.stringify(completed);
  const ts = Math.floor(Date.now() / 1000);
  const other = createHmac('sha256', 'pdl_ntfset_other').update(`${ts}:${body}`).digest('hex');
  const ours = world.delivery(completed).headers.get('paddle-signature')!.split('h1=')[1];
  expect(await world.deliver(completed, { body, header: `ts=${ts};h1=${ours};h1=${other}` })).toBe(200);
  expect(await world.deliver(completed, { body, header: `ts=${ts};h1=${other};h1=${ours}` })).toBe(200);
  expect(await available(payer)).toBe('25.000000');
});
