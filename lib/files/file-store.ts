import { createHash, randomBytes } from 'node:crypto';
import { copyFile, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { addAbortSignal, Readable } from 'node:stream';
import type { ByteRange } from './byte-range.ts';
import { removeUntouched } from './untouched.ts';

/** A file to be sent: either its bytes are read or it is closed. */
export type OpenFile = {
  /**
   * Read piece by piece as they are taken; the file is closed at their end, when they are cancelled, and when nobody waits
   * for them any more, even if none was ever taken.
   *
   * @param options.part all of them when left out
   * @param options.signal whoever waits for them is gone
   */
  bytes(options?: { part?: ByteRange; signal?: AbortSignal }): ReadableStream<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
  sizeBytes: number;
  writtenAtMs: number;
};

/** Where bytes are kept. Keys are paths such as `generations/<job>/image.png`; what is written replaces what was. */
export type FileStore = {
  /** Writes all of it or nothing: a reader never sees half a file. @returns the SHA-256 of the bytes, in hex */
  write(key: string, bytes: Uint8Array): Promise<string>;
  /** The same with a file that is there: it is copied, never whole in memory. */
  copy(key: string, path: string): Promise<void>;
  /** @returns undefined when there is no such file */
  read(key: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /**
   * Opens a file to be sent. What is written meanwhile does not change it.
   *
   * @returns undefined when there is no such file
   */
  open(key: string): Promise<OpenFile | undefined>;
  /** Removes everything under a prefix, which ends with `/`. What is gone already is no error. */
  removeAll(prefix: string): Promise<void>;
  /**
   * Removes what was written more than a day ago and nobody removed, such as the file of a process that was killed before
   * it could say what it had written.
   *
   * @returns how many folders of files
   */
  removeAbandoned(): Promise<number>;
};

const KEY = /^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)*(\.[a-z0-9]+)?$/;

/**
 * Keeps files in a folder of this machine. Several processes may share it.
 *
 * @param folder made when it is not there
 */
export function localFileStore(folder: string): FileStore {
  return {
    async copy(key, from) {
      const path = pathOf(folder, key);
      const unfinished = `${path}.${randomBytes(6).toString('hex')}.tmp`;
      await mkdir(dirname(path), { recursive: true });
      await copyFile(from, unfinished);
      await rename(unfinished, path);
    },
    async write(key, bytes) {
      const path = pathOf(folder, key);
      // A writer that is killed leaves a name nobody reads, removed with its folder.
      const unfinished = `${path}.${randomBytes(6).toString('hex')}.tmp`;
      await mkdir(dirname(path), { recursive: true });
      const file = await open(unfinished, 'wx');
      try {
        await file.writeFile(bytes);
        // The charge follows: what it is for must outlive a power cut as the charge does.
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, path);
      return createHash('sha256').update(bytes).digest('hex');
    },
    async read(key) {
      return await readFile(pathOf(folder, key)).catch(orNothing);
    },
    async open(key) {
      const file = await open(pathOf(folder, key)).catch(orNothing);
      if (file === undefined) return undefined;
      const { size: sizeBytes, mtimeMs: writtenAtMs } = await file.stat();
      return {
        bytes: ({ part, signal } = {}) => {
          const stream = file.createReadStream(part && { start: part.first, end: part.last });
          if (signal) addAbortSignal(signal, stream);
          return Readable.toWeb(stream) as ReadableStream<Uint8Array<ArrayBuffer>>;
        },
        close: () => file.close(),
        ...{ sizeBytes, writtenAtMs },
      };
    },
    async removeAll(prefix) {
      await rm(pathOf(folder, prefix.replace(/\/$/, '')), { recursive: true, force: true });
    },
    async removeAbandoned() {
      const foldersIn = async (path: string) =>
        ((await readdir(path, { withFileTypes: true }).catch(orNothing)) ?? [])
          .filter((entry) => entry.isDirectory())
          .map(({ name }) => join(path, name));
      let removed = 0;
      // What a file is of, then two digits, then what it belongs to.
      for (const kind of await foldersIn(folder))
        for (const part of await foldersIn(kind)) removed += await removeUntouched(part, () => true);
      return removed;
    },
  };
}

/** Answers a file that is not there with undefined. */
function orNothing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

/** @throws {RangeError} for a key that could leave the folder */
function pathOf(folder: string, key: string): string {
  if (!KEY.test(key)) throw new RangeError('A file key is lower-case words with slashes between them');
  return join(folder, key);
}
