import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { beforeAll, expect, test, vi } from 'vitest';
import { gifOfFrames } from '#lib/testing/gif-of-frames.ts';
import { process as operate } from '../process.ts';
import { moderate } from '../reference.ts';
import { operationsApart } from './apart.ts';

// The processes give way to whatever else this machine does.
vi.setConfig({ testTimeout: 90_000 });

const never = new AbortController().signal;
const inputs = (image: Uint8Array) => ({ image, overlay: undefined });

let small: Buffer;
/** Takes seconds to store as AVIF. */
let large: Buffer;
beforeAll(async () => {
  const drawn = (width: number, height: number) =>
    sharp({
      create: {
        ...{ width, height, channels: 3, background: '#246' },
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
      },
    })
      .jpeg({ quality: 60 })
      .toBuffer();
  small = await drawn(60, 40);
  large = await drawn(2400, 2000);
});

/** The processes of operations that this process has, of which others may be told. */
function processesOf(parent = process.pid): number[] {
  const lines = execFileSync('ps', ['-ww', '-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return lines
    .map((line) => /^\s*(\d+)\s+(\d+)\s.*apart\/main\.ts/.exec(line))
    .flatMap((found) => (found?.[2] === String(parent) ? [Number(found[1])] : []));
}

test('does what is done here, byte for byte, and refuses what is refused here', async () => {
  const apart = operationsApart().process;
  const asked = ['grayscale', {}, inputs(small)] as const;
  const there = await apart(...asked, never);
  const here = await operate(...asked);
  expect({ ...there, bytes: Buffer.from(there.bytes) }).toEqual({ ...here, bytes: Buffer.from(here.bytes) });
  const wrong = ['crop', { x: 50, y: 0, width: 20, height: 10 }, inputs(small)] as const;
  const refusal = await operate(...wrong).catch((error: unknown) => error);
  const { code, message, details } = refusal as { code: string; message: string; details: unknown };
  await expect(apart(...wrong, never)).rejects.toMatchObject({ code, message, details });
  expect(code).toBe('validation_error');
});

test('one process does one after the other, and each that is under way has one of its own', async () => {
  const apart = operationsApart().process;
  const before = processesOf();
  const added = () => processesOf().filter((pid) => !before.includes(pid));
  await apart('flip', { direction: 'vertical' }, inputs(small), never);
  const first = added();
  expect(first).toHaveLength(1);
  await apart('flip', { direction: 'vertical' }, inputs(small), never);
  expect(added()).toEqual(first);
  await Promise.all([1, 2, 3].map(() => apart('blur', { sigma: 2 }, inputs(small), never)));
  expect(added()).toHaveLength(3);
});

test('keeps nobody waiting here: what computes for long computes there', async () => {
  const apart = operationsApart().process;
  await apart('flip', { direction: 'vertical' }, inputs(small), never);
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 10);
  const began = performance.now();
  await apart('remove-background', {}, inputs(large), never);
  const ms = performance.now() - began;
  clearInterval(timer);
  // Done here it lets through a handful: it computes most of the time.
  expect(turns).toBeGreaterThan(ms / 10 / 4);
});

test('what takes too long is ended wherever it is', async () => {
  const apart = operationsApart().process;
  const before = processesOf();
  const added = () => processesOf().filter((pid) => !before.includes(pid));
  const stop = new AbortController();
  const done = apart('convert', { format: 'avif' }, inputs(large), stop.signal);
  done.catch(() => {});
  await vi.waitFor(() => expect(added()).toHaveLength(1), { timeout: 10_000 });
  await sleep(1_000);
  stop.abort(new Error('enough'));
  await expect(done).rejects.toThrow('enough');
  await vi.waitFor(() => expect(added()).toEqual([]), { timeout: 5_000 });
  await expect(apart('flip', {}, inputs(small), stop.signal)).rejects.toThrow('enough');
  expect(added()).toEqual([]);
});

test('a process that dies fails its operation, and the next has another', async () => {
  const apart = operationsApart().process;
  const before = processesOf();
  const added = () => processesOf().filter((pid) => !before.includes(pid));
  const done = apart('convert', { format: 'avif' }, inputs(large), never);
  done.catch(() => {});
  await vi.waitFor(() => expect(added()).toHaveLength(1), { timeout: 10_000 });
  await sleep(500);
  process.kill(added()[0]!, 'SIGKILL');
  await expect(done).rejects.toThrow(/ended \(SIGKILL\)/);
  expect(await apart('grayscale', {}, inputs(small), never)).toMatchObject({ format: 'jpeg' });
  // Also one that died while it waited.
  process.kill(added()[0]!, 'SIGKILL');
  await vi.waitFor(() => expect(added()).toEqual([]));
  await sleep(300);
  expect(await apart('grayscale', {}, inputs(small), never)).toMatchObject({ format: 'jpeg' });
});

test('knows no secret, and waits for the next picture only so long', async () => {
  process.env.PADDLE_API_KEY = 'not for decoders';
  const apart = operationsApart({ idleMs: 300 }).process;
  const before = processesOf();
  const added = () => processesOf().filter((pid) => !before.includes(pid));
  await apart('grayscale', {}, inputs(small), never);
  const [pid] = added();
  expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).toMatch(/(^|\0)PATH=/);
  expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('not for decoders');
  await vi.waitFor(() => expect(added()).toEqual([]), { timeout: 5_000 });
});

