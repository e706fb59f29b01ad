/**
 * Calls a function at once, then at most once in each interval; the last of several calls is never lost.
 *
 * @param intervalMs the least time between two calls
 * @returns `call` to ask for a call, `cancel` to drop one that waits
 */
export function atMostEvery(intervalMs: number, run: () => void): { call: () => void; cancel: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting = false;
  const start = () => {
    run();
    timer = setTimeout(() => {
      timer = undefined;
      if (!waiting) return;
      waiting = false;
      start();
    }, intervalMs);
  };
  return {
    call() {
      if (timer === undefined) start();
      else waiting = true;
    },
    cancel() {
      clearTimeout(timer);
      timer = undefined;
      waiting = false;
    },
  };
}
