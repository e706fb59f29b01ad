/** The end of this process, in two steps. */
export type Shutdown = {
  /** No more new work: streams that would stay open for ever end now. */
  stopping: AbortController;
  /** What was under way is done or left to others: nobody needs to wait for it here any more. */
  drained: AbortController;
};

const shared = globalThis as typeof globalThis & { depictaShutdown?: Shutdown };

/** This process's own; one, of however many copies of this module the bundler makes. */
export function shutdown(): Shutdown {
  shared.depictaShutdown ??= { stopping: new AbortController(), drained: new AbortController() };
  return shared.depictaShutdown;
}

/**
 * Does something before the process ends by a signal. Whoever listened for the signal until now (Next, which closes its
 * server and ends the process) hears of it only afterwards; a second signal waits for nothing.
 *
 * @param work must end by itself: nobody limits it here
 */
export function beforeTheEnd(work: () => Promise<void>): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const others = process.listeners(signal);
    process.removeAllListeners(signal);
    const goOn = () => {
      process.removeAllListeners(signal);
      for (const other of others) process.on(signal, other);
      process.kill(process.pid, signal);
    };
    process.once(signal, () => {
      process.once(signal, goOn);
      work().then(goOn, goOn);
    });
  }
}
