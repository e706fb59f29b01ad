import { now } from '#lib/core/clock.ts';
import { log } from '#lib/core/log.ts';
import { database } from '#lib/db/client.ts';
import { checkBooks } from './books.ts';

/** The queue's tasks of the support desk. */
export const tasks = {
  /** Puts the books to every rule; what breaks one is an alarm, by the rule's name and the ids only. */
  check_books: async (): Promise<void> => {
    const violations = await checkBooks(database().pool, now());
    for (const { name, ids } of violations) log.error({ rule: name, ids }, 'the books are wrong');
  },
};

export const timetable = [{ task: 'check_books', everyMinutes: 60, atStart: false }] as const;
