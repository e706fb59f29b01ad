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
