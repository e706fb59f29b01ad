import { DepictaError } from '#lib/core/errors.ts';
import type { Uuid } from '#lib/core/ids.ts';
import { log } from '#lib/core/log.ts';
import type { Database } from '#lib/db/client.ts';
import { onPool } from '#lib/ledger/sql.ts';
import { seenVersions } from './store.ts';

/** Tells open pages that something about their customer has changed. */
export type LiveChanges = {
  /**
   * Calls back with the version of what the customer sees: the present one soon, then each new one.
   *
   * @returns ends it
   * @throws {DepictaError} `rate_limited` where this customer has too many open
   */
  subscribe(customerId: Uuid, onVersion: (version: string) => void): () => void;
};

const LOOK_EVERY_MS = 1_000;
/** Streams of one customer in a process. The tabs of one browser share one. */
const MOST_EACH = 20;

/**
 * Watches the books and payments of whoever has a page open, for one process: one small query a second over all of them, and none
 * while nobody looks.
 */
export function watchForChanges({ pool }: Pick<Database, 'pool'>): LiveChanges {
  const subscribers = new Map<Uuid, Set<(version: string) => void>>();
  const known = new Map<Uuid, string>();
  let isLooking = false;

  async function look(): Promise<void> {
    try {
      for (const [customerId, version] of await seenVersions(onPool(pool), [...subscribers.keys()])) {
        if (known.get(customerId) === version || !subscribers.has(customerId)) continue;
        known.set(customerId, version);
        for (const tell of subscribers.get(customerId) ?? []) tell(version);
      }
    } catch (error) {
      // The next look tells what this one missed.
      log.warn({ err: error }, 'could not look for changes');
    }
    isLooking = subscribers.size > 0;
    if (isLooking) setTimeout(() => void look(), LOOK_EVERY_MS);
  }

  return {
    subscribe(customerId, onVersion) {
      const mine = subscribers.get(customerId) ?? new Set();
      if (mine.size >= MOST_EACH)
        throw new DepictaError('rate_limited', `An account has at most ${MOST_EACH} live pages open.`, {
          retryAfterSeconds: 30,
        });
      subscribers.set(customerId, mine.add(onVersion));
      const version = known.get(customerId);
      if (version !== undefined) onVersion(version);
      if (!isLooking) {
        isLooking = true;
        void look();
      }
      return () => {
        mine.delete(onVersion);
        if (mine.size > 0 || subscribers.get(customerId) !== mine) return;
        subscribers.delete(customerId);
        known.delete(customerId);
      };
    },
  };
}
