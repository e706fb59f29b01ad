import { now } from '#lib/core/clock.ts';
import { database } from '#lib/db/client.ts';
import { deleteOver } from './rate-limit-store.ts';
import { deleteForgotten } from './store.ts';

const DAY_MS = 86_400_000;

/** Links and sessions stay this long after their time: long enough to answer "what happened to my account". */
export const KEPT_DAYS = 90;

/** A browser or network that nobody came with for this long is as good as new. */
export const KNOWN_DAYS = 400;

/** The queue's tasks of this module. */
export const tasks = {
  /** Removes what nobody can use any more: counters of past windows, old links, old sessions. */
  sweep_accounts: async (): Promise<void> => {
    const { pool, prisma } = database();
    const at = now();
    const before = new Date(at.getTime() - KEPT_DAYS * DAY_MS);
    await deleteOver(pool, at);
    await deleteForgotten(prisma, {
      linksExpiredBefore: before,
      sessionsBegunBefore: before,
      marksSeenBefore: new Date(at.getTime() - KNOWN_DAYS * DAY_MS),
    });
  },
};

/** When they run by themselves. */
export const timetable = [{ task: 'sweep_accounts', everyMinutes: 60 }];
