'use client';

import { useEffect, useState } from 'react';

const TICK_MS = 10_000;

/**
 * The present instant by the server's clock, in milliseconds, to about ten seconds: what a file's hour is counted on.
 *
 * @param renderedAt when the page was rendered (ISO 8601)
 */
export function useServerNow(renderedAt: string): number {
  const [nowMs, setNowMs] = useState(() => Date.parse(renderedAt));
  useEffect(() => {
    const beganMs = performance.now();
    const startMs = Date.parse(renderedAt);
    const timer = setInterval(() => setNowMs(startMs + performance.now() - beganMs), TICK_MS);
    return () => clearInterval(timer);
  }, [renderedAt]);
  return nowMs;
}
