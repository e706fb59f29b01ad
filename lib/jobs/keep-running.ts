import { setTimeout as sleep } from 'node:timers/promises';
import type { Runner } from 'graphile-worker';
import { log } from '#lib/core/log.ts';

/** How soon one is followed by another, and how often that is tried while the database is away. */
const AGAIN_MS = 1_000;

/** Hands that take tasks off the queue. */
export type Crew = Pick<Runner, 'addJob'> & {
  stop(): Promise<void>;
  /** Resolves when it takes no more tasks, asked to or not. */
  laidDown: Promise<void>;
};

/**
 * Keeps a crew at work. The queue lays a crew's work down as soon as it cannot write down what became of a task, for
 * which a restart of the database is enough; without another one the process would never work again.
 *
 * @param start starts a crew; called again whenever one has laid down its work
 */
export async function keepRunning(start: () => Promise<Crew>): Promise<Omit<Crew, 'laidDown'>> {
  const stopping = new AbortController();
  let crew = await start();

  async function follow(): Promise<void> {
    while (!stopping.signal.aborted) {
      await crew.laidDown;
      if (stopping.signal.aborted) return;
      log.error('the worker laid down its work; another one follows');
      // Its end is not waited for: the queue's own accounts may never close again after several failures.
      void crew.stop();
      await startAgain();
    }
  }

  async function startAgain(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await sleep(AGAIN_MS, undefined, { signal: stopping.signal });
        crew = await start();
        // Asked to stop meanwhile.
        if (stopping.signal.aborted) await crew.stop();
        return;
      } catch (error) {
        if (!stopping.signal.aborted) log.warn({ err: error }, 'the worker cannot start again yet');
      }
    }
  }

  const following = follow();
  return {
    addJob: (...task) => crew.addJob(...task),
    async stop() {
      stopping.abort();
      await crew.stop();
      await following;
    },
  };
}
