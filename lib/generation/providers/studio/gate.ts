/** Lets a few pieces of work through at a time; the others wait in the order they came. */
export type Gate = <T>(work: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/**
 * Makes a gate.
 *
 * @param width How many may work at once.
 * @returns Runs `work` when there is room. An aborted signal takes a waiting piece out of the queue and throws its reason.
 */
export function openGate(width: number): Gate {
  let working = 0;
  const waiting: (() => void)[] = [];
  const room = (signal: AbortSignal | undefined): Promise<void> => {
    if (working < width) {
      working += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        waiting.splice(waiting.indexOf(enter), 1);
        reject(signal!.reason);
      };
      // Whoever leaves hands its room over, so the count stays.
      const enter = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      waiting.push(enter);
      signal?.addEventListener('abort', leave, { once: true });
    });
  };
  return async (work, signal) => {
    signal?.throwIfAborted();
    await room(signal);
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) working -= 1;
      else next();
    }
  };
}
