import { createHmac } from 'node:crypto';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmulator } from '../src/start.ts';
import { retryDelayMs } from '../src/webhooks/dispatcher.ts';
import { signatureHash } from '../src/webhooks/signature.ts';
import type { Bench, Received } from './harness.ts';
import {
  closeServer,
  connect,
  itemOf,
  listen,
  missingFields,
  readyTransaction,
  refusal,
  SECRET,
  startBench,
  startReceiver,
} from './harness.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.close());

const idle = (): Promise<void> => bench.emulator.control.idle();
const signatureOf = (entry: Received): string => String(entry.headers['paddle-signature']);
const isGenuine = (entry: Received, secret = SECRET): Promise<boolean> =>
  bench.paddle.webhooks.isSignatureValid(entry.raw, secret, signatureOf(entry));

/** Waits until the receiver has got that many webhooks. */
async function arrived(count: number): Promise<void> {
  await expect.poll(() => bench.receiver.received.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(count);
}

async function payDraft(): Promise<string> {
  const draft = await bench.paddle.transactions.create({ items: [itemOf('2500')] });
  await bench.emulator.control.pay(draft.id, {
    email: 'buyer@example.com',
    country: 'DE',
    postalCode: '10115',
  });
  await idle();
  return draft.id;
}

describe('the sequence of a card payment', () => {
  it('is Paddle’s, with the data of its moment in each', async () => {
    const draft = await bench.paddle.transactions.create({ items: [itemOf('2500')] });
    const buyer = { email: 'buyer@example.com', country: 'DE', postalCode: '10115' };
    await bench.emulator.control.pay(draft.id, { ...buyer, card: '4000000000000002' });
    await bench.emulator.control.pay(draft.id);
    await idle();
    expect(bench.receiver.received.map(({ body }) => `${body.event_type} ${body.data.status}`)).toEqual([
      'transaction.created draft',
      'customer.created active',
      'address.created active',
      'transaction.updated ready',
      'transaction.ready ready',
      'transaction.payment_failed ready',
      'transaction.updated paid',
      'transaction.paid paid',
      'transaction.updated completed',
      'transaction.completed completed',
    ]);
    const fees = bench.receiver.received
      .filter(({ body }) => body.data.id === draft.id)
      .map(({ body }) => body.data.details.totals.fee);
    expect(fees).toEqual([null, null, null, null, null, null, '199', '199']);
  });

  it('carries envelopes that the SDK unmarshals without a missing field', async () => {
    await payDraft();
    for (const entry of bench.receiver.received) {
      const event = await bench.paddle.webhooks.unmarshal(entry.raw, SECRET, signatureOf(entry));
      expect(missingFields(event)).toEqual([]);
      expect(event).toMatchObject({
        eventId: expect.stringMatching(/^evt_[0-9a-z]{26}$/),
        notificationId: expect.stringMatching(/^ntf_[0-9a-z]{26}$/),
        eventType: entry.body.event_type,
      });
    }
    const occurred = bench.receiver.received.map(({ body }) => body.occurred_at);
    expect(occurred).toEqual(occurred.toSorted());
    expect(new Set(occurred).size).toBe(occurred.length);
  });

  it('is what events.list gives as well', async () => {
    await payDraft();
    const listed = await bench.paddle.events.list({ orderBy: 'id[ASC]' }).next();
    expect(listed.map((event) => event.eventId)).toEqual(
      bench.receiver.received.map(({ body }) => body.event_id),
    );
  });

  it('completes after the set delay', async () => {
    const slow = await startBench({ completedDelayMs: 300 });
    const { transaction } = await readyTransaction(slow.paddle);
    await slow.emulator.control.pay(transaction.id);
    const paidAt = performance.now();
    await slow.emulator.control.idle();
    expect(performance.now() - paidAt).toBeGreaterThan(250);
    expect(slow.receiver.types().at(-1)).toBe('transaction.completed');
    await slow.close();
  });
});

describe('signatures', () => {
  it('agree with the published vector', () => {
    const hash = signatureHash('VALID_SECRET', 1_698_796_800, Buffer.from('{"data": ["1", "2"]}'));
    expect(hash).toBe('a300428748dce5c70e4da19bffd60769591ea969c99dea3105d0ec9612cf43f9');
  });

  it('cover the very bytes sent', async () => {
    await bench.paddle.customers.create({ email: 'zoë@example.com', name: 'Zoë 🌊' });
    await idle();
    const [entry] = bench.receiver.received;
    const [, ts, h1] = /^ts=(\d+);h1=([0-9a-f]{64})$/.exec(signatureOf(entry!)) ?? [];
    expect(createHmac('sha256', SECRET).update(`${ts}:${entry!.raw}`).digest('hex')).toBe(h1);
  });

  it('differ by destination, which get the same event under their own notification', async () => {
    const second = await startReceiver();
    const { endpoint_secret_key: secret } = await bench.emulator.control.addDestination(second.url);
    await bench.paddle.customers.create({ email: 'both@example.com' });
    await idle();
    const [one] = bench.receiver.received;
    const [two] = second.received;
    expect(await isGenuine(one!)).toBe(true);
    expect(await isGenuine(two!, secret)).toBe(true);
    expect(await isGenuine(two!, SECRET)).toBe(false);
    expect(one!.body.event_id).toBe(two!.body.event_id);
    expect(one!.body.notification_id).not.toBe(two!.body.notification_id);
    await second.close();
  });
});

describe('retries', () => {
  it('go on until the destination accepts, with the same ids and a fresh timestamp', async () => {
    const slow = await startBench({ retryBaseMs: 1100 });
    slow.receiver.answerWith(() => (slow.receiver.received.length < 2 ? 500 : 200));
    await slow.paddle.customers.create({ email: 'retry@example.com' });
    await expect.poll(() => slow.receiver.received.length, { timeout: 15_000 }).toBe(2);
    await slow.emulator.control.idle();
    const [first, second] = slow.receiver.received;
    expect(second!.raw).toBe(first!.raw);
    const timestamps = slow.receiver.received.map((entry) =>
      Number(/^ts=(\d+)/.exec(signatureOf(entry))![1]),
    );
    expect(timestamps[1]!).toBeGreaterThan(timestamps[0]!);
    const [delivery] = await slow.emulator.control.deliveries();
    expect(delivery).toMatchObject({ status: 'delivered', times_attempted: 2 });
    expect(delivery!.attempts.map((attempt) => attempt.response_code)).toEqual([500, 200]);
    await slow.close();
  });

  it.each([
    ['a redirect', 302],
    ['a refusal', 401],
    ['an error', 503],
  ])('follow %s', async (_name, status) => {
    bench.receiver.answerWith(() => (bench.receiver.received.length === 1 ? status : 204));
    await bench.paddle.customers.create({ email: 'again@example.com' });
    await arrived(2);
    await idle();
    expect((await bench.emulator.control.deliveries())[0]?.status).toBe('delivered');
    expect(bench.receiver.received.map((entry) => entry.raw === bench.receiver.received[0]!.raw)).toEqual([
      true,
      true,
    ]);
  });

  it('follow an answer that takes too long, and a destination that is not there', async () => {
    const impatient = await startBench({ webhookTimeoutMs: 60 });
    impatient.receiver.answerWith(async () => {
      if (impatient.receiver.received.length === 1) await new Promise((resolve) => setTimeout(resolve, 200));
      return 200;
    });
    await impatient.paddle.customers.create({ email: 'slow@example.com' });
    await expect.poll(() => impatient.receiver.received.length, { timeout: 15_000 }).toBe(2);
    await impatient.close();

    const gone = await startBench({ webhook: { url: 'http://127.0.0.1:9/', secret: SECRET } });
    await gone.paddle.customers.create({ email: 'gone@example.com' });
    await expect
      .poll(async () => (await gone.emulator.control.deliveries())[0]?.times_attempted, { timeout: 15_000 })
      .toBeGreaterThanOrEqual(2);
    expect((await gone.emulator.control.deliveries())[0]?.attempts[0]).toMatchObject({ response_code: 0 });
    await gone.close();
  });

  it('do not hold up the events behind them', async () => {
    const slow = await startBench({ retryBaseMs: 60_000 });
    slow.receiver.answerWith(({ body }) => (body.event_type === 'customer.created' ? 500 : 200));
    await readyTransaction(slow.paddle);
    await slow.emulator.control.idle();
    expect(slow.receiver.types()).toEqual([
      'customer.created',
      'address.created',
      'transaction.created',
      'transaction.ready',
    ]);
    await slow.close();
  });

  it('end after the last try, and the event is still listed', async () => {
    const short = await startBench({ maxAttempts: 3, retryBaseMs: 1 });
    short.receiver.answerWith(() => 500);
    await short.paddle.customers.create({ email: 'never@example.com' });
    await expect.poll(() => short.receiver.received.length).toBe(3);
    await expect.poll(async () => (await short.emulator.control.deliveries())[0]?.status).toBe('failed');
    expect(await short.paddle.events.list().next()).toHaveLength(1);
    await short.close();
  });

  it('wait longer each time, sixty tries within three days', () => {
    const waits = Array.from({ length: 59 }, (_, index) => retryDelayMs(index + 1, 1000));
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    const hour = 3_600_000;
    const elapsed = (tries: number): number => waits.slice(0, tries).reduce((sum, wait) => sum + wait, 0);
    const withinAnHour = waits.filter((_wait, index) => elapsed(index + 1) <= hour).length;
    expect(withinAnHour).toBeGreaterThanOrEqual(17);
    expect(withinAnHour).toBeLessThanOrEqual(21);
    expect(elapsed(waits.length)).toBeLessThan(72 * hour);
  });
});

describe('switched-on misbehaviour', () => {
  it('drops an event, which events.list still has', async () => {
    await bench.emulator.control.setChaos([{ effect: 'drop', eventTypes: ['transaction.completed'] }]);
    await payDraft();
    expect(bench.receiver.types()).not.toContain('transaction.completed');
    const listed = await bench.paddle.events.list({ eventType: ['transaction.completed'] }).next();
    expect(listed).toHaveLength(1);
  });

  it('sends duplicates with the same ids, one after the other or all at once', async () => {
    let open = 0;
    let most = 0;
    bench.receiver.answerWith(async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((resolve) => setTimeout(resolve, 30));
      open -= 1;
      return 200;
    });
    await bench.emulator.control.setChaos([{ effect: 'duplicate', copies: 3, times: 1 }]);
    await bench.paddle.customers.create({ email: 'one@example.com' });
    await idle();
    expect([bench.receiver.received.length, most]).toEqual([3, 1]);

    await bench.emulator.control.setChaos([{ effect: 'duplicate_parallel', copies: 20, times: 1 }]);
    await bench.paddle.customers.create({ email: 'two@example.com' });
    await idle();
    expect(bench.receiver.received).toHaveLength(23);
    expect(most).toBeGreaterThan(5);
    expect(new Set(bench.receiver.received.slice(3).map(({ body }) => body.notification_id)).size).toBe(1);
  });

  it('delivers completed before paid', async () => {
    await bench.emulator.control.setChaos([
      { effect: 'reorder', eventTypes: ['transaction.paid', 'transaction.completed'], delayMs: 200 },
    ]);
    await payDraft();
    await arrived(9);
    await idle();
    const types = bench.receiver.types();
    expect(types.indexOf('transaction.completed')).toBeLessThan(types.indexOf('transaction.paid'));
    expect(types).toHaveLength(9);
  });

  it('delays', async () => {
    await bench.emulator.control.setChaos([
      { effect: 'delay', delayMs: 250, eventTypes: ['customer.created'] },
    ]);
    const startedAt = performance.now();
    await readyTransaction(bench.paddle);
    await arrived(4);
    expect(performance.now() - startedAt).toBeGreaterThan(200);
    expect(bench.receiver.types().at(-1)).toBe('customer.created');
  });

  it('signs with a wrong secret as often as told, and rightly afterwards', async () => {
    bench.receiver.answerWith(async (entry) => ((await isGenuine(entry)) ? 200 : 401));
    await bench.emulator.control.setChaos([{ effect: 'wrong_secret', times: 2 }]);
    await bench.paddle.customers.create({ email: 'forged@example.com' });
    await arrived(3);
    await idle();
    expect(await Promise.all(bench.receiver.received.map((entry) => isGenuine(entry)))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('sends two signatures, of which the SDK sees only the wrong one', async () => {
    await bench.emulator.control.setChaos([{ effect: 'two_signatures' }]);
    await bench.paddle.customers.create({ email: 'rotated@example.com' });
    await idle();
    const [entry] = bench.receiver.received;
    const parts = signatureOf(entry!).split(';');
    expect(parts).toHaveLength(3);
    const ts = Number(parts[0]!.slice(3));
    expect(parts[1]).toBe(`h1=${signatureHash(SECRET, ts, Buffer.from(entry!.raw))}`);
    expect(await isGenuine(entry!)).toBe(false);
  });

  it('sends stale signatures and bodies that are cut short', async () => {
    await bench.emulator.control.setChaos([{ effect: 'stale_signature', delayMs: 600_000 }]);
    await bench.paddle.customers.create({ email: 'stale@example.com' });
    await idle();
    const age = Date.now() / 1000 - Number(/^ts=(\d+)/.exec(signatureOf(bench.receiver.received[0]!))![1]);
    expect(age).toBeGreaterThan(595);
    await bench.emulator.control.setChaos([{ effect: 'truncate' }]);
    await bench.paddle.customers.create({ email: 'cut@example.com' });
    await idle();
    expect(bench.receiver.types().at(-1)).toBe('unreadable');
  });

  it('sends events of an unknown type beside the real ones', async () => {
    await bench.emulator.control.setChaos([{ effect: 'unknown_type', eventTypes: ['transaction.paid'] }]);
    await payDraft();
    expect(bench.receiver.types().filter((type) => type.endsWith('.emulated_unknown'))).toEqual([
      'transaction.emulated_unknown',
    ]);
    expect(bench.receiver.types()).toContain('transaction.paid');
  });

  it('stops when it is switched off', async () => {
    await bench.emulator.control.setChaos([{ effect: 'drop' }]);
    await bench.emulator.control.clearSwitches();
    await bench.paddle.customers.create({ email: 'calm@example.com' });
    await idle();
    expect(bench.receiver.types()).toEqual(['customer.created']);
  });

  it('concerns one destination when it names one', async () => {
    const second = await startReceiver();
    const { id } = await bench.emulator.control.addDestination(second.url);
    await bench.emulator.control.setChaos([{ effect: 'drop', destinationId: id }]);
    await bench.paddle.customers.create({ email: 'half@example.com' });
    await idle();
    expect([bench.receiver.received.length, second.received.length]).toEqual([1, 0]);
    await second.close();
  });
});

describe('the notification log', () => {
  it('tells through the SDK what was sent, tried and answered', async () => {
    bench.receiver.answerWith(() => (bench.receiver.received.length === 1 ? 500 : 200));
    await bench.paddle.customers.create({ email: 'log@example.com' });
    await arrived(2);
    await idle();
    const [notification] = await bench.paddle.notifications.list().next();
    expect(missingFields(notification)).toEqual([]);
    expect(notification).toMatchObject({
      type: 'customer.created',
      status: 'delivered',
      timesAttempted: 2,
      origin: 'event',
    });
    expect(await bench.paddle.notifications.get(notification!.id)).toEqual(notification);
    const logs = await bench.paddle.notifications.getLogs(notification!.id).next();
    expect(logs.flatMap((log) => missingFields(log))).toEqual([]);
    expect(logs.map((log) => log.responseCode)).toEqual([200, 500]);
    expect(logs[0]).toMatchObject({ responseBody: 'seen', responseContentType: 'text/plain' });
  });

  it('replays an event under a new notification and the same event id', async () => {
    await bench.paddle.customers.create({ email: 'replay@example.com' });
    await idle();
    const [notification] = await bench.paddle.notifications.list().next();
    const { notificationId } = await bench.paddle.notifications.replay(notification!.id);
    await idle();
    const [first, second] = bench.receiver.received.map(({ body }) => body);
    expect(second!.event_id).toBe(first!.event_id);
    expect(second!.notification_id).toBe(notificationId);
    expect(await refusal(bench.paddle.notifications.replay(notificationId))).toBe(
      'notification_replay_invalid_origin_type',
    );
    await bench.emulator.control.replay(first!.event_id);
    await idle();
    expect(bench.receiver.received).toHaveLength(3);
  });

  it('refuses to replay what is still being sent', async () => {
    bench.receiver.answerWith(() => 500);
    await bench.paddle.customers.create({ email: 'busy@example.com' });
    await arrived(1);
    const [notification] = await bench.paddle.notifications.list().next();
    expect(await refusal(bench.paddle.notifications.replay(notification!.id))).toBe(
      'notification_cannot_replay',
    );
  });
});

describe('destinations', () => {
  it('get only the events they subscribed to, and none once they are inactive', async () => {
    const { id } = (await bench.paddle.notificationSettings.list())[0]!;
    await bench.paddle.notificationSettings.update(id, { subscribedEvents: ['address.created'] });
    await readyTransaction(bench.paddle);
    await idle();
    expect(bench.receiver.types()).toEqual(['address.created']);
    await bench.paddle.notificationSettings.update(id, { active: false });
    await readyTransaction(bench.paddle);
    await idle();
    expect(bench.receiver.received).toHaveLength(1);
  });

  it('are not needed', async () => {
    const alone = await startEmulator();
    await connect(alone.url).customers.create({ email: 'alone@example.com' });
    expect(await connect(alone.url).events.list().next()).toHaveLength(1);
    await alone.close();
  });

  it('stop getting anything when the emulator closes, even in the middle of a request', async () => {
    const hanging: Server = createServer(() => {});
    const url = await listen(hanging);
    const emulator = await startEmulator({ webhook: { url, secret: SECRET } });
    await connect(emulator.url).customers.create({ email: 'hang@example.com' });
    const startedAt = performance.now();
    await emulator.close();
    expect(performance.now() - startedAt).toBeLessThan(4000);
    await closeServer(hanging);
  });
});
