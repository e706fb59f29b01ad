import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClock } from '../src/account/clock.ts';
import { createIdMaker, idTimeMs } from '../src/account/ids.ts';
import { startEmulator } from '../src/start.ts';
import { API_KEY, connect, itemOf, readyTransaction, SECRET, startBench, startReceiver } from './harness.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'paddle-emulator-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the state', () => {
  it('survives a restart: entities, events, destinations, switches, and goes on where it was', async () => {
    const stateFile = join(folder, 'restart.json');
    const first = await startBench({ stateFile, completedDelayMs: 4_000 });
    const { transaction, customer } = await readyTransaction(first.paddle);
    await first.emulator.control.pay(transaction.id);
    await first.emulator.control.setApproval({ mode: 'manual' });
    const [destination] = await first.paddle.notificationSettings.list();
    await expect
      .poll(async () =>
        (await first.emulator.control.deliveries()).every((row) => row.status === 'delivered'),
      )
      .toBe(true);
    const before = await first.paddle.events.list({ orderBy: 'id[ASC]' }).next();
    await first.close();

    const receiver = await startReceiver();
    const webhook = { url: receiver.url, secret: 'pdl_ntfset_rotated' };
    const emulator = await startEmulator({ apiKey: API_KEY, stateFile, webhook });
    const paddle = connect(emulator.url);
    // The payment was captured before the stop; it completes after the start.
    await emulator.control.idle();
    expect((await paddle.transactions.get(transaction.id)).status).toBe('completed');
    expect((await paddle.customers.get(customer.id)).email).toBe(customer.email);
    expect(receiver.types()).toEqual(['transaction.updated', 'transaction.completed']);
    const [again] = await paddle.notificationSettings.list();
    expect(again).toMatchObject({
      id: destination!.id,
      destination: receiver.url,
      endpointSecretKey: 'pdl_ntfset_rotated',
    });
    expect(await paddle.notificationSettings.list()).toHaveLength(1);
    const after = await paddle.events.list({ orderBy: 'id[ASC]' }).next();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after).toHaveLength(before.length + 2);
    await emulator.close();
    await receiver.close();
  });

  it('keeps what a stopped receiver missed, and sends it later', async () => {
    const stateFile = join(folder, 'missed.json');
    const receiver = await startReceiver();
    const webhook = { url: receiver.url, secret: SECRET };
    const options = { stateFile, webhook, retryBaseMs: 300 };
    const first = await startEmulator(options);
    receiver.answerWith(() => 503);
    await connect(first.url).customers.create({ email: 'missed@example.com' });
    await expect.poll(() => receiver.received.length).toBe(1);
    await first.close();
    receiver.answerWith(() => 200);
    const second = await startEmulator(options);
    await expect.poll(() => receiver.received.length, { timeout: 15_000 }).toBe(2);
    expect(receiver.received[1]!.raw).toBe(receiver.received[0]!.raw);
    await second.close();
    await receiver.close();
  });

  it('is written soon after a change, whole, for the owner only, leaving nothing else behind', async () => {
    const own = mkdtempSync(join(folder, 'own-'));
    const stateFile = join(own, 'state.json');
    const emulator = await startEmulator({ stateFile });
    await connect(emulator.url).customers.create({ email: 'soon@example.com' });
    await expect.poll(() => readdirSync(own), { timeout: 15_000 }).toEqual(['state.json']);
    expect(JSON.parse(readFileSync(stateFile, 'utf8')).tables.customers).toHaveLength(1);
    await emulator.close();
  });

  it('refuses a file that holds something else rather than overwrite it', async () => {
    const stateFile = join(folder, 'other.json');
    writeFileSync(stateFile, '{"hello": "world"}');
    await expect(startEmulator({ stateFile })).rejects.toThrow(stateFile);
    expect(readFileSync(stateFile, 'utf8')).toBe('{"hello": "world"}');
  });

  it('is forgotten on a reset, destinations kept', async () => {
    const bench = await startBench();
    await readyTransaction(bench.paddle);
    await bench.emulator.control.reset();
    expect(await bench.paddle.customers.list().next()).toEqual([]);
    expect(await bench.paddle.events.list().next()).toEqual([]);
    expect(await bench.paddle.notificationSettings.list()).toHaveLength(1);
    await bench.close();
  });
});

describe('the clock', () => {
  it('follows its file, in new entities, events and signatures', async () => {
    const clockFile = join(folder, 'clock.json');
    const bench = await startBench({ clockFile });
    const year = 365 * 24 * 3_600_000;
    const now = await bench.paddle.customers.create({ email: 'now@example.com' });
    expect(Math.abs(Date.parse(now.createdAt) - Date.now())).toBeLessThan(5000);
    writeFileSync(clockFile, JSON.stringify({ offsetMs: year }));
    await new Promise((resolve) => setTimeout(resolve, 60));
    const later = await bench.paddle.customers.create({ email: 'later@example.com' });
    expect(Date.parse(later.createdAt) - Date.parse(now.createdAt)).toBeGreaterThanOrEqual(year - 1000);
    expect(later.id > now.id).toBe(true);
    await bench.emulator.control.idle();
    const signature = String(bench.receiver.received.at(-1)!.headers['paddle-signature']);
    expect(Number(/^ts=(\d+)/.exec(signature)![1]) * 1000).toBeGreaterThan(Date.now() + year - 10_000);
    await bench.close();
  });

  it('falls back to real time when the file is gone or broken', async () => {
    const clockFile = join(folder, 'broken.json');
    writeFileSync(clockFile, JSON.stringify({ offsetMs: 3_600_000 }));
    const clock = createClock(clockFile);
    expect(clock.now().getTime() - Date.now()).toBeGreaterThan(3_500_000);
    writeFileSync(clockFile, '{"offsetMs": ');
    utimesSync(clockFile, new Date(1000), new Date(1000));
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(1000);
  });

  it('never gives one stamp twice', () => {
    const clock = createClock(null);
    const stamps = Array.from({ length: 500 }, () => clock.stamp());
    expect(new Set(stamps).size).toBe(500);
    expect(stamps).toEqual(stamps.toSorted());
  });
});

describe('ids', () => {
  it('strictly increase, also when the clock is set back, and carry their time', () => {
    let ms = 1_700_000_000_000;
    const newId = createIdMaker({ now: () => new Date(ms), stamp: () => '' });
    const ids = Array.from({ length: 2000 }, (_, index) => {
      if (index === 1000) ms -= 60_000;
      return newId('txn');
    });
    expect(ids).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(2000);
    expect(ids.every((id) => /^txn_[0-9a-hjkmnp-tv-z]{26}$/.test(id))).toBe(true);
    expect(idTimeMs(ids[0]!)).toBe(1_700_000_000_000);
    expect(idTimeMs('not an id')).toBe(0);
  });

  it('go on after those of a loaded state whose clock was ahead', async () => {
    const stateFile = join(folder, 'ahead.json');
    const clockFile = join(folder, 'ahead-clock.json');
    writeFileSync(clockFile, JSON.stringify({ offsetMs: 86_400_000 }));
    const ahead = await startEmulator({ stateFile, clockFile });
    const early = await connect(ahead.url).transactions.create({ items: [itemOf('2500')] });
    await ahead.close();
    const back = await startEmulator({ stateFile });
    const late = await connect(back.url).transactions.create({ items: [itemOf('2500')] });
    expect(late.id > early.id).toBe(true);
    await back.close();
  });
});
