import { log } from '#lib/core/log.ts';
import type { Database } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import type { FileStore } from '#lib/files/file-store.ts';
import { deleteUploadsOf } from '#lib/files/uploads.ts';
import { eraseJobsOf } from '#lib/generation/recover.ts';
import type { Source } from '#lib/inbox/source.ts';
import { eraseEvent, eventsAbout, findEvent, lockEvent } from '#lib/inbox/store.ts';
import {
  type Closing,
  closingsToErase,
  deleteTasksOfJobs,
  erasePeople,
  markErased,
  markSwept,
  paddleTransactionsOf,
} from './store.ts';

/** After a day nothing is under way any more that began before an account was closed. */
const SETTLED_MS = 86_400_000;
const CLOSINGS_AT_ONCE = 20;
const EVENTS_AT_ONCE = 100;

/** What erasing works with. */
export type Eraser = { db: Database; files: FileStore; sources: readonly Source[] };

/**
 * Erases what is left of closed accounts: pictures and their jobs' words, uploads, what Paddle told of whom. Each account
 * twice: at once, and a day later for what was under way when it was closed. It may be interrupted anywhere and done again.
 *
 * @param at the present instant
 * @returns how many closings were worked on
 */
export async function eraseClosed(eraser: Eraser, at: Date): Promise<number> {
  const closings = await closingsToErase(eraser.db.prisma, {
    settledBefore: new Date(at.getTime() - SETTLED_MS),
    limit: CLOSINGS_AT_ONCE,
  });
  for (const closing of closings) {
    try {
      await eraseOne(eraser, closing, at);
    } catch (error) {
      // The others are none the worse for it; the next run comes back to this one.
      log.error({ customerId: closing.customerId, err: error }, 'could not erase a closed account');
    }
  }
  return closings.length;
}

async function eraseOne({ db, files, sources }: Eraser, closing: Closing, at: Date): Promise<void> {
  const { customerId, closedAt } = closing;
  await deleteUploadsOf(db, files, customerId);
  await eraseJobsOf(db, files, customerId, (ids) => deleteTasksOfJobs(db.pool, ids));
  await eraseEventsOf(db, sources, closing);
  const isSettled = closedAt.getTime() <= at.getTime() - SETTLED_MS;
  await transaction(db.prisma, (tx) => erasePeople(tx, customerId, at));
  await markErased(db.prisma, customerId, at);
  if (isSettled) await transaction(db.prisma, (tx) => markSwept(tx, customerId, at));
}

async function eraseEventsOf(db: Database, sources: readonly Source[], closing: Closing): Promise<void> {
  const { customerId, closedAt: receivedBy, paddleCustomerId } = closing;
  const paddleTransactionIds = await paddleTransactionsOf(db.prisma, customerId);
  for (;;) {
    const ids = await eventsAbout(db.prisma, {
      paddleTransactionIds,
      paddleCustomerId,
      receivedBy,
      limit: EVENTS_AT_ONCE,
    });
    for (const id of ids) {
      await transaction(db.prisma, async (tx) => {
        await lockEvent(tx, id);
        const event = await findEvent(tx, id);
        const source = sources.find(({ name }) => name === event?.source);
        if (event !== undefined)
          await eraseEvent(tx, id, source?.withoutPeople(event.payload) ?? { erased: true });
      });
    }
    if (ids.length < EVENTS_AT_ONCE) return;
  }
}
