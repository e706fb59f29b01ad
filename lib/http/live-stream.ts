/** What a stream of changes is fed by and ended by. */
export type LiveSource = {
  /** Calls back with each version; returns what ends it. */
  subscribe: (onVersion: (version: string) => void) => () => void;
  /** Asked at each heartbeat: whether the listener may still listen. */
  mayListen: () => Promise<boolean>;
  /** The listener is gone, or the process is to stop. */
  signal: AbortSignal;
  heartbeatMs: number;
};

/**
 * Server-sent events: `event: change` with the version of what the customer sees, and comments between them that keep
 * the connection open. Ends when the listener goes, the session ends or the process stops, and leaves nothing behind.
 */
export function liveStream(source: LiveSource): Response {
  let stop = () => false;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const encoder = new TextEncoder();
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      let isOver = false;
      const unsubscribe = source.subscribe((version) => {
        if (!isOver) send(`event: change\ndata: ${JSON.stringify({ version })}\n\n`);
      });
      const heartbeat = setInterval(async () => {
        if (!(await source.mayListen())) end();
        else if (!isOver) send(': still here\n\n');
      }, source.heartbeatMs);
      stop = () => {
        if (isOver) return false;
        isOver = true;
        clearInterval(heartbeat);
        unsubscribe();
        source.signal.removeEventListener('abort', end);
        return true;
      };
      const end = () => {
        if (stop()) controller.close();
      };
      source.signal.addEventListener('abort', end);
      send('retry: 2000\n\n');
      if (source.signal.aborted) end();
    },
    // What the listener has left is closed already.
    cancel: () => void stop(),
  });
  return new Response(stream, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      // Without this a proxy or the compression would hold events back.
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    },
  });
}
