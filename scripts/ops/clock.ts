import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { now } from '#lib/core/clock.ts';
import { clockFile } from '#lib/core/env.ts';
import { type Command, required, wrong } from './command.ts';

const DURATION = /^(\d{1,4})(s|min|h|d|w|mo|y)$/;
const MS: Record<string, number> = { s: 1e3, min: 6e4, h: 36e5, d: 864e5, w: 6048e5 };

export const advanceClock: Command = {
  usage: '--advance 13mo | 15d | 2h | 30min | 45s | 1w | 1y',
  meaning:
    'Moves the time of a demo forward: app, worker and Paddle emulator together. Refused in production.',
  options: { advance: { type: 'string' } },
  async run({ values }) {
    const file = clockFile();
    if (file === undefined)
      throw wrong('advance', 'needs a demo: its CLOCK_FILE moves the time, production has none');
    const to = later(now(), required(values, 'advance'));
    setClock(file, to);
    return { json: { now: to.toISOString() }, text: `It is now ${to.toISOString()}` };
  },
};

/** Sets the clock of a demo: written aside and moved into place, so that no process ever reads half a file. */
export function setClock(file: string, to: Date): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify({ offsetMs: to.getTime() - Date.now() }));
  renameSync(`${file}.new`, file);
}

/** An instant later by a duration; months and years by the calendar, the day clamped to the month's end. */
function later(from: Date, duration: string): Date {
  const match = DURATION.exec(duration);
  if (match === null)
    throw wrong('advance', 'must be a duration such as 13mo, 15d, 2h, 30min, 45s, 1w or 1y');
  const [, count, unit] = match as unknown as [string, string, string];
  const length = MS[unit];
  if (length !== undefined) return new Date(from.getTime() + Number(count) * length);
  const months = Number(count) * (unit === 'y' ? 12 : 1);
  const to = new Date(from);
  to.setUTCDate(1);
  to.setUTCMonth(to.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate();
  to.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return to;
}
