import { atMostEvery } from './at-most-every.ts';
import { LIVE_NAME, type LiveBrowser, listenForChanges } from './change-listener.ts';

const LIVE_URL = '/api/live';
/** A burst of holds and charges becomes two looks at the server a second. */
const INTERVAL_MS = 500;

const listeners = new Set<() => void>();
let stop: (() => void) | undefined;

/**
 * Calls back when something of the signed-in customer changed: balance, jobs, payments. The connection opens
 * with the first listener, once the page is idle, and closes with the last.
 *
 * @returns stops calling back
 */
export function onLiveChange(listener: () => void): () => void {
  listeners.add(listener);
  stop ??= start();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stop?.();
    stop = undefined;
  };
}

function start(): () => void {
  const tellAll = atMostEvery(INTERVAL_MS, () => {
    for (const listener of listeners) listener();
  });
  let close: (() => void) | undefined;
  const open = () => {
    close ??= listenForChanges({ url: LIVE_URL, onChange: tellAll.call, browser: thisBrowser() });
  };
  const pause = () => {
    close?.();
    close = undefined;
  };
  // A page kept for the back button must hold no connection; coming back it may have missed changes.
  const resume = (event: PageTransitionEvent) => {
    if (!event.persisted) return;
    open();
    tellAll.call();
  };
  const cancelIdle = whenIdle(open);
  window.addEventListener('pagehide', pause);
  window.addEventListener('pageshow', resume);
  return () => {
    cancelIdle();
    window.removeEventListener('pagehide', pause);
    window.removeEventListener('pageshow', resume);
    pause();
    tellAll.cancel();
  };
}

function thisBrowser(): LiveBrowser {
  return {
    openSource: (url) => new EventSource(url),
    locks: 'locks' in navigator ? navigator.locks : undefined,
    openChannel: 'BroadcastChannel' in window ? () => new BroadcastChannel(LIVE_NAME) : undefined,
  };
}

/** Safari has no idle callback: there a short wait stands for it. */
function whenIdle(run: () => void): () => void {
  if ('requestIdleCallback' in window) {
    const handle = requestIdleCallback(run, { timeout: 3_000 });
    return () => cancelIdleCallback(handle);
  }
  const timer = setTimeout(run, 1_000);
  return () => clearTimeout(timer);
}
