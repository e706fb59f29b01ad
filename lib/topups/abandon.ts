import type { Database } from '#lib/db/client.ts';
import { abandonUnpaid } from './store.ts';

/** A checkout that was opened and left is forgotten after this. */
const STALE_MS = 86_400_000;

/**
 * Marks purchases that were begun a day ago and never paid, so that nothing shows them as awaited for ever. Should one
 * be paid all the same, it is credited as any other.
 *
 * @param at the present instant
 * @returns how many
 */
export function abandonStale(prisma: Database['prisma'], at: Date): Promise<number> {
  return abandonUnpaid(prisma, new Date(at.getTime() - STALE_MS));
}
