import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeUntouched } from './untouched.ts';

const PREFIX = 'depicta-scratch-';

/**
 * Does some work with a folder of its own, for files that are being received. It is gone when the work is done, however
 * that ends.
 *
 * @param work is given the folder's path, which nobody else can read
 */
export async function inScratchFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Removes the folders of work that was killed. @returns how many */
export function removeAbandonedScratch(): Promise<number> {
  return removeUntouched(tmpdir(), (name) => name.startsWith(PREFIX));
}
