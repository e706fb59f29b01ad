'use client';

import { useEffect, useState } from 'react';

const TICK_MS = 5_000;

/** How long something has been waited for, in milliseconds, to about five seconds. @param isWaiting begins and ends it */
export function useWaited(isWaiting: boolean): number {
  const [waitedMs, setWaitedMs] = useState(0);
  useEffect(() => {
    setWaitedMs(0);
    if (!isWaiting) return;
    const beganMs = performance.now();
    const timer = setInterval(() => setWaitedMs(performance.now() - beganMs), TICK_MS);
    return () => clearInterval(timer);
  }, [isWaiting]);
  return waitedMs;
}
