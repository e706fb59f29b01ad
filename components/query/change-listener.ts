/** What the listener needs of the browser; tests bring their own. */
export interface LiveBrowser {
  openSource(url: string): EventSource;
  /** Absent where the browser has none: then every tab listens for itself. */
  locks: Pick<LockManager, 'request'> | undefined;
  openChannel: (() => BroadcastChannel) | undefined;
}

interface ListenOptions {
  /** Where the server-sent events come from. */
  url: string;
  /** Called once for each new version of the customer's data, and after an interruption. */
  onChange: () => void;
  browser: LiveBrowser;
  firstRetryMs?: number;
}

/** One name for the lock and the channel: they belong to all tabs of this origin. */
export const LIVE_NAME = 'depicta-live';

const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 60_000;

/**
 * Listens for changes with one connection a browser, whatever the number of tabs: the tab that holds a lock
 * keeps the connection and tells the others; when it closes, the next one takes over. A browser allows only six
 * connections to a host over HTTP/1.1, so a connection a tab would starve the seventh.
 *
 * Without locks or channels each tab keeps its own connection. When the connection ends it is opened again after
 * a growing pause, and what may have been missed meanwhile counts as a change.
 *
 * @returns stops listening and lets another tab take over
 */
export function listenForChanges({
  url,
  onChange,
  browser,
  firstRetryMs = FIRST_RETRY_MS,
}: ListenOptions): () => void {
  const { locks, openChannel } = browser;
  const stopped = new AbortController();
  const channel = locks === undefined ? undefined : openChannel?.();
  let lastVersion: string | undefined;

  const heard = (version: string) => {
    if (version === lastVersion) return;
    lastVersion = version;
    onChange();
  };
  const tell = (version: string) => {
    channel?.postMessage(version);
    heard(version);
  };
  channel?.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (typeof event.data === 'string') heard(event.data);
  });

  const keep = (mayHaveMissed: boolean) =>
    keepSource({ url, tell, browser, stopped: stopped.signal, firstRetryMs, mayHaveMissed });
  if (locks === undefined || channel === undefined) void keep(false);
  else
    void takeTurn(locks, stopped.signal, keep).catch((error: unknown) => {
      // Stopped while waiting for the lock: another tab goes on listening.
      if (!stopped.signal.aborted) throw error;
    });

  return () => {
    stopped.abort();
    channel?.close();
  };
}

/** Keeps the connection when it is this tab's turn: at once when no other tab does, else when that one is gone. */
async function takeTurn(
  locks: Pick<LockManager, 'request'>,
  stopped: AbortSignal,
  keep: (mayHaveMissed: boolean) => Promise<void>,
): Promise<void> {
  const free = await locks.request(LIVE_NAME, { ifAvailable: true }, async (lock) => {
    if (lock !== null) await keep(false);
    return lock !== null;
  });
  if (!free) await locks.request(LIVE_NAME, { signal: stopped }, () => keep(true));
}

interface SourceOptions {
  url: string;
  tell: (version: string) => void;
  browser: LiveBrowser;
  stopped: AbortSignal;
  firstRetryMs: number;
  /** Whether there was a time before it when nobody listened. */
  mayHaveMissed: boolean;
}

/** Keeps a connection open until told to stop. */
function keepSource(options: SourceOptions): Promise<void> {
  const { url, tell, browser, stopped, firstRetryMs } = options;
  return new Promise((resolve) => {
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pauseMs = firstRetryMs;
    let interrupted = options.mayHaveMissed;

    function open() {
      const opened = browser.openSource(url);
      source = opened;
      opened.addEventListener('open', () => {
        pauseMs = firstRetryMs;
        if (!interrupted) return;
        interrupted = false;
        tell(`after an interruption ${Math.random()}`);
      });
      opened.addEventListener('change', (event: MessageEvent<string>) => tell(event.data));
      opened.addEventListener('error', () => {
        interrupted = true;
        // The browser reconnects by itself unless the answer was no stream at all.
        if (opened.readyState !== opened.CLOSED) return;
        timer = setTimeout(open, pauseMs);
        pauseMs = Math.min(pauseMs * 2, LAST_RETRY_MS);
      });
    }
    stopped.addEventListener('abort', () => {
      clearTimeout(timer);
      source?.close();
      resolve();
    });
    if (stopped.aborted) resolve();
    else open();
  });
}
