import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beginningOf } from './processes.ts';

type Holder = { pid: number; began: string | undefined; appUrl: string };

/**
 * Takes a data folder for this process, so that no second demo works on the same data.
 *
 * @param appUrl told to whoever comes second
 * @returns gives the folder back
 * @throws Error when a living process has it
 */
export function lockData(dataDir: string, appUrl: string): () => void {
  // Passable: as root the database works as another user. What is in it is for its owner only.
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const path = fileIn(dataDir);
  const mine: Holder = { pid: process.pid, began: beginningOf(process.pid), appUrl };
  for (let attempt = 1; ; attempt += 1) {
    try {
      writeFileSync(path, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt === 3) throw error;
    }
    const holder = holderOf(dataDir);
    if (holder !== undefined) {
      throw new Error(
        `Depicta is already running on this data: ${holder.appUrl} (process ${holder.pid}).\n` +
          `Use that one, or stop it (Ctrl-C where it runs, or "kill ${holder.pid}") and start again.\n` +
          'For a second one beside it: PORT=3001 DATA_DIR=.data-2 npm run demo',
      );
    }
    // Left by a run that was killed.
    rmSync(path, { force: true });
  }
}

/** The living process that works on a data folder, and the address of its app; undefined when there is none. */
export function holderOf(dataDir: string): { pid: number; appUrl: string } | undefined {
  try {
    const holder = JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as Holder;
    return holder.began !== undefined && beginningOf(holder.pid) === holder.began ? holder : undefined;
  } catch {
    return undefined;
  }
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'running.json');
}
