'use client';

import { useLayoutEffect } from 'react';

type Page = Window & { earlyPresses?: Set<HTMLButtonElement | null> | undefined };

/** Presses again, once the page answers, the buttons that were pressed before it could (`lib/http/early-input.ts`). */
export function EarlyPresses() {
  // Not an effect that may come later: a press that React has answered by then would be answered twice.
  useLayoutEffect(() => {
    const page = window as Page;
    const presses = page.earlyPresses ?? [];
    page.earlyPresses = undefined;
    queueMicrotask(() => {
      for (const button of presses) button?.click();
    });
  }, []);
  return null;
}
