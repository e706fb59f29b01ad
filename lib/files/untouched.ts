import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemTimeMs } from '#lib/core/clock.ts';

/** Nothing of ours is worked on, or kept, for this long. */
const LONG_MS = 24 * 60 * 60_000;

/**
 * Removes the folders directly below a path that nothing was put in for a day. Their age is the disk's, by the system's
 * clock: moving ours does not touch what is in use.
 *
 * @param isOurs whether a name may be removed
 * @returns how many were
 */
export async function removeUntouched(path: string, isOurs: (name: string) => boolean): Promise<number> {
  let removed = 0;
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (!entry.isDirectory() || !isOurs(entry.name)) continue;
    const folder = join(path, entry.name);
    // Another process may be removing the same ones.
    const found = await lstat(folder).catch(() => undefined);
    if (found === undefined || found.mtimeMs > systemTimeMs() - LONG_MS) continue;
    await rm(folder, { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}
