import { Client, type Notification, type Pool } from 'pg';
import type { Uuid } from '#lib/core/ids.ts';
import { log } from '#lib/core/log.ts';

/** Tells who waits for a job that it is over, whichever process ended it. */
export type FinishedJobs = {
  /** Begins to watch a job: nothing that happens from now on is missed. */
  watch(jobId: Uuid): Watch;
  /** How many watch it in this process. */
  watching(jobId: Uuid): number;
  close(): Promise<void>;
};

type Watch = {
  /**
   * Waits until the job may be over, and at once if it may be since the last time. It also comes back now and then
   * by itself, should a notification have been lost with its connection: the caller looks whether it is so.
   *
   * @param options.untilMs on the clock of `performance.now()`, which nobody moves
   * @returns false when the time is up or the signal has fired
   */
  mayBeOver(options: { untilMs: number; signal: AbortSignal }): Promise<boolean>;
  stop(): void;
};

const CHANNEL = 'job_finished';
const LOOK_AGAIN_MS = 1_000;
const RECONNECT_MS = 1_000;

/**
 * Listens for all who wait in this process, from the first of them on, over one connection beside the pool: a
 * connection that listens is of no other use.
 *
 * @param pool says where to connect
 */
export function listenForFinishedJobs(pool: Pool): FinishedJobs {
  const watches = new Map<Uuid, Set<() => void>>();
  let client: Client | undefined;
  let isClosed = false;

  function listen(): void {
    if (client !== undefined || isClosed) return;
    const fresh = new Client(pool.options);
    client = fresh;
    const lost = (error: unknown) => {
      if (client !== fresh) return;
      // Whoever waits looks again by itself meanwhile.
      log.warn({ err: error }, 'no longer listening for finished jobs');
      client = undefined;
      void fresh.end().catch(() => {});
      if (watches.size > 0) setTimeout(listen, RECONNECT_MS).unref();
    };
    fresh.on('error', lost);
    fresh.on('end', () => lost('the connection ended'));
    fresh.on('notification', ({ payload }: Notification) => {
      for (const wake of watches.get(payload ?? '') ?? []) wake();
    });
    fresh
      .connect()
      .then(() => fresh.query(`LISTEN ${CHANNEL}`))
      .catch(lost);
  }

  return {
    watch(jobId) {
      listen();
      let isDue = false;
      let resume = () => {};
      const wake = () => {
        isDue = true;
        resume();
      };
      watches.set(jobId, (watches.get(jobId) ?? new Set()).add(wake));
      return {
        async mayBeOver({ untilMs, signal }) {
          const leftMs = untilMs - performance.now();
          if (leftMs <= 0 || signal.aborted) return false;
          if (!isDue) {
            const { promise, resolve } = Promise.withResolvers<void>();
            resume = resolve;
            const timer = setTimeout(resolve, Math.min(leftMs, LOOK_AGAIN_MS));
            signal.addEventListener('abort', resume, { once: true });
            await promise;
            signal.removeEventListener('abort', resume);
            clearTimeout(timer);
          }
          isDue = false;
          return !signal.aborted;
        },
        stop() {
          const mine = watches.get(jobId);
          mine?.delete(wake);
          if (mine?.size === 0) watches.delete(jobId);
        },
      };
    },
    watching: (jobId) => watches.get(jobId)?.size ?? 0,
    async close() {
      isClosed = true;
      const open = client;
      client = undefined;
      await open?.end().catch(() => {});
    },
  };
}
