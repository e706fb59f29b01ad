import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { gifOfFrames } from '#lib/testing/gif-of-frames.ts';
import { peakGrowthOf } from '#lib/testing/peak-memory.ts';
import { inspect } from '../source.ts';
import { inspectionApart } from './inspection.ts';

// The processes give way to whatever else this machine does.
vi.setConfig({ testTimeout: 60_000 });
const PATIENT = { timeoutMs: 50_000 };

const folder = mkdtempSync(join(tmpdir(), 'depicta-inspection-'));
const turned = join(folder, 'turned.jpeg');
const broken = join(folder, 'broken.jpeg');
const long = join(folder, 'long.gif');
/** A pipe that nobody writes into: whoever reads it never comes to its end, however fast they are. */
const endless = join(folder, 'endless');
beforeAll(async () => {
  const create = { width: 60, height: 40, channels: 3, background: '#246' } as const;
  const jpeg = await sharp({ create }).jpeg().withMetadata({ orientation: 6 }).toBuffer();
  writeFileSync(turned, jpeg);
  writeFileSync(broken, jpeg.subarray(0, 30));
  writeFileSync(long, gifOfFrames(50_000_000));
  execFileSync('mkfifo', [endless]);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a picture is what it is here, and is refused as here', async () => {
  const apart = inspectionApart(PATIENT);
  expect(await apart(turned, 'file')).toEqual({ format: 'jpeg', width: 40, height: 60 });
  expect(await apart(turned, 'file')).toEqual(await inspect(turned, 'file'));
  const refusal = await inspect(broken, 'file').catch((error: unknown) => error);
  const { code, message, details } = refusal as { code: string; message: string; details: unknown };
  await expect(apart(broken, 'file')).rejects.toMatchObject({ code, message, details });
  expect(code).toBe('validation_error');
});

test('an animation of millions of frames costs this process nothing', async () => {
  const grown = await peakGrowthOf(async () => {
    expect(await inspectionApart(PATIENT)(long, 'file')).toMatchObject({ width: 1, height: 1 });
  });
  expect(grown).toBeLessThan(60_000_000);
});

test('what takes too long is refused in words; whoever waited for it has the whole time', async () => {
  const apart = inspectionApart({ atOnce: 1, timeoutMs: 8_000 });
  const refused = expect(apart(endless, 'file')).rejects.toMatchObject({
    code: 'validation_error',
    message: expect.stringMatching(/^file takes too long to be read/),
  });
  expect(await apart(turned, 'file')).toMatchObject({ width: 40 });
  await refused;
});
