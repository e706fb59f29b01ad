import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The clock of this process, and of others that share the file. */
export type MovedClock = {
  file: string;
  /** Moves the time on, and waits until it has come through. */
  advance(ms: number): Promise<void>;
  restore(): void;
};

/** Longer than `core/clock` trusts what it read. */
const NOTICED_MS = 250;

/** Takes hold of the clock: from here on the test says how far it has moved. */
export function movedClock(): MovedClock {
  const folder = mkdtempSync(join(tmpdir(), 'depicta-clock-'));
  const file = join(folder, 'clock.json');
  let offsetMs = 0;
  process.env.CLOCK_FILE = file;
  return {
    file,
    async advance(ms) {
      offsetMs += ms;
      writeFileSync(file, JSON.stringify({ offsetMs }));
      await sleep(NOTICED_MS);
    },
    restore() {
      delete process.env.CLOCK_FILE;
      rmSync(folder, { recursive: true });
    },
  };
}
