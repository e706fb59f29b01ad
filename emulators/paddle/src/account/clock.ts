import { readFileSync, statSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/** How often the clock file is looked at, at most, in milliseconds of real time. */
const CHECK_INTERVAL_MS = 50;

/** The emulator's time: the machine's time plus an offset that a file may set. */
export type Clock = {
  /** The current time, shifted. */
  now(): Date;
  /** The current time as Paddle writes it: RFC 3339 with six decimals, each call later than the one before. */
  stamp(): string;
};

/**
 * Makes a clock.
 *
 * @param clockFile path of a JSON file `{"offsetMs": n}` that shifts the time by n milliseconds. It is read again
 *   whenever its modification time changes. Absent, unreadable or malformed: an offset of 0, so that a half-written
 *   file can never stop the emulator.
 */
export function createClock(clockFile: string | null): Clock {
  let offsetMs = 0;
  let seenMtimeMs = -1;
  let checkedAt = Number.NEGATIVE_INFINITY;
  let lastMs = 0;
  let lastMicros = 0;

  function refreshOffset(file: string): void {
    const at = performance.now();
    if (at - checkedAt < CHECK_INTERVAL_MS) return;
    checkedAt = at;
    const mtimeMs = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (mtimeMs === seenMtimeMs) return;
    seenMtimeMs = mtimeMs;
    offsetMs = mtimeMs === 0 ? 0 : readOffset(file);
  }

  function now(): Date {
    if (clockFile !== null) refreshOffset(clockFile);
    return new Date(Date.now() + offsetMs);
  }

  function stamp(): string {
    const ms = now().getTime();
    lastMicros = ms === lastMs ? Math.min(lastMicros + 1, 999) : 0;
    lastMs = ms;
    return new Date(ms).toISOString().replace('Z', `${String(lastMicros).padStart(3, '0')}Z`);
  }

  return { now, stamp };
}

function readOffset(file: string): number {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const offset = (parsed as { offsetMs?: unknown } | null)?.offsetMs;
    return typeof offset === 'number' && Number.isFinite(offset) ? offset : 0;
  } catch {
    return 0;
  }
}