test('ends with the process that started it, in the middle of a picture', async () => {
  const script = `
    import { operationsApart } from '#lib/processing/apart/apart.ts';
    import sharp from 'sharp';
    const noise = { type: 'gaussian', mean: 128, sigma: 40 };
    const create = { width: 2400, height: 2000, channels: 3, background: '#000', noise };
    const image = await sharp({ create }).jpeg().toBuffer();
    operationsApart().process('convert', { format: 'avif' }, { image, overlay: undefined }, new AbortController().signal);
    console.log('under way');`;
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(parent.stdout, 'data');
  await vi.waitFor(() => expect(processesOf(parent.pid)).toHaveLength(1), { timeout: 10_000 });
  const [pid] = processesOf(parent.pid);
  await sleep(1_000);
  parent.kill('SIGKILL');
  await vi.waitFor(() => expect(() => process.kill(pid!, 0)).toThrow('ESRCH'), { timeout: 5_000 });
});

test('a reference is brought into a form for providers there as here', async () => {
  const { moderate: apart } = operationsApart();
  const here = await moderate(large, 'reference_images.0.url');
  const there = await apart(large, 'reference_images.0.url', never);
  expect(Buffer.from(there).equals(here)).toBe(true);
  expect(await sharp(there).metadata()).toMatchObject({ width: 1000, format: 'jpeg' });
  const broken = apart(small.subarray(0, 300), 'reference_images.0.url', never);
  await expect(broken).rejects.toThrow(/^reference_images\.0\.url cannot be read/);
});

test('an animation of millions of frames is its first picture, and costs its process less than a gigabyte', async () => {
  const { process: apart } = operationsApart();
  const before = processesOf();
  const done = await apart('convert', { format: 'png' }, inputs(gifOfFrames(50_000_000)), never);
  expect(done).toMatchObject({ width: 1, height: 1, format: 'png' });
  const [pid] = processesOf().filter((each) => !before.includes(each));
  const [, peakKb] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))!;
  expect(Number(peakKb) * 1024).toBeLessThan(1_000_000_000);
});

test('a process that dies while it is given a task fails the task at once', async () => {
  const { process: apart } = operationsApart();
  const before = processesOf();
  await apart('grayscale', {}, inputs(small), never);
  const [pid] = processesOf().filter((each) => !before.includes(each));
  const done = apart('convert', { format: 'avif' }, inputs(large), AbortSignal.timeout(60_000));
  process.kill(pid!, 'SIGKILL');
  await expect(done).rejects.toThrow(/ended \(SIGKILL\)/);
});
