import type { Database } from '#lib/db/client.ts';
import { type Processed, processEvent } from './process.ts';
import type { Source } from './source.ts';
import { getEvent, listDue } from './store.ts';

/** How many events one run looks after; the next run takes the rest. */
const MOST_AT_ONCE = 100;

/**
 * Comes back to every event that was stored but never handled (the process ended in between), and to those whose
 * handling failed, with growing pauses and without end: nothing that was paid is forgotten.
 *
 * @param sources by name; an event of a source that is not among them waits
 * @param at the present instant
 * @returns what became of each
 */
export async function redriveEvents(
  prisma: Database['prisma'],
  sources: readonly Source[],
  at: Date,
): Promise<Processed[]> {
  const outcomes: Processed[] = [];
  for (const id of await listDue(prisma, at, MOST_AT_ONCE)) {
    const event = await getEvent(prisma, id);
    const source = sources.find(({ name }) => name === event.source);
    if (source !== undefined) outcomes.push(await processEvent(prisma, source, id, at));
  }
  return outcomes;
}
