import { randomBytes } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { Failure } from '../failure.ts';

const NAMES_TRIED = 1_000;
/** What a disk without hard links answers to `link`. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EISDIR', 'EMLINK']);

/**
 * Writes a file whole or not at all. A file that is there is left alone, the new one then gets a free name beside
 * it (`dusk-2.png`), unless `force` says to replace it.
 *
 * @returns the path that it got
 * @throws {Failure} when it cannot be written; nothing is left behind then
 */
export async function saveFile(
  path: string,
  bytes: Uint8Array,
  { force }: { force: boolean },
): Promise<string> {
  const draft = join(dirname(path), `.${randomBytes(6).toString('hex')}.depicta`);
  try {
    await writeDurably(draft, bytes);
    if (force) {
      await rename(draft, path);
      return path;
    }
    for (const candidate of freeNames(path)) if (await claim(draft, candidate)) return candidate;
    throw new Error(`there are ${NAMES_TRIED} files of that name`);
  } catch (cause) {
    throw new Failure('output_unwritable', `${path} could not be saved: ${(cause as Error).message}.`, {
      cause,
    });
  } finally {
    // Best effort: what matters is what is said above.
    await rm(draft, { force: true }).catch(() => {});
  }
}

/** The name itself, then with 2, 3, ... before its ending. */
export function* freeNames(path: string): Generator<string> {
  yield path;
  const ending = extname(path);
  const stem = join(dirname(path), basename(path, ending));
  for (let number = 2; number <= NAMES_TRIED; number += 1) yield `${stem}-${number}${ending}`;
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Gives the draft a name that nobody has, in one step even against another process. */
async function claim(draft: string, name: string): Promise<boolean> {
  try {
    await link(draft, name);
    return true;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (!NO_LINKS.has(code ?? '')) throw cause;
  }
  try {
    await (await open(name, 'wx')).close();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  }
  await rename(draft, name);
  return true;
}
