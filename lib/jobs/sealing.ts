import { setTimeout as sleep } from 'node:timers/promises';
import { now } from '#lib/core/clock.ts';
import { log } from '#lib/core/log.ts';
import type { Database } from '#lib/db/client.ts';
import { sealFacts, type TagKeys } from '#lib/ledger/seals.ts';

/** Between two walks over the books. How long a fact waits for its seal is about this, and the two walks beside it. */
const PAUSE_MS = 2_000;
/** Sealing may take this share of the time: what waits meanwhile is sealed together, and costs less. */
const MOST_SHARE_SEALING = 0.5;
/** Looking for what changed, and finding nothing, may take this one, however many customers there are. */
const MOST_SHARE_LOOKING = 0.1;
/** Books that changed before the last look may have been committed after it. */
const OVERLAP_MS = 120_000;
/** Now and then all books are looked at: a process whose clock is behind may have written in the past. */
const WHOLE_EVERY_MS = 600_000;

/**
 * Seals facts within seconds of their being recorded, until it is stopped. Any number of processes may do so.
 *
 * @param keys from `proofKeys`
 */
export function startSealing({ pool }: Pick<Database, 'pool'>, keys: TagKeys): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function run(): Promise<void> {
    let wholeAtMs = Number.NEGATIVE_INFINITY;
    let lookedAt: Date | undefined;
    while (!signal.aborted) {
      const beganMs = performance.now();
      const at = now();
      const isWhole = beganMs - wholeAtMs > WHOLE_EVERY_MS;
      const changedSince =
        isWhole || lookedAt === undefined ? undefined : new Date(lookedAt.getTime() - OVERLAP_MS);
      let share = MOST_SHARE_LOOKING;
      try {
        if ((await sealFacts(pool, { keys, at, changedSince, signal })) > 0) share = MOST_SHARE_SEALING;
        lookedAt = at;
        if (isWhole) wholeAtMs = beganMs;
      } catch (error) {
        log.warn({ err: error }, 'could not seal; the next round does');
      }
      const tookMs = performance.now() - beganMs;
      await sleep(Math.max(PAUSE_MS, tookMs / share - tookMs), undefined, { signal }).catch(() => {});
    }
  }

  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
