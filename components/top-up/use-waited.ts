'use client';

import { useEffect, useState } from 'react';

const TICK_MS = 5_000;

/**
 * How long something has been waited for, in milliseconds, to about five seconds.
 *
 * @param what is waited for: another text begins anew
 */
export function useWaited(what: string): number {
  const [waited, setWaited] = useState({ what, ms: 0 });
  useEffect(() => {
    const beganMs = performance.now();
    const timer = setInterval(() => setWaited({ what, ms: performance.now() - beganMs }), TICK_MS);
    return () => clearInterval(timer);
  }, [what]);
  return waited.what === what ? waited.ms : 0;
}
