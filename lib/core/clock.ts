import { readFileSync, statSync } from 'node:fs';
import { clockFile } from './env.ts';

/** How long a read of the clock file is trusted before it is looked at again. */
const RECHECK_MS = 200;

let checkedAtMs = Number.NEGATIVE_INFINITY;
let fileModifiedMs = -1;
let offsetMs = 0;

/**
 * The present instant, the only source of time in this product.
 *
 * In a demo or a test the file named by `CLOCK_FILE` holds `{"offsetMs": n}`: every process adds it, so that
 * `ops clock --advance 13mo` moves the app, its worker and the Paddle emulator together. In production `env`
 * refuses the setting and this is the system's clock.
 *
 * @returns the instant, with millisecond precision
 */
export function now(): Date {
  const systemMs = Date.now();
  if (Math.abs(systemMs - checkedAtMs) > RECHECK_MS) {
    checkedAtMs = systemMs;
    const file = clockFile();
    if (file !== undefined) readOffset(file);
  }
  return new Date(systemMs + offsetMs);
}

/** Takes up a changed offset; a file that is absent or half written leaves the last known one in force. */
function readOffset(path: string): void {
  try {
    const modifiedMs = statSync(path).mtimeMs;
    if (modifiedMs === fileModifiedMs) return;
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const value = (parsed as { offsetMs?: unknown }).offsetMs;
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) return;
    fileModifiedMs = modifiedMs;
    offsetMs = value;
  } catch {
    // Absent until somebody advances the clock.
  }
}

/**
 * The system's own time, which the times of files on the disk are told in: moving our clock leaves it where it is. Nothing of
 * the product goes by it.
 */
export function systemTimeMs(): number {
  return Date.now();
}
