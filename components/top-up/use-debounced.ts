'use client';

import { useEffect, useState } from 'react';

/**
 * A value once it has stood still for a while: for asking the server only when somebody has stopped typing.
 *
 * @param delayMs how long it must not change
 */
export function useDebounced(value: string, delayMs: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delayMs);
    return () => clearTimeout(timer);
  }, [value, delayMs]);
  return settled;
}
