import { type ParsedCronItem, parseCronItems } from 'graphile-worker';
import { invariant } from '#lib/core/errors.ts';

/** When a task runs by itself. It never waits in the queue twice. */
export type TimetableEntry = {
  task: string;
  /** A divisor of an hour, or whole hours up to a day. */
  everyMinutes: number;
  /** Also right after a worker starts, for what was missed while none ran. */
  atStart?: boolean;
};

/** A timetable in the form of the queue. */
export function toCronItems(timetable: readonly TimetableEntry[]): ParsedCronItem[] {
  return parseCronItems(
    timetable.map(({ task, everyMinutes }) => ({
      task,
      match: cronOf(everyMinutes),
      options: { jobKey: task, maxAttempts: 3 },
    })),
  );
}

function cronOf(everyMinutes: number): string {
  const hours = everyMinutes / 60;
  if (Number.isInteger(60 / everyMinutes) && everyMinutes < 60) return `*/${everyMinutes} * * * *`;
  invariant(
    Number.isInteger(hours) && Number.isInteger(24 / hours),
    `nothing runs every ${everyMinutes} minutes`,
  );
  return hours === 24 ? '0 0 * * *' : `0 */${hours} * * *`;
}
