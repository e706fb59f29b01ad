import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { inScratchFolder, removeAbandonedScratch } from './scratch.ts';

let outside: string;
beforeAll(() => {
  outside = mkdtempSync(join(tmpdir(), 'depicta-scratch-test-'));
  vi.stubEnv('TMPDIR', outside);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(outside, { recursive: true });
});

const DAY_S = 24 * 3600;

it('gives a folder to work in and takes it away, also when the work fails', async () => {
  const used: string[] = [];
  const work = async (folder: string) => {
    used.push(folder);
    writeFileSync(join(folder, 'file'), 'x');
    if (used.length > 1) throw new Error('broken');
    return readdirSync(folder);
  };
  expect(await inScratchFolder(work)).toEqual(['file']);
  await expect(inScratchFolder(work)).rejects.toThrow('broken');
  expect(new Set(used).size).toBe(2);
  expect(used.filter(existsSync)).toEqual([]);
  expect(used.every((folder) => folder.startsWith(outside))).toBe(true);
});

it('removes the folders of work that was killed a day ago, and nothing else', async () => {
  const made = (name: string, secondsAgo: number) => {
    const path = join(outside, name);
    mkdirSync(path);
    writeFileSync(join(path, 'file'), 'x');
    const at = Date.now() / 1000 - secondsAgo;
    utimesSync(path, at, at);
  };
  made('depicta-scratch-killed', DAY_S + 60);
  made('depicta-scratch-at-work', DAY_S - 60);
  made('of-somebody-else', 9 * DAY_S);
  writeFileSync(join(outside, 'depicta-scratch-a-file'), 'x');
  expect(await removeAbandonedScratch()).toBe(1);
  expect(readdirSync(outside).sort()).toEqual([
    'depicta-scratch-a-file',
    'depicta-scratch-at-work',
    'of-somebody-else',
  ]);
});
