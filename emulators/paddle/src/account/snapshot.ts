import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { idTimeMs } from './ids.ts';
import type { State, Switches } from './state.ts';
import { TABLE_NAMES } from './state.ts';

const FORMAT = 1;
const SHORTEST_DELAY_MS = 200;
/** Writing takes at most a tenth of the time, however large the state has grown. */
const REST_FACTOR = 10;

/** Keeps a state in a file. */
export type Snapshot = {
  /** Says that the state changed; it is written soon after. */
  changed(): void;
  /** Writes now what is not written yet. */
  flush(): void;
};

/** A snapshot that is never written: the state lives in memory only. */
export const noSnapshot: Snapshot = { changed: () => {}, flush: () => {} };

/**
 * Keeps a state in a JSON file, debounced; the file is replaced in one step, so a reader never sees half of it.
 *
 * @param read gives the state at the moment of writing
 */
export function createSnapshot(file: string, read: () => State): Snapshot {
  let timer: NodeJS.Timeout | null = null;
  let delayMs = SHORTEST_DELAY_MS;

  function write(): void {
    timer = null;
    const startedAt = Date.now();
    mkdirSync(dirname(file), { recursive: true });
    const temporary = `${file}.${process.pid}.tmp`;
    writeFileSync(temporary, JSON.stringify(serialise(read())), { mode: 0o600 });
    renameSync(temporary, file);
    delayMs = Math.max(SHORTEST_DELAY_MS, (Date.now() - startedAt) * REST_FACTOR);
  }

  return {
    changed() {
      timer ??= setTimeout(write, delayMs);
    },
    flush() {
      if (timer === null) return;
      clearTimeout(timer);
      write();
    },
  };
}

/**
 * Loads a state from a file that {@link createSnapshot} wrote; a missing file leaves the state empty.
 *
 * @returns the time of the newest id in it (milliseconds since 1970), so that new ids sort after it
 * @throws Error naming the file when it holds something else: an unreadable state is never silently overwritten
 */
export function loadSnapshot(file: string, state: State): number {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
  const saved = parse(file, text);
  let newestMs = 0;
  for (const name of TABLE_NAMES) {
    const rows = saved.tables[name] ?? [];
    // The file was written by this program in this format; rows are taken as they are.
    (state[name] as { replaceAll(rows: readonly unknown[]): void }).replaceAll(rows);
    for (const row of rows) newestMs = Math.max(newestMs, idTimeMs(row.id));
  }
  state.switches = saved.switches;
  state.invoiceCount = saved.invoiceCount;
  return newestMs;
}

type Saved = {
  format: number;
  tables: Record<string, { id: string }[] | undefined>;
  switches: Switches;
  invoiceCount: number;
};

function serialise(state: State): Saved {
  const tables: Saved['tables'] = {};
  for (const name of TABLE_NAMES) tables[name] = state[name].all();
  return { format: FORMAT, tables, switches: state.switches, invoiceCount: state.invoiceCount };
}

function parse(file: string, text: string): Saved {
  try {
    const saved: unknown = JSON.parse(text);
    if (typeof saved === 'object' && saved !== null && 'format' in saved && saved.format === FORMAT) {
      return saved as Saved;
    }
  } catch {
    // Falls through to the one message for every kind of wrong content.
  }
  throw new Error(
    `${file} is not a saved state of this emulator (format ${FORMAT}). Move it away to start afresh.`,
  );
}
