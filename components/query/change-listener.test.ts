import { afterEach, describe, expect, it, vi } from 'vitest';
import { LIVE_NAME, type LiveBrowser, listenForChanges } from './change-listener.ts';

/** A connection that the test drives. */
class Source extends EventTarget {
  readonly CLOSED = 2;
  readyState = 0;
  close() {
    this.readyState = 2;
  }
  opens() {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }
  says(version: string) {
    this.dispatchEvent(new MessageEvent('change', { data: `{"version":${version}}` }));
  }
  breaks({ forGood }: { forGood: boolean }) {
    this.readyState = forGood ? 2 : 0;
    this.dispatchEvent(new Event('error'));
  }
}

/** Tabs of one browser: Node's own locks and channels, connections that are counted. */
function browserOf(capabilities: { locks: boolean }) {
  const sources: Source[] = [];
  const browser: LiveBrowser = {
    openSource() {
      const source = new Source();
      sources.push(source);
      return source as unknown as EventSource;
    },
    locks: capabilities.locks ? navigator.locks : undefined,
    openChannel: () => new BroadcastChannel(LIVE_NAME),
  };
  return { browser, sources };
}

const stops: (() => void)[] = [];
function tab(browser: LiveBrowser) {
  const onChange = vi.fn();
  const stop = listenForChanges({ url: '/api/live', onChange, browser, firstRetryMs: 5 });
  stops.push(stop);
  return { onChange, stop };
}

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

describe('live changes', () => {
  it('reach every tab of a browser over one connection', async () => {
    const { browser, sources } = browserOf({ locks: true });
    const tabs = [tab(browser), tab(browser), tab(browser)];
    await vi.waitFor(() => expect(sources).toHaveLength(1));
    sources[0]?.opens();
    sources[0]?.says('7');
    await vi.waitFor(() => {
      for (const { onChange } of tabs) expect(onChange).toHaveBeenCalledTimes(1);
    });
    expect(sources).toHaveLength(1);
  });

  it('go on in another tab when the listening one closes, which looks at once for what it missed', async () => {
    const { browser, sources } = browserOf({ locks: true });
    const first = tab(browser);
    await vi.waitFor(() => expect(sources).toHaveLength(1));
    const second = tab(browser);
    sources[0]?.opens();
    first.stop();
    await vi.waitFor(() => expect(sources).toHaveLength(2));
    expect(sources[0]?.readyState).toBe(2);
    sources[1]?.opens();
    expect(second.onChange).toHaveBeenCalledTimes(1);
    sources[1]?.says('8');
    expect(second.onChange).toHaveBeenCalledTimes(2);
    expect(first.onChange).not.toHaveBeenCalled();
  });

  it('are told once for each version', async () => {
    const { browser, sources } = browserOf({ locks: true });
    const { onChange } = tab(browser);
    await vi.waitFor(() => expect(sources).toHaveLength(1));
    sources[0]?.opens();
    expect(onChange).not.toHaveBeenCalled();
    sources[0]?.says('9');
    sources[0]?.says('9');
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('are looked for after an interruption', async () => {
    const { browser, sources } = browserOf({ locks: true });
    const { onChange } = tab(browser);
    await vi.waitFor(() => expect(sources).toHaveLength(1));
    sources[0]?.opens();
    sources[0]?.breaks({ forGood: false });
    sources[0]?.opens();
    expect(onChange).toHaveBeenCalledTimes(1);
    expect(sources).toHaveLength(1);
  });

  it('are listened for again when the server turned the connection away', async () => {
    const { browser, sources } = browserOf({ locks: true });
    const { onChange } = tab(browser);
    await vi.waitFor(() => expect(sources).toHaveLength(1));
    sources[0]?.breaks({ forGood: true });
    await vi.waitFor(() => expect(sources).toHaveLength(2));
    sources[1]?.opens();
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('stop when nobody listens any more', async () => {
    const { browser, sources } = browserOf({ locks: true });
    const { stop, onChange } = tab(browser);
    await vi.waitFor(() => expect(sources).toHaveLength(1));
    sources[0]?.breaks({ forGood: true });
    stop();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(sources).toHaveLength(1);
    expect(onChange).not.toHaveBeenCalled();
  });

  it('take a connection a tab where the browser has no locks', async () => {
    const { browser, sources } = browserOf({ locks: false });
    const tabs = [tab(browser), tab(browser)];
    expect(sources).toHaveLength(2);
    for (const source of sources) source.opens();
    for (const source of sources) source.says('3');
    for (const { onChange } of tabs) expect(onChange).toHaveBeenCalledTimes(1);
  });
});
